import { z } from 'zod'
import type { Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import type { Answers } from './draft.ts'
import { question } from './questions.ts'

const maxText = question('what').max_length ?? 20_000
const maxReach = question('reach').max_length ?? 200

/** The quick report as it is sent. */
export const Fields = z.object({
  function: textField({ max: 40, oneLine: true }),
  safe_now: z.enum(['yes', 'not_sure', 'no'], question('safe_now').error_required),
  what: textField({
    required: question('what').error_required ?? '',
    max: maxText,
    tooLong: question('what').error_too_long ?? '',
  }),
  reach: textField({ max: maxReach, tooLong: question('reach').error_too_long ?? '', oneLine: true }),
  via_weerbaar: z.string().optional(),
  colleague: textField({ max: 254, oneLine: true }),
  colleague_id: z.string().optional(),
})
export type Fields = z.infer<typeof Fields>

/** What a form leaves behind in a draft, whether it was right or not. */
export function toAnswers({ values }: Form): Answers {
  const { what = '', reach = '', via_weerbaar: via, ...draft } = storable(values)
  return { what, reach, via_weerbaar: via !== undefined, draft }
}

/** The form as it was left in a draft. */
export const toForm = ({ what, reach, via_weerbaar: via, draft = {} }: Answers): Form => ({
  values: { ...draft, what, reach, ...(via && { via_weerbaar: 'ja' }) },
  errors: {},
})

// What could not be valid must still be storable and bounded: an invalid form comes back whole, from the database too.
const storable = (values: Form['values']) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => Object.hasOwn(Fields.shape, name))
      .map(([name, value]) => [name, value.toWellFormed()]),
  )
