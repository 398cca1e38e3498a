import { isImproperPressure } from '../../../engines/cases/vocabulary.ts'
import type { Tx } from '../../../platform/db.ts'
import type { CaseFacts } from '../case.ts'

/** What is said to who reacts without it. */
export const noWord =
  'Leg eerst vast dat u mag reageren. Bij deze soort reageert u pas als de politie of het contact voor integriteit dat goed vindt'

/** Whether it may be decided in this case how to react: at improper pressure not without the word of who comes first. */
export async function mayReact(tx: Tx, it: Pick<CaseFacts, 'id' | 'category'>, code: string): Promise<boolean> {
  if (!isImproperPressure(it.category) || code.startsWith('no_reaction')) return true
  const word = await tx
    .selectFrom('case_record')
    .select('state')
    .where('case_id', '=', it.id)
    .where('kind', '=', 'police_word')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return word?.state === 'may_react'
}
