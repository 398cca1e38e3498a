import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkbox, ErrorSummary, Radios, Select, TextField } from '../../ui/form.tsx'
import { Card, Facts, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { chairOf, functionsOf } from './functions.ts'
import type { Choices } from './membership.ts'
import { Trail } from './people.views.tsx'
import type { TrialResult } from './route-trial.ts'

export const trialPath = '/beheer/routes/proef'

export const TrialPage = ({
  choices: { kind, units },
  form,
  result,
}: {
  choices: Choices
  form: Form
  result: TrialResult | undefined
}) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Proef" above={[{ href: '/beheer/routes', label: 'Routes' }]} />
    <PageTitle>Wie krijgt dit?</PageTitle>
    <Lead>
      Probeer een route uit. Er komt geen melding van, niemand krijgt bericht, en u ziet niets van meldingen die er al
      zijn.
    </Lead>
    {result && <Result result={result} />}
    <form method="post" action={trialPath} noValidate>
      <Select
        name="functie"
        label="Wie overkomt het?"
        form={form}
        empty="Kies een functie"
        options={functionsOf(kind).map(it => ({ value: it.id, label: it.label }))}
      />
      <Select
        name="eenheid"
        label="Eenheid"
        form={form}
        optional
        empty="Geen eenheid"
        options={units.map(it => ({ value: it.id, label: it.name }))}
      />
      <Checkbox name="voorzitter" label={`De ${chairOf(kind)} wordt genoemd als degene die het deed`} form={form} />
      <Radios
        name="bijzonder"
        label="Is er iets bijzonders?"
        form={{ ...form, values: { bijzonder: '', ...form.values } }}
        options={[
          { value: '', label: 'Nee' },
          { value: 'afwezig', label: 'De behandelaar is afwezig' },
          { value: 'getroffen', label: 'Het overkomt de behandelaar zelf' },
        ]}
      />
      <TextField name="dag" label="Dag" hint="Leeg is vandaag." optional type="date" form={form} />
      <TextField
        name="tijd"
        label="Tijd"
        hint="Leeg is nu, of 12.00 uur op een andere dag."
        optional
        type="time"
        form={form}
      />
      <Actions>
        <Button>Kijk wie dit krijgt</Button>
        <ButtonLink kind="quiet" href="/beheer/routes">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

const Result = ({ result }: { result: TrialResult }) => {
  const { destination, duty, names, moment, reasons } = result
  const name = (id: string) => names.get(id) ?? 'Iemand zonder naam'
  return (
    <Card title={`Op ${formatDateTime(moment)}`}>
      {destination ? (
        <Facts
          items={[
            { term: 'Behandelaar', value: name(destination.owner) },
            { term: 'Vervanger', value: destination.deputy === null ? 'Niemand' : name(destination.deputy) },
            { term: 'Heeft dienst', value: onDuty(duty, name) },
          ]}
        />
      ) : (
        <Note kind="danger" title="Niemand krijgt deze melding">
          <p>Regel eerst een route. De melder leest nu dat er niemand is ingesteld.</p>
        </Note>
      )}
      <ul class="utrecht-unordered-list">
        {reasons.map(reason => (
          <li>{reason}</li>
        ))}
      </ul>
    </Card>
  )
}

function onDuty({ now, next }: TrialResult['duty'], name: (id: string) => string): string {
  if (now) return `${name(now.person)}, tot ${formatDateTime(now.until)}`
  return next ? `Niemand. Vanaf ${formatDateTime(next)} weer iemand.` : 'Niemand, op geen enkel uur'
}
