import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db.ts'
import type { KeyRing } from '../../platform/keys.ts'
import { newKey, unwrapKey, wrapKey } from '../../platform/vault.ts'
import type { Dossier } from './dossier.ts'
import { rewrapEntryKey } from './incident-entries.ts'

// Several cases in one incident: evidence and decision are shared, and nothing else. What moves is keys: each file and each
// entry of the incident has a key of its own, which is wrapped anew for the incident that it goes to. No content is touched.

/** Whether every file of a case has arrived: a key that is being written cannot be wrapped anew. */
export async function isArriving(tx: Tx, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('file')
    .select('id')
    .where('case_id', '=', caseId)
    .where('state', '=', 'arriving')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Holds cases for the rest of this transaction, always in the same order. */
export async function holdCases(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.selectFrom('incident_case').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
}

/**
 * Moves a case into the incident of another one. The database refuses it when the viewer does not handle both, or when
 * somebody who is named in the one has a part in the other (`joined_not_barred`).
 */
export async function moveToIncident(
  tx: Tx,
  it: Dossier,
  to: Pick<Dossier, 'incidentId' | 'incidentKey'>,
): Promise<void> {
  await tx.updateTable('incident_case').set({ incident_id: to.incidentId }).where('id', '=', it.caseId).execute()
  await moveFiles(tx, it, to)
  const entries = await tx
    .selectFrom('incident_entry')
    .select(['id', 'content_id', 'wrapped_key'])
    .where('case_id', '=', it.caseId)
    .execute()
  for (const row of entries)
    await tx
      .updateTable('incident_entry')
      .set({ incident_id: to.incidentId, wrapped_key: rewrapEntryKey(it.incidentKey, to.incidentKey, row) })
      .where('id', '=', row.id)
      .execute()
}

async function moveFiles(tx: Tx, it: Dossier, to: Pick<Dossier, 'incidentId' | 'incidentKey'>): Promise<void> {
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

/**
 * Takes a case out of its incident, into a new one of its own. It takes its evidence along, and a copy of what was decided for
 * all of them; what stays behind keeps that too.
 * @param heir another case of the incident, which keeps what this one had written for all
 */
export async function moveOut(tx: Tx, now: Date, keys: KeyRing, it: Dossier, heir: string): Promise<Dossier> {
  const out: Dossier = { ...it, incidentId: randomUUID(), incidentKey: newKey() }
  const entries = await tx.selectFrom('incident_entry').selectAll().where('incident_id', '=', it.incidentId).execute()
  await tx
    .insertInto('incident')
    .values({ id: out.incidentId, organisation_id: it.organisationId, created_at: now })
    .execute()
  await tx.updateTable('incident_case').set({ incident_id: out.incidentId }).where('id', '=', it.caseId).execute()
  const wrapping = await keys.current(tx, it.organisationId)
  await tx
    .insertInto('incident_key')
    .values({
      incident_id: out.incidentId,
      organisation_id: it.organisationId,
      key_version: wrapping.version,
      wrapped: wrapKey(wrapping.key, `incident:${out.incidentId}`, out.incidentKey),
    })
    .execute()
  await moveFiles(tx, it, out)
  for (const row of entries) {
    const leaves = { incident_id: out.incidentId, wrapped_key: rewrapEntryKey(it.incidentKey, out.incidentKey, row) }
    // Its own entry goes along and leaves a copy; of another's it takes one.
    const copy = row.case_id === it.caseId ? { ...row, case_id: heir } : { ...row, case_id: it.caseId, ...leaves }
    if (row.case_id === it.caseId) await tx.updateTable('incident_entry').set(leaves).where('id', '=', row.id).execute()
    await tx
      .insertInto('incident_entry')
      .values({ ...copy, id: randomUUID() })
      .execute()
  }
  return out
}
