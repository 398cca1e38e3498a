import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

const ids = [
  'norm',
  'report_council',
  'report_executive',
  'report_staff',
  'at_night',
  'prevention',
  'damages',
  'retention',
  'evaluation',
] as const
export type WordsId = (typeof ids)[number]

/** What the settings say, in a table or a sentence of their own. */
const tables = ['categories', 'care', 'ladder', 'always', 'media', 'routes', 'kept'] as const
export type TableId = (typeof tables)[number]

const Part = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ list: z.array(z.string()) }),
  z.strictObject({ words: z.enum(ids) }),
  z.strictObject({ table: z.enum(tables) }),
])
const Model = z.object({
  version: z.int(),
  label: z.string(),
  source: z.string(),
  checked_on: z.string().nullable(),
  words: z.array(
    z.object({ id: z.enum(ids), label: z.string(), hint: z.string(), max: z.int().max(4000), default: z.string() }),
  ),
  sections: z.array(z.object({ title: z.string(), blocks: z.array(Part) })),
})

/** Our own protocol, from which an organisation makes its own. A version that came with the product stays as it is. */
export const model = readContent('protocol/model@1.yaml', Model)
export type SectionPart = z.infer<typeof Part>

/** What an organisation says in its own words; an answer that is not there is that of the model. */
export type Words = Readonly<Partial<Record<WordsId, string>>>

export const StoredWords = z.partialRecord(z.enum(ids), z.string())

export const modelWords = (id: WordsId): string => model.words.find(it => it.id === id)?.default ?? ''
