import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { KeyRing } from '../../platform/keys.ts'
import { newKey, unwrapKey, wrapKey } from '../../platform/vault.ts'
import { rewrapEntryKey } from './incident-entries.ts'

interface Left {
  incident_id: string
  wrapped: Buffer
  key_version: number
  master_key_id: string
  organisation_key: Buffer
}

/**
 * Destroys the key of a case, on behalf of its organisation (`systemOf`): from here on nothing that was written in it opens, here
 * or in a backup of the content. When others are left in the incident, it gets another key, so that the evidence of this case
 * does not open under it; what they share goes on. The rows are for the caller to remove.
 */
export async function destroyCaseKey(
  tx: Tx,
  keys: KeyRing,
  it: { caseId: string; organisationId: string },
): Promise<void> {
  const { rows } = await sql<{ whole: boolean }>`select app.destroy_key(${it.caseId}::uuid) as whole`.execute(tx)
  if (rows[0]?.whole === true) return
  const left = await sql<Left>`select * from app.incident_to_rekey(${it.caseId}::uuid)`.execute(tx)
  const row = left.rows[0]
  if (row) await rekey(tx, keys, it, row)
}

async function rekey(tx: Tx, keys: KeyRing, it: { caseId: string; organisationId: string }, row: Left) {
  const { key: under } = keys.opened(it.organisationId, {
    version: row.key_version,
    masterKeyId: row.master_key_id,
    wrapped: row.organisation_key,
  })
  const [from, to] = [unwrapKey(under, `incident:${row.incident_id}`, row.wrapped), newKey()]
  const files = await tx
    .selectFrom('file')
    .select(['id', 'wrapped_key'])
    .where('incident_id', '=', row.incident_id)
    .where('case_id', '<>', it.caseId)
    .execute()
  const entries = await tx
    .selectFrom('incident_entry')
    .select(['id', 'content_id', 'wrapped_key'])
    .where('incident_id', '=', row.incident_id)
    .execute()
  const current = await keys.current(tx, it.organisationId)
  const fileKeys = files.map(({ id, wrapped_key: wrapped }) =>
    wrapKey(to, `file:${id}`, unwrapKey(from, `file:${id}`, wrapped)),
  )
  await sql`select app.rekey_incident(${it.caseId}::uuid, ${wrapKey(current.key, `incident:${row.incident_id}`, to)},
    ${current.version}, ${files.map(file => file.id)}::uuid[], ${fileKeys}::bytea[],
    ${entries.map(entry => entry.id)}::uuid[], ${entries.map(entry => rewrapEntryKey(from, to, entry))}::bytea[])`.execute(
    tx,
  )
}
