import type { Form } from '../../platform/form.ts'
import { formatShort, formatTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkboxes, ErrorSummary, Radios, TextArea, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, Lead, Note, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { Appointment } from './appointments.ts'
import { needLabel, placeLabel, staffNorm } from './staff-norm.ts'
import type { ReceptionUnit, Team, Teams } from './teams.ts'

export const StaffNormPage = () => (
  <>
    <Breadcrumb items={[{ href: '/onze-norm', label: 'Onze norm' }, { label: 'Medewerkers' }]} />
    <PageTitle>{staffNorm.title}</PageTitle>
    <Lead>{staffNorm.lead}</Lead>
    {staffNorm.parts.map(({ title, points }) => (
      <Card title={title}>
        <ul>
          {points.map(it => (
            <li>{it}</li>
          ))}
        </ul>
      </Card>
    ))}
    <Actions>
      <ButtonLink href="/teams">Naar mijn team</ButtonLink>
      <ButtonLink kind="quiet" href="/melden/snel">
        Snel melden
      </ButtonLink>
    </Actions>
    <p>
      <small>
        Bron: {staffNorm.source} {staffNorm.checked_on === null && 'Nog niet gecontroleerd.'}
      </small>
    </p>
  </>
)

export const TeamsPage = ({ teams, done, now }: { teams: Teams; done: string | undefined; now: Date }) => (
  <>
    <PageTitle>Teams</PageTitle>
    <Lead>
      Wat uw team afsprak, en welke afspraken lastig kunnen worden. Lees ook{' '}
      <a href="/onze-norm/medewerkers">de norm voor medewerkers</a>.
    </Lead>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    {teams.received && (
      <Card title="Voor de receptie en de facilitaire dienst">
        <Appointments items={teams.received} caption="Afspraken van andere teams" now={now} />
      </Card>
    )}
    {teams.own.length === 0 && (
      <EmptyState title="U zit in Weerbaar niet in een team">
        <p>Een beheerder kan bij uw rol een eenheid invullen.</p>
      </EmptyState>
    )}
    {teams.own.map(team => (
      <OwnTeam team={team} now={now} />
    ))}
  </>
)

const OwnTeam = ({ team, now }: { team: Team; now: Date }) => (
  <Card title={team.name}>
    <h3>Afspraken van het team</h3>
    {team.agreement === '' ? (
      <p>Er staan nog geen afspraken. Wie leidinggeeft aan dit team, kan ze opschrijven.</p>
    ) : (
      <Paragraphs text={team.agreement} />
    )}
    <Appointments items={team.appointments} caption="Afspraken die lastig kunnen worden" now={now} removable />
    <Actions>
      <ButtonLink href={`/teams/${team.id}/risico`}>
        Meld een afspraak vooraf<span class="weerbaar-hidden"> voor {team.name}</span>
      </ButtonLink>
      {team.manages && (
        <ButtonLink kind="quiet" href={`/teams/${team.id}/afspraken`}>
          Wijzig de afspraken<span class="weerbaar-hidden"> van {team.name}</span>
        </ButtonLink>
      )}
    </Actions>
  </Card>
)

const when = (it: Appointment, now: Date) => `${formatShort(it.starts, now)} tot ${formatTime(it.ends)}`

interface AppointmentsProps {
  items: readonly Appointment[]
  caption: string
  now: Date
  removable?: boolean
}

const Appointments = ({ items, caption, now, removable }: AppointmentsProps) => (
  <DataTable
    caption={caption}
    columns={[
      { label: 'Wanneer', cell: it => when(it, now) },
      { label: 'Waar', cell: it => `${placeLabel(it.place)}${it.room === '' ? '' : `, ${it.room}`}` },
      { label: 'Team', cell: it => it.unit },
      { label: 'Nodig', cell: it => it.needs.map(needLabel).join('; ') },
      ...(removable
        ? [
            {
              label: 'Weghalen',
              cell: (it: Appointment) => (
                <form method="post" action={`/teams/risico/${it.id}/verwijderen`}>
                  <Button kind="quiet">
                    Haal weg<span class="weerbaar-hidden">: {when(it, now)}</span>
                  </Button>
                </form>
              ),
            },
          ]
        : []),
    ]}
    rows={items}
    empty={<p>Er is nu geen afspraak gemeld.</p>}
  />
)

export const AgreementPage = ({ team, form }: { team: Team; form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: '/teams', label: 'Teams' }, { label: 'Afspraken' }]} />
    <PageTitle>{`Afspraken van ${team.name}`}</PageTitle>
    <form method="post" action={`/teams/${team.id}/afspraken`} noValidate data-warn>
      <TextArea
        name="afspraken"
        label="Wat sprak u af?"
        hint={staffNorm.agreements_hint}
        rows={10}
        maxlengthHint={4000}
        form={form}
      />
      <Actions>
        <Button>Bewaar afspraken</Button>
        <ButtonLink kind="quiet" href="/teams">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

export const AppointmentPage = ({ team, form }: { team: Team; form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: '/teams', label: 'Teams' }, { label: 'Afspraak vooraf melden' }]} />
    <PageTitle>Afspraak vooraf melden</PageTitle>
    <Lead>{`Voor ${team.name}. De receptie en de facilitaire dienst lezen dit ook.`}</Lead>
    <Note kind="info" title="Niets over de bezoeker">
      <p>
        U vult geen naam en geen reden in. Wie de bezoeker is, zegt u zelf tegen de receptie als dat nodig is. Als de
        dag voorbij is, verdwijnt dit vanzelf.
      </p>
    </Note>
    <form method="post" action={`/teams/${team.id}/risico`} noValidate>
      <TextField name="dag" label="Welke dag?" type="date" form={form} />
      <TextField name="van" label="Van" type="time" form={form} />
      <TextField name="tot" label="Tot" type="time" form={form} />
      <Radios
        name="plaats"
        label="Waar?"
        options={staffNorm.places.map(it => ({ value: it.id, label: it.label }))}
        form={form}
      />
      <TextField name="ruimte" label="Nummer van de ruimte" hint="Bijvoorbeeld B1.23" optional form={form} />
      <Checkboxes
        name="nodig"
        label="Wat is er nodig?"
        options={staffNorm.needs.map(it => ({ value: it.id, label: it.label }))}
        form={form}
      />
      <Actions>
        <Button>Geef door</Button>
        <ButtonLink kind="quiet" href="/teams">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

export const ReceptionPage = ({ units, done }: { units: readonly ReceptionUnit[]; done: boolean }) => (
  <>
    <Breadcrumb items={[{ href: '/beheer', label: 'Beheer' }, { label: 'Receptie en facilitaire dienst' }]} />
    <PageTitle>Receptie en facilitaire dienst</PageTitle>
    <Lead>Wie in deze eenheden werkt, ziet welke afspraken andere teams vooraf melden.</Lead>
    {done && (
      <Note kind="success">
        <p>De keuze is opgeslagen.</p>
      </Note>
    )}
    {units.length === 0 ? (
      <EmptyState title="Er zijn nog geen eenheden">
        <p>
          Voeg ze toe bij <a href="/beheer/eenheden">Eenheden</a>.
        </p>
      </EmptyState>
    ) : (
      <form method="post" action="/beheer/ontvangst" noValidate>
        <Checkboxes
          name="eenheden"
          label="Welke eenheden ontvangen bezoekers?"
          options={units.map(it => ({ value: it.id, label: it.name }))}
          form={{
            values: {
              eenheden: units
                .filter(it => it.receives)
                .map(it => it.id)
                .join('\n'),
            },
            errors: {},
          }}
        />
        <Actions>
          <Button>Bewaar keuze</Button>
        </Actions>
      </form>
    )}
  </>
)
