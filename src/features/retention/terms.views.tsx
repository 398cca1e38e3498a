import { draftEnding } from '../../engines/cases/draft-term.ts'
import { identityEnding } from '../../engines/cases/identity-term.ts'
import type { Form } from '../../platform/form.ts'
import { partLabel } from '../../engines/cases/protocol-words.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkbox, ErrorSummary, Hidden, Select, TextField } from '../../ui/form.tsx'
import { Breadcrumb, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { Dated } from './listing.ts'
import type { ProtocolTerm } from './protocol-terms.ts'
import type { Due, TermRule } from './terms.ts'
import { termsUrl } from './urls.ts'
import { endingName, endingOptions, kindName, kindOptions, termName } from './words.ts'

const shownAtMost = 200

export interface TermsProps {
  rules: readonly TermRule[]
  /** What the protocol says, and said before. */
  adopted: readonly ProtocolTerm[]
  preview: Dated
  moment: Date
  /** The day that was asked for, or ''. */
  asked: string
  now: Date
  edits: boolean
  done: boolean
}

export const TermsPage = ({ rules, adopted, preview, moment, asked, edits, done }: TermsProps) => (
  <>
    <PageTitle>Bewaartermijnen</PageTitle>
    <Lead>
      Hoe lang een melding blijft na de afloop. De termijnen stelt de privacyfunctionaris in. De archivaris keurt goed
      wat weg mag.
    </Lead>
    {done && (
      <Note kind="success">
        <p>
          De termijn is opgeslagen. Wie wat heeft gekozen, en wanneer, staat bij{' '}
          <a href="/controle/wijzigingen">Wijzigingen</a>.
        </p>
      </Note>
    )}
    {edits && (
      <Actions>
        <ButtonLink href={`${termsUrl}/instellen`}>Stel een termijn in</ButtonLink>
      </Actions>
    )}
    <DataTable
      caption="Termijnen: de onderste die past, geldt"
      columns={[
        { label: 'Soort', cell: it => kindName(it.category) },
        { label: 'Afloop', cell: it => endingName(it.outcome) },
        { label: 'Termijn', cell: it => termName(it.months), nowrap: true },
        { label: 'Grond', cell: it => it.ground },
        { label: 'Bron', cell: it => <Source rule={it} /> },
        ...(edits ? [{ label: 'Instellen', cell: (it: TermRule) => <Change rule={it} /> }] : []),
      ]}
      rows={rules}
      empty={
        <EmptyState title="Er zijn nog geen termijnen">
          <p>Er wordt niets vernietigd tot u een termijn instelt.</p>
        </EmptyState>
      }
    />
    <FromProtocol adopted={adopted} />
    {rules.every(it => it.outcome === draftEnding || it.outcome === identityEnding) && (
      <Note kind="info" title="Voor meldingen zijn er nog geen termijnen">
        <p>
          Voor uw soort organisatie kennen wij geen selectielijst. Er wordt geen melding vernietigd tot u een termijn
          instelt.
        </p>
      </Note>
    )}
    <h2>Proef: wat zou er weg mogen?</h2>
    <p>
      Deze proef verandert niets. Wat al op een lijst staat, staat hier niet bij. Kies een andere dag om verder vooruit
      te kijken.
    </p>
    <form method="get" action={termsUrl}>
      <TextField name="op" label="Op welke dag?" type="date" form={{ values: { op: asked }, errors: {} }} />
      <Actions>
        <Button kind="quiet">Bekijk die dag</Button>
      </Actions>
    </form>
    <Preview {...preview} moment={moment} />
  </>
)

/** A report keeps the term that held when it came in, so that what held before stays here too. */
const FromProtocol = ({ adopted }: Pick<TermsProps, 'adopted'>) =>
  adopted.some(it => it.rule) ? (
    <>
      <DataTable
        caption="Uit het agressieprotocol"
        columns={[
          { label: 'Meldingen van', cell: it => partLabel(it.part) },
          { label: 'Binnengekomen vanaf', cell: it => formatDateTime(it.from) },
          { label: 'Termijn', cell: it => (it.rule ? termName(it.rule.months) : 'zoals hierboven'), nowrap: true },
          { label: 'Bron', cell: it => (it.rule ? `${it.rule.ground}. ${it.rule.source}` : '–') },
        ]}
        rows={adopted}
        empty={null}
      />
      <p>
        Deze termijn komt in de plaats van die voor alle soorten en elke afloop. Wat hierboven voor één soort of afloop
        staat, gaat voor. Een oudere melding houdt de termijn die gold toen zij binnenkwam.
      </p>
    </>
  ) : null

const Source = ({ rule }: { rule: TermRule }) => (
  <>
    {rule.own ? 'Eigen keuze. ' : 'Standaard. '}
    {rule.source !== '' && `${rule.source} `}
    <small>
      {rule.checkedOn === null
        ? 'Nog niet gecontroleerd door een archivaris.'
        : `Gecontroleerd op ${formatDate(new Date(rule.checkedOn))}.`}
    </small>
  </>
)

const Change = ({ rule }: { rule: TermRule }) => (
  <a
    class="nl-link"
    href={`${termsUrl}/instellen?${new URLSearchParams({ soort: rule.category, afloop: rule.outcome }).toString()}`}
  >
    Verander
    <span class="weerbaar-hidden">
      {' '}
      de termijn van {kindName(rule.category)}, {endingName(rule.outcome)}
    </span>
  </a>
)

/** What a list says of a report: no more than this. */
export const dueColumns = [
  { label: 'Melding', cell: (it: Pick<Due, 'reference'>) => it.reference, nowrap: true },
  { label: 'Soort', cell: (it: Pick<Due, 'category'>) => kindName(it.category) },
  { label: 'Afloop', cell: (it: Pick<Due, 'outcome'>) => endingName(it.outcome) },
  { label: 'Gemeld', cell: (it: Pick<Due, 'reported_at'>) => formatDate(it.reported_at) },
  { label: 'Afgerond', cell: (it: Pick<Due, 'ended_at'>) => formatDate(it.ended_at) },
  { label: 'Termijn voorbij', cell: (it: Pick<Due, 'due_at'>) => formatDate(it.due_at) },
]

const Preview = ({ due, held, moment }: Dated & { moment: Date }) => (
  <>
    <DataTable
      caption={`Voorbij op ${formatDate(moment)}: ${due.length}${due.length > shownAtMost ? `, de eerste ${shownAtMost} staan hier` : ''}`}
      columns={[...dueColumns, { label: 'Grond', cell: it => it.rule.ground }]}
      rows={due.slice(0, shownAtMost)}
      empty={
        <EmptyState title={`Op ${formatDate(moment)} mag er niets weg`}>
          <p>Van geen melding is de termijn dan voorbij.</p>
        </EmptyState>
      }
    />
    {held > 0 && <p>{held} meldingen blijven door een bewaarplicht, ook al is hun termijn voorbij.</p>}
  </>
)

export const RulePage = ({ form, own }: { form: Form; own: boolean }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: termsUrl, label: 'Bewaartermijnen' }, { label: 'Instellen' }]} />
    <PageTitle>Bewaartermijn instellen</PageTitle>
    <Lead>
      Een termijn geldt vanaf de afloop van een melding. Leg de keuze eerst voor aan uw archivaris: een selectielijst
      zegt hoe lang stukken moeten blijven én wanneer zij weg moeten.
    </Lead>
    <form method="post" action={`${termsUrl}/instellen`} noValidate>
      <Select name="soort" label="Soort" form={form} options={kindOptions} />
      <Select name="afloop" label="Afloop" form={form} options={endingOptions} />
      <TextField
        name="maanden"
        label="Aantal maanden"
        hint="Vijf jaar is 60 maanden."
        inputmode="numeric"
        form={form}
        optional
      />
      <Checkbox name="altijd" label="Altijd bewaren" form={form} />
      <TextField name="grond" label="Grond" hint="Bijvoorbeeld de regel van de selectielijst." form={form} />
      <TextField name="bron" label="Bron" hint="Waar staat dat?" form={form} optional />
      <TextField name="gecontroleerd" label="Gecontroleerd op" type="date" form={form} optional />
      <Actions>
        <Button>Bewaar</Button>
      </Actions>
    </form>
    {own && (
      <form method="post" action={`${termsUrl}/standaard`}>
        <Hidden name="soort" value={form.values['soort'] ?? ''} />
        <Hidden name="afloop" value={form.values['afloop'] ?? ''} />
        <Button kind="quiet">Terug naar de standaard</Button>
      </form>
    )}
  </>
)
