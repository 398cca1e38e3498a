import { z } from 'zod'

export interface DateField {
  /** The error when nothing is filled in; without it the field may stay empty. */
  required?: string
}

const firstYear = 2000
const lastYear = 2100

/**
 * A zod schema for a day, in ISO 8601 as date fields send it, or typed as 24-4-2026 where a browser has none.
 * Gives `2026-04-24`, or '' for an empty field. A field that is not sent counts as empty.
 */
export function dateField({ required }: DateField = {}) {
  return z
    .string('Vul een datum in.')
    .default('')
    .transform((sent, context) => {
      const day = isoDay(sent.trim())
      const error = dayError(day, required)
      if (error === undefined) return day
      context.addIssue({ code: 'custom', message: error })
      return z.NEVER
    })
}

function isoDay(sent: string): string {
  const [, day, month, year] = /^(\d{1,2})[-/ ](\d{1,2})[-/ ](\d{4})$/.exec(sent) ?? []
  if (!day || !month || !year) return sent
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function dayError(day: string, required: string | undefined): string | undefined {
  if (day === '') return required
  if (!z.iso.date().safeParse(day).success) return 'Deze datum bestaat niet. Vul een datum in zoals 24-04-2026.'
  const year = Number(day.slice(0, 4))
  if (year < firstYear || year > lastYear) return `Vul een jaar in tussen ${firstYear} en ${lastYear}.`
  return undefined
}

/** A zod schema for a time of the day, such as 9:30. Gives `09:30`, or '' for an empty field; one that is not sent counts as empty. */
export function timeField({ required }: DateField = {}) {
  return z
    .string('Vul een tijd in.')
    .default('')
    .transform((sent, context) => {
      const [, hour, minute] = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(sent.trim()) ?? []
      if (hour && minute && Number(hour) < 24 && Number(minute) < 60) return `${hour.padStart(2, '0')}:${minute}`
      if (sent.trim() === '' && required === undefined) return ''
      const message = sent.trim() === '' ? required : 'Deze tijd bestaat niet. Vul een tijd in zoals 09:30.'
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
}
