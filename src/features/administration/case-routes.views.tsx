import { lineLabel, lineOf } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Select } from '../../ui/form.tsx'
import { Card, Chip, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { subjectsOf } from '../../engines/cases/protocol-routes.ts'
import { mayGoToManager, type CaseRoute } from '../../engines/cases/route-rows.ts'
import { managerOfUnit } from './case-routes.ts'
import { chairOf, subjectLabel, subjectPath } from './functions.ts'
import { mayHandle } from '../../engines/cases/handlers.ts'
import { Trail } from './people.views.tsx'
import { AsAdopted, FromWhere, type FollowedFacts } from './protocol-followed.views.tsx'
import type { UnitRow } from './units.ts'

export interface RoutesFacts extends FollowedFacts {
  kind: string
  routes: readonly CaseRoute[]
  /** The names of everybody in a route, also of those who cannot handle any more. */
  names: ReadonlyMap<string, string>
  units: readonly UnitRow[]
}

const managerName = 'Leidinggevende van de eenheid'

/** A name, with a warning when this person cannot take reports now. */
function Who({ id, facts, subject }: { id: string | null; facts: RoutesFacts; subject: string }) {
  if (id === null) return <>{managerName}</>
  const handler = facts.handlers.find(it => it.id === id)
  const able = handler !== undefined && mayHandle(handler, subject)
  return (
    <>
      {facts.names.get(id) ?? 'Onbekend'}
      {!able && (
        <>
          {' '}
          <Chip kind="late">kan dit niet behandelen</Chip>
        </>
      )}
    </>
  )
}

export const RoutesPage = ({ facts, done }: { facts: RoutesFacts; done: string | undefined }) => (
  <>
    <Trail label="Routes" />
    <PageTitle>Wie krijgt welke melding?</PageTitle>
    <Lead>
      De functie van degene die het overkwam, bepaalt naar wie een melding gaat. Is de behandelaar afwezig, of pakt die
      de melding niet op tijd op? Dan vragen wij de vervanger.
    </Lead>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <Actions>
      <ButtonLink kind="quiet" href="/beheer/routes/proef">
        Probeer uit wie een melding krijgt
      </ButtonLink>
    </Actions>
    <DataTable
      caption="Routes"
      captionHidden
      columns={[
        { label: 'Melding van', cell: it => <a href={subjectPath(it.subject)}>{rowLabel(it, facts)}</a> },
        {
          label: 'Behandelaar',
          cell: it => (it.route ? <Who id={it.route.handler_id} facts={facts} subject={it.subject} /> : <NoRoute />),
        },
        {
          label: 'Vervanger',
          cell: it => (it.route ? <Who id={it.route.deputy_id} facts={facts} subject={it.subject} /> : '–'),
        },
        { label: 'Lijn', cell: it => (it.route ? lineLabel(it.route.line) : '–') },
        { label: 'Komt van', cell: it => <FromWhere route={it.route} facts={facts} /> },
      ]}
      rows={routeRows(facts)}
      empty={null}
    />
  </>
)

const NoRoute = () => <Chip kind="late">Nog niet geregeld</Chip>

interface RouteRow {
  subject: string
  route: CaseRoute | undefined
}

/** Every subject with its route, and after it the units that do it otherwise. */
const routeRows = ({ kind, routes }: RoutesFacts): RouteRow[] =>
  subjectsOf(kind).flatMap(subject => {
    const own = routes.filter(it => it.subject === subject)
    return [
      { subject, route: own.find(it => it.unit_id === null) },
      ...own.filter(it => it.unit_id !== null).map(route => ({ subject, route })),
    ]
  })

function rowLabel({ subject, route }: RouteRow, { kind, units }: RoutesFacts): string {
  const unit = units.find(it => it.id === route?.unit_id)
  return `${subjectLabel(subject, kind)}${unit ? `, eenheid ${unit.name}` : ''}`
}

export interface RoutePageProps {
  facts: RoutesFacts
  subject: string
  form: Form
}

export const RoutePage = ({ facts, subject, form }: RoutePageProps) => {
  const { kind, routes, handlers, units } = facts
  const able = handlers.filter(it => mayHandle(it, subject)).map(it => ({ value: it.id, label: it.name }))
  const ofUnits = routes.filter(it => it.subject === subject && it.unit_id !== null)
  const label = subjectLabel(subject, kind)
  return (
    <>
      <ErrorSummary form={form} />
      <Trail label={label} above={[{ href: '/beheer/routes', label: 'Routes' }]} />
      <PageTitle>{`Route: ${label}`}</PageTitle>
      <Explanation subject={subject} kind={kind} />
      <p>
        Lijn: <strong>{lineLabel(lineOf(subject) ?? '')}</strong>. De lijn hoort bij de functie en ligt vast. De
        coördinator van deze lijn kan de meldingen lezen.
      </p>
      <AsAdopted facts={facts} subject={subject} />
      {able.length === 0 && (
        <Note kind="warning" title="Er is nog niemand om te kiezen">
          <p>
            Geef eerst iemand de rol Behandelaar of Leidinggevende, bij <a href="/beheer/mensen">Mensen</a>.
          </p>
        </Note>
      )}
      <form method="post" action={subjectPath(subject)} noValidate>
        <Select
          name="eenheid"
          label="Voor wie?"
          form={form}
          empty="Hele organisatie"
          options={units.map(it => ({ value: it.id, label: `Alleen eenheid ${it.name}` }))}
        />
        <Select
          name="behandelaar"
          label="Behandelaar"
          form={form}
          empty="Kies een behandelaar"
          options={[...(mayGoToManager(subject) ? [{ value: managerOfUnit, label: managerName }] : []), ...able]}
        />
        <Select name="vervanger" label="Vervanger" form={form} empty="Kies een vervanger" options={able} />
        <Actions>
          <Button>Bewaar route</Button>
          <ButtonLink kind="quiet" href="/beheer/routes">
            Terug
          </ButtonLink>
        </Actions>
      </form>
      {ofUnits.length > 0 && <UnitRoutes routes={ofUnits} facts={facts} subject={subject} />}
    </>
  )
}

const Explanation = ({ subject, kind }: { subject: string; kind: string }) =>
  subject === 'about_mayor' ? (
    <p>
      Hierheen gaan meldingen waarin de {chairOf(kind)} wordt genoemd als degene die het deed. De {chairOf(kind)} en de
      secretaris kunnen deze meldingen niet krijgen. Beheerders ook niet.
    </p>
  ) : (
    <p>
      U kunt kiezen uit mensen met de rol Behandelaar of Leidinggevende. Wie deze functie als enige heeft, kan de eigen
      meldingen niet behandelen.
    </p>
  )

const UnitRoutes = ({
  routes,
  facts,
  subject,
}: {
  routes: readonly CaseRoute[]
  facts: RoutesFacts
  subject: string
}) => (
  <Card title="Anders geregeld per eenheid">
    <DataTable
      caption="Eenheden met een eigen route"
      captionHidden
      columns={[
        {
          label: 'Eenheid',
          cell: it => (
            <a href={`${subjectPath(subject)}?eenheid=${it.unit_id}`}>
              {facts.units.find(unit => unit.id === it.unit_id)?.name ?? 'Eenheid'}
            </a>
          ),
        },
        { label: 'Behandelaar', cell: it => <Who id={it.handler_id} facts={facts} subject={subject} /> },
        { label: 'Vervanger', cell: it => <Who id={it.deputy_id} facts={facts} subject={subject} /> },
        {
          label: 'Weghalen',
          cell: it => (
            <form method="post" action={`/beheer/routes/${it.id}/verwijderen`}>
              <Button kind="quiet">
                Haal weg<span class="weerbaar-hidden"> de route van deze eenheid</span>
              </Button>
            </form>
          ),
        },
      ]}
      rows={routes}
      empty={null}
    />
  </Card>
)
