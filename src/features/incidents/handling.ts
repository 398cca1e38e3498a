import type { Actor } from '../../engines/access/actor.ts'
import { addEntry, openDossier, refuseLook, type Dossier, type EntryKind } from '../../engines/cases/dossier.ts'
import { move, type CaseChanges } from '../../engines/cases/move.ts'
import { addHours } from '../../engines/cases/deadlines.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { readCase, type CaseFacts } from './case.ts'
import { incidentChart, type IncidentEvent } from './incident.chart.ts'
import { answerHours, type TaskKind } from './tasks.ts'

/** A case in which somebody acts: its facts, its keys, and the transaction in which everything happens. */
interface Acting {
  tx: Tx
  now: Date
  actor: Actor
  it: CaseFacts
  dossier: Dossier
}

/** What came of it. `gone`: this person may not see the case. `late`: it was not possible any more in this state. */
export type Done = 'done' | 'late' | 'gone'

/** Opens the case for an act, and does it, in one transaction. A refusal is written down in one of its own. */
async function act(
  house: House,
  actor: Actor,
  caseId: string,
  action: string,
  work: (acting: Acting) => Promise<Done>,
): Promise<Done> {
  const look = { actor: actor.id, organisation: actor.organisation?.id ?? null, caseId, action }
  const done = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, caseId)
    if (!it) return 'gone'
    const dossier = await openDossier(tx, now, house.keys, { ...look, organisation: it.organisation_id })
    return dossier ? work({ tx, now, actor, it, dossier }) : 'gone'
  })
  if (done === 'gone') await refuseLook(house, look)
  return done
}

/** Moves the case as one who handles it. */
async function step(
  { tx, now, actor, it }: Acting,
  event: IncidentEvent,
  more: { code?: string; set?: CaseChanges; jobs?: NewJob[] } = {},
): Promise<Done> {
  if (it.part !== 'handler') return 'gone'
  return (await move(tx, now, incidentChart, it, { event, actor: actor.id, part: 'handler', ...more }))
    ? 'done'
    : 'late'
}

const finish = ({ tx, now, actor, it }: Acting, kinds: readonly TaskKind[]) =>
  tx
    .updateTable('task')
    .set({ done_at: now, done_by: actor.id })
    .where('case_id', '=', it.id)
    .where('kind', 'in', kinds)
    .where('done_at', 'is', null)
    .execute()

const tellReporter = ({ it }: Acting, detail = 'reporter_answer'): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person: it.reporter_id,
  detail,
})

/** Takes the case up, or takes it over from another handler: from now on it is this person's. */
export const takeUp = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const { tx, now, it, dossier } = acting
    const first = it.state === 'reported'
    const done = await step(acting, first ? 'take_up' : 'take_over', {
      set: { owner_id: actor.id, ...(first && { taken_up_at: now }) },
      jobs: first ? [tellReporter(acting)] : [],
    })
    if (done !== 'done') return done
    await finish(acting, ['take_up'])
    await tx
      .updateTable('task')
      .set({ owner_id: actor.id })
      .where('case_id', '=', it.id)
      .where('done_at', 'is', null)
      .execute()
    await tx
      .insertInto('participant')
      .values({
        case_id: dossier.caseId,
        person_id: actor.id,
        role: 'handler',
        organisation_id: it.organisation_id,
        added_at: now,
      })
      .onConflict(conflict => conflict.columns(['case_id', 'person_id', 'role']).doNothing())
      .execute()
    return 'done'
  })

export const setCategory = (house: House, actor: Actor, caseId: string, category: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', acting => step(acting, 'set_category', { code: category, set: { category } }))

/** Writes to the other side: the reporter to those who handle the case, or the other way round. */
export const writeMessage = (
  house: House,
  actor: Actor,
  caseId: string,
  entry: { id: string; text: string },
): Promise<Done> =>
  act(house, actor, caseId, 'case.write', async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'own' && it.part !== 'handler') return 'gone'
    if (!(await addEntry(tx, now, dossier, { ...entry, kind: 'message', author: actor.id }))) return 'done'
    if (it.part === 'own') return askAnswer(acting)
    await finish(acting, ['answer'])
    await addJobs(tx, now, [tellReporter(acting)])
    return 'done'
  })

async function askAnswer({ tx, now, it }: Acting): Promise<Done> {
  if (it.owner_id === null) return 'late'
  const open = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', it.id)
    .where('kind', '=', 'answer')
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (!open)
    await tx
      .insertInto('task')
      .values(newTask(it, now, 'answer', it.owner_id, addHours(now, answerHours)))
      .execute()
  await addJobs(tx, now, [
    { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person: it.owner_id, detail: 'new_message' },
  ])
  return 'done'
}

const newTask = (it: CaseFacts, now: Date, kind: TaskKind, owner: string, due: Date) => ({
  id: crypto.randomUUID(),
  case_id: it.id,
  organisation_id: it.organisation_id,
  kind,
  owner_id: owner,
  due_at: due,
  created_at: now,
})

/** Writes a note that only those who work on the case can read. */
export const writeNote = (
  house: House,
  actor: Actor,
  caseId: string,
  entry: { id: string; text: string },
): Promise<Done> =>
  act(house, actor, caseId, 'case.write', async ({ tx, now, it, dossier }) => {
    if (it.part !== 'handler') return 'gone'
    await addEntry(tx, now, dossier, { ...entry, kind: 'note', author: actor.id })
    return 'done'
  })

interface Recorded {
  id: string
  code: string
  text: string
}

async function record(
  acting: Acting,
  kind: EntryKind,
  event: IncidentEvent,
  { id, code, text }: Recorded,
  done: TaskKind[],
  set: CaseChanges = {},
): Promise<Done> {
  const { tx, now, actor, dossier } = acting
  if (acting.it.part !== 'handler') return 'gone'
  if (!(await addEntry(tx, now, dossier, { id, kind, code, text, author: actor.id }))) return 'done'
  const moved = await step(acting, event, { code, set, jobs: [tellReporter(acting)] })
  if (moved === 'done' && done.length > 0) await finish(acting, done)
  return moved
}

/** Records the decision on the reaction towards the one who did it; "none" is a decision too. */
export const recordDecision = (house: House, actor: Actor, caseId: string, it: Recorded): Promise<Done> =>
  actOrUndo(house, actor, caseId, acting => record(acting, 'decision', 'decide', it, ['decision']))

/** Records that the support talk was held, declined or referred. Never anything medical. */
export const recordTalk = (house: House, actor: Actor, caseId: string, it: Recorded): Promise<Done> =>
  actOrUndo(house, actor, caseId, acting => record(acting, 'talk', 'record_talk', it, ['support_talk']))

/** Closes the case with an outcome, and with what the reporter hears of it. */
export const close = (house: House, actor: Actor, caseId: string, it: Recorded): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting =>
    record(acting, 'closing', 'close', it, ['take_up', 'decision', 'support_talk', 'answer', 'reopen_request'], {
      outcome: it.code,
      closed_at: acting.now,
      reopen_asked_at: null,
    }),
  )

class Undone extends Error {}

/** As `act`, but what was written is undone when the step turns out not to be possible any more. */
async function actOrUndo(
  house: House,
  actor: Actor,
  caseId: string,
  work: (acting: Acting) => Promise<Done>,
): Promise<Done> {
  try {
    return await act(house, actor, caseId, 'case.write', async acting => {
      const done = await work(acting)
      if (done === 'late') throw new Undone()
      return done
    })
  } catch (error) {
    if (error instanceof Undone) return 'late'
    throw error
  }
}

/** The reporter asks to open a closed case again. */
export const askReopening = (
  house: House,
  actor: Actor,
  caseId: string,
  entry: { id: string; text: string },
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'own' || it.owner_id === null) return 'gone'
    if (!(await addEntry(tx, now, dossier, { ...entry, kind: 'reopen_request', author: actor.id }))) return 'done'
    const jobs = [
      { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person: it.owner_id, detail: 'new_message' },
    ]
    const moved = await move(tx, now, incidentChart, it, {
      event: 'ask_reopen',
      actor: actor.id,
      part: 'reporter',
      set: { reopen_asked_at: now },
      jobs,
    })
    if (!moved) return 'late'
    await tx
      .insertInto('task')
      .values(newTask(it, now, 'reopen_request', it.owner_id, addHours(now, answerHours)))
      .execute()
    return 'done'
  })

/** Opens a closed case again. */
export const reopen = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const done = await step(acting, 'reopen', {
      set: { closed_at: null, outcome: null, reopen_asked_at: null },
      jobs: [tellReporter(acting)],
    })
    if (done === 'done') await finish(acting, ['reopen_request'])
    return done
  })

/** Lets a confidant read along, or no longer. Only the person whose case it is decides that. */
export const changeConfidant = (
  house: House,
  actor: Actor,
  caseId: string,
  confidant: string,
  reads: boolean,
): Promise<Done> =>
  act(house, actor, caseId, reads ? 'case.confidant_add' : 'case.confidant_end', async ({ tx, now, it }) => {
    if (it.part !== 'own') return 'gone'
    await tx
      .insertInto('participant')
      .values({
        case_id: it.id,
        person_id: confidant,
        role: 'confidant',
        organisation_id: it.organisation_id,
        added_at: now,
        ended_at: reads ? null : now,
      })
      .onConflict(conflict =>
        conflict.columns(['case_id', 'person_id', 'role']).doUpdateSet({ ended_at: reads ? null : now }),
      )
      .execute()
    if (reads)
      await addJobs(tx, now, [
        { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person: confidant, detail: 'new_message' },
      ])
    return 'done'
  })
