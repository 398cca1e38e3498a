import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, TextField } from '../../ui/form.tsx'
import { Card, EmptyState, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { Trail } from './people.views.tsx'
import type { UnitInUse, UnitRow } from './units.ts'

export const UnitsPage = ({
  units,
  form,
  done,
}: {
  units: readonly UnitInUse[]
  form: Form
  done: string | undefined
}) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Eenheden" />
    <PageTitle>Eenheden</PageTitle>
    <p>Afdelingen, teams of de griffie. Een leidinggevende ziet de meldingen van medewerkers van de eigen eenheid.</p>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <DataTable
      caption="Eenheden van uw organisatie"
      captionHidden
      columns={[
        { label: 'Naam', cell: it => <a href={`/beheer/eenheden/${it.id}`}>{it.name}</a> },
        { label: 'Rollen in deze eenheid', cell: it => it.memberships },
      ]}
      rows={units}
      empty={
        <EmptyState title="Er zijn nog geen eenheden">
          <p>
            Voeg de eerste hieronder toe. Zonder eenheden gaan meldingen van medewerkers niet naar een leidinggevende.
          </p>
        </EmptyState>
      }
    />
    <Card title="Eenheid toevoegen">
      <form method="post" action="/beheer/eenheden" noValidate>
        <TextField name="naam" label="Naam" form={form} />
        <Actions>
          <Button>Voeg eenheid toe</Button>
        </Actions>
      </form>
    </Card>
  </>
)

export const UnitPage = ({ unit, form }: { unit: UnitRow; form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Trail label={unit.name} above={[{ href: '/beheer/eenheden', label: 'Eenheden' }]} />
    <PageTitle>{unit.name}</PageTitle>
    <form method="post" action={`/beheer/eenheden/${unit.id}`} noValidate>
      <TextField name="naam" label="Naam" form={form} />
      <Actions>
        <Button>Bewaar naam</Button>
        <ButtonLink kind="quiet" href="/beheer/eenheden">
          Terug
        </ButtonLink>
      </Actions>
    </form>
    <Card title="Eenheid verwijderen">
      <p>Dit kan alleen als niets aan deze eenheid hangt: geen mensen, routes of meldingen.</p>
      <form method="post" action={`/beheer/eenheden/${unit.id}/verwijderen`}>
        <Button kind="danger">Verwijder eenheid</Button>
      </form>
    </Card>
  </>
)
