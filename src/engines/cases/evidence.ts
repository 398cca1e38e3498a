import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { parseEml, type EmlResult } from '../../platform/eml.ts'
import { sweepAfter } from '../../platform/garbage.ts'
import type { House } from '../../platform/house.ts'
import { mediaType, type MediaType } from '../../platform/media-types.ts'
import { drain, takeIn, type FileRefusal } from '../../platform/arriving-file.ts'
import { newKey, openChunk, openJson, sealJson, unwrapKey } from '../../platform/vault.ts'
import { audit } from '../access/audit.ts'
import type { JobHandlers } from '../jobs/runner.ts'
import { addHours } from './deadlines.ts'
import { beginFile, hoursToArrive } from './arriving.ts'
import type { Dossier } from './dossier.ts'
import { addFileName } from './file-words.ts'
import { askForScans, scanResult, type ScanResult } from './scanning.ts'

/** With a report; every new event of a series makes room for as many more. */
export const maxFilesInCase = 20
const maxFilesInSeries = 200

export type Stored = { stored: string } | { refused: FileRefusal }

type Arriving = {
  name: string
  content: AsyncIterable<Buffer>
  /** Of what we write down ourselves: what it is, its id so that one form makes one piece, and by which words it is found. */
  written?: { id: string; type: MediaType; words: string }
}

const Facts = z.object({ name: z.string(), sha256: z.string() })

/** A piece of evidence as it is listed: name and hash opened with the key of its incident. */
export interface Piece {
  id: string
  parent: string | null
  name: string
  sha256: string
  type: MediaType
  size: number
  chunks: number
  addedBy: string
  addedAt: Date
  /** The case that it came with: another one of the same incident, or this one. */
  caseId: string
  /** Whether everybody in the incident sees it. */
  shared: boolean
  scan: ScanResult
  /** The name of what the scanner found. */
  malware: string | null
  key: Buffer
}

/** A file of which every chunk is there, and which is no evidence yet. */
interface Arrived extends Pick<Piece, 'id' | 'key' | 'chunks' | 'name' | 'sha256' | 'type' | 'size'> {
  parent: string | null
  /** By which it is found, besides its name. */
  words: string
  /** The case as it lay when the file began to arrive, and lies until it is complete. */
  dossier: Dossier
}

/**
 * Takes in a file while it streams: sealed in chunks, each in a short transaction, and complete only at the end. From a
 * mail the attachments become pieces of their own, complete together with it; a mail that cannot be read is kept as it came.
 * @param coming events that are told of with these files, and that the case does not know yet
 */
export async function storeFile(
  house: House,
  actor: string,
  dossier: Dossier,
  file: Arriving,
  coming = 0,
): Promise<Stored> {
  const as = { person: actor }
  // Asked here to spare the work, and again when it is complete: others send too.
  if (await house.db.as(as, tx => isFull(tx, dossier, coming))) return drain(file.content, 'count')
  const arrived = await arrive(house, actor, dossier, file, null)
  if ('refused' in arrived) return arrived
  const attachments = arrived.type.how === 'mail' ? await arriveAttachments(house, actor, arrived.dossier, arrived) : []
  return house.db.as(as, async (tx, now) => {
    if (await isFull(tx, dossier, coming)) {
      await takeBack(tx, arrived.id)
      return { refused: 'count' }
    }
    for (const it of [arrived, ...attachments]) await complete(tx, now, actor, dossier, it)
    await askForScans(house, tx, now, dossier, [arrived, ...attachments])
    return { stored: arrived.id }
  })
}

/** Whether the case has as many pieces as it may. Until the transaction ends no other piece of it completes. */
async function isFull(tx: Tx, { caseId }: Dossier, coming: number): Promise<boolean> {
  const { rows } = await sql<{ pieces: number; events: number }>`
    select app.count_pieces(${caseId}) as pieces,
      (select count(*)::int from occurrence where case_id = ${caseId}) as events`.execute(tx)
  const [it] = rows
  return it !== undefined && it.pieces >= Math.min(maxFilesInCase * (1 + it.events + coming), maxFilesInSeries)
}

const takeBack = (tx: Tx, id: string) => tx.deleteFrom('file').where('id', '=', id).execute()

async function arrive(
  house: House,
  actor: string,
  dossier: Dossier,
  file: Arriving,
  parent: string | null,
): Promise<Arrived | { refused: FileRefusal }> {
  const id = file.written?.id ?? randomUUID()
  const key = newKey()
  const as = { person: actor }
  let lies = dossier
  const taken = await takeIn(
    { ...file, type: file.written?.type },
    {
      id,
      key,
      begin: async type => {
        lies = await beginFile(house, actor, dossier, { id, key, type, parent })
      },
      keep: (n, sealed) =>
        house.db.as(as, tx => tx.insertInto('file_chunk').values({ file_id: id, n, sealed }).execute()),
      takeBack: () => house.db.as(as, tx => takeBack(tx, id)),
    },
  )
  return 'refused' in taken ? taken : { ...taken, id, key, parent, words: file.written?.words ?? '', dossier: lies }
}

async function complete(
  tx: Tx,
  now: Date,
  actor: string,
  dossier: Dossier,
  { id, key, name, words, sha256, size, chunks }: Arrived,
) {
  const sealed_facts = sealJson(key, `file:${id}`, { name, sha256 })
  await tx
    .updateTable('file')
    .set({ state: 'complete', size: String(size), chunks, sealed_facts })
    .where('id', '=', id)
    .execute()
  const { organisationId: organisation, caseId } = dossier
  await addFileName(tx, dossier, actor, `${name} ${words}`)
  await audit(tx, { action: 'evidence.add', actor, organisation, case: caseId, object: id }, now)
}

/** One level deep: a mail inside a mail is a piece of its own, not taken apart again. What breaks off in it is swept away. */
async function arriveAttachments(
  house: House,
  actor: string,
  dossier: Dossier,
  mail: Pick<Piece, 'id' | 'key' | 'chunks'>,
): Promise<Arrived[]> {
  const attachments: Arrived[] = []
  await parseEml(readChunks(house, actor, mail), {
    onAttachment: async attachment => {
      const arrived = await arrive(house, actor, dossier, attachment, mail.id)
      if (!('refused' in arrived)) attachments.push(arrived)
    },
  })
  return attachments
}

/** Removes what began to arrive in a case and never did: the connection broke, or the server stopped. */
export const evidenceJobs: JobHandlers = {
  sweep_files: async (job, tx, now) => {
    await tx
      .deleteFrom('file')
      .where('case_id', '=', job.case_id)
      .where('state', '=', 'arriving')
      .where('added_at', '<=', addHours(now, -hoursToArrive))
      .execute()
  },
}

/** The pieces of evidence of a case, oldest first, attachments after their mail. */
export async function listPieces(tx: Tx, dossier: Dossier): Promise<Piece[]> {
  const rows = await tx
    .selectFrom('file')
    .selectAll()
    .where('incident_id', '=', dossier.incidentId)
    .where('state', '=', 'complete')
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  const pieces = rows.flatMap(row => {
    const type = mediaType(row.media_type)
    if (!type) return []
    const key = unwrapKey(dossier.incidentKey, `file:${row.id}`, row.wrapped_key)
    const { name, sha256 } = openJson(key, `file:${row.id}`, row.sealed_facts, Facts)
    const { id, chunks, parent_id: parent, added_by: addedBy, added_at: addedAt } = row
    const sharing = { caseId: row.case_id, shared: row.shared_at !== null }
    const said = { scan: scanResult(row.scan), malware: row.malware }
    return [
      { id, parent, name, sha256, type, size: Number(row.size), chunks, addedBy, addedAt, ...sharing, ...said, key },
    ]
  })
  return pieces
    .filter(it => it.parent === null)
    .flatMap(it => [it, ...pieces.filter(attachment => attachment.parent === it.id)])
}

/** The bytes of a piece, chunk by chunk, each read in a short transaction of its own. Throws SealBroken. */
export async function* readChunks(
  house: House,
  actor: string,
  piece: Pick<Piece, 'id' | 'key' | 'chunks'>,
): AsyncGenerator<Buffer> {
  for (let n = 0; n < piece.chunks; n++) {
    const { sealed } = await house.db.as({ person: actor }, tx =>
      tx
        .selectFrom('file_chunk')
        .select('sealed')
        .where('file_id', '=', piece.id)
        .where('n', '=', n)
        .executeTakeFirstOrThrow(),
    )
    yield openChunk(piece.key, piece.id, n, n === piece.chunks - 1, sealed)
    sweepAfter(sealed.length)
  }
}

/** A mail as text, read again from the original: what is shown is never kept apart from it. */
export const readMail = (house: House, actor: string, piece: Piece): Promise<EmlResult> =>
  parseEml(readChunks(house, actor, piece), {
    onAttachment: async ({ content }) => void (await drain(content, 'type')),
  })
