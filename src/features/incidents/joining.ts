import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { openDossier } from '../../engines/cases/dossier.ts'
import { holdCases, isArriving, moveOut, moveToIncident } from '../../engines/cases/joining.ts'
import { move } from '../../engines/cases/move.ts'
import { isState } from '../../engines/cases/chart.ts'
import { refusedBy, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { actOrUndo, type Done } from './acting.ts'
import { incidentChart } from './incident.chart.ts'
import { inSameIncident, type OtherCase } from './joining-reading.ts'

/** `named`: somebody who is named in one case has a part in the other. `arriving`: a file is still on its way. */
export type Joined = Done | 'named' | 'arriving'

class NotJoined extends Error {
  readonly why: 'named' | 'arriving'
  constructor(why: 'named' | 'arriving') {
    super(why)
    this.why = why
  }
}

/** Does it, and gives as a value what the database or a file on its way refused; nothing has changed then. */
async function orWhyNot(work: () => Promise<Done>): Promise<Joined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotJoined) return error.why
    if (refusedBy(error) === 'joined_not_barred') return 'named'
    throw error
  }
}

/** Brings other cases into the incident of this one; all of them, or none. Only who handles every one of them may. */
export const join = (house: House, actor: Actor, caseId: string, others: readonly string[]): Promise<Joined> =>
  orWhyNot(() =>
    actOrUndo(house, actor, caseId, async acting => {
      const { tx, now, it, dossier } = acting
      if (it.part !== 'handler') return 'gone'
      const ids = [...new Set(others)].filter(id => id !== caseId)
      if (ids.length === 0) return 'late'
      await holdCases(tx, [caseId, ...ids])
      for (const id of ids) {
        const look = {
          actor: actor.id,
          organisation: it.organisation_id,
          caseId: id,
          action: 'case.act',
          object: 'join',
        }
        const other = await openDossier(tx, now, house.keys, look)
        if (!other || other.organisationId !== it.organisation_id) return 'late'
        if (other.incidentId === dossier.incidentId) continue
        if (await isArriving(tx, id)) throw new NotJoined('arriving')
        await moveToIncident(tx, other, dossier)
        if (!(await step(tx, now, actor, { id, organisation_id: it.organisation_id }, 'join', caseId))) return 'late'
      }
      return (await step(tx, now, actor, it, 'join', ids.length === 1 ? (ids[0] ?? caseId) : caseId)) ? 'done' : 'late'
    }),
  )

/** Takes a case out of its incident again. */
export const split = (house: House, actor: Actor, caseId: string): Promise<Joined> =>
  orWhyNot(() =>
    actOrUndo(house, actor, caseId, async acting => {
      const { tx, now, it, dossier } = acting
      if (it.part !== 'handler') return 'gone'
      const others = await inSameIncident(tx, it)
      const heir = await firstHandled(tx, others)
      if (heir === undefined) return 'late'
      await holdCases(tx, [caseId, heir])
      if (await isArriving(tx, caseId)) throw new NotJoined('arriving')
      await moveOut(tx, now, house.keys, dossier, heir)
      return (await step(tx, now, actor, it, 'split', heir)) ? 'done' : 'late'
    }),
  )

async function firstHandled(tx: Tx, others: readonly OtherCase[]): Promise<string | undefined> {
  if (others.length === 0) return undefined
  const row = await tx
    .selectFrom('incident_case')
    .select('id')
    .where(
      'id',
      'in',
      others.map(it => it.id),
    )
    .where(sql<boolean>`app.handles(id)`)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** The step in the timeline of one of the cases; the trail says with which other case. */
async function step(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id'>,
  it: { id: string; organisation_id: string },
  event: 'join' | 'split',
  object: string,
): Promise<boolean> {
  const row = await tx.selectFrom('incident_case').select('state').where('id', '=', it.id).executeTakeFirst()
  if (!row || !isState(incidentChart, row.state)) return false
  return move(tx, now, incidentChart, { ...it, state: row.state }, { event, actor: actor.id, part: 'handler', object })
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
