import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkbox, ErrorSummary, TextArea, TextField } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Facts, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { needsChecking, type ContactPointRow } from './contact-points.ts'
import { Trail } from './people.views.tsx'

const here = '/beheer/contactpunten'

export const ContactPointsPage = ({
  points,
  now,
  done,
}: {
  points: readonly ContactPointRow[]
  now: Date
  done: string | undefined
}) => (
  <>
    <Trail label="Contactpunten" />
    <PageTitle>Contactpunten</PageTitle>
    <Lead>
      Deze mensen en nummers zien melders van uw organisatie. Bel elk nummer zelf een keer, en zet dan dat het klopt.
    </Lead>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <Actions>
      <ButtonLink href={`${here}/nieuw`}>Voeg een contactpunt toe</ButtonLink>
    </Actions>
    {points.length === 0 && (
      <EmptyState title="Er zijn nog geen eigen contactpunten">
        <p>Melders zien nu alleen de landelijke nummers. Voeg toe wie zij in uw organisatie kunnen bellen.</p>
      </EmptyState>
    )}
    {points.map(point => (
      <ContactPoint point={point} now={now} />
    ))}
  </>
)

const ContactPoint = ({ point, now }: { point: ContactPointRow; now: Date }) => (
  <Card title={point.name} level={2}>
    <Facts
      items={[
        { term: 'Telefoon', value: point.phone || '–' },
        { term: 'Website', value: point.url || '–' },
        { term: 'Uitleg', value: point.description },
        { term: 'Bron', value: point.source || '–' },
        { term: 'Openbaar', value: point.published ? 'Ja, ook op de normpagina' : 'Nee, alleen na inloggen' },
        { term: 'Gecontroleerd', value: <Checked point={point} now={now} /> },
      ]}
    />
    <form method="post" action={`${here}/${point.id}/gecontroleerd`}>
      <Actions>
        <Button kind="quiet">
          Dit klopt vandaag<span class="weerbaar-hidden">: {point.name}</span>
        </Button>
        <ButtonLink kind="quiet" href={`${here}/${point.id}`}>
          Wijzig<span class="weerbaar-hidden"> {point.name}</span>
        </ButtonLink>
      </Actions>
    </form>
  </Card>
)

const Checked = ({ point, now }: { point: ContactPointRow; now: Date }) => {
  if (point.checkedOn === null) return <Chip kind="soon">Nog niet gecontroleerd</Chip>
  const on = `Op ${formatDate(new Date(point.checkedOn))}`
  return needsChecking(point, now) ? <Chip kind="soon">{on}, langer dan een half jaar geleden</Chip> : <>{on}</>
}

export const ContactPointPage = ({ point, form }: { point: ContactPointRow | undefined; form: Form }) => {
  const title = point === undefined ? 'Contactpunt toevoegen' : point.name
  return (
    <>
      <ErrorSummary form={form} />
      <Trail label={title} above={[{ href: here, label: 'Contactpunten' }]} />
      <PageTitle>{title}</PageTitle>
      <form method="post" action={point === undefined ? `${here}/nieuw` : `${here}/${point.id}`} noValidate>
        <TextField name="naam" label="Naam" form={form} />
        <TextField name="telefoon" label="Telefoon" type="tel" optional form={form} />
        <TextField name="website" label="Website" hint="Begint met https://" type="url" optional form={form} />
        <TextArea
          name="uitleg"
          label="Uitleg"
          hint="Voor wie is dit, wanneer, en wie krijgt u?"
          maxlengthHint={2000}
          form={form}
        />
        <TextField
          name="bron"
          label="Bron"
          hint="Waar komt dit nummer vandaan? Bijvoorbeeld: rooster van de griffie."
          form={form}
        />
        <TextField
          name="plaats"
          label="Plaats in de lijst"
          hint="1 staat bovenaan."
          type="number"
          inputmode="numeric"
          form={form}
        />
        <Checkbox
          name="openbaar"
          label="Openbaar: ook op de normpagina, die iedereen zonder inloggen kan lezen"
          form={form}
        />
        <Actions>
          <Button>Bewaar</Button>
          <ButtonLink kind="quiet" href={here}>
            Terug
          </ButtonLink>
        </Actions>
      </form>
      {point && (
        <Card title="Contactpunt verwijderen">
          <p>Melders zien dit contactpunt dan niet meer.</p>
          <form method="post" action={`${here}/${point.id}/verwijderen`}>
            <Button kind="danger">Verwijder contactpunt</Button>
          </form>
        </Card>
      )}
    </>
  )
}
