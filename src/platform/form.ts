/** A form as it was sent in: each value by field name, and for each wrong field one sentence that says how to mend it. */
export interface Form {
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
}

export const emptyForm: Form = { values: {}, errors: {} }
