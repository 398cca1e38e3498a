import { sql } from 'kysely'
import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import type { Tx } from '../../platform/db.ts'
import { addMonths } from '../../platform/months.ts'

// How long a draft is kept that nobody goes on with: a term as the others, counted from when it was last touched.

/** As what a draft ends, in the table of terms. */
export const draftEnding = 'draft'

/** The term of the product, where an organisation has none of its own. */
export const { drafts: draftRule } = readContent(
  'retention.yaml',
  z.object({
    drafts: z.object({
      months: z.int().positive(),
      ground: z.string(),
      source: z.string(),
      checked_on: z.string().nullable(),
    }),
  }),
)

interface Row {
  touched: Date
  own: boolean
  months: number | null
}

/** Until when a draft of this person is kept as it is now, or their unsent addition to a case; undefined: for ever, or there is none. */
export async function draftKeptUntil(tx: Tx, caseId: string): Promise<Date | undefined> {
  const { rows } = await sql<Row>`select * from app.draft_term(${caseId}::uuid)`.execute(tx)
  const [row] = rows
  const months = row?.own ? row.months : draftRule.months
  return row && months !== null ? addMonths(row.touched, months) : undefined
}
