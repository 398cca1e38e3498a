import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { addEntry } from '../../engines/cases/dossier.ts'
import { move } from '../../engines/cases/move.ts'
import { activeMemberships, whoIsAway } from '../../engines/cases/routing.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { actOrUndo, toldOf, type Acting, type Done } from './acting.ts'
import type { CaseFacts } from './case.ts'
import { givingPart, type GivingPart } from './giving.ts'
import { incidentChart } from './incident.chart.ts'

/** `refused`: this person may not be given the case, whatever their role. */
export type Given = Done | 'refused'

type GivenCase = Pick<
  CaseFacts,
  'id' | 'organisation_id' | 'state' | 'owner_id' | 'deputy_id' | 'hit_id' | 'reporter_id'
>

interface HandOver {
  to: string
  /** Whether who has it now goes on reading and acting in it. */
  keeps: boolean
  part: GivingPart
  /** Whether the new owner and the person hit hear of it at once. */
  tells?: boolean
}

/** Whether somebody may be given this case: they handle cases along its line, and are neither hit nor named in it. */
export async function mayBeGiven(tx: Tx, caseId: string, person: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select app.may_be_given(${caseId}::uuid, ${person}::uuid) as may`.execute(tx)
  return rows[0]?.may === true
}

/** Gives a case to somebody else, with the tasks that go with it, in the transaction of the caller. */
export async function handOver(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id'>,
  it: GivenCase,
  { to, keeps, part, tells = true }: HandOver,
): Promise<Given> {
  const before = it.owner_id
  if (before === to) return 'done'
  if (!(await mayBeGiven(tx, it.id, to))) return 'refused'
  await letHandle(tx, now, it, to)
  if (before !== null) await giveTasks(tx, now, it, before, to)
  const moved = await move(tx, now, incidentChart, it, {
    event: 'hand_over',
    actor: actor.id,
    part,
    set: { owner_id: to, deputy_id: it.deputy_id === to ? before : it.deputy_id },
    jobs: tells
      ? [
          mail(it, to, 'handed_over'),
          mail(it, toldOf(it), 'new_handler'),
          // When they are away, their deputy reads it too.
          { kind: 'open_to_deputies', organisation: it.organisation_id, person: to },
        ]
      : [],
  })
  if (!moved) return 'late'
  // Last: whoever hands over their own case may do nothing in it after this.
  if (!keeps && before !== null) await letGo(tx, now, it, before)
  return 'done'
}

/** The tasks go along. Nobody takes over from who does not have it any more, and who was asked to take it up is asked once. */
async function giveTasks(tx: Tx, now: Date, it: Pick<GivenCase, 'id'>, from: string, to: string) {
  const open = await tx
    .selectFrom('task')
    .select(['id', 'kind', 'owner_id'])
    .where('case_id', '=', it.id)
    .where('done_at', 'is', null)
    .execute()
  const askedToo = open.some(task => task.kind === 'take_up' && task.owner_id === to)
  const moot = (task: (typeof open)[number]) =>
    task.kind === 'take_over' || (task.kind === 'take_up' && task.owner_id === from && askedToo)
  const ended = open.filter(moot).map(task => task.id)
  const given = open.filter(task => task.owner_id === from && !moot(task)).map(task => task.id)
  if (ended.length > 0) await tx.updateTable('task').set({ done_at: now }).where('id', 'in', ended).execute()
  if (given.length > 0) await tx.updateTable('task').set({ owner_id: to }).where('id', 'in', given).execute()
}

const mail = (it: GivenCase, person: string, detail: string): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person,
  detail,
})

const letHandle = (tx: Tx, now: Date, it: Pick<GivenCase, 'id' | 'organisation_id'>, person: string) =>
  tx
    .insertInto('participant')
    .values({ case_id: it.id, person_id: person, role: 'handler', organisation_id: it.organisation_id, added_at: now })
    .onConflict(conflict => conflict.columns(['case_id', 'person_id', 'role']).doUpdateSet({ ended_at: null }))
    .execute()

const letGo = (tx: Tx, now: Date, it: Pick<GivenCase, 'id'>, person: string) =>
  tx
    .updateTable('participant')
    .set({ ended_at: now })
    .where('case_id', '=', it.id)
    .where('person_id', '=', person)
    .where('role', 'in', ['handler', 'deputy', 'duty'])
    .where('ended_at', 'is', null)
    .execute()

/** Gives a case to somebody, with a word for them. */
export const giveAway = (
  house: House,
  actor: Actor,
  caseId: string,
  { to, keeps, note }: { to: string; keeps: boolean; note: { id: string; text: string } },
): Promise<Given> =>
  giving(house, actor, caseId, async (acting, part) => {
    const { tx, now, it, dossier } = acting
    if (note.text && part === 'handler') await addEntry(tx, now, dossier, { ...note, kind: 'note', author: actor.id })
    return handOver(tx, now, actor, it, { to, keeps, part })
  })

/** Lets somebody handle the case besides who has it. */
export const addHandler = (
  house: House,
  actor: Actor,
  caseId: string,
  { to, note }: { to: string; note: { id: string; text: string } },
): Promise<Given> =>
  giving(house, actor, caseId, async ({ tx, now, it, dossier }, part) => {
    if (!(await mayBeGiven(tx, it.id, to))) return 'refused'
    if (note.text && part === 'handler') await addEntry(tx, now, dossier, { ...note, kind: 'note', author: actor.id })
    await letHandle(tx, now, it, to)
    const jobs = [mail(it, to, 'handed_over')]
    return (await move(tx, now, incidentChart, it, { event: 'add_handler', actor: actor.id, part, jobs }))
      ? 'done'
      : 'late'
  })

/** Takes somebody off the case, who is not the one who answers for it. */
export const removeHandler = (house: House, actor: Actor, caseId: string, person: string): Promise<Given> =>
  giving(house, actor, caseId, async ({ tx, now, it }, part) => {
    if (person === it.owner_id) return 'refused'
    const moved = await move(tx, now, incidentChart, it, { event: 'remove_handler', actor: actor.id, part })
    if (!moved) return 'late'
    if (it.owner_id !== null)
      await tx
        .updateTable('task')
        .set({ owner_id: it.owner_id })
        .where('case_id', '=', it.id)
        .where('owner_id', '=', person)
        .where('done_at', 'is', null)
        .execute()
    await letGo(tx, now, it, person)
    return 'done'
  })

class Refused extends Error {}

async function giving(
  house: House,
  actor: Actor,
  caseId: string,
  work: (acting: Acting, part: GivingPart) => Promise<Given>,
): Promise<Given> {
  try {
    return await actOrUndo(house, actor, caseId, async acting => {
      const part = givingPart(actor, acting.it)
      if (part === undefined) return 'gone'
      const given = await work(acting, part)
      if (given === 'refused') throw new Refused()
      return given
    })
  } catch (error) {
    if (error instanceof Refused) return 'refused'
    throw error
  }
}

export interface Candidate {
  id: string
  name: string
  /** Whether they are away now, so that it would wait. */
  away: boolean
}

/** To whom this case may be given, by name. */
export async function candidates(tx: Tx, now: Date, it: CaseFacts): Promise<Candidate[]> {
  const people = await activeMemberships(tx, now, it.organisation_id)
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name'])
    .where('membership.role', 'in', ['handler', 'manager'])
    .where(sql<boolean>`app.may_be_given(${it.id}::uuid, person.id)`)
    .distinct()
    .orderBy('person.name')
    .execute()
  const others = people.filter(person => person.id !== it.owner_id)
  const away = await whoIsAway(
    tx,
    now,
    others.map(person => person.id),
  )
  return others.map(person => ({ ...person, away: away.has(person.id) }))
}
