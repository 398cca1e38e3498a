import type { Form } from '../../platform/form.ts'
import { Radios, TextField } from '../../ui/form.tsx'
import type { Colleague } from './colleague.ts'

interface ColleagueFieldProps {
  label: string
  hint?: string | undefined
  /** What the last choice says, for who is none of those that were found. */
  none: string
  form: Form
  /** Who was found by what was typed. */
  matches: readonly Colleague[]
  optional?: boolean
}

/** A name to type, not a list to choose from: an organisation may have twenty thousand people. */
export const ColleagueField = ({ label, hint, none, form, matches, optional = false }: ColleagueFieldProps) => (
  <>
    <TextField
      name="colleague"
      label={label}
      hint={`Vul de naam of het e-mailadres in.${hint ? ` ${hint}` : ''}`}
      form={form}
      optional={optional}
      autocomplete="off"
    />
    {matches.length > 0 && (
      <Radios
        name="colleague_id"
        label="Wie van deze collega's bedoelt u?"
        form={form}
        options={[
          ...matches.map(it => ({ value: it.id, label: it.name, hint: it.detail })),
          { value: 'none', label: none },
        ]}
      />
    )}
  </>
)
