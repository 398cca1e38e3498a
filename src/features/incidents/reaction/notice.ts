import type { Actor } from '../../../engines/access/actor.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { addMonths } from '../../../platform/months.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { openText, seal } from '../../../platform/vault.ts'
import { actOrUndo, addTask, finish, type Acting, type Done } from '../acting.ts'
import { endOfThe } from './measure-tasks.ts'

/** Why the notice waits. That it harms an investigation or somebody's safety: GDPR art. 14(5)(b), UAVG art. 41. */
export const deferReasons = [
  { id: 'investigation', label: 'Het zou een onderzoek van de politie of justitie schaden' },
  { id: 'safety', label: 'Het zou iemand in gevaar brengen' },
  { id: 'unknown', label: 'Wij weten niet wie het is, of waar diegene woont' },
] as const

export interface NewNotice {
  id: string
  outcome: 'given' | 'deferred'
  day: string
  reason: string | null
  why: string
}

/** Writes down that the notice was given, or that it waits: then a task reminds of it on that day. */
export const recordNotice = (house: House, actor: Actor, caseId: string, it: NewNotice): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, dossier } = acting
    if (acting.it.part !== 'handler') return 'gone'
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('data_notice')
      .values({
        id: it.id,
        case_id: caseId,
        organisation_id: acting.it.organisation_id,
        outcome: it.outcome,
        day: it.day,
        reason: it.reason,
        sealed: seal(dossier.caseKey, `notice:${it.id}`, it.why),
        made_by: actor.id,
        made_at: now,
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return 'done'
    await finish(acting, ['measure_notice'])
    if (it.outcome === 'deferred') await addTask(acting, { kind: 'measure_notice', due: endOfThe(it.day) })
    return 'done'
  })

/** Within a month somebody hears that data about them are kept (GDPR art. 14(3)(a)): asked with the first measure. */
export async function askNotice(acting: Acting): Promise<void> {
  const { tx, now, it } = acting
  const known = await tx.selectFrom('data_notice').select('id').where('case_id', '=', it.id).executeTakeFirst()
  const asked = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', it.id)
    .where('kind', '=', 'measure_notice')
    .executeTakeFirst()
  if (!known && !asked) await addTask(acting, { kind: 'measure_notice', due: addMonths(now, 1) })
}

export interface Notice {
  outcome: string
  day: string
  reason: string | null
  why: string
}

export async function readNotices(tx: Tx, dossier: Dossier): Promise<Notice[]> {
  const rows = await tx
    .selectFrom('data_notice')
    .select(eb => ['id', 'outcome', 'reason', 'sealed', eb.cast<string>('day', 'text').as('day')])
    .where('case_id', '=', dossier.caseId)
    .orderBy('made_at')
    .execute()
  return rows.map(({ id, sealed, ...row }) => ({ ...row, why: openText(dossier.caseKey, `notice:${id}`, sealed) }))
}
