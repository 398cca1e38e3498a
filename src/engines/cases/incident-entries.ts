import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db.ts'
import { newKey, openText, seal, unwrapKey, wrapKey } from '../../platform/vault.ts'
import type { Dossier } from './dossier.ts'

/** What holds for the whole incident: everybody whose case is in it reads it, whoever wrote it. */
export interface IncidentEntry {
  id: string
  kind: string
  code: string
  author: string
  at: Date
  text: string
}

/** What the database keeps of it under the incident's key; the content has a key of its own, so that a case can move. */
const keyName = (contentId: string) => `incident-entry:${contentId}`

/**
 * Seals a text for the incident of this case and adds it.
 * @returns false when it was there already: a form that was sent twice
 */
export async function addIncidentEntry(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  entry: { id: string; kind: 'decision'; code: string; author: string; text: string },
): Promise<boolean> {
  if (await insert(tx, now, dossier, entry)) return true
  const before = await tx
    .selectFrom('incident_entry')
    .select(['id', 'content_id', 'wrapped_key', 'sealed'])
    .where('id', '=', entry.id)
    .where('incident_id', '=', dossier.incidentId)
    .executeTakeFirst()
  if (before && openEntry(dossier, before) === entry.text) return false
  // Another text from the same form, such as after the back button of the browser: it must not get lost.
  return insert(tx, now, dossier, { ...entry, id: randomUUID() })
}

async function insert(tx: Tx, now: Date, dossier: Dossier, entry: Parameters<typeof addIncidentEntry>[3]) {
  const key = newKey()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('incident_entry')
    .values({
      id: entry.id,
      content_id: entry.id,
      incident_id: dossier.incidentId,
      case_id: dossier.caseId,
      organisation_id: dossier.organisationId,
      kind: entry.kind,
      code: entry.code,
      author_id: entry.author,
      written_at: now,
      wrapped_key: wrapKey(dossier.incidentKey, keyName(entry.id), key),
      sealed: seal(key, keyName(entry.id), entry.text),
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const openEntry = (
  { incidentKey }: Pick<Dossier, 'incidentKey'>,
  row: { content_id: string; wrapped_key: Buffer; sealed: Buffer },
) => openText(unwrapKey(incidentKey, keyName(row.content_id), row.wrapped_key), keyName(row.content_id), row.sealed)

/** What was written for the incident of this case, oldest first. */
export async function readIncidentEntries(tx: Tx, dossier: Dossier): Promise<IncidentEntry[]> {
  const rows = await tx
    .selectFrom('incident_entry')
    .select(['id', 'content_id', 'kind', 'code', 'author_id', 'written_at', 'wrapped_key', 'sealed'])
    .where('incident_id', '=', dossier.incidentId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    code: row.code,
    author: row.author_id,
    at: row.written_at,
    text: openEntry(dossier, row),
  }))
}

/** The key of an entry, wrapped for another incident: for joining and splitting. */
export const rewrapEntryKey = (from: Buffer, to: Buffer, row: { content_id: string; wrapped_key: Buffer }): Buffer =>
  wrapKey(to, keyName(row.content_id), unwrapKey(from, keyName(row.content_id), row.wrapped_key))
