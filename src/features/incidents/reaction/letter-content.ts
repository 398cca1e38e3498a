import { z } from 'zod'
import { readContent } from '../../../platform/content.ts'

// The model letters, from content/letters.yaml.

const content = readContent(
  'letters.yaml',
  z.object({
    source: z.string().min(1),
    checked_on: z.iso.date().nullable(),
    letters: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        title: z.string(),
        needs_measure: z.boolean(),
        paragraphs: z.array(z.string()),
      }),
    ),
  }),
)

export const { letters } = content
export const { source: letterSource, checked_on: lettersCheckedOn } = content
export type LetterModel = (typeof letters)[number]
export const letterModel = (id: string): LetterModel | undefined => letters.find(it => it.id === id)

/** Whether it says for which buildings something holds. */
export const saysWhere = ({ paragraphs }: LetterModel): boolean => paragraphs.some(it => it.includes('{where}'))

const placeholder = /\{(\w+)\}/gu

/** The paragraphs of a letter, filled in. One that needs what is not there is left out. */
export const fillLetter = (model: LetterModel, values: Readonly<Record<string, string>>): string[] =>
  model.paragraphs
    .filter(text => [...text.matchAll(placeholder)].every(([, name = '']) => (values[name] ?? '') !== ''))
    .map(text => text.replaceAll(placeholder, (_, name: string) => values[name] ?? '').trim())
