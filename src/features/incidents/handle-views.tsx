import {
  categories,
  notAnIncident,
  outcomes,
  families,
  type Category,
  channels,
} from '../../engines/cases/vocabulary.ts'
import type { ProtocolSettings } from '../../engines/cases/protocol-settings.ts'
import type { ComponentChildren } from 'preact'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Hidden, Radios, Select, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import { fill } from './questions.ts'
import { ruleOfDecision } from './reaction/decided.ts'
import { taskLabel } from './tasks.ts'
import { urls } from './urls.ts'

interface ActProps {
  it: Pick<CaseFacts, 'id' | 'reference' | 'channel' | 'category'>
  form: Form
  entryId: string
}

const Frame = ({
  it,
  form,
  title,
  path,
  children,
}: Omit<ActProps, 'entryId'> & { title: string; path: string; children: ComponentChildren }) => (
  <>
    <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: title }]} />
    <ErrorSummary form={form} />
    <PageTitle>{title}</PageTitle>
    <form method="post" action={`${urls.case(it.id)}/${path}`} novalidate data-warn>
      {children}
    </form>
  </>
)

/** The button that asks for a text to the person hit. */
export const Propose = () => (
  <Button kind="quiet" name="voorstel" value="ja">
    Zet een voorsteltekst klaar
  </Button>
)

/** Says that a text is a proposal: it is read and changed before it is sent. */
export const Proposed = ({ form }: { form: Form }) =>
  form.values['voorgesteld'] ? (
    <Note kind="info" title="Dit is een voorstel">
      <p>Lees de tekst en pas hem aan voordat u verdergaat.</p>
    </Note>
  ) : null

interface CategoryProps extends Omit<ActProps, 'entryId'> {
  offered: readonly Category[]
  /** What else was said to have happened until now. */
  others: readonly string[]
}

export const CategoryForm = ({ it, form, offered, others }: CategoryProps) => (
  <Frame it={it} form={form} title="Bepaal de soort" path="soort">
    <Note kind="info">
      <p>{notAnIncident.text}</p>
    </Note>
    <Radios
      name="category"
      label="Wat is er vooral gebeurd?"
      form={{ ...form, values: { category: it.category ?? '', ...form.values } }}
      options={families.flatMap(family =>
        offered
          .filter(one => one.family === family.id)
          .map(one => ({ value: one.id, label: one.label, hint: one.explanation })),
      )}
    />
    <details class="weerbaar-details" open={others.length > 0 || form.values['ook'] !== undefined}>
      <summary>Gebeurde er nog meer?</summary>
      <Checkboxes
        name="ook"
        label="Wat gebeurde er ook?"
        hint="De hoofdsoort hoeft u hier niet nog een keer te kiezen."
        form={{ ...form, values: { ook: others.join('\n'), ...form.values } }}
        options={categories
          .filter(one => others.includes(one.id) || offered.includes(one))
          .map(one => ({ value: one.id, label: one.label }))}
      />
    </details>
    <Select
      name="kanaal"
      label="Hoe of waar gebeurde het?"
      hint="Hiermee vinden wij meldingen van hetzelfde voorval."
      form={{ ...form, values: { kanaal: it.channel ?? '', ...form.values } }}
      options={channels.map(one => ({ value: one.id, label: one.label }))}
      empty="Dat is niet bekend"
      optional
    />
    <Actions>
      <Button>Bewaar de soort</Button>
    </Actions>
  </Frame>
)

interface TimedProps extends ActProps {
  /** Within how many hours the protocol of this case asks it. */
  hours: number
}

interface DecisionProps extends ActProps {
  protocol: ProtocolSettings
}

export const DecisionForm = ({ it, form, entryId, protocol }: DecisionProps) => (
  <Frame it={it} form={form} title="Besluit over de reactie" path="besluit">
    <Hidden name="entry" value={form.values['entry'] ?? entryId} />
    <Lead>{fill(outcomes.decision.intro, { hours: String(protocol.decisionHours) })}</Lead>
    <Note kind="info" title={outcomes.decision.fair.title}>
      <ul class="utrecht-unordered-list">
        {outcomes.decision.fair.points.map(point => (
          <li>{point}</li>
        ))}
      </ul>
    </Note>
    <Radios
      name="code"
      label="Wat is het besluit?"
      form={form}
      options={outcomes.decision.options.map(one => ({
        value: one.id,
        label: one.label,
        hint: [one.explanation, ruleOfDecision(protocol, one.id)].filter(Boolean).join(' '),
      }))}
    />
    <Proposed form={form} />
    <TextArea
      name="text"
      label="Wat hoort de melder over het besluit?"
      hint="De melder leest deze tekst. Leg ook uit waarom u dit besluit."
      form={form}
      rows={5}
      maxlengthHint={20_000}
    />
    <Actions>
      <Button>Leg het besluit vast</Button>
      <Propose />
    </Actions>
  </Frame>
)

export const TalkForm = ({ it, form, entryId, hours }: TimedProps) => (
  <Frame it={it} form={form} title="Opvanggesprek" path="gesprek">
    <Hidden name="entry" value={form.values['entry'] ?? entryId} />
    <Lead>{fill(outcomes.talk.intro, { hours: String(hours) })}</Lead>
    <Radios
      name="code"
      label="Hoe ging het?"
      form={form}
      options={outcomes.talk.options.map(one => ({ value: one.id, label: one.label, hint: one.explanation }))}
    />
    <TextArea
      name="text"
      label="Afspraken"
      hint="Bijvoorbeeld wanneer u elkaar weer spreekt. De melder leest dit. Schrijf niets over gezondheid."
      form={form}
      rows={4}
      maxlengthHint={20_000}
      optional
    />
    <Actions>
      <Button>Leg het gesprek vast</Button>
    </Actions>
  </Frame>
)

interface CloseProps extends ActProps {
  open: readonly string[]
  /** How many promised talks are open. */
  talks: number
}

const toReport = taskLabel('police_report')
const notReported =
  'Deze aangifte is nog niet vastgelegd. Doe dat eerst, bij Aangifte; de melder leest anders dat er aangifte is.'

export const CloseForm = ({ it, form, entryId, open, talks }: CloseProps) => (
  <Frame it={it} form={form} title="Sluit de melding af" path="afsluiten">
    <Hidden name="entry" value={form.values['entry'] ?? entryId} />
    {open.length > 0 && (
      <Note kind="warning" title="Dit staat nog open">
        <ul class="utrecht-unordered-list">
          {open.map(task => (
            <li>{task}</li>
          ))}
        </ul>
        <p>Leg in de tekst aan de melder uit waarom dat niet meer nodig is.</p>
      </Note>
    )}
    <Radios
      name="code"
      label="Wat is de uitkomst?"
      form={form}
      options={outcomes.closing.options.map(one => ({
        value: one.id,
        label: one.label,
        hint: one.id === 'police_report_filed' && open.includes(toReport) ? notReported : one.explanation,
      }))}
    />
    <Proposed form={form} />
    <TextArea
      name="text"
      label="Wat hoort de melder?"
      hint="De melder leest deze tekst."
      form={form}
      rows={7}
      maxlengthHint={20_000}
    />
    {talks > 0 && (
      <TextArea
        name="gesprek_open"
        label="Er staat nog een beloofd gesprek open. Waarom sluit u toch af?"
        hint="Leg het gesprek liever eerst vast. Alleen wie de melding behandelt, leest deze reden."
        form={form}
        rows={3}
        maxlengthHint={20_000}
      />
    )}
    <Actions>
      <Button>Sluit af en laat het de melder weten</Button>
      <Propose />
    </Actions>
  </Frame>
)
