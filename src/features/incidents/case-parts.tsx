import { newEntryId } from '../../engines/cases/dossier.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, Hidden, TextArea } from '../../ui/form.tsx'
import { Chip } from '../../ui/parts.tsx'
import type { CaseFacts, CasePage } from './case.ts'
import { incidentChart } from './incident.chart.ts'

export interface CaseProps {
  page: CasePage
  viewer: string
  now: Date
  form?: Form
  confidants: readonly { id: string; name: string }[]
}

const stateChips = { draft: 'plain', reported: 'soon', in_progress: 'plain', closed: 'done' } as const

export const StateChip = ({ state }: { state: CaseFacts['state'] }) => (
  <Chip kind={stateChips[state]}>{incidentChart.names[state]}</Chip>
)

/** How somebody is called on the page of a case. */
export const nameOf = (page: CasePage, id: string | null, viewer: string) =>
  id === viewer ? 'u' : id === page.facts.reporter_id ? 'melder' : ((id && page.names.get(id)) ?? 'behandelaar')

interface WriteFormProps {
  action: string
  name: string
  label: string
  hint?: string
  button: string
  form: Form
}

/** A form for one text in a case. */
export const WriteForm = ({ action, name, label, hint, button, form }: WriteFormProps) => (
  <form method="post" action={action} novalidate data-warn>
    <Hidden name="entry" value={(name in form.values && form.values['entry']) || newEntryId()} />
    <TextArea
      name={name}
      label={label}
      {...(hint !== undefined && { hint })}
      form={form}
      rows={4}
      maxlengthHint={20_000}
    />
    <Actions>
      <Button kind="quiet">{button}</Button>
    </Actions>
  </form>
)
