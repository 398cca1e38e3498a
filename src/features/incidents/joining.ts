import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { openDossier } from '../../engines/cases/dossier.ts'
import { casesBeside, holdIncidents, isArriving, moveOut, moveToIncident } from '../../engines/cases/joining.ts'
import { move } from '../../engines/cases/move.ts'
import { closedLine } from '../../engines/cases/vocabulary.ts'
import { isState } from '../../engines/cases/chart.ts'
import { refusedBy, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { actOrUndo, type Acting, type Done } from './acting.ts'
import { incidentChart } from './incident.chart.ts'

/**
 * `named`: somebody who is named in one case has a part in the other. `arriving`: a file is still on its way. `not_handled`:
 * one of them is not theirs, or was joined with one that is not. `closed`: one of them was closed off, and the other is not.
 */
export type WhyNot = 'named' | 'arriving' | 'not_handled' | 'closed'
export type Joined = Done | WhyNot

class NotJoined extends Error {
  readonly why: WhyNot | 'moved'
  constructor(why: WhyNot | 'moved') {
    super(why)
    this.why = why
  }
}

/** Does it, and gives as a value what the database or a file on its way refused; nothing has changed then. */
async function orWhyNot(work: () => Promise<Done>, again = true): Promise<Joined> {
  try {
    return await work()
  } catch (error) {
    if (refusedBy(error) === 'joined_not_barred') return 'named'
    if (!(error instanceof NotJoined)) throw error
    if (error.why !== 'moved') return error.why
    // Somebody else joined it or took it out since it was opened.
    return again ? orWhyNot(work, false) : 'late'
  }
}

/**
 * Brings other cases into the incident of this one, each with those that it was joined with: all of them, or none. Only who
 * handles every one of them may.
 */
export const join = (house: House, actor: Actor, caseId: string, others: readonly string[]): Promise<Joined> =>
  orWhyNot(() =>
    actOrUndo(house, actor, caseId, async acting => {
      const { tx, it } = acting
      if (it.part !== 'handler') return 'gone'
      const chosen = others.filter(id => id !== caseId)
      if (chosen.length === 0) return 'late'
      await hold(acting, chosen)
      const there = new Set([caseId, ...(await casesBeside(tx, caseId))])
      const along = await Promise.all(chosen.map(id => casesBeside(tx, id)))
      const coming = [...new Set([...chosen, ...along.flat()])].filter(id => !there.has(id))
      for (const id of coming) await bringIn(house, acting, id)
      // The button pressed twice.
      if (coming.length === 0) return 'done'
      return (await step(acting, it.id, 'join', coming.length === 1 ? coming[0] : it.incident_id)) ? 'done' : 'late'
    }),
  )

async function bringIn(house: House, acting: Acting, id: string) {
  const { tx, now, actor, it, dossier } = acting
  const look = {
    actor: actor.id,
    organisation: it.organisation_id,
    caseId: id,
    action: 'case.act' as const,
    object: 'join',
  }
  const other = await openDossier(tx, now, house.keys, look)
  const handled = await handledLine(tx, id)
  if (!other || other.organisationId !== it.organisation_id || !handled) throw new NotJoined('not_handled')
  // Whoever handles the one reads the evidence of the other.
  if ((handled.line === closedLine) !== (it.line === closedLine)) throw new NotJoined('closed')
  if (await isArriving(tx, now, id)) throw new NotJoined('arriving')
  await moveToIncident(tx, other, dossier)
  await step(acting, id, 'join', it.id)
}

/** Takes a case out of its incident again. */
export const split = (house: House, actor: Actor, caseId: string): Promise<Joined> =>
  orWhyNot(() =>
    actOrUndo(house, actor, caseId, async acting => {
      const { tx, now, it, dossier } = acting
      if (it.part !== 'handler') return 'gone'
      await hold(acting)
      if ((await casesBeside(tx, caseId)).length === 0) return 'late'
      if (await isArriving(tx, now, caseId)) throw new NotJoined('arriving')
      await moveOut(tx, now, house.keys, dossier)
      return (await step(acting, it.id, 'split', dossier.incidentId)) ? 'done' : 'late'
    }),
  )

/**
 * Takes a case out of its incident within another act, where others lie in it: what is found and decided from then on is of this
 * case only. False when that cannot be at this moment; nothing has changed then.
 */
export async function standAlone(house: House, acting: Acting): Promise<boolean> {
  const { tx, now, it, dossier } = acting
  if (!(await holdIncidents(tx, dossier))) return false
  if ((await casesBeside(tx, it.id)).length === 0) return true
  if (await isArriving(tx, now, it.id)) return false
  await moveOut(tx, now, house.keys, dossier)
  return step(acting, it.id, 'split', dossier.incidentId)
}

async function hold({ tx, dossier }: Acting, others: readonly string[] = []) {
  if (!(await holdIncidents(tx, dossier, others))) throw new NotJoined('moved')
}

/** The line of a case, if the viewer handles it. */
const handledLine = (tx: Tx, id: string) =>
  tx
    .selectFrom('incident_case')
    .select('line')
    .where('id', '=', id)
    .where(sql<boolean>`app.handles(id)`)
    .executeTakeFirst()

/** The step in the timeline of one of the cases; the trail says with which other case or incident. */
async function step(
  { tx, now, actor, it }: Acting,
  id: string,
  event: 'join' | 'split',
  object: string | undefined,
): Promise<boolean> {
  const row = await tx.selectFrom('incident_case').select('state').where('id', '=', id).executeTakeFirst()
  if (!row || !isState(incidentChart, row.state)) return false
  const moving = { id, organisation_id: it.organisation_id, state: row.state }
  return move(tx, now, incidentChart, moving, {
    event,
    actor: actor.id,
    part: 'handler',
    ...(object !== undefined && { object }),
  })
}

/** Shows a piece of evidence to everybody in the incident, or no longer. */
export const sharePiece = (house: House, actor: Actor, caseId: string, file: string, shared: boolean): Promise<Done> =>
  actOrUndo(house, actor, caseId, async ({ tx, now, it }) => {
    if (it.part !== 'handler') return 'gone'
    const { numUpdatedRows } = await tx
      .updateTable('file')
      .set({ shared_at: shared ? now : null })
      .where('case_id', '=', it.id)
      .where(eb => eb.or([eb('id', '=', file), eb('parent_id', '=', file)]))
      .where('state', '=', 'complete')
      .executeTakeFirst()
    return numUpdatedRows > 0n ? 'done' : 'gone'
  })
