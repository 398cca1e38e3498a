import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// What the selection lists say, by kind of organisation. Nobody keeps a report shorter than its list does.

const Rule = z.object({
  category: z.string(),
  outcome: z.string(),
  /** Null: for ever. */
  months: z.number().int().positive().nullable(),
  ground: z.string(),
})
export type ListedRule = z.infer<typeof Rule>

/** The rules that came with the product for each kind of organisation, with where they were read. */
export const { terms: listedTerms, checked_on: listChecked } = readContent(
  'retention.yaml',
  z.object({
    checked_on: z.string().nullable(),
    terms: z.record(z.string(), z.object({ source: z.string(), rules: z.array(Rule) })),
  }),
)

/** Every kind, or every ending. */
export const any = 'any'

/** How many months the list of this kind keeps a report at the least; undefined where no list is known. */
export const leastMonths = (kind: string): number | undefined =>
  listedTerms[kind]?.rules.find(it => it.category === any && it.outcome === any)?.months ?? undefined
