import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { addEntry } from '../../engines/cases/dossier.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import {
  act,
  actOrUndo,
  addTask,
  finish,
  keepInSight,
  lapse,
  step,
  tellReporter,
  type Acting,
  type Done,
} from './acting.ts'

// Ending a case otherwise than by closing it, or leaving it to wait.

interface Told {
  id: string
  code: string
  /** What the person hit reads. */
  text: string
}

/** Leaves the case to wait until a day; the clocks of what was promised run on. It comes back by itself. */
export const wait = (house: House, actor: Actor, caseId: string, it: Told & { until: Date }): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    if (!(await write(acting, 'waiting', it))) return 'done'
    const set = { waiting_for: it.code, waiting_until: it.until }
    const done = await step(acting, 'wait', { code: it.code, set, jobs: [tellReporter(acting)] })
    if (done !== 'done') return done
    await addTask(acting, { kind: 'resume', due: it.until })
    await addJobs(acting.tx, acting.now, [
      { kind: 'resume_waiting', organisation: acting.it.organisation_id, case: caseId, runAt: it.until },
    ])
    return 'done'
  })

/** Goes on with a case that waits, or that came back by itself. */
export const resume = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    if (acting.it.part !== 'handler') return 'gone'
    const done = acting.it.state === 'in_progress' ? 'done' : await step(acting, 'resume')
    if (done !== 'done') return done
    await finish(acting, ['resume'])
    await keepInSight(acting)
    return 'done'
  })

/**
 * Ends a case that repeats another one. The person hit is not told the other's reference: it may be somebody else's. Not when
 * the other one has itself been set aside meanwhile: nobody would go on with either.
 */
export const markDuplicate = (
  house: House,
  actor: Actor,
  caseId: string,
  it: Told & { other: string },
): Promise<Done> =>
  end(house, actor, caseId, it, async acting => {
    if (!(await goesOn(acting, it.other))) return 'late'
    return step(acting, 'mark_duplicate', {
      code: it.code,
      set: { closed_at: acting.now, duplicate_of: it.other },
      jobs: [tellReporter(acting)],
    })
  })

/** States in which a report is not gone on with as another one's original. */
export const notGoneOnWith: readonly string[] = ['duplicate', 'withdrawn']

/** Whether the other case is still one to go on with. Both are held, in one order, until the transaction ends. */
async function goesOn({ tx, it }: Acting, other: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('incident_case')
    .select(['id', 'state'])
    .where('id', 'in', [it.id, other])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return rows.some(row => row.id === other && !notGoneOnWith.includes(row.state))
}

/** Ends a report that is no incident, with a reason that the person hit reads. */
export const refuseIncident = (house: House, actor: Actor, caseId: string, it: Told): Promise<Done> =>
  end(house, actor, caseId, it, acting =>
    step(acting, 'refuse_incident', { code: it.code, set: { closed_at: acting.now }, jobs: [tellReporter(acting)] }),
  )

const end = (
  house: House,
  actor: Actor,
  caseId: string,
  it: Told,
  move: (acting: Acting) => Promise<Done>,
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    if (!(await write(acting, 'closing', it))) return 'done'
    const done = await move(acting)
    if (done === 'done') await lapse(acting, { aftercare: 'ends' })
    return done
  })

const write = async (acting: Acting, kind: 'waiting' | 'closing', { id, code, text }: Told) => {
  const { tx, now, actor, dossier, it } = acting
  if (it.part !== 'handler') return 'not theirs'
  return addEntry(tx, now, dossier, { id, kind, code, text, author: actor.id })
}

/** The case that somebody means by a reference: another one of this organisation that they handle too. */
export async function findOther(
  tx: Tx,
  it: { id: string; organisation_id: string },
  reference: string,
): Promise<{ id: string; state: string } | undefined> {
  return tx
    .selectFrom('incident_case')
    .select(['id', 'state'])
    .where('organisation_id', '=', it.organisation_id)
    .where('reference', '=', reference.trim().toUpperCase())
    .where('id', '<>', it.id)
    .where(sql<boolean>`app.handles(id)`)
    .executeTakeFirst()
}
