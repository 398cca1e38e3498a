import { randomUUID } from 'node:crypto'
import type { Actor } from '../../engines/access/actor.ts'
import { addWords } from '../../engines/cases/words.ts'
import { addHours } from '../../engines/cases/deadlines.ts'
import { safetyTasks } from '../../engines/cases/vocabulary.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { actOrUndo, addTask, keepInSight, taskDue, tellReporter, type Done } from './acting.ts'
import { isOpen } from './incident.chart.ts'
import { sealTask, taskWords } from './task-reading.ts'
import { isPromised, isTicked, mayBeLeft, terms } from './tasks.ts'

export interface OwnTask {
  /** Made with the form, so that a form that is sent twice makes one task. */
  id: string
  title: string
  due: Date
  owner: string
}

/** Adds a task in somebody's own words. */
export const addOwnTask = (
  house: House,
  actor: Actor,
  caseId: string,
  { id, title, due, owner }: OwnTask,
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    if (acting.it.part !== 'handler') return 'gone'
    if (!(await takesPart(acting.tx, caseId, owner))) return 'late'
    await addWords(acting.tx, acting.dossier, 'all', title)
    await addTask(acting, { id, kind: 'own', due, owner, sealed: sealTask(acting.dossier, id, { title }) })
    return 'done'
  })

/** Adds what must be done at once for somebody's safety; what is asked already stays as it is. */
export const addSafetyTasks = (house: House, actor: Actor, caseId: string, kinds: readonly string[]): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it } = acting
    if (it.part !== 'handler') return 'gone'
    const asked = await tx
      .selectFrom('task')
      .select('kind')
      .where('case_id', '=', it.id)
      .where('done_at', 'is', null)
      .execute()
    for (const { id: kind } of safetyTasks)
      if (kinds.includes(kind) && !asked.some(task => task.kind === kind))
        await addTask(acting, { kind, due: addHours(now, terms.safety.hours) })
    return 'done'
  })

export interface Ticked {
  outcome: 'done' | 'not_done'
  /** Why it was not done. */
  reason: string
}

/** Says that a task is done, or why it is not: what has an act of its own is done by that act. */
export const tickTask = (house: House, actor: Actor, caseId: string, taskId: string, it: Ticked): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it: facts, dossier } = acting
    if (facts.part !== 'handler') return 'gone'
    const task = await openTask(tx, caseId, taskId)
    if (!task || !(it.outcome === 'done' ? isTicked(task.kind) : mayBeLeft(task.kind))) return 'late'
    await addWords(tx, dossier, 'all', it.reason)
    const words = { ...taskWords(dossier, task), ...(it.reason && { reason: it.reason }) }
    const { numUpdatedRows } = await tx
      .updateTable('task')
      .set({ done_at: now, done_by: actor.id, outcome: it.outcome, sealed: sealTask(dossier, taskId, words) })
      .where('id', '=', taskId)
      .where('done_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return 'late'
    // What was promised and does not happen, the person hit hears at once.
    if (it.outcome === 'not_done' && isPromised(task.kind)) await addJobs(tx, now, [tellReporter(acting)])
    if (isOpen(facts.state)) await keepInSight(acting)
    return 'done'
  })

/** Gives a task another owner or another day. What was promised to the person hit keeps its day. */
export const changeTask = (
  house: House,
  actor: Actor,
  caseId: string,
  taskId: string,
  { owner, due }: { owner: string; due: Date | undefined },
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it } = acting
    if (it.part !== 'handler') return 'gone'
    const task = await openTask(tx, caseId, taskId)
    if (!task || !(await takesPart(tx, caseId, owner))) return 'late'
    const moved = due !== undefined && isTicked(task.kind) ? { due_at: due } : {}
    await tx
      .updateTable('task')
      .set({ owner_id: owner, ...moved })
      .where('id', '=', taskId)
      .execute()
    if (moved.due_at) await addJobs(tx, now, [taskDue(now, it, { kind: task.kind, due: moved.due_at })])
    if (isOpen(it.state)) await keepInSight(acting)
    return 'done'
  })

const openTask = (tx: Tx, caseId: string, taskId: string) =>
  tx
    .selectFrom('task')
    .select(['id', 'kind', 'sealed'])
    .where('id', '=', taskId)
    .where('case_id', '=', caseId)
    .where('done_at', 'is', null)
    .executeTakeFirst()

async function takesPart(tx: Tx, caseId: string, person: string): Promise<boolean> {
  const row = await tx
    .selectFrom('participant')
    .select('person_id')
    .where('case_id', '=', caseId)
    .where('person_id', '=', person)
    .where('role', 'in', ['handler', 'deputy', 'duty'])
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export const newTaskId = (): string => randomUUID()
