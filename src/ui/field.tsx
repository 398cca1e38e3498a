import type { ComponentChildren } from 'preact'
import type { Form } from '../platform/form.ts'

export interface FieldProps {
  name: string
  label: string
  hint?: ComponentChildren
  form: Form
  optional?: boolean
}

export const errorId = (name: string) => `${name}-fout`
export const hintId = (name: string) => `${name}-uitleg`

/** The value of `aria-describedby`: the ids that exist, the error first. */
export const describedBy = (...ids: (string | false | undefined)[]) => ids.filter(Boolean).join(' ') || undefined

/** A label, its hint and its error, around one input whose id is the name. */
export const Field = ({
  name,
  label,
  hint,
  form,
  optional,
  children,
}: FieldProps & { children: ComponentChildren }) => (
  <div class={fieldClass(form.errors[name])}>
    <label class="utrecht-form-label" for={name}>
      <LabelText label={label} optional={optional} />
    </label>
    <Description name={name} hint={hint} />
    <FieldError name={name} error={form.errors[name]} />
    {children}
  </div>
)

export const fieldClass = (error: string | undefined) =>
  `utrecht-form-field${error ? ' utrecht-form-field--invalid' : ''}`

export const LabelText = ({ label, optional }: { label: string; optional: boolean | undefined }) => (
  <>
    {label}
    {optional && <span class="weerbaar-optional"> (niet verplicht)</span>}
  </>
)

export const Description = ({ name, hint }: { name: string; hint: ComponentChildren }) =>
  hint ? (
    <div class="utrecht-form-field-description" id={hintId(name)}>
      {hint}
    </div>
  ) : null

export const FieldError = ({ name, error }: { name: string; error: string | undefined }) =>
  error ? (
    <p class="utrecht-form-field-error-message" id={errorId(name)}>
      <span class="weerbaar-hidden">Fout: </span>
      {error}
    </p>
  ) : null
