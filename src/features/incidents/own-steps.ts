import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { addHours } from '../../engines/cases/deadlines.ts'
import { addEntry, type EntryKind } from '../../engines/cases/dossier.ts'
import { move } from '../../engines/cases/move.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { act, actOrUndo, addTask, ask, type Acting, type Done } from './acting.ts'
import { incidentChart, isOpen, type IncidentEvent } from './incident.chart.ts'
import { askAnswer, tellHandlers } from './own-acts.ts'
import { readTakeUpHours } from './report.ts'

// What the person hit does with the own case: say whether it is right, withdraw it, tell of a new event, say whether it helped.

interface Written {
  /** Made with the form, so that a form that is sent twice writes once. */
  id: string
  text: string
}

/** Says that what somebody else reported is right. */
export const confirm = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const { it, now } = acting
    if (it.part !== 'own' || it.confirm_asked_at === null) return 'gone'
    if (it.confirmed_at) return 'done'
    return (await ownMove(acting, 'confirm', { confirmed_at: now })) ? 'done' : 'late'
  })

/** Says what is not right in what somebody else reported. The report itself stays as it was sent. */
export const correct = (house: House, actor: Actor, caseId: string, written: Written): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { it, now } = acting
    if (it.part !== 'own' || it.confirm_asked_at === null) return 'gone'
    if (!(await write(acting, 'correction', written))) return 'done'
    if (!(await ownMove(acting, 'correct', { confirmed_at: now }))) return 'late'
    await ask(acting, 'correction')
    return askAnswer(acting)
  })

/** The reporter does not want the case to be handled any further. What was told stays, and can be opened again. */
export const withdraw = (house: House, actor: Actor, caseId: string, written: Written): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { it, now } = acting
    if (it.part !== 'own') return 'gone'
    if (it.state === 'withdrawn') return 'done'
    if (written.text && !(await write(acting, 'withdrawal', written))) return 'done'
    const jobs: NewJob[] = [{ kind: 'case_withdrawn', organisation: it.organisation_id, case: it.id }]
    return (await ownMove(acting, 'withdraw', { closed_at: now }, jobs)) ? 'done' : 'late'
  })

/** Says whether reporting helped, once the case was ended. */
export const evaluate = (house: House, actor: Actor, caseId: string, it: Written & { code: string }): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    if (acting.it.part !== 'own') return 'gone'
    if (isOpen(acting.it.state)) return 'late'
    await write(acting, 'evaluation', it, it.code)
    return 'done'
  })

export interface Happened {
  /** The day and the time that were filled in; '' when not. */
  day: string
  time: string
  channel: string
  messages: number
  /** A new threat starts the clocks of decision and talk anew. */
  threat: boolean
}

/** A new event in a series, by whose case it is or who handles it: a case that had ended is taken up anew. */
export const addOccurrence = (
  house: House,
  actor: Actor,
  caseId: string,
  written: Written,
  happened: Happened,
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it } = acting
    if ((it.part !== 'own' && it.part !== 'handler') || it.owner_id === null) return 'gone'
    const id = await write(acting, 'occurrence', written)
    if (id === undefined) return 'done'
    await tx
      .insertInto('occurrence')
      .values({
        id,
        case_id: it.id,
        organisation_id: it.organisation_id,
        happened_at: await momentOf(tx, happened),
        channel: happened.channel || null,
        messages: happened.messages,
        threat: happened.threat,
        added_by: actor.id,
        added_at: now,
      })
      .execute()
    const anew = !isOpen(it.state)
    const set = anew ? { closed_at: null, outcome: null, reopen_asked_at: null } : {}
    if (!(await ownMove(acting, 'add_event', set, await jobsOfEvent(acting, it.owner_id, happened.threat, anew))))
      return 'late'
    await addClocks(acting, happened.threat, anew)
    return 'done'
  })

async function jobsOfEvent(
  { tx, now, it, actor }: Acting,
  owner: string,
  threat: boolean,
  anew: boolean,
): Promise<NewJob[]> {
  // A new threat, and what must be taken up anew, is as a new report: it never waits for the mail of tomorrow.
  const told = owner === actor.id ? [] : tellHandlers(it, owner, threat || anew ? 'new_report' : 'new_message')
  if (!anew) return told
  const runAt = addHours(now, await readTakeUpHours(tx, it.organisation_id))
  return [...told, { kind: 'not_taken_up', organisation: it.organisation_id, case: it.id, runAt }]
}

async function addClocks(acting: Acting, threat: boolean, anew: boolean) {
  if (anew) {
    const hours = await readTakeUpHours(acting.tx, acting.it.organisation_id)
    await addTask(acting, { kind: 'take_up', due: addHours(acting.now, hours) })
  }
  // The clocks of a new threat run from now; those before run on, as nobody did what they ask.
  if (threat) {
    await ask(acting, 'decision')
    await ask(acting, 'support_talk')
  } else if (acting.it.part === 'own') await ask(acting, 'answer')
}

const write = ({ tx, now, actor, dossier }: Acting, kind: EntryKind, { id, text }: Written, code?: string) =>
  addEntry(tx, now, dossier, { id, kind, text, author: actor.id, ...(code !== undefined && { code }) })

const ownMove = (
  { tx, now, actor, it }: Acting,
  event: IncidentEvent,
  set: Parameters<typeof move>[4]['set'] = {},
  jobs: NewJob[] = [],
) =>
  move(tx, now, incidentChart, it, {
    event,
    actor: actor.id,
    part: it.part === 'handler' ? 'handler' : 'reporter',
    set,
    jobs,
  })

/** The moment that was filled in, in the time of the people here; midnight when only the day is known. */
async function momentOf(tx: Tx, { day, time }: Pick<Happened, 'day' | 'time'>): Promise<Date | null> {
  if (day === '') return null
  const { rows } = await sql<{
    at: Date
  }>`select (${day}::date + ${time || '00:00'}::time) at time zone 'Europe/Amsterdam' as at`.execute(tx)
  return rows[0]?.at ?? null
}
