import type { Tx } from '../../../platform/db.ts'
import { dayOf } from './measure-words.ts'

/** How many measures hold and when one is looked at again: "2 maatregelen gelden, 1 beoordelen voor 12 mei 2026". */
export async function measuresStatus(tx: Tx, { id }: { id: string }): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('measure')
    .select(eb => ['ended_at', eb.cast<string>('review_on', 'text').as('review_on')])
    .where('case_id', '=', id)
    .orderBy('review_on')
    .execute()
  if (rows.length === 0) return undefined
  const open = rows.filter(it => it.ended_at === null)
  const [first] = open
  if (!first) return rows.length === 1 ? '1 maatregel is geëindigd' : `${rows.length} maatregelen zijn geëindigd`
  const hold = open.length === 1 ? '1 maatregel geldt' : `${open.length} maatregelen gelden`
  return `${hold}, 1 beoordelen voor ${dayOf(first.review_on)}`
}
