import type { Form } from '../../../platform/form.ts'
import { dutchDay, isoDay } from '../../../ui/dates.ts'
import { Actions, Button, ErrorSummary, Hidden, Radios, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { Breadcrumb, Facts, PageTitle, Words } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import type { CaseTask, Removal } from '../task-reading.ts'
import { urls } from '../urls.ts'
import type { Campaign } from './campaigns.ts'

export type RemovalTask = CaseTask & { removal: Removal }

export const askedOf: Record<Removal['kind'], string> = { platform: 'Platform', notification_point: 'Meldpunt' }
export const answers: Record<NonNullable<Removal['answer']>, string> = {
  removed: 'Verwijderd',
  partly: 'Voor een deel verwijderd',
  refused: 'Niet verwijderd',
  silence: 'Geen antwoord gekregen',
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

export const RemovalForm = ({
  it,
  campaigns,
  now,
  form,
}: {
  it: CaseFacts
  campaigns: readonly Campaign[]
  now: Date
  form: Form
}) => (
  <form method="post" action={`${urls.case(it.id)}/verwijderverzoek`} novalidate data-warn>
    <Hidden name="verzoek" value={form.values['verzoek'] || crypto.randomUUID()} />
    <Radios name="bij" label="Bij wie vroeg u het?" form={form} options={options(askedOf)} inline />
    <TextField name="naar" label="Hoe heet dat platform of meldpunt?" form={form} />
    <TextArea name="wat" label="Om welke berichten gaat het?" form={form} rows={3} maxlengthHint={20_000} />
    <TextField
      name="gevraagd"
      type="date"
      label="Wanneer vroeg u het?"
      form={{ ...form, values: { gevraagd: isoDay(now), ...form.values } }}
    />
    <TextField
      name="uiterlijk"
      type="date"
      label="Wanneer moet er antwoord zijn?"
      hint="Op die dag vraagt Weerbaar u hoe het staat."
      form={form}
    />
    {campaigns.length > 0 && (
      <Select
        name="campagne"
        label="Hoort het bij een campagne?"
        form={form}
        empty="Nee"
        options={campaigns.map(one => ({ value: one.id, label: one.name }))}
      />
    )}
    <Actions>
      <Button kind="quiet">Leg het verzoek vast</Button>
    </Actions>
  </form>
)

/** What was asked, and what came of it. */
export const AnswerPage = ({ it, task, now, form }: { it: CaseFacts; task: RemovalTask; now: Date; form: Form }) => (
  <>
    <Breadcrumb
      items={[
        { href: urls.case(it.id), label: `Melding ${it.reference}` },
        { href: `${urls.case(it.id)}/online`, label: 'Online' },
        { label: 'Verwijderverzoek' },
      ]}
    />
    <ErrorSummary form={form} />
    <PageTitle>{task.label}</PageTitle>
    <Facts
      items={[
        { term: 'Gevraagd op', value: dutchDay(task.removal.askedOn) },
        { term: 'Bij', value: `${askedOf[task.removal.kind]}: ${task.removal.to}` },
        ...(task.removal.answer ? [{ term: 'Antwoord', value: answers[task.removal.answer] }] : []),
        ...(task.removal.answeredOn ? [{ term: 'Gehoord op', value: dutchDay(task.removal.answeredOn) }] : []),
      ]}
    />
    <Words>{task.removal.what}</Words>
    {task.reason && <Words>{task.reason}</Words>}
    {task.doneAt === null && (
      <form method="post" action={`${urls.case(it.id)}/verwijderverzoek/${task.id}`} novalidate data-warn>
        <Radios name="antwoord" label="Wat was het antwoord?" form={form} options={options(answers)} />
        <TextField
          name="dag"
          type="date"
          label="Wanneer hoorde u dit?"
          form={{ ...form, values: { dag: isoDay(now), ...form.values } }}
        />
        <TextArea
          name="toelichting"
          label="Toelichting"
          hint="De getroffene leest dit ook."
          form={form}
          rows={3}
          maxlengthHint={20_000}
          optional
        />
        <Actions>
          <Button>Bewaar het antwoord</Button>
        </Actions>
      </form>
    )}
  </>
)
