import { z } from 'zod'
import { dateField, timeField } from '../../platform/date-fields.ts'
import { textField } from '../../platform/text.ts'
import { statuses, type Asking, type Choice, type Definition } from './definition.ts'
import { anchored, cellsOf, choicesIn, isBox, linesOf, type Grid, type List } from './grid.ts'
import { asKept, isOtherwise, proposedIn, reasonField } from './proposal.ts'
import { fieldsOf, optionsOf, walk, type Setting, type Values, type WayPage } from './walk.ts'

export interface Checked {
  /** As they should be kept: cleaned, and as they came where they are not right. */
  values: Values
  /** By field, how to mend it. */
  errors: Values
}

const unknownChoice = 'Kies een van de antwoorden.'

/** Judges what was filled in on one page. Files are judged where they arrive, colleagues where they are looked up. */
export function checkPage(page: WayPage | undefined, values: Values, setting: Setting, today: string): Checked {
  const kept: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const it of page?.asked ?? [])
    for (const name of fieldsOf(it)) {
      const sent = values[name] ?? ''
      const parsed = fieldFor(it, name, setting, values, today).safeParse(sent)
      kept[name] = parsed.success ? parsed.data : sent.toWellFormed()
      if (!parsed.success) errors[name] = parsed.error.issues[0]?.message ?? unknownChoice
    }
  return { values: kept, errors }
}

/** What is wrong in all that was filled in, in the order of the pages. */
export const checkAll = (it: Definition, values: Values, setting: Setting, today: string): Values =>
  Object.fromEntries(
    walk(it, values, setting).pages.flatMap(page => Object.entries(checkPage(page, values, setting, today).errors)),
  )

type Field = z.ZodType<string>

function fieldFor(it: Asking, name: string, setting: Setting, values: Values, today: string): Field {
  switch (it.kind) {
    case 'scale':
      return name === it.id ? chosen(valuesOf(anchored(it.anchors)), it.required, false) : besideScale(it, name, values)
    case 'grid':
      return cellField(it, name)
    case 'list':
      return lineField(it, name, values)
    case 'choice':
    case 'choices':
    case 'yesno':
    case 'matrix':
      return chosen(valuesOf(optionsOf(it, setting)), it.required, it.kind === 'choices')
    case 'item':
      return itemField(it, name, values)
    case 'check':
      return z.string().transform(sent => (sent === '' ? '' : 'ja'))
    case 'text':
    case 'line':
      return textField({
        max: it.max,
        oneLine: it.kind === 'line',
        ...(it.too_long !== undefined && { tooLong: it.too_long }),
        ...(it.required !== undefined && !isFreed(it, values) && { required: it.required }),
      })
    case 'place':
      return typed(200, it.required)
    case 'date':
      return it.past ? day(it.required).pipe(notAfter(today)) : day(it.required)
    case 'time':
      return timeField(it.required === undefined ? {} : { required: it.required })
    case 'number':
      return number(it)
    case 'colleague':
      // Which of those found: an id, or none.
      if (name !== it.id) return z.string().transform(sent => sent.toWellFormed().slice(0, 40))
      return typed(254, it.required)
    case 'files':
    default:
      return z.string()
  }
}

const valuesOf = (choices: readonly Choice[] | undefined) => new Set(choices?.map(it => it.value))

/** Why another answer was chosen than was proposed; and what was proposed, which is not taken from a form. */
const besideScale = ({ id }: Asking, name: string, values: Values): Field =>
  name === reasonField(id)
    ? textField({
        max: 500,
        oneLine: false,
        ...(isOtherwise(values, id) && { required: 'Schrijf op waarom u iets anders kiest dan het voorstel.' }),
      })
    : z.string().transform(() => asKept(proposedIn(values, id)))

const requiredIf = (required: string | undefined) => (required === undefined ? {} : { required })

function cellField(it: Grid, name: string): Field {
  const cell = cellsOf(it).find(one => one.field === name)
  if (!cell) return z.string().transform(() => '')
  const { row, column } = cell
  const required =
    it.required !== undefined && !isBox(column) ? `${row.label}, ${column.label}: ${it.required}` : undefined
  return chosen(valuesOf(choicesIn(column)), required, false)
}

/** A line of a list. One line at least where it must be answered, and no line twice. */
function lineField(it: List, name: string, values: Values): Field {
  const lines = linesOf(it)
  const same = (other: string) => alike(values[other]) === alike(values[name])
  const isTwice = (values[name] ?? '') !== '' && lines.slice(0, lines.indexOf(name)).some(same)
  const needsOne = name === lines[0] && it.required !== undefined && lines.every(line => alike(values[line]) === '')
  return textField({ max: 80, oneLine: true, ...(needsOne ? requiredIf(it.required) : {}) }).refine(
    () => !isTwice,
    'Dit staat er al. Noem alles één keer.',
  )
}

const alike = (line: string | undefined) => (line ?? '').trim().toLowerCase()

const typed = (max: number, required: string | undefined) =>
  textField({ max, oneLine: true, ...(required !== undefined && { required }) })

const statusValues = new Set(Object.keys(statuses))

/** How far an item of a norm is, and what is asked beside it. Why it does not apply must be said. */
function itemField(it: Extract<Asking, { kind: 'item' }>, name: string, values: Values): Field {
  switch (name.slice(it.id.length)) {
    case '':
      return chosen(statusValues, it.required, false)
    case '_reason':
      return textField({
        max: 500,
        oneLine: false,
        ...(values[it.id] === 'na' && { required: 'Schrijf op waarom dit voor u niet geldt.' }),
      })
    case '_due':
      return day(undefined)
    case '_shown_by':
      return textField({ max: 1000, oneLine: false })
    default:
      return typed(100, undefined)
  }
}

const isFreed = (it: Asking, values: Values) =>
  it.kind === 'line' && it.unless !== undefined && (values[it.unless] ?? '') !== ''

const day = (required: string | undefined) => dateField(required === undefined ? {} : { required })

const notAfter = (today: string) =>
  z.string().refine(it => it <= today, 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.')

function chosen(known: ReadonlySet<string>, required: string | undefined, several: boolean): Field {
  return z.string().transform((sent, context) => {
    const values = several ? [...new Set(sent.split(/\r?\n/).filter(Boolean))] : sent === '' ? [] : [sent]
    const error = values.length === 0 ? required : values.every(it => known.has(it)) ? undefined : unknownChoice
    if (error === undefined) return values.join('\n')
    context.addIssue({ code: 'custom', message: error })
    return z.NEVER
  })
}

function number({ min, max, required }: { min: number; max: number; required?: string | undefined }): Field {
  return z.string().transform((sent, context) => {
    const text = sent.trim()
    const n = Number(text)
    const right = /^-?\d{1,9}$/.test(text) && n >= min && n <= max
    const error = text === '' ? required : right ? undefined : `Vul een getal in van ${min} tot en met ${max}.`
    if (error === undefined) return text
    context.addIssue({ code: 'custom', message: error })
    return z.NEVER
  })
}
