import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { sweepAfter } from '../../platform/garbage.ts'
import type { House } from '../../platform/house.ts'
import type { WrappedKey } from '../../platform/keys.ts'
import { detectMediaType, mediaType, type MediaType } from '../../platform/media-types.ts'
import { newKey, openChunk, sealChunk, unwrapKey, wrapKey } from '../../platform/vault.ts'

// The text of an organisation's own protocol: one file with each version of it.

export const megabytes = 10
export const largestDocument = megabytes * 1024 * 1024
export const documentTypes = ['pdf', 'docx'] as const
const accepted = new Set<string>(documentTypes)

/** What came in, and is what it says. */
export interface Arrived {
  bytes: Buffer
  type: MediaType
}

/**
 * Whether a file can be the text of a protocol: what it is by its content, and clean by the scanner where there is one. Unlike
 * evidence it can be sent again, so that what was not looked at is not kept.
 * @returns the file, or why not
 */
export async function checkDocument(
  { scanner, log }: House,
  bytes: Buffer | undefined,
  name: string,
): Promise<Arrived | { error: string }> {
  if (!bytes) return { error: `Dit bestand is groter dan ${megabytes} MB. Maak het kleiner.` }
  if (bytes.length === 0) return { error: 'Dit bestand is leeg.' }
  const type = await detectMediaType(bytes, name)
  if (!type || !accepted.has(type.id))
    return { error: 'Dit is geen pdf of Word-bestand (docx). Kies een ander bestand.' }
  if (!scanner) return { bytes, type }
  try {
    const { malware } = await scanner.scan(oneChunk(bytes))
    if (malware !== undefined) return { error: 'In dit bestand zit schadelijke software. Wij hebben het niet bewaard.' }
  } catch (error) {
    log.error('scanner', error)
    return { error: 'Wij konden het bestand nu niet controleren. Probeer het later nog een keer.' }
  }
  return { bytes, type }
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  await Promise.resolve()
  yield bytes
}

const keyName = (version: string) => `protocol:${version}`

/** Keeps the file with a version that nobody adopted yet, in the place of what was there. */
export async function keepDocument(
  { keys }: House,
  { tx, now, actor, organisation }: Desk,
  version: { id: string; number: number },
  { bytes, type }: Arrived,
): Promise<void> {
  const wrapping = await keys.current(tx, organisation)
  const key = newKey()
  await tx.deleteFrom('protocol_document').where('version_id', '=', version.id).execute()
  await tx
    .insertInto('protocol_document')
    .values({
      version_id: version.id,
      organisation_id: organisation,
      media_type: type.id,
      size: bytes.length,
      sealed: sealChunk(key, version.id, 0, true, bytes),
      added_by: actor,
      added_at: now,
    })
    .execute()
  await tx
    .insertInto('protocol_key')
    .values({
      version_id: version.id,
      organisation_id: organisation,
      key_version: wrapping.version,
      wrapped: wrapKey(wrapping.key, keyName(version.id), key),
    })
    .execute()
  const object = `version:${version.number}`
  await audit(tx, { action: 'protocol.document_added', actor, organisation, object }, now)
  sweepAfter(bytes.length)
}

/** The file of a version as it came in; undefined where this person sees none. Throws SealBroken. */
export async function openDocument({ keys }: House, { tx, organisation }: Desk, version: string) {
  const row = await tx
    .selectFrom('protocol_document as d')
    .innerJoin('protocol_key as k', 'k.version_id', 'd.version_id')
    .select(['d.media_type', 'd.sealed', 'k.key_version', 'k.wrapped'])
    .where('d.organisation_id', '=', organisation)
    .where('d.version_id', '=', version)
    .executeTakeFirst()
  const type = row && mediaType(row.media_type)
  if (!type) return undefined
  const { rows } = await sql<WrappedKey>`
    select version, master_key_id as "masterKeyId", wrapped
    from app.organisation_key(${organisation}::uuid, ${row.key_version}::integer)`.execute(tx)
  const [wrapping] = rows
  if (!wrapping) return undefined
  const key = unwrapKey(keys.opened(organisation, wrapping).key, keyName(version), row.wrapped)
  return { type, bytes: openChunk(key, version, 0, true, row.sealed) }
}
