import type { Actor } from '../../engines/access/actor.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { moveToIncident } from '../../engines/cases/joining.ts'
import { move } from '../../engines/cases/move.ts'
import { refusedBy, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { beginDraft } from './draft.ts'
import { incidentChart } from './incident.chart.ts'
import { submit, type CodedFacts, type OwnFunction } from './report.ts'
import { idFor } from '../../platform/id-for.ts'

/** What came by phone or at a counter, for each person hit a case of their own. */
export interface Entered {
  /** Made with the form, so that a form that is sent twice is entered once. */
  id: string
  people: readonly EnteredPerson[]
  what: string
  reach: string
  safeNow: 'yes' | 'not_sure' | 'no'
  facts: CodedFacts
  /** Who enters it handles it too, as far as it goes along their line. */
  takes: boolean
}

export interface EnteredPerson {
  /** Undefined for somebody without an account. */
  person: string | undefined
  function: OwnFunction
  /** How somebody without an account is called. */
  name: string
}

class NoRoute extends Error {}

/**
 * Enters a report for several people at once: all of it, or nothing.
 * @returns `no_route` when one of them has nobody to whom it could go
 */
export async function enterReport(house: House, actor: Actor, it: Entered): Promise<'done' | 'no_route'> {
  try {
    await house.db.as({ person: actor.id }, (tx, now) => enterAll(tx, now, house, actor, it))
    return 'done'
  } catch (error) {
    if (error instanceof NoRoute) return 'no_route'
    // The same form, sent before.
    if (refusedBy(error) === 'incident_case_pkey') return 'done'
    throw error
  }
}

async function enterAll(tx: Tx, now: Date, house: House, actor: Actor, it: Entered) {
  const made: Dossier[] = []
  for (const [n, person] of it.people.entries()) {
    const dossier = await beginDraft(tx, now, house, actor, n === 0 ? it.id : idFor(`entered ${it.id} ${n}`))
    const words = person.person === undefined ? `Getroffen: ${person.name}\n\n${it.what}` : it.what
    const done = await submit(tx, now, actor, dossier, {
      function: person.function,
      safeNow: it.safeNow,
      answers: { what: words, reach: it.reach, via_weerbaar: false },
      other: { forWhom: 'entered', hit: person.person ?? null },
      facts: it.facts,
      takes: it.takes,
    })
    if (done !== 'sent') throw new NoRoute()
    made.push(dossier)
  }
  const [first, ...others] = await handled(tx, actor, made)
  if (!first) return
  for (const other of others) {
    await moveToIncident(tx, other, first)
    await step(tx, now, actor, other, 'join', first.caseId)
  }
  if (it.takes) for (const one of [first, ...others]) await takeUp(tx, now, actor, one)
}

/** Those of the cases that this person has: they are one incident. The others go along lines of their own. */
async function handled(tx: Tx, actor: Actor, made: readonly Dossier[]): Promise<Dossier[]> {
  const rows = await tx
    .selectFrom('incident_case')
    .select('id')
    .where(
      'id',
      'in',
      made.map(one => one.caseId),
    )
    .where('owner_id', '=', actor.id)
    .execute()
  return made.filter(one => rows.some(row => row.id === one.caseId))
}

async function takeUp(tx: Tx, now: Date, actor: Actor, it: Dossier) {
  await step(tx, now, actor, it, 'take_up', it.caseId, { taken_up_at: now })
  await tx
    .updateTable('task')
    .set({ done_at: now, done_by: actor.id, outcome: 'done' })
    .where('case_id', '=', it.caseId)
    .where('kind', '=', 'take_up')
    .where('done_at', 'is', null)
    .execute()
}

const step = (
  tx: Tx,
  now: Date,
  actor: Actor,
  it: Dossier,
  event: 'join' | 'take_up',
  object: string,
  set: { taken_up_at?: Date } = {},
) =>
  move(
    tx,
    now,
    incidentChart,
    { id: it.caseId, organisation_id: it.organisationId, state: 'reported' },
    { event, actor: actor.id, part: 'handler', object, set },
  )
