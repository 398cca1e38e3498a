import type { Actor } from '../../engines/access/actor.ts'
import { addEntry, newEntryId, type EntryKind } from '../../engines/cases/dossier.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import { addMonths } from '../../platform/months.ts'
import { protocolOf } from '../../engines/cases/protocol-settings.ts'
import type { Tx } from '../../platform/db.ts'
import { casesBeside } from '../../engines/cases/joining.ts'
import { addIncidentEntry } from '../../engines/cases/incident-entries.ts'
import type { CaseChanges } from '../../engines/cases/move.ts'
import type { House } from '../../platform/house.ts'
import {
  act,
  actOrUndo,
  addTask,
  ask,
  finish,
  keepInSight,
  lapse,
  restore,
  step,
  tellReporter,
  type Acting,
  type Done,
} from './acting.ts'
import type { CaseFacts } from './case.ts'
import { isOpen, type IncidentEvent } from './incident.chart.ts'
import { standAlone } from './joining.ts'
import { keepKinds } from './kinds.ts'
import { askToReport, askWhereAlways } from './police/timers.ts'
import { closedRoute, closeOff } from './improper/closing-off.ts'
import { mayReact } from './improper/word.ts'
import { askMeasure } from './reaction/decided.ts'
import { holdsClosing, talkKinds, talksAfter, type TaskKind } from './tasks.ts'

/** Takes a new report up: from now on it is this person's, who answers for it. */
export const takeUp = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  own(house, actor, caseId, acting =>
    step(acting, 'take_up', {
      set: { ...ownedBy(actor, acting.it), taken_up_at: acting.now },
      jobs: [tellReporter(acting, 'taken_up')],
    }),
  )

/** Takes a case over from another handler. */
export const takeOver = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  own(house, actor, caseId, acting => step(acting, 'take_over', { set: ownedBy(actor, acting.it) }))

/** Who was the deputy and is the owner now, has who was the owner as deputy: nobody is the deputy of oneself. */
const ownedBy = ({ id }: Actor, it: CaseFacts): CaseChanges => ({
  owner_id: id,
  ...(it.deputy_id === id && { deputy_id: it.owner_id }),
})

const own = (house: House, actor: Actor, caseId: string, become: (acting: Acting) => Promise<Done>): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const { tx, now, it, dossier } = acting
    // The button pressed twice.
    if (it.state === 'in_progress' && it.owner_id === actor.id) return 'done'
    const done = await become(acting)
    if (done !== 'done') return done
    await finish(acting, ['take_up', 'take_over'])
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

export interface Kinds {
  main: string
  /** What else happened. */
  others: readonly string[]
  /** How it happened; '' when that is not said. */
  channel: string
}

/** Sets the kinds, and how it happened when that is known. */
export const setKinds = (house: House, actor: Actor, caseId: string, { main, others, channel }: Kinds): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const closing = await closedRoute(acting, main)
    if (closing && !(await standAlone(house, acting))) return 'late'
    const done = await step(acting, 'set_category', {
      code: main,
      set: { category: main, ...(channel && { channel }), ...closing?.set },
    })
    if (done !== 'done') return done
    await keepKinds(acting, main, others)
    await askWhereAlways(acting, main)
    if (closing) await closeOff(acting, closing)
    return 'done'
  })

/** Writes a note that only those who work on the case can read. */
export const writeNote = (
  house: House,
  actor: Actor,
  caseId: string,
  entry: { id: string; text: string },
): Promise<Done> =>
  act(house, actor, caseId, 'case.write', async ({ tx, now, it, dossier }) => {
    if (it.part !== 'handler' && it.part !== 'emergency') return 'gone'
    await addEntry(tx, now, dossier, { ...entry, kind: 'note', author: actor.id })
    return 'done'
  })

interface Recorded {
  id: string
  code: string
  text: string
}

/** Writes down a text of a case and moves it; a form that is sent twice does it once. */
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
  return moveOn(acting, event, code, done, set)
}

async function moveOn(
  acting: Acting,
  event: IncidentEvent,
  code: string,
  done: TaskKind[],
  set: CaseChanges = {},
): Promise<Done> {
  const moved = await step(acting, event, { code, set, jobs: [tellReporter(acting)] })
  if (moved !== 'done') return moved
  // Whoever does something in a case that came back from waiting goes on with it.
  await finish(acting, [...done, 'take_over', ...(acting.it.state === 'waiting' ? [] : (['resume'] as const))])
  return 'done'
}

/** Records the decision on the reaction towards the one who did it; "none" is a decision too. It holds for the whole incident. */
export const recordDecision = (house: House, actor: Actor, caseId: string, it: Recorded): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, dossier } = acting
    if (acting.it.part !== 'handler') return 'gone'
    if (!(await mayReact(tx, acting.it, it.code))) return 'late'
    if (!(await addIncidentEntry(tx, now, dossier, { ...it, kind: 'decision', author: actor.id }))) return 'done'
    if ((await casesBeside(tx, caseId)).length > 0) await addJobs(tx, now, [decidedForAll(acting, it.code)])
    if (it.code === 'police_report') await askToReport(acting)
    await askMeasure(acting, it.code)
    return inSight(acting, await moveOn(acting, 'decide', it.code, ['decision']))
  })

/** The decision holds for the other cases of the incident too, whoever handles those: a job tells them. */
const decidedForAll = ({ actor, it }: Acting, code: string): NewJob => ({
  kind: 'decided_for_all',
  organisation: it.organisation_id,
  case: it.id,
  person: actor.id,
  detail: code,
})

/** Records that the support talk was held, declined or referred. Never anything medical. */
export const recordTalk = (house: House, actor: Actor, caseId: string, it: Recorded): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => inSight(acting, await recordOneTalk(acting, it)))

/** A talk does the first of the talks that wait; after the support talk others follow. Aftercare goes on in a closed case. */
async function recordOneTalk(acting: Acting, it: Recorded): Promise<Done> {
  const open = await acting.tx
    .selectFrom('task')
    .select('kind')
    .where('case_id', '=', acting.it.id)
    .where('kind', 'in', talkKinds)
    .where('done_at', 'is', null)
    .execute()
  const kind = talkKinds.find(one => open.some(task => task.kind === one)) ?? 'support_talk'
  const done = await record(acting, 'talk', 'record_talk', it, [kind])
  if (done !== 'done' || kind !== 'support_talk') return done
  const from = acting.it.reported_at ?? acting.now
  if (it.code !== 'declined') await askCheck(acting, from)
  for (const talk of talksAfter(it.code)) if (!open.some(task => task.kind === talk)) await ask(acting, talk, { from })
  return 'done'
}

/** Once: after some months somebody looks whether all that was promised was done. Not where no care was wanted. */
async function askCheck({ tx, ...acting }: Acting, from: Date): Promise<void> {
  const asked = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', acting.it.id)
    .where('kind', '=', 'aftercare_check')
    .executeTakeFirst()
  if (asked) return
  const { aftercareCheckMonths } = await protocolOf(tx, acting.it)
  await addTask({ tx, ...acting }, { kind: 'aftercare_check', due: addMonths(from, aftercareCheckMonths) })
}

async function inSight(acting: Acting, done: Done): Promise<Done> {
  if (done === 'done' && isOpen(acting.it.state)) await keepInSight(acting)
  return done
}

/** The promised talks of a case that are still open: it is not closed before them, unless it is said why. */
export const openTalks = async (tx: Tx, caseId: string): Promise<string[]> => {
  const open = await tx
    .selectFrom('task')
    .select('kind')
    .where('case_id', '=', caseId)
    .where('done_at', 'is', null)
    .execute()
  return open.map(({ kind }) => kind).filter(holdsClosing)
}

/**
 * Closes the case with an outcome, and with what the reporter hears of it.
 * @param it `why` it is closed while a promised talk is open
 */
export const close = (
  house: House,
  actor: Actor,
  caseId: string,
  { why, ...it }: Recorded & { why: string },
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, dossier } = acting
    if (isOpen(acting.it.state) && (await openTalks(tx, caseId)).length > 0) {
      if (why === '') return 'late'
      const text = `Afgesloten terwijl een beloofd gesprek nog open stond. De reden: ${why}`
      await addEntry(tx, now, dossier, { id: newEntryId(), kind: 'note', text, author: actor.id })
    }
    const set = { outcome: it.code, closed_at: acting.now, reopen_asked_at: null }
    const done = await record(acting, 'closing', 'close', it, ['take_up', 'answer', 'reopen_request', 'wrap_up'], set)
    if (done === 'done') await lapse(acting, { aftercare: 'goes on' })
    return done
  })

/** Opens a case again that was ended, in whichever way. It may have been withdrawn before anybody took it up. */
export const reopen = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const done = await step(acting, 'reopen', {
      set: {
        closed_at: null,
        outcome: null,
        reopen_asked_at: null,
        taken_up_at: acting.it.taken_up_at ?? acting.now,
      },
      jobs: [tellReporter(acting)],
    })
    if (done !== 'done') return done
    await finish(acting, ['reopen_request'])
    await restore(acting)
    await keepInSight(acting)
    return 'done'
  })
