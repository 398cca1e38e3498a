import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../engines/access/actor.ts'
import { auditEntry } from '../../../engines/access/audit.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { addJobs } from '../../../engines/jobs/job.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { newKey, openJson, sealJson, unwrapKey, wrapKey } from '../../../platform/vault.ts'
import { actOrUndo, type Done } from '../acting.ts'
import { kindInfo } from './measure-content.ts'
import { readMeasures } from './measure.ts'

// What those are told who must know of a ban: no more than they need, under a key of its own, until it ends.

const Words = z.object({ kind: z.string(), who: z.string(), where: z.string(), toDo: z.string(), call: z.string() })
export type ToldWords = z.infer<typeof Words>

const keyName = (id: string) => `told:${id}`
const open = (key: Buffer, id: string, sealed: Buffer): ToldWords => openJson(key, keyName(id), sealed, Words)

export interface NewTold {
  id: string
  measureId: string
  person: string
  who: string
  where: string
  toDo: string
  call: string
}

/** Tells somebody by name of a measure that others must know of; they get a mail without any word of it. */
export const tell = (house: House, actor: Actor, caseId: string, it: NewTold): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, dossier } = acting
    if (acting.it.part !== 'handler') return 'gone'
    const measure = (await readMeasures(tx, dossier)).find(one => one.id === it.measureId)
    if (!measure || measure.ended_at !== null || !kindInfo(measure.kind)?.told) return 'late'
    const { rows } = await sql<{
      may: boolean
    }>`select app.may_be_told(${caseId}::uuid, ${it.person}::uuid) as may`.execute(tx)
    if (rows[0]?.may !== true) return 'late'
    const key = newKey()
    const { id, measureId, person, ...words } = it
    // Told anew: what was said before does not hold any more.
    await tx
      .updateTable('measure_told')
      .set({ ended_at: now })
      .where('measure_id', '=', measureId)
      .where('case_id', '=', caseId)
      .where('person_id', '=', person)
      .where('ended_at', 'is', null)
      .where('id', '<>', id)
      .execute()
    const of = { organisation_id: acting.it.organisation_id }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('measure_told')
      .values({
        ...of,
        id,
        measure_id: measureId,
        case_id: caseId,
        person_id: person,
        sealed: sealJson(key, keyName(id), { kind: measure.kind, ...words }),
        wrapped_key: wrapKey(dossier.caseKey, keyName(id), key),
        told_by: actor.id,
        told_at: now,
      })
      // The form sent twice.
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return 'done'
    const wrapping = await house.keys.current(tx, acting.it.organisation_id)
    const wrapped = wrapKey(wrapping.key, keyName(id), key)
    await tx
      .insertInto('told_key')
      .values({ ...of, told_id: id, key_version: wrapping.version, wrapped })
      .execute()
    const mail = { kind: 'measure_told_mail', organisation: acting.it.organisation_id, person }
    await addJobs(tx, now, [mail])
    return 'done'
  })

/** Takes it back from who was told: from now on they find it nowhere. */
export const takeBack = (
  house: House,
  actor: Actor,
  caseId: string,
  measureId: string,
  person: string,
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async ({ tx, now, it }) => {
    if (it.part !== 'handler') return 'gone'
    const { numUpdatedRows } = await tx
      .updateTable('measure_told')
      .set({ ended_at: now })
      .where('measure_id', '=', measureId)
      .where('case_id', '=', caseId)
      .where('person_id', '=', person)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n ? 'done' : 'late'
  })

export interface Told extends ToldWords {
  person: string
  name: string
  at: Date
}

/** Who was told of a measure, and what, for who handles the case. */
export async function readTold(tx: Tx, dossier: Dossier, measureId: string): Promise<Told[]> {
  const rows = await tx
    .selectFrom('measure_told as t')
    .innerJoin('person', 'person.id', 't.person_id')
    .select(['t.id', 't.person_id', 'person.name', 't.told_at', 't.sealed', 't.wrapped_key'])
    .where('t.measure_id', '=', measureId)
    .where('t.ended_at', 'is', null)
    .orderBy('person.name')
    .execute()
  return rows.map(({ id, sealed, wrapped_key: wrapped, ...row }) => ({
    person: row.person_id,
    name: row.name,
    at: row.told_at,
    ...open(unwrapKey(dossier.caseKey, keyName(id), wrapped), id, sealed),
  }))
}

export interface ToldMeasure extends ToldWords {
  id: string
  begins_on: string
  ends_on: string
}

interface Wrapped {
  sealed: Buffer
  begins_on: string
  ends_on: string
  wrapped: Buffer
  key_version: number
  master_key_id: string
  organisation_key: Buffer
}

interface ToldId {
  id: string
  measure_id: string
  case_id: string
  organisation_id: string
}

/** Which measures somebody was told of, without a word of them. */
export async function toldOf(tx: Tx): Promise<ToldId[]> {
  return (await sql<ToldId>`select * from app.told_of()`.execute(tx)).rows
}

/** Opens what this person was told; each look is in the audit trail of its case. */
export async function openTold(tx: Tx, now: Date, house: House, actor: Pick<Actor, 'id'>): Promise<ToldMeasure[]> {
  const found: ToldMeasure[] = []
  for (const told of await toldOf(tx)) {
    const { entry, salt } = auditEntry(
      tx,
      {
        action: 'case.measure_read',
        actor: actor.id,
        organisation: told.organisation_id,
        case: told.case_id,
        object: `measure:${told.measure_id}`,
      },
      now,
    )
    const { rows } = await sql<Wrapped>`select * from app.open_told(${told.id}::uuid, ${entry}, ${salt})`.execute(tx)
    const [row] = rows
    if (!row) continue
    const { key } = house.keys.opened(told.organisation_id, {
      version: row.key_version,
      masterKeyId: row.master_key_id,
      wrapped: row.organisation_key,
    })
    const own = unwrapKey(key, keyName(told.id), row.wrapped)
    found.push({ id: told.id, begins_on: row.begins_on, ends_on: row.ends_on, ...open(own, told.id, row.sealed) })
  }
  return found
}
