import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkbox, ErrorSummary, Radios, TextArea, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Chip, EmptyState, Lead, Note, PageTitle, type ChipKind } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { RequestRow } from './requests.ts'
import { rightsUrls } from './urls.ts'
import { kindChoices, kindName, stateName } from './words.ts'

export const dayOf = (day: string): string => formatDate(new Date(`${day}T12:00:00Z`))
const dayMs = 24 * 3_600_000

/** How long there is left, in words and colour. */
export function Due({ row, today }: { row: RequestRow; today: string }) {
  if (row.finished_on !== null) return <Chip kind="done">{`Klaar op ${dayOf(row.finished_on)}`}</Chip>
  const left = Math.round((Date.parse(row.due_on) - Date.parse(today)) / dayMs)
  const kind: ChipKind = left < 0 ? 'late' : left <= 7 ? 'soon' : 'plain'
  return <Chip kind={kind}>{left < 0 ? `Te laat sinds ${dayOf(row.due_on)}` : `Uiterlijk ${dayOf(row.due_on)}`}</Chip>
}

const done = new Map([['overgelaten', 'U heeft het verzoek aan een ander overgelaten. U ziet het niet meer.']])

export const DeskPage = ({ rows, today, done: what }: { rows: RequestRow[]; today: string; done: string }) => (
  <>
    <Breadcrumb items={[{ href: '/privacy-instellingen', label: 'Privacy' }, { label: 'Verzoeken' }]} />
    <PageTitle>Verzoeken over eigen gegevens</PageTitle>
    <Lead>
      Iemand mag vragen wat er van hem of haar is vastgelegd, en om verbetering, wissing, beperking of om te stoppen. U
      antwoordt binnen een maand. Meldingen leest u niet: dat vraagt u aan wie ze behandelt.
    </Lead>
    {done.has(what) && (
      <Note kind="success">
        <p>{done.get(what)}</p>
      </Note>
    )}
    <Actions>
      <ButtonLink href={rightsUrls.new}>Leg een verzoek vast</ButtonLink>
    </Actions>
    <DataTable
      caption="Verzoeken, wat het eerst klaar moet zijn bovenaan"
      columns={[
        {
          label: 'Verzoek',
          nowrap: true,
          cell: it => (
            <a class="nl-link" href={rightsUrls.request(it.id)}>
              {it.number}
            </a>
          ),
        },
        { label: 'Wat', cell: it => kindName(it.kind) },
        { label: 'Ontvangen', cell: it => dayOf(it.received_on), nowrap: true },
        { label: 'Termijn', cell: it => <Due row={it} today={today} /> },
        { label: 'Stand', cell: it => stateName(it.state) },
      ]}
      rows={rows}
      empty={
        <EmptyState title="Er is geen verzoek">
          <p>Vraagt iemand iets over de eigen gegevens, leg het dan hier vast. Wie een account heeft, kan het zelf.</p>
        </EmptyState>
      }
    />
  </>
)

export const NewPage = ({ form }: { form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: rightsUrls.desk, label: 'Verzoeken' }, { label: 'Nieuw verzoek' }]} />
    <PageTitle>Leg een verzoek vast</PageTitle>
    <Lead>Wat u hier schrijft, is versleuteld. Alleen wie het verzoek behandelt, leest het.</Lead>
    <form method="post" action={rightsUrls.new} noValidate data-warn>
      <Radios name="soort" label="Wat vraagt iemand?" form={form} options={kindChoices} />
      <TextField
        name="ontvangen"
        label="Wanneer kwam het verzoek binnen?"
        hint="Vanaf die dag telt de maand."
        type="date"
        form={form}
      />
      <TextField name="wie" label="Wie vraagt het?" form={form} autocomplete="off" />
      <TextField name="bereik" label="Hoe bereikt u deze persoon?" form={form} autocomplete="off" />
      <TextField
        name="account"
        label="E-mailadres van het account"
        hint="Alleen als deze persoon hier een account heeft. Dan kan die het antwoord zelf lezen."
        type="email"
        form={form}
        autocomplete="off"
      />
      <TextArea name="vraag" label="Wat vraagt iemand precies?" form={form} maxlengthHint={4000} />
      <Actions>
        <Button>Leg vast</Button>
      </Actions>
    </form>
  </>
)

interface LeaveProps {
  row: { id: string; number: string }
  others: number
  form: Form
}

export const LeavePage = ({ row, others, form }: LeaveProps) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb
      items={[
        { href: rightsUrls.desk, label: 'Verzoeken' },
        { href: rightsUrls.request(row.id), label: row.number },
        { label: 'Overlaten' },
      ]}
    />
    <PageTitle>Verzoek overlaten aan een ander</PageTitle>
    <Lead>
      Heeft u zelf iets te maken met waar dit verzoek over gaat? Dan hoort een ander het te behandelen. U ziet het
      daarna niet meer.
    </Lead>
    {others === 0 ? (
      <Note kind="warning" title="Er is nu geen andere privacyfunctionaris">
        <p>
          Vraag eerst aan de beheerder om er een aan te wijzen. De termijn loopt door: laat u het nu over, dan behandelt
          niemand het verzoek tot er een ander is.
        </p>
      </Note>
    ) : (
      <Note kind="info">
        <p>Wie het ook kan behandelen, krijgt er een mail over.</p>
      </Note>
    )}
    <form method="post" action={rightsUrls.leave(row.id)} noValidate>
      <Checkbox name="zeker" label="Ik laat dit verzoek aan een ander over" form={form} />
      <Actions>
        <Button kind="danger">Laat het over</Button>
      </Actions>
    </form>
  </>
)
