import { z } from 'zod'
import type { Piece } from '../../../engines/cases/evidence.ts'
import type { Texts } from '../../../engines/cases/organisation-texts.ts'
import type { ProtocolSettings } from '../../../engines/cases/protocol-settings.ts'
import { dateField } from '../../../platform/date-fields.ts'
import { amountField } from '../../../platform/money.ts'
import { textField } from '../../../platform/text.ts'
import type { Acting, Done } from '../acting.ts'
import type { CaseFacts } from '../case.ts'
import type { RecordKindId } from './kinds.ts'

// What is kept in fields beside the words of a case: each kind is a table of fields; forms, pages and checks read that table.

/** What was filled in, by field: a day in ISO 8601, an amount in whole cents, several choices a line each; '' for nothing. */
export type Values = Readonly<Record<string, string>>

export interface CaseRecord {
  id: string
  kind: RecordKindId
  state: string
  version: number
  author: string
  at: Date
  values: Values
}

/** What else is known in the case when a form is shown, checked or read. */
export interface Around {
  facts: CaseFacts
  now: Date
  records: readonly CaseRecord[]
  pieces: readonly Piece[]
  settings: ProtocolSettings
  texts: Texts
}

export interface Option {
  id: string
  label: string
  hint?: string
  /** Where it is to be seen itself, such as a piece of evidence. */
  href?: string
}

interface FieldBase {
  name: string
  label: string
  hint?: string
  /** The error when it is left empty; without it, it may be. */
  required?: string
}
type Choice = FieldBase & {
  type: 'choice' | 'choices'
  /** A function where it depends on the case what may be chosen. */
  options: readonly Option[] | ((around: Around) => readonly Option[])
}
export type Field = (FieldBase & { type: 'line' | 'text' | 'day' | 'amount' }) | Choice

export interface RecordKind {
  kind: RecordKindId
  /** Its form, after the address of the case: `nazorg/mensen`. */
  path: string
  /** Over the list of them, over the form, and on the button that adds one. */
  heading: string
  title: string
  add: string
  explanation?: string
  /** Who reads it: everybody who handles the case, and with `all` whose case it is. */
  audience: 'all' | 'handlers'
  /** There is one in a case, or none. */
  single?: true
  /** The field by which they stand in order; by itself as they were added. */
  orderedBy?: string
  fields: readonly Field[]
  /** How it stands, as a code that stands in clear. */
  stateOf: (values: Values) => string
  /** What one field cannot say: errors by field. */
  check?: (values: Values, around: Around, id: string) => Readonly<Record<string, string>>
  /** What a form that is not filled in begins with. */
  initial?: (around: Around) => Values
  /** What goes with it in the same transaction, such as a task; unless it is done, nothing is kept. */
  kept?: (acting: Acting, record: CaseRecord) => Promise<Done>
}

/** The choices of a field in this case. */
export const optionsOf = (field: Choice, around: Around): readonly Option[] =>
  typeof field.options === 'function' ? field.options(around) : field.options

const maxLine = 200
const again = 'Laad de pagina opnieuw en probeer het nog een keer.'

function schemaOf(field: Field): z.ZodType<string> {
  const needed = field.required === undefined ? {} : { required: field.required }
  if ('options' in field) return choiceSchema(field)
  switch (field.type) {
    case 'text':
      return textField(needed)
    case 'day':
      return dateField(needed)
    case 'amount':
      return amountField(needed)
    case 'line':
      break
  }
  return textField({ ...needed, max: maxLine, oneLine: true })
}

function choiceSchema({ options, type, required }: Choice) {
  const message = required ?? 'Kies een van deze antwoorden'
  return z
    .string(message)
    .default('')
    .refine(sent => {
      if (sent === '') return required === undefined
      const chosen = type === 'choices' ? sent.split('\n') : [sent]
      return typeof options === 'function' || chosen.every(code => options.some(it => it.id === code))
    }, message)
}

/** The schema of the form of a kind; `record` says which one, `version` which one was seen, `entry` which sending of the form. */
export const formOf = ({ fields }: RecordKind) =>
  z.object({
    ...Object.fromEntries(fields.map(field => [field.name, schemaOf(field)])),
    record: z.uuid(again),
    version: z
      .string()
      .regex(/^\d{1,4}$/, again)
      .default(''),
    entry: z.uuid(again),
  })

/** What of a form that was sent belongs to the fields of this kind. */
export const valuesOf = ({ fields }: RecordKind, sent: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(fields.map(({ name }) => [name, sent[name] ?? '']))

/** What is wrong with it, in this case. */
export function errorsIn(kind: RecordKind, values: Values, around: Around, id: string): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const field of kind.fields)
    if ('options' in field && values[field.name]) {
      const offered = optionsOf(field, around)
      const chosen = (values[field.name] ?? '').split('\n')
      if (!chosen.every(code => offered.some(it => it.id === code)))
        errors[field.name] = field.required ?? 'Kies een van deze antwoorden'
    }
  if (kind.single && around.records.some(it => it.kind === kind.kind && it.id !== id))
    errors[''] = 'Dit is al vastgelegd. Ga terug en kies Wijzig.'
  return { ...kind.check?.(values, around, id), ...errors }
}

/** The records of a kind, as they are listed. */
export function listed({ kind, orderedBy }: RecordKind, { records }: Pick<Around, 'records'>): readonly CaseRecord[] {
  const theirs = records.filter(it => it.kind === kind)
  if (orderedBy === undefined) return theirs
  return theirs.toSorted((a, b) => (a.values[orderedBy] ?? '').localeCompare(b.values[orderedBy] ?? ''))
}
