import { findClosedRoute, type Chosen } from '../../../engines/cases/routing.ts'
import { closedLine, isImproperPressure } from '../../../engines/cases/vocabulary.ts'
import type { CaseChanges } from '../../../engines/cases/move.ts'
import type { Acting } from '../acting.ts'
import { handOver } from '../hand-over.ts'

interface Closing {
  to: Chosen
  /** What changes in the case at the same moment. */
  set: CaseChanges
}

/** Where a case goes that turns out to be bribery or extortion; undefined when it stays, as there is no such route. */
export async function closedRoute({ tx, now, it }: Acting, category: string): Promise<Closing | undefined> {
  if (!isImproperPressure(category) || it.line === closedLine || it.line === 'about_mayor') return undefined
  const barred = await tx.selectFrom('barred').select('person_id').where('case_id', '=', it.id).execute()
  const never = new Set([it.hit_id ?? it.reporter_id, ...barred.map(row => row.person_id)])
  const to = await findClosedRoute(tx, now, {
    organisation: it.organisation_id,
    function: it.function ?? '',
    unit: it.unit_id,
    never,
  })
  return to && { to, set: { line: closedLine, unit_id: null, deputy_id: to.deputy } }
}

/** Gives the case to the contact for integrity, and to nobody else: who had it before reads it no more. */
export async function closeOff({ tx, now, actor, it }: Acting, { to: { owner, deputy } }: Closing): Promise<void> {
  const given = { ...it, deputy_id: deputy }
  const othersThan = async (...kept: string[]) =>
    tx
      .updateTable('participant')
      .set({ ended_at: now })
      .where('case_id', '=', it.id)
      .where('role', 'in', ['handler', 'deputy', 'duty'])
      .where('person_id', 'not in', kept)
      .where('ended_at', 'is', null)
      .execute()
  await tx
    .updateTable('task')
    .set({ owner_id: owner })
    .where('case_id', '=', it.id)
    .where('done_at', 'is', null)
    .execute()
  await othersThan(owner, actor.id)
  const done = await handOver(tx, now, actor, given, { to: owner, keeps: true, part: 'handler' })
  if (done !== 'done') throw new Error('A case could not be given to the route for improper pressure')
  // Last: whoever closes it off may do nothing in it after this.
  await othersThan(owner)
}
