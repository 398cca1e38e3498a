import { categoryLabel } from '../../../engines/cases/vocabulary.ts'
import type { Form } from '../../../platform/form.ts'
import {
  Actions,
  Button,
  Checkbox,
  Checkboxes,
  ErrorSummary,
  Hidden,
  Radios,
  TextArea,
  TextField,
} from '../../../ui/form.tsx'
import { Breadcrumb, Card, Lead, Note, PageTitle } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import type { TextName, Version } from './concept.ts'
import { offenceLabel, offencesFor, offencesIntro, words } from './content.ts'
import { atHome } from './document.ts'
import type { Sources } from './sources.ts'

export interface ConceptProps {
  it: CaseFacts
  version: Version
  form: Form
  sources: Sources
  /** When the version in the form was kept. */
  seen: string
}

const fields: readonly (readonly [TextName, string, string, number])[] = [
  ['who', 'Wie deed het?', 'Naam, account of beschrijving, voor zover bekend.', 3],
  ['what', 'Wat is er gebeurd?', 'Wat is er gedaan, gezegd of geschreven? Neem dreigende woorden letterlijk over.', 10],
  ['with_what', 'Waarmee?', 'Bijvoorbeeld met een brief, een account of een wapen.', 2],
  ['how', 'Op welke wijze?', 'Hoe ging het?', 2],
  ['when', 'Wanneer?', 'Dag en tijd. Weet u het niet precies, schrijf dan tussen welke momenten.', 2],
  ['why', 'Waarom?', 'Wat was de aanleiding, voor zover bekend?', 3],
  [
    'task',
    'Functie en publieke taak',
    'Welke functie heeft het slachtoffer, en wat heeft dit met het werk te maken?',
    3,
  ],
  ['witnesses', 'Getuigen', 'Namen van getuigen. Zij zijn te bereiken via het adres van de organisatie.', 3],
  ['earlier', 'Eerdere voorvallen', 'Is er vaker iets gebeurd?', 3],
  ['warnings', 'Eerdere waarschuwingen en maatregelen', 'Is degene die dit deed eerder aangesproken?', 3],
  ['damage', 'Schade', 'Wat is er kapot of wat kostte dit? Bedragen mogen later.', 3],
]

export const titles = {
  organisation: 'Aangifte door de organisatie',
  person: 'Uw eigen aangifte',
} as const

export const ConceptForm = ({ it, version, form, sources, seen }: ConceptProps) => (
  <>
    <Breadcrumb
      items={[
        { href: urls.case(it.id), label: `Melding ${it.reference}` },
        { href: urls.police(it.id), label: 'Aangifte' },
        { label: titles[version] },
      ]}
    />
    <ErrorSummary form={form} />
    <PageTitle>{titles[version]}</PageTitle>
    <Lead>
      Dit is een concept om mee naar de politie te nemen. Wat in de melding staat, is vast ingevuld. Verander wat niet
      klopt.
    </Lead>
    <Note kind="warning" title="Geen privéadres, geen privénummer">
      <p>
        Wie verdacht wordt, kan de aangifte lezen. Schrijf daarom nergens waar iemand woont, en geen telefoonnummer of
        e-mailadres. Staat het er toch in, dan laat Weerbaar het weg uit het document. De politie krijgt die gegevens
        mondeling.
      </p>
    </Note>
    <form method="post" action={urls.police(it.id, 'opstellen')} novalidate data-warn>
      <Hidden name="gezien" value={form.values['gezien'] ?? seen} />
      {fields.slice(0, 2).map(field => (
        <Text field={field} form={form} />
      ))}
      <Radios
        name="at_home"
        label="Waar gebeurde het?"
        hint={`Bij een woning staat er in de aangifte alleen: ${atHome}.`}
        form={form}
        options={[
          { value: 'ja', label: 'Bij een woning' },
          { value: 'nee', label: 'Ergens anders' },
        ]}
      />
      <TextArea
        name="where"
        label="Waar ergens anders?"
        hint="Bijvoorbeeld: in de raadzaal, op straat bij het stadhuis, of op welk account."
        form={form}
        rows={2}
        optional
      />
      {fields.slice(2).map(field => (
        <Text field={field} form={form} />
      ))}
      <Checkbox name="join" label="Schade verhalen in het strafproces (voegen)" form={form} />
      <Checkbox name="informed" label="Op de hoogte blijven van het onderzoek en de zaak" form={form} />
      {sources.office === '' && (
        <TextArea
          name="domicile"
          label="Adres van het kantoor"
          hint="Uw organisatie heeft dit nog niet ingesteld. Vul het adres van het kantoor in. Nooit een woonadres."
          form={form}
          rows={3}
        />
      )}
      <Card title="Strafbare feiten om aan te denken">
        <p>{offencesIntro}</p>
        <Checkboxes
          name="offences"
          label={`Feiten die kunnen passen${it.category ? ` bij: ${categoryLabel(it.category)}` : ''}`}
          form={form}
          optional
          options={offencesFor(sources.kinds, (form.values['offences'] ?? '').split('\n')).map(one => ({
            value: one.id,
            label: offenceLabel(one),
            hint: `Bron: ${one.source}${one.checked_on ? `, gecontroleerd op ${one.checked_on}` : ''}`,
          }))}
        />
      </Card>
      <TextField
        name="known_on"
        type="date"
        label="Sinds welke dag is dit bekend?"
        hint={`Voor een klachtdelict telt de termijn van ${words.complaint.months} maanden vanaf deze dag.`}
        form={form}
      />
      {version === 'person' ? (
        <Checkbox name="complaint" label={words.complaint.text} form={form} />
      ) : (
        <Note kind="info" title={words.complaint.title}>
          <p>{words.complaint.missing}</p>
        </Note>
      )}
      <Actions>
        <Button>Bewaar het concept</Button>
      </Actions>
    </form>
  </>
)

const Text = ({ field: [name, label, hint, rows], form }: { field: (typeof fields)[number]; form: Form }) => (
  <TextArea
    name={name}
    label={label}
    hint={hint}
    form={form}
    rows={rows}
    maxlengthHint={20_000}
    optional={name !== 'what'}
  />
)
