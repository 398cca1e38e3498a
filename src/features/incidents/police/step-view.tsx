import type { Form } from '../../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, Radios, TextField } from '../../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import { noReport, words, type PoliceStepInfo } from './content.ts'

export interface StepProps {
  it: CaseFacts
  info: PoliceStepInfo
  form: Form
  entryId: string
  /** Whether more cases are in the incident that the viewer handles. */
  beside: number
}

export const StepForm = ({ it, info, form, entryId, beside }: StepProps) => (
  <>
    <Breadcrumb
      items={[
        { href: urls.case(it.id), label: `Melding ${it.reference}` },
        { href: urls.police(it.id), label: 'Aangifte' },
        { label: info.label },
      ]}
    />
    <ErrorSummary form={form} />
    <PageTitle>{info.label}</PageTitle>
    {info.id === noReport && <Lead>{words.no_report.intro}</Lead>}
    <form method="post" action={urls.police(it.id, `stap/${info.path}`)} novalidate data-warn>
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      {info.ask !== undefined && (
        <Radios
          name="code"
          label={info.ask}
          form={form}
          options={info.options.map(one => ({ value: one.id, label: one.label }))}
        />
      )}
      <TextField name="day" type="date" label="Op welke dag?" form={form} />
      {info.field && (
        <TextField
          name="words"
          label={info.field.label}
          hint={info.field.hint}
          form={form}
          optional={!info.field.required}
          autocomplete="off"
        />
      )}
      {beside > 0 && (
        <Radios
          name="allen"
          label={`Geldt dit ook voor de andere ${beside === 1 ? 'melding' : 'meldingen'} van dit incident die u behandelt?`}
          form={form}
          options={[
            { value: 'ja', label: 'Ja, het is dezelfde aangifte' },
            { value: 'nee', label: 'Nee, alleen voor deze melding' },
          ]}
        />
      )}
      {info.tell && (
        <Note kind="info" title="Wat de getroffene moet horen">
          <p>{info.tell.text}</p>
        </Note>
      )}
      <Actions>
        <Button>Leg dit vast</Button>
      </Actions>
    </form>
  </>
)
