import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Radios, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { dayOf } from './desk.views.tsx'
import type { RequestRow } from './requests.ts'
import { rightsUrls } from './urls.ts'
import { kindChoices, kindName, stateName } from './words.ts'

interface OwnProps {
  rows: readonly RequestRow[]
  form: Form
  mayAsk: boolean
  done: boolean
}

export const OwnPage = ({ rows, form, mayAsk, done }: OwnProps) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: '/account', label: 'Uw account' }, { label: 'Uw verzoeken' }]} />
    <PageTitle>Uw verzoeken</PageTitle>
    <Lead>
      Wilt u iets laten verbeteren, wissen of stilleggen, of bezwaar maken? Of weten of er ergens anders iets over u
      staat? Vraag het hier. U krijgt binnen een maand antwoord.
    </Lead>
    {done && (
      <Note kind="success">
        <p>Uw verzoek is bij de privacyfunctionaris van uw organisatie.</p>
      </Note>
    )}
    <p>
      Wat u zelf schreef, en wat er bij uw account staat, haalt u zo op bij <a href="/account/inzage">Uw gegevens</a>.
    </p>
    <DataTable
      caption="Wat u vroeg"
      columns={[
        {
          label: 'Verzoek',
          nowrap: true,
          cell: it => (
            <a class="nl-link" href={rightsUrls.ownRequest(it.id)}>
              {it.number}
            </a>
          ),
        },
        { label: 'Wat', cell: it => kindName(it.kind) },
        { label: 'Antwoord uiterlijk', cell: it => dayOf(it.due_on), nowrap: true },
        { label: 'Stand', cell: it => stateName(it.state) },
      ]}
      rows={rows}
      empty={null}
    />
    {mayAsk ? (
      <form method="post" action={rightsUrls.own} noValidate data-warn>
        <Radios name="soort" label="Wat vraagt u?" form={form} options={kindChoices} />
        <TextArea
          name="vraag"
          label="Uw vraag"
          hint="De privacyfunctionaris leest dit. Die kan uw meldingen niet lezen."
          form={form}
          maxlengthHint={4000}
        />
        <Actions>
          <Button>Stuur uw verzoek</Button>
        </Actions>
      </form>
    ) : (
      <p>U heeft hier geen rol meer. Stuur een nieuw verzoek aan de privacyfunctionaris van de organisatie.</p>
    )}
  </>
)
