import { z } from 'zod'
import { dateField, timeField } from '../../platform/date-fields.ts'
import { textField } from '../../platform/text.ts'
import type { Asking, Definition, QuestionPage } from './definition.ts'
import { askedOn, optionsOf, pagesFor, type Setting, type Values } from './walk.ts'

export interface Checked {
  /** As they should be kept: cleaned, and as they came where they are not right. */
  values: Values
  /** By field, how to mend it. */
  errors: Values
}

const unknownChoice = 'Kies een van de antwoorden.'

/** Judges what was filled in on one page. Files are judged where they arrive, colleagues where they are looked up. */
export function checkPage(page: QuestionPage, values: Values, setting: Setting, today: string): Checked {
  const kept: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const it of askedOn(page, values, setting)) {
    if (it.kind === 'files') continue
    const sent = values[it.id] ?? ''
    const parsed = fieldFor(it, setting, values, today).safeParse(sent)
    kept[it.id] = parsed.success ? parsed.data : sent.toWellFormed()
    if (!parsed.success) errors[it.id] = parsed.error.issues[0]?.message ?? unknownChoice
    if (it.kind === 'colleague') kept[`${it.id}_id`] = (values[`${it.id}_id`] ?? '').toWellFormed().slice(0, 40)
  }
  return { values: kept, errors }
}

/** What is wrong in all that was filled in, in the order of the pages. */
export const checkAll = (it: Definition, values: Values, setting: Setting, today: string): Values =>
  Object.fromEntries(
    pagesFor(it, values, setting).flatMap(page => Object.entries(checkPage(page, values, setting, today).errors)),
  )

type Field = z.ZodType<string>

function fieldFor(it: Exclude<Asking, { kind: 'files' }>, setting: Setting, values: Values, today: string): Field {
  switch (it.kind) {
    case 'choice':
    case 'choices':
      return chosen(new Set(optionsOf(it, setting)?.map(option => option.value)), it)
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
    case 'date':
      return it.past ? day(it.required).pipe(notAfter(today)) : day(it.required)
    case 'time':
      return timeField(it.required === undefined ? {} : { required: it.required })
    case 'number':
      return number(it)
    case 'colleague':
    default:
      return textField({ max: 254, oneLine: true, ...(it.required !== undefined && { required: it.required }) })
  }
}

const isFreed = (it: Asking, values: Values) =>
  it.kind === 'line' && it.unless !== undefined && (values[it.unless] ?? '') !== ''

const day = (required: string | undefined) => dateField(required === undefined ? {} : { required })

const notAfter = (today: string) =>
  z.string().refine(it => it <= today, 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.')

function chosen(
  known: ReadonlySet<string>,
  { kind, required }: { kind: 'choice' | 'choices'; required?: string | undefined },
): Field {
  return z.string().transform((sent, context) => {
    const values = kind === 'choices' ? [...new Set(sent.split(/\r?\n/).filter(Boolean))] : sent === '' ? [] : [sent]
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
