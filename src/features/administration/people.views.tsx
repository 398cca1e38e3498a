import { roleNames, roles, type Role } from '../../engines/access/permissions.ts'
import { functionLabel, lineLabel, watchedLines } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Select, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Chip, EmptyState, Lead, Note, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { functionsOf } from './functions.ts'
import { pageSize, type MembershipRow, type PersonRow } from './people.ts'
import type { UnitRow } from './units.ts'

export const Trail = ({ label, above = [] }: { label: string; above?: readonly { href: string; label: string }[] }) => (
  <Breadcrumb items={[{ href: '/beheer', label: 'Beheer' }, ...above, { label }]} />
)

const isRole = (role: string): role is Role => Object.hasOwn(roleNames, role)
const roleName = (role: string): string => (isRole(role) ? roleNames[role] : role)

export const membershipInWords = ({
  role,
  line,
  function: held,
  unit,
}: Omit<MembershipRow, 'id' | 'person_id' | 'starts' | 'ends'>): string =>
  [`${roleName(role)}${line === null ? '' : ` (${lineLabel(line)})`}`, functionLabel(held), unit]
    .filter(Boolean)
    .join(', ')

export const isOver = ({ ends }: MembershipRow, now: Date): boolean => ends !== null && ends <= now

export interface PeoplePageProps {
  people: readonly PersonRow[]
  now: Date
  form: Form
  /** What was searched for; undefined in the whole list. */
  found?: string
  /** Only those who were invited and have no password yet. */
  waiting?: boolean
  done?: string | undefined
}

export const PeoplePage = ({ people, now, form, found, waiting, done }: PeoplePageProps) => {
  const shown = people.slice(0, pageSize)
  const more = people.length > pageSize
  const last = shown.at(-1)
  return (
    <>
      <ErrorSummary form={form} />
      <Trail label="Mensen" />
      <PageTitle>Mensen</PageTitle>
      <Actions>
        <ButtonLink href="/beheer/mensen/nieuw">Nodig iemand uit</ButtonLink>
        <ButtonLink kind="quiet" href="/beheer/mensen/lijst">
          Nodig een lijst uit
        </ButtonLink>
      </Actions>
      {done && (
        <Note kind="success">
          <p>{done}</p>
        </Note>
      )}
      <form method="post" action="/beheer/mensen" noValidate>
        <TextField name="naam" label="Zoek op naam" type="search" form={form} />
        <Actions>
          <Button kind="quiet">Zoek</Button>
          {(found !== undefined || waiting) && (
            <ButtonLink kind="quiet" href="/beheer/mensen">
              Toon iedereen
            </ButtonLink>
          )}
        </Actions>
      </form>
      <DataTable
        caption={captionOf(found, waiting)}
        columns={[
          { label: 'Naam', cell: it => <a href={`/beheer/mensen/${it.id}`}>{it.name}</a> },
          { label: 'E-mailadres', cell: it => it.email },
          { label: 'Rollen', cell: it => <Roles person={it} now={now} /> },
        ]}
        rows={shown}
        empty={<NoPeople found={found} />}
      />
      {found !== undefined && more && <p>Er zijn meer mensen gevonden. Typ meer van de naam.</p>}
      {found === undefined && (
        <Pager next={more && last ? `/beheer/mensen?${waiting ? 'nog=uitgenodigd&' : ''}na=${last.id}` : undefined} />
      )}
    </>
  )
}

function captionOf(found: string | undefined, waiting = false): string {
  if (found !== undefined) return `Gevonden met “${found}”`
  return waiting ? 'Uitgenodigd, en nog niet ingelogd' : 'Mensen van uw organisatie'
}

const NoPeople = ({ found }: { found: string | undefined }) =>
  found === undefined ? (
    <EmptyState title="Hier staat nog niemand">
      <p>Nodig de eerste mensen uit. Zij krijgen een mail met een link.</p>
    </EmptyState>
  ) : (
    <EmptyState title="Niemand gevonden">
      <p>Controleer de naam, of zoek op een deel ervan.</p>
    </EmptyState>
  )

function Roles({ person, now }: { person: PersonRow; now: Date }) {
  const current = person.memberships.filter(it => !isOver(it, now))
  if (current.length === 0) return <>Geen rol meer</>
  return (
    <>
      {person.invited && (
        <p>
          <Chip kind="soon">Uitgenodigd</Chip>
        </p>
      )}
      {current.map(it => (
        <p>
          {membershipInWords(it)}
          {it.starts > now && ` (vanaf ${formatDate(it.starts)})`}
        </p>
      ))}
    </>
  )
}

/** The fields of a role that somebody gets. */
export const MembershipFields = ({ form, kind, units }: { form: Form; kind: string; units: readonly UnitRow[] }) => (
  <>
    <Select
      name="functie"
      label="Functie"
      form={form}
      empty="Kies een functie"
      options={functionsOf(kind).map(it => ({ value: it.id, label: it.label }))}
    />
    <Select
      name="rol"
      label="Rol"
      hint="Iedereen met een rol kan melden. Kies Melder voor wie verder niets hoeft te doen."
      form={form}
      empty="Kies een rol"
      options={roles.map(value => ({ value, label: roleNames[value] }))}
    />
    <Select
      name="eenheid"
      label="Eenheid"
      hint="Voor medewerkers. Verplicht voor een leidinggevende."
      optional
      form={form}
      empty="Geen eenheid"
      options={units.map(it => ({ value: it.id, label: it.name }))}
    />
    <Select
      name="lijn"
      label="Lijn"
      hint="Alleen voor een coördinator: van welke meldingen."
      optional
      form={form}
      empty="Geen lijn"
      options={watchedLines.map(value => ({ value, label: lineLabel(value) }))}
    />
    <TextField name="vanaf" label="Vanaf" hint="Leeg is meteen." optional type="date" form={form} />
    <TextField name="tot" label="Laatste dag" hint="Leeg is zonder einde." optional type="date" form={form} />
  </>
)

export const InvitePage = ({ form, kind, units }: { form: Form; kind: string; units: readonly UnitRow[] }) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Iemand uitnodigen" above={[{ href: '/beheer/mensen', label: 'Mensen' }]} />
    <PageTitle>Nodig iemand uit</PageTitle>
    <Lead>
      Deze persoon krijgt een mail met een link om een wachtwoord te kiezen. Wie al een account heeft bij een andere
      organisatie, houdt dat account en die naam.
    </Lead>
    <form method="post" action="/beheer/mensen/nieuw" noValidate>
      <TextField name="naam" label="Naam" autocomplete="off" form={form} />
      <TextField name="email" label="E-mailadres van het werk" type="email" autocomplete="off" form={form} />
      <MembershipFields form={form} kind={kind} units={units} />
      <Actions>
        <Button>Verstuur uitnodiging</Button>
        <ButtonLink kind="quiet" href="/beheer/mensen">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)
