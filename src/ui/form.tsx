import { createElement, type LooseInputHTMLAttributes } from 'preact'
import type { Form } from '../platform/form.ts'
import { Icon } from './icons.tsx'
import { describedBy, errorId, Field, hintId, type FieldProps } from './field.tsx'

export { Checkbox, Checkboxes, Radios } from './choices.tsx'
export { Actions, Button, ButtonLink, FirstButton } from './button.tsx'

/** Lists every error at the top of the page, each linked to its field. An error named '' belongs to no field. */
export function ErrorSummary({ form }: { form: Form }) {
  const entries = Object.entries(form.errors)
  if (entries.length === 0) return null
  return (
    <section
      class="utrecht-alert utrecht-alert--error weerbaar-error-summary"
      role="alert"
      tabindex={-1}
      aria-labelledby="fouten"
    >
      <Icon name="danger" />
      <div class="utrecht-alert__content">
        <h2 class="nl-heading nl-heading--level-2" id="fouten">
          Er ging iets mis
        </h2>
        <ul class="weerbaar-error-summary__list">
          {entries.map(([name, message]) => (
            <li>{name === '' ? message : <SummaryLink name={name} message={message} />}</li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const SummaryLink = ({ name, message }: { name: string; message: string }) => (
  <a class="nl-link" href={`#${name}`}>
    {message}
  </a>
)

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time' | 'datetime-local' | 'number' | 'search' | 'url'
  autocomplete?: string | undefined
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | undefined
  required?: boolean
}

/** One line of text. A password is never filled in again after an error. */
export function TextField({ type = 'text', autocomplete, inputmode, ...field }: TextFieldProps) {
  const { name, form } = field
  // Not JSX: its input types want one literal type attribute each.
  const input = createElement<LooseInputHTMLAttributes, HTMLInputElement>('input', {
    class: `utrecht-textbox utrecht-textbox--html-input weerbaar-input--${type}`,
    id: name,
    name,
    type,
    value: type === 'password' ? undefined : form.values[name],
    autocomplete,
    inputMode: inputmode,
    ...described(field),
  })
  return <Field {...field}>{input}</Field>
}

export interface TextAreaProps extends FieldProps {
  rows?: number
  /** Characters allowed. Only the counter script reads it: a `maxlength` would cut off pasted words without a sound. */
  maxlengthHint?: number
}

export function TextArea({ rows = 5, maxlengthHint, ...field }: TextAreaProps) {
  const { name, form } = field
  return (
    <Field {...field}>
      <textarea
        class="utrecht-textarea utrecht-textarea--html-textarea"
        id={name}
        name={name}
        rows={rows}
        data-count={maxlengthHint}
        {...described(field)}
      >
        {firstLineKept(form.values[name] ?? '')}
      </textarea>
    </Field>
  )
}

// A browser drops one line end right after the start tag.
const firstLineKept = (text: string) => (text.startsWith('\n') ? `\n${text}` : text)

export interface SelectProps extends FieldProps {
  options: readonly { value: string; label: string }[]
  /** The text of a first choice without a value, such as "Kies een functie". */
  empty?: string
}

export function Select({ options, empty, ...field }: SelectProps) {
  const { name, form } = field
  return (
    <Field {...field}>
      <select class="utrecht-select utrecht-select--html-select" id={name} name={name} {...described(field)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(({ value, label }) => (
          <option value={value} selected={form.values[name] === value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}

export interface FileFieldProps extends FieldProps {
  multiple?: boolean
  accept?: string
}

export function FileField({ multiple, accept, ...field }: FileFieldProps) {
  const { name } = field
  return (
    <Field {...field}>
      <input
        class="weerbaar-file"
        id={name}
        name={name}
        type="file"
        multiple={multiple}
        accept={accept}
        {...described(field)}
      />
    </Field>
  )
}

function described({ name, hint, form }: FieldProps) {
  const error = form.errors[name]
  return {
    ...(error && { 'aria-invalid': true as const }),
    'aria-describedby': describedBy(error && errorId(name), Boolean(hint) && hintId(name)),
  }
}

export const Hidden = ({ name, value }: { name: string; value: string }) => (
  <input type="hidden" name={name} value={value} />
)
