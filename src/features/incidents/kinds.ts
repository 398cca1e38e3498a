import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db.ts'

/** What else happened in a case than the main kind. */
export async function readOtherKinds(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('case_category')
    .select('category')
    .where('case_id', '=', caseId)
    .where('main', '=', false)
    .where('ended_at', 'is', null)
    .orderBy('set_at')
    .orderBy('category')
    .execute()
  return rows.map(it => it.category)
}

interface Setting {
  tx: Tx
  now: Date
  actor: { id: string }
  it: { id: string; organisation_id: string }
}

/** Sets the kinds of a case. What is not said any more is ended, and stays to be read. */
export async function keepKinds({ tx, now, actor, it }: Setting, main: string, others: readonly string[]) {
  const wanted = new Map([...others.map(kind => [kind, false] as const), [main, true] as const])
  const current = await tx
    .selectFrom('case_category')
    .select(['id', 'category', 'main'])
    .where('case_id', '=', it.id)
    .where('ended_at', 'is', null)
    .execute()
  const kept = current.filter(row => wanted.get(row.category) === row.main)
  const ended = current.filter(row => !kept.includes(row)).map(row => row.id)
  if (ended.length > 0) await tx.updateTable('case_category').set({ ended_at: now }).where('id', 'in', ended).execute()
  const added = [...wanted].filter(([kind]) => !kept.some(row => row.category === kind))
  if (added.length === 0) return
  await tx
    .insertInto('case_category')
    .values(
      added.map(([category, isMain]) => ({
        id: randomUUID(),
        case_id: it.id,
        organisation_id: it.organisation_id,
        category,
        main: isMain,
        set_by: actor.id,
        set_at: now,
      })),
    )
    .execute()
}
