import type { ComponentChildren } from 'preact'
import type { Form } from '../platform/form.ts'
import {
  describedBy,
  Description,
  errorId,
  fieldClass,
  FieldError,
  hintId,
  LabelText,
  type FieldProps,
} from './field.tsx'

export interface Option {
  value: string
  label: string
  hint?: string | undefined
}

export interface ChoicesProps extends FieldProps {
  options: readonly Option[]
  /** Side by side on a wide screen, for two or three short answers. */
  inline?: boolean
}

/** One answer out of several. */
export const Radios = ({ options, ...field }: ChoicesProps) => (
  <Group {...field} role="radiogroup">
    {options.map((option, index) => (
      <Choice
        type="radio"
        id={choiceId(field.name, index)}
        name={field.name}
        option={option}
        checked={field.form.values[field.name] === option.value}
      />
    ))}
  </Group>
)

/** Any number of answers; in `form.values` they are joined with newlines. */
export function Checkboxes({ options, ...field }: ChoicesProps) {
  const chosen = (field.form.values[field.name] ?? '').split('\n')
  const error = field.form.errors[field.name]
  return (
    <Group {...field}>
      {options.map((option, index) => (
        <Choice
          type="checkbox"
          id={choiceId(field.name, index)}
          name={field.name}
          option={option}
          checked={chosen.includes(option.value)}
          invalid={error !== undefined}
        />
      ))}
    </Group>
  )
}

export interface CheckboxProps {
  name: string
  label: string
  form: Form
  /** What is sent when it is checked; `ja` unless told otherwise. */
  value?: string
}

export function Checkbox({ name, label, form, value = 'ja' }: CheckboxProps) {
  const error = form.errors[name]
  return (
    <div class={fieldClass(error)}>
      <FieldError name={name} error={error} />
      <Choice
        type="checkbox"
        id={name}
        name={name}
        option={{ value, label }}
        checked={form.values[name] === value}
        invalid={error !== undefined}
        describedby={error && errorId(name)}
      />
    </div>
  )
}

// The error summary links to `#name`, so the first choice carries the bare name as its id.
const choiceId = (name: string, index: number) => (index === 0 ? name : `${name}-${index + 1}`)

interface GroupProps extends FieldProps {
  inline?: boolean
  role?: 'radiogroup'
  children: ComponentChildren
}

function Group({ name, label, hint, form, optional, inline, role, children }: GroupProps) {
  const error = form.errors[name]
  return (
    <fieldset
      class={`utrecht-form-fieldset__fieldset utrecht-form-fieldset__fieldset--html-fieldset ${fieldClass(error)}`}
      role={role}
      aria-describedby={describedBy(error && errorId(name), Boolean(hint) && hintId(name))}
      {...(error && role && { 'aria-invalid': true as const })}
    >
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend weerbaar-legend--field">
        <LabelText label={label} optional={optional} />
      </legend>
      <Description name={name} hint={hint} />
      <FieldError name={name} error={error} />
      <div class={`weerbaar-choices${inline ? ' weerbaar-choices--inline' : ''}`}>{children}</div>
    </fieldset>
  )
}

interface ChoiceProps {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  option: Option
  checked: boolean
  invalid?: boolean
  describedby?: string | undefined
}

const inputClass = {
  radio: 'utrecht-radio-button utrecht-radio-button--html-input utrecht-form-field__input',
  checkbox: 'utrecht-checkbox utrecht-checkbox--html-input utrecht-form-field__input',
}

const Choice = ({ type, id, name, option, checked, invalid, describedby }: ChoiceProps) => (
  <div class={`weerbaar-choice utrecht-form-field--${type}`}>
    <input
      class={inputClass[type]}
      type={type}
      id={id}
      name={name}
      value={option.value}
      checked={checked}
      aria-describedby={describedBy(describedby, option.hint && hintId(`${id}-keuze`))}
      {...(invalid && { 'aria-invalid': true as const })}
    />
    <label class={`utrecht-form-label utrecht-form-label--${type}`} for={id}>
      {option.label}
    </label>
    <Description name={`${id}-keuze`} hint={option.hint} />
  </div>
)
