import type { Form } from '../../platform/form.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Hidden } from '../../ui/form.tsx'
import { Chip, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { review, reviewPaths, type ReviewedRole } from './access-review.ts'
import { membershipInWords, Trail } from './people.views.tsx'
import type { Confirmation } from './reviewing.ts'

const every = (months: number) => (months === 12 ? 'elk jaar' : `elke ${months} maanden`)
const lead = `Heeft iedereen de rol nog nodig? De rol van melder wordt ${every(review.months.reporter)} nagekeken, alle andere rollen ${every(review.months.privileged)}.`

const doneMessages = new Map([
  ['bevestigd', 'De rollen zijn bevestigd.'],
  ['beeindigd', 'De rollen zijn beëindigd. Wat dat met hun taken doet, leest u bij elke persoon.'],
])

const last = ({ confirmed, starts }: ReviewedRole) =>
  confirmed === null ? `Nooit bevestigd, begonnen op ${formatDate(starts)}` : `Bevestigd op ${formatDate(confirmed)}`

interface ReviewProps {
  roles: readonly ReviewedRole[]
  all: number
  now: Date
  confirmations: readonly Confirmation[]
}

export function ReviewPage(props: ReviewProps & { form: Form; self: string; done: string }) {
  const { roles, form, self, now, done } = props
  const others = roles.filter(it => it.person_id !== self)
  const own = roles.filter(it => it.person_id === self)
  return (
    <>
      <ErrorSummary form={form} />
      <Trail label="Rollen bevestigen" />
      <PageTitle>Rollen bevestigen</PageTitle>
      <Lead>{lead}</Lead>
      {doneMessages.has(done) && (
        <Note kind="success">
          <p>{doneMessages.get(done)}</p>
        </Note>
      )}
      <Beyond {...props} />
      {own.length > 0 && (
        <Note kind="warning" title="Uw eigen rollen bevestigt u niet zelf">
          <p>
            Vraag een andere beheerder om deze na te kijken: {own.map(it => membershipInWords(it)).join('; ')}. Is er
            geen andere? <a href="/beheer/mensen/nieuw">Nodig een tweede beheerder uit</a>.
          </p>
        </Note>
      )}
      {others.length === 0 ? (
        <NothingDue />
      ) : (
        <form method="post" action={reviewPaths.own} noValidate>
          <Hidden name="getoond" value={others.map(it => it.id).join(' ')} />
          <Checkboxes
            name="rollen"
            label="Welke rollen heeft u nagekeken?"
            form={form}
            options={others.map(it => ({
              value: it.id,
              label: `${it.name}: ${membershipInWords(it)}`,
              hint: `${last(it)}. ${it.due <= now ? 'Te laat, nodig vóór' : 'Nodig vóór'} ${formatDate(it.due)}.`,
            }))}
          />
          <Actions>
            <Button name="doe" value="bevestig">
              Bevestig de gekozen rollen
            </Button>
            <Button name="doe" value="alle" kind="quiet">
              Bevestig alle {others.length} op deze pagina
            </Button>
          </Actions>
          <details class="weerbaar-details">
            <summary>Beëindig rollen</summary>
            <p>Wie een rol verliest, kan meteen niet meer bij wat daarbij hoort. De eigen meldingen blijven.</p>
            <Button name="doe" value="beeindig" kind="danger">
              Beëindig de gekozen rollen
            </Button>
          </details>
        </form>
      )}
      <History {...props} />
    </>
  )
}

/** The same for who watches over it, without anything to press. */
export const WatchedReview = (props: ReviewProps) => (
  <>
    <PageTitle>Bevestigen van rollen</PageTitle>
    <Lead>{lead} Dat doet een beheerder, en nooit voor de eigen rol.</Lead>
    <Beyond {...props} />
    <DataTable<ReviewedRole>
      caption="Te bevestigen"
      rows={props.roles}
      empty={<NothingDue />}
      columns={[
        { label: 'Wie', cell: it => it.name },
        { label: 'Rol', cell: it => membershipInWords(it) },
        { label: 'Laatst', cell: last },
        {
          label: 'Nodig vóór',
          cell: it => (
            <>
              {formatDate(it.due)} {it.due <= props.now && <Chip kind="late">Te laat</Chip>}
            </>
          ),
        },
      ]}
    />
    <History {...props} />
  </>
)

const NothingDue = () => (
  <EmptyState title="Er is nu niets te bevestigen">
    <p>Hier staan rollen vanaf {review.ahead_days} dagen voordat ze nagekeken moeten zijn.</p>
  </EmptyState>
)

const Beyond = ({ roles, all }: ReviewProps) =>
  all <= roles.length ? null : (
    <p>
      U ziet de eerste {roles.length} van {all} rollen, wat het langst wacht bovenaan.
    </p>
  )

const History = ({ confirmations }: ReviewProps) => (
  <DataTable<Confirmation>
    caption="Laatst bevestigd"
    rows={confirmations}
    empty={null}
    columns={[
      { label: 'Wanneer', cell: it => formatDateTime(it.at), nowrap: true },
      { label: 'Van wie', cell: it => it.name },
      { label: 'Rol', cell: it => membershipInWords(it) },
      { label: 'Door', cell: it => it.by },
    ]}
  />
)
