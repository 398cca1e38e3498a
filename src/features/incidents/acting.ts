import type { Action } from '../../engines/access/actions.ts'
import type { Actor } from '../../engines/access/actor.ts'
import { addHours, atHour } from '../../engines/cases/deadlines.ts'
import { attempts, openDossier, refuseLook, type Dossier } from '../../engines/cases/dossier.ts'
import { move, type CaseChanges } from '../../engines/cases/move.ts'
import { protocolOf } from '../../engines/cases/protocol-settings.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import { refusedBy, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { readCase, type CaseFacts } from './case.ts'
import { incidentChart, type IncidentEvent } from './incident.chart.ts'
import {
  dueAt,
  endsForGood,
  isForADay,
  outlivesClosing,
  termOf,
  type TaskKind,
  type Term,
  type TimedKind,
} from './tasks.ts'

/** A case in which somebody acts: its facts, its keys, and the transaction in which everything happens. */
export interface Acting {
  tx: Tx
  now: Date
  actor: Actor
  it: CaseFacts
  dossier: Dossier
}

/** What came of it. `gone`: this person may not see the case. `late`: it was not possible any more in this state. */
export type Done = 'done' | 'late' | 'gone'

/** Opens the case for an act, and does it, in one transaction. A refusal is written down in one of its own. */
export async function act(
  house: House,
  actor: Actor,
  caseId: string,
  action: Action,
  work: (acting: Acting) => Promise<Done>,
  object?: string,
): Promise<Done> {
  const look = {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId,
    action,
    ...(object !== undefined && { object }),
  }
  const done = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, caseId)
    // A draft is changed by its form only.
    if (!it || it.state === 'draft') return 'gone'
    const dossier = await openDossier(tx, now, house.keys, { ...look, organisation: it.organisation_id })
    return dossier ? work({ tx, now, actor, it, dossier }) : 'gone'
  })
  if (done === 'gone') await refuseLook(house, look)
  return done
}

/** Moves the case as one who handles it. */
export async function step(
  { tx, now, actor, it }: Acting,
  event: IncidentEvent,
  more: { code?: string; set?: CaseChanges; jobs?: NewJob[] } = {},
): Promise<Done> {
  if (it.part !== 'handler') return 'gone'
  return (await move(tx, now, incidentChart, it, { event, actor: actor.id, part: 'handler', ...more }))
    ? 'done'
    : 'late'
}

export const finish = ({ tx, now, actor, it }: Acting, kinds: readonly TaskKind[]) =>
  tx
    .updateTable('task')
    .set({ done_at: now, done_by: actor.id, outcome: 'done' })
    .where('case_id', '=', it.id)
    .where('kind', 'in', kinds)
    .where('done_at', 'is', null)
    .execute()

/**
 * Ends what is still open and nobody did: it is shown as lapsed, and opens again when the case does. Aftercare goes on after a
 * case was closed.
 */
export async function lapse({ tx, now, it }: Acting, { aftercare }: { aftercare: 'goes on' | 'ends' }): Promise<void> {
  const open = await tx
    .selectFrom('task')
    .select(['id', 'kind'])
    .where('case_id', '=', it.id)
    .where('done_at', 'is', null)
    .execute()
  const ended = open.filter(task => aftercare === 'ends' || !outlivesClosing(task.kind)).map(task => task.id)
  if (ended.length > 0) await tx.updateTable('task').set({ done_at: now }).where('id', 'in', ended).execute()
}

/**
 * Opens again what had lapsed when the case was ended. Nobody worked on it meanwhile: what should have been done by now gets a
 * new term, from now.
 */
export async function restore({ tx, now, it }: Acting): Promise<void> {
  const lapsed = await tx
    .selectFrom('task')
    .select(['id', 'kind', 'due_at'])
    .where('case_id', '=', it.id)
    .where('done_by', 'is', null)
    .where('done_at', 'is not', null)
    .execute()
  const protocol = await protocolOf(tx, it)
  for (const { id, kind, due_at: before } of lapsed.filter(task => !endsForGood(task.kind))) {
    const due = before > now ? before : dueAt(now, termOf(kind, protocol))
    await tx.updateTable('task').set({ done_at: null, due_at: due }).where('id', '=', id).execute()
    if (due !== before) await addJobs(tx, now, [taskDue(now, it, { kind, due })])
  }
}

/** Adds a task for the owner, unless the same is asked already. Its term begins now, or when what it follows began. */
export async function ask(
  acting: Acting,
  kind: TimedKind,
  { term, from = acting.now }: { term?: Term; from?: Date } = {},
): Promise<void> {
  const due = dueAt(from, term ?? termOf(kind, await protocolOf(acting.tx, acting.it)))
  await addTask(acting, { kind, due })
}

export interface NewTask {
  id?: string
  kind: string
  due: Date
  /** Who does it; the owner of the case unless it says otherwise. */
  owner?: string
  sealed?: Buffer
}

/** Adds a task, and the job that looks at it when it is due. */
export async function addTask({ tx, now, it }: Acting, task: NewTask): Promise<void> {
  const owner = task.owner ?? it.owner_id
  if (owner === null) return
  await tx
    .insertInto('task')
    .values({
      id: task.id ?? crypto.randomUUID(),
      case_id: it.id,
      organisation_id: it.organisation_id,
      kind: task.kind,
      owner_id: owner,
      due_at: task.due,
      created_at: now,
      sealed: task.sealed ?? null,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await addJobs(tx, now, [taskDue(now, it, task)])
}

/** What looks at a task at the moment that it should be done; at one that somebody gave a day, in the morning of it. */
export const taskDue = (
  now: Date,
  it: { id: string; organisation_id: string },
  { kind, due }: { kind: string; due: Date },
): NewJob => ({
  kind: 'task_due',
  organisation: it.organisation_id,
  case: it.id,
  detail: kind,
  runAt: isForADay(kind) ? morningOf(due, now) : due,
})

// When people are at work, and can still do it that day.
const remindedAt = 9

/** Made on the day itself, when it is later than that, it is looked at the next morning. */
function morningOf(due: Date, now: Date): Date {
  const at = atHour(due, remindedAt, 'Europe/Amsterdam')
  return at > now ? at : atHour(addHours(due, 24), remindedAt, 'Europe/Amsterdam')
}

/** A case in progress always has an open task of its owner, so that it stands in a work list until it is closed. */
export async function keepInSight(acting: Acting): Promise<void> {
  const { tx, it } = acting
  const open = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', it.id)
    .where('owner_id', '=', it.owner_id)
    .where('kind', 'in', ['decision', 'support_talk', 'wrap_up', 'resume'])
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (!open) await ask(acting, 'wrap_up')
}

export const tellReporter = ({ it }: Acting, detail = 'reporter_answer'): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person: toldOf(it),
  detail,
})

/** Who hears what is done in a case: the person hit, or who reported it for somebody without an account. */
export const toldOf = (it: Pick<CaseFacts, 'hit_id' | 'reporter_id'>): string => it.hit_id ?? it.reporter_id

class Undone extends Error {}

/** What stands in the trail. */
interface Deed {
  action: Action
  object?: string
}

/**
 * As `act`, but what was written is undone when the step turns out not to be possible any more, and the trail does not say that it
 * was done. A case that went to another incident meanwhile is opened again.
 */
export async function actOrUndo(
  house: House,
  actor: Actor,
  caseId: string,
  work: (acting: Acting) => Promise<Done>,
  deed: Deed = { action: 'case.write' },
  attempt = 1,
): Promise<Done> {
  const orUndo = async (acting: Acting) => {
    const done = await work(acting)
    if (done === 'late') throw new Undone()
    return done
  }
  try {
    return await act(house, actor, caseId, deed.action, orUndo, deed.object)
  } catch (error) {
    if (error instanceof Undone) return 'late'
    if (attempt === attempts || refusedBy(error) !== 'shared_in_place') throw error
    return actOrUndo(house, actor, caseId, work, deed, attempt + 1)
  }
}
