import { deciders, ladderSteps } from '../../engines/cases/protocol-settings.ts'
import { deciderLabels, ladderLabels, timedSteps } from '../../engines/cases/protocol-words.ts'
import { categories } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Checkboxes,
  ErrorSummary,
  Hidden,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Card, Lead, PageTitle } from '../../ui/parts.tsx'
import { KeptQuestion, RouteQuestions } from './form-routes.views.tsx'
import { clockFields, longestWeeks, stepName, unused, weeksName } from './form.ts'
import { Trail } from './manage.views.tsx'
import { model } from './model.ts'
import { desk } from './urls.ts'

const decidedBy = [
  { value: unused, label: 'Deze stap gebruiken wij niet' },
  ...deciders.map(value => ({ value, label: deciderLabels[value] })),
]

export const VersionPage = ({ form, id, kind }: { form: Form; id: string; kind: string }) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Nieuwe versie" />
    <PageTitle>Nieuwe versie van het protocol</PageTitle>
    <Lead>
      Beantwoord de vragen. Wat er al staat, komt uit het model of uit de versie waar u van uitging. Niets verandert tot
      iemand deze versie vaststelt.
    </Lead>
    <form method="post" action={`${desk}/nieuw`} noValidate data-warn>
      <Hidden name="versie" value={form.values['versie'] ?? id} />
      <Card title="Welke tekst?">
        <WhichText form={form} />
      </Card>
      <Card title="Wie krijgt welke melding?">
        <RouteQuestions {...{ form, kind }} />
      </Card>
      <Card title="Hoe snel?">
        {clockFields.map(it => (
          <NumberInput {...it} form={form} />
        ))}
      </Card>
      <Card title="Reactie naar wie het deed">
        <Ladder form={form} />
      </Card>
      <Card title="Aangifte en media">
        <Checkboxes
          name="altijd"
          label="Waarbij doet u altijd aangifte?"
          form={form}
          optional
          options={categories.map(it => ({ value: it.id, label: it.label }))}
        />
        <TextArea
          name="media"
          label="Wie spreekt met de media, en hoe?"
          hint="Noem een functie, geen naam."
          form={form}
          optional
          maxlengthHint={1000}
        />
      </Card>
      <Card title="Bewaren">
        <KeptQuestion {...{ form, kind }} />
      </Card>
      <Card title="In uw eigen woorden">
        <p>Alleen bij een versie van het modelprotocol. Maak een veld leeg voor de tekst van het model.</p>
        {model.words.map(it => (
          <TextArea name={it.id} label={it.label} hint={it.hint} form={form} optional maxlengthHint={it.max} />
        ))}
      </Card>
      <Actions>
        <Button>Bewaar als concept</Button>
        <ButtonLink kind="quiet" href={desk}>
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

const WhichText = ({ form }: { form: Form }) => (
  <>
    <Radios
      name="tekst"
      label="Welke tekst geldt?"
      form={form}
      options={[
        { value: 'model', label: 'Een eigen versie van het modelprotocol' },
        {
          value: 'eigen',
          label: 'Een eigen document',
          hint: 'U vult hier alleen in wat de meldingen aanstuurt. Het document voegt u daarna toe.',
        },
      ]}
    />
    <TextField name="documentnaam" label="Hoe heet dat document?" form={form} optional />
  </>
)

const Ladder = ({ form }: { form: Form }) => (
  <>
    {ladderSteps.map(step => (
      <>
        <Select name={stepName(step)} label={`${ladderLabels[step]}: wie besluit?`} form={form} options={decidedBy} />
        {timedSteps.includes(step) && (
          <NumberInput
            name={weeksName(step)}
            label={`${ladderLabels[step]}: hoogstens hoeveel weken?`}
            {...longestWeeks}
            form={form}
          />
        )}
      </>
    ))}
  </>
)

interface NumberProps {
  name: string
  label: string
  least: number
  most: number
  form: Form
}

const NumberInput = ({ name, label, least, most, form }: NumberProps) => (
  <TextField name={name} label={label} hint={`Van ${least} tot en met ${most}.`} inputmode="numeric" form={form} />
)
