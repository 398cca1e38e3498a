import type { Form } from '../../platform/form.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary } from '../../ui/form.tsx'
import { Card, Chip, Facts, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { FactorCard, type FactorState } from './factor-reset.tsx'
import { isOver, MembershipFields, membershipInWords, Trail } from './people.views.tsx'
import type { MembershipRow, PersonRow } from './people.ts'
import type { UnitRow } from './units.ts'

const doneMessages = new Map([
  ['opnieuw', 'De nieuwe uitnodiging is onderweg. Oudere links blijven werken tot ze verlopen.'],
  ['rol', 'De rol is toegevoegd.'],
  ['einde', 'De rol is beëindigd.'],
  ['veranderd', 'De rol is veranderd.'],
  ['stap', 'De tweede stap is weggehaald. De privacyfunctionaris kan nu een code geven.'],
])

/** What was done just now, by the code in the address. Who has a password already gets no mail. */
const doneMessage = (done: string, { invited, email }: PersonRow): string | undefined => {
  if (done !== 'uitgenodigd') return doneMessages.get(done)
  return invited ? `De uitnodiging is verstuurd naar ${email}.` : 'Deze persoon staat nu in uw organisatie.'
}

export interface PersonPageProps {
  person: PersonRow
  /** The administrator who looks. */
  self: boolean
  now: Date
  kind: string
  units: readonly UnitRow[]
  /** Routes and duties in which this person is named. */
  work: readonly { href: string; label: string }[]
  /** How many tasks of cases this person still has open. */
  tasks: number
  factor: FactorState
  form: Form
  done: string
}

export const PersonPage = ({ person, self, now, kind, units, work, tasks, factor, form, done }: PersonPageProps) => (
  <>
    <ErrorSummary form={form} />
    <Trail label={person.name} above={[{ href: '/beheer/mensen', label: 'Mensen' }]} />
    <PageTitle chip={person.invited && <Chip kind="soon">Uitgenodigd</Chip>}>{person.name}</PageTitle>
    <Done message={doneMessage(done, person)} />
    <Facts items={[{ term: 'E-mailadres', value: person.email }]} />
    {self && (
      <Note kind="info" title="Dit bent u zelf">
        <p>Uw eigen rollen kunt u niet veranderen. Vraag een andere beheerder.</p>
      </Note>
    )}
    <DataTable
      caption="Rollen"
      columns={[
        { label: 'Rol', cell: it => membershipInWords(it) },
        { label: 'Periode', cell: it => period(it) },
        {
          label: 'Veranderen',
          cell: it =>
            self || isOver(it, now) ? (
              '–'
            ) : (
              <a href={`/beheer/mensen/${person.id}/rollen/${it.id}`}>
                Verander<span class="weerbaar-hidden"> de rol {membershipInWords(it)}</span>
              </a>
            ),
        },
        { label: 'Beëindigen', cell: it => (self || isOver(it, now) ? '–' : <EndRole person={person} role={it} />) },
      ]}
      rows={person.memberships.toSorted((a, b) => Number(isOver(a, now)) - Number(isOver(b, now)))}
      empty={null}
    />
    <OpenTasks tasks={tasks} name={person.name} />
    {work.length > 0 && (
      <Card title="Staat in routes en diensten">
        <LinkList items={work} />
      </Card>
    )}
    {!self && person.invited && <Invitation person={person} />}
    {!self && !person.invited && <FactorCard person={person} state={factor} />}
    {!self && (
      <Card title="Rol toevoegen">
        <form method="post" action={`/beheer/mensen/${person.id}/rollen`} noValidate>
          <MembershipFields form={form} kind={kind} units={units} />
          <Actions>
            <Button>Voeg rol toe</Button>
          </Actions>
        </form>
      </Card>
    )}
  </>
)

/** Said before and after a role ends. An administrator hears how many, never which. */
export const OpenTasks = ({ tasks, name }: { tasks: number; name: string }) =>
  tasks === 0 ? null : (
    <Note kind="warning" title={tasks === 1 ? 'Eén taak staat nog open' : `${tasks} taken staan nog open`}>
      <p>
        {name} heeft nog open taken bij meldingen. Welke dat zijn, ziet u als beheerder niet. Gaat {name} weg? De
        coördinator van de lijn kan de meldingen overdragen aan iemand anders. Spreek dat samen af.
      </p>
    </Note>
  )

const Done = ({ message }: { message: string | undefined }) =>
  message === undefined ? null : (
    <Note kind="success">
      <p>{message}</p>
    </Note>
  )

const period = ({ starts, ends }: MembershipRow): string =>
  ends === null ? `Sinds ${formatDate(starts)}` : `${formatDate(starts)} tot ${formatDateTime(ends)}`

// Folded out first, so that nobody loses a role by a slip of the thumb.
const EndRole = ({ person, role }: { person: PersonRow; role: MembershipRow }) => (
  <details>
    <summary>
      Beëindig<span class="weerbaar-hidden"> de rol {membershipInWords(role)}</span>
    </summary>
    <form method="post" action={`/beheer/mensen/${person.id}/rollen/${role.id}/beeindigen`}>
      <p>
        De rol vervalt meteen. De eigen meldingen van deze persoon blijven te lezen.
        {(role.role === 'handler' || role.role === 'manager') &&
          ' Behandelt deze persoon nog meldingen? Spreek dan eerst met de coördinator van de lijn af wie ze overneemt.'}
      </p>
      <Button kind="danger">Beëindig deze rol</Button>
    </form>
  </details>
)

export const ChangeRolePage = ({
  person,
  role,
  form,
  kind,
  units,
  tasks,
}: Pick<PersonPageProps, 'person' | 'form' | 'kind' | 'units' | 'tasks'> & { role: MembershipRow }) => (
  <>
    <ErrorSummary form={form} />
    <Trail
      label="Rol veranderen"
      above={[
        { href: '/beheer/mensen', label: 'Mensen' },
        { href: `/beheer/mensen/${person.id}`, label: person.name },
      ]}
    />
    <PageTitle>{`Verander de rol van ${person.name}`}</PageTitle>
    <p>
      Nu: {membershipInWords(role)}. Deze rol eindigt op hetzelfde moment als de nieuwe begint. Er zit geen tijd tussen.
    </p>
    {(role.role === 'handler' || role.role === 'manager') && <OpenTasks tasks={tasks} name={person.name} />}
    <form method="post" action={`/beheer/mensen/${person.id}/rollen/${role.id}`} noValidate>
      <MembershipFields form={form} kind={kind} units={units} />
      <Actions>
        <Button>Verander de rol</Button>
        <ButtonLink kind="quiet" href={`/beheer/mensen/${person.id}`}>
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

const Invitation = ({ person }: { person: PersonRow }) => (
  <Card title="Uitnodiging">
    <p>
      {person.name} heeft nog geen wachtwoord gekozen. De link in de mail werkt 14 dagen. Is de mail kwijt of te oud?
      Stuur dan een nieuwe.
    </p>
    <form method="post" action={`/beheer/mensen/${person.id}/uitnodiging`}>
      <Button kind="quiet">Stuur een nieuwe uitnodiging</Button>
    </form>
  </Card>
)
