import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { KeyRing } from '../../platform/keys.ts'
import { newKey, unwrapKey, wrapKey } from '../../platform/vault.ts'
import { addHours } from './deadlines.ts'
import { addIncidentKey, type Dossier } from './dossier.ts'
import { rewrapEntryKey } from './incident-entries.ts'

// Several cases in one incident: evidence and decision are shared, and nothing else. What moves is keys: each file and each
// entry of the incident has a key of its own, which is wrapped anew for the incident that it goes to. No content is touched.

/** An incident and its key. */
type Incident = Pick<Dossier, 'incidentId' | 'incidentKey'>

/**
 * Holds the incidents of these cases until the transaction ends, so that nothing comes in or goes out meanwhile.
 * @returns false when one of them has gone to another incident meanwhile
 */
export async function holdIncidents(tx: Tx, it: Dossier, others: readonly string[] = []): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select app.hold_incidents(${[it.caseId, ...others]}::uuid[]) as held`.execute(tx)
  const row = await tx
    .selectFrom('incident_case')
    .select('id')
    .where('id', '=', it.caseId)
    .where('incident_id', '=', it.incidentId)
    .executeTakeFirst()
  return row !== undefined && rows[0]?.held === true
}

/** The other cases of an incident, also those that who handles this one does not see. */
export async function casesBeside(tx: Tx, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select app.cases_beside(${caseId}::uuid) as id`.execute(tx)
  return rows.map(row => row.id)
}

const hoursOnTheWay = 1

/** Whether a file of a case is on its way: its key cannot be wrapped anew. What broke off does not hold it up for long. */
export async function isArriving(tx: Tx, now: Date, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('file')
    .select('id')
    .where('case_id', '=', caseId)
    .where('state', '=', 'arriving')
    .where('added_at', '>', addHours(now, -hoursOnTheWay))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Moves a case into another incident, with its evidence and what was decided for it; where other cases stay behind, they keep
 * that too. The incidents of both are held. The database refuses it when the viewer does not handle a case in each, or when
 * somebody who is named in the one has a part in the other (`joined_not_barred`).
 */
export async function moveToIncident(tx: Tx, it: Dossier, to: Incident): Promise<void> {
  const entries = await tx.selectFrom('incident_entry').selectAll().where('incident_id', '=', it.incidentId).execute()
  const [heir] = await casesBeside(tx, it.caseId)
  await tx.updateTable('incident_case').set({ incident_id: to.incidentId }).where('id', '=', it.caseId).execute()
  await moveFiles(tx, it, to)
  const known = await contentsOf(tx, to.incidentId)
  for (const row of entries) {
    const there = { incident_id: to.incidentId, wrapped_key: rewrapEntryKey(it.incidentKey, to.incidentKey, row) }
    const isNew = !known.has(row.content_id)
    const own = isNew && row.case_id === it.caseId
    if (own) await tx.updateTable('incident_entry').set(there).where('id', '=', row.id).execute()
    // Of another's it takes a copy along, and of its own it leaves one behind.
    const copy = own
      ? heir !== undefined && { ...row, case_id: heir }
      : isNew && { ...row, ...there, case_id: it.caseId }
    if (copy)
      await tx
        .insertInto('incident_entry')
        .values({ ...copy, id: randomUUID() })
        .execute()
  }
}

/** What an incident holds already: a case that comes back brings the decisions that it took along. */
async function contentsOf(tx: Tx, incidentId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('incident_entry')
    .select('content_id')
    .where('incident_id', '=', incidentId)
    .execute()
  return new Set(rows.map(row => row.content_id))
}

async function moveFiles(tx: Tx, it: Dossier, to: Incident): Promise<void> {
  const files = await tx
    .selectFrom('file')
    .select(['id', 'wrapped_key'])
    .where('case_id', '=', it.caseId)
    .where('state', '=', 'complete')
    .execute()
  for (const { id, wrapped_key: wrapped } of files) {
    const key = unwrapKey(it.incidentKey, `file:${id}`, wrapped)
    await tx
      .updateTable('file')
      .set({ incident_id: to.incidentId, wrapped_key: wrapKey(to.incidentKey, `file:${id}`, key), shared_at: null })
      .where('id', '=', id)
      .execute()
  }
}

/** Takes a case out of its incident, into a new one of its own with a new key. */
export async function moveOut(tx: Tx, now: Date, keys: KeyRing, it: Dossier): Promise<void> {
  const out: Incident = { incidentId: randomUUID(), incidentKey: newKey() }
  await tx
    .insertInto('incident')
    .values({ id: out.incidentId, organisation_id: it.organisationId, created_at: now })
    .execute()
  await moveToIncident(tx, it, out)
  await addIncidentKey(tx, await keys.current(tx, it.organisationId), { ...it, ...out })
}
