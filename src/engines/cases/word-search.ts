import { setImmediate as otherWork } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { KeyRing } from '../../platform/keys.ts'
import { auditEntry } from '../access/audit.ts'
import { beginSearch, type Search, type SealedWords } from './word-matching.ts'
import type { Sight } from './words.ts'

interface Row {
  case_id: string
  sight: Sight
  incident_id: string | null
  wrapped: Buffer
  key_version: number
  master_key_id: string | null
  organisation_key: Buffer | null
  content_id: string | null
  content_key: Buffer | null
  sealed: Buffer
}

/** What is opened on behalf of a search, still sealed. */
export type Opened = Omit<Search, 'sought'> & { pieces: readonly SealedWords[] }

/**
 * Opens the words of all cases of an organisation that this person may open. The database writes the search down, once, and
 * only then hands out the lists and their keys; what was sought is written down nowhere.
 */
export async function openWords(
  tx: Tx,
  now: Date,
  ring: KeyRing,
  { actor, organisation }: { actor: string; organisation: string },
): Promise<Opened> {
  const { entry, salt } = auditEntry(tx, { action: 'case.search_words', actor, organisation }, now)
  const { rows } = await sql<Row>`select * from app.open_words(${organisation}::uuid, ${entry}, ${salt})`.execute(tx)
  const keys = new Map<number, Buffer>()
  for (const { key_version: version, master_key_id: masterKeyId, organisation_key: wrapped } of rows)
    if (masterKeyId !== null && wrapped !== null)
      keys.set(version, ring.opened(organisation, { version, masterKeyId, wrapped }).key)
  return { viewer: actor, keys, pieces: rows.map(toPiece) }
}

const toPiece = (row: Row): SealedWords => ({
  caseId: row.case_id,
  sight: row.sight,
  version: row.key_version,
  wrapped: row.wrapped,
  sealed: row.sealed,
  shared:
    row.incident_id !== null && row.content_id !== null && row.content_key !== null
      ? { incidentId: row.incident_id, contentId: row.content_id, key: row.content_key }
      : undefined,
})

// So many are opened between two requests; more take a thread.
const atOnce = 20
const without = 200
const inOneMessage = 200

/** The cases in which all that is sought was found. Nothing else waits for it. */
export async function lookFor(sought: readonly string[], { pieces, ...opened }: Opened): Promise<string[]> {
  if (sought.length === 0) return []
  if (pieces.length > without) return inThread({ ...opened, sought }, pieces)
  const search = beginSearch({ ...opened, sought })
  for (let at = 0; at < pieces.length; at += atOnce) {
    search.look(pieces.slice(at, at + atOnce))
    await otherWork()
  }
  return search.found()
}

// From the source, or beside the bundle.
const thread = new URL(import.meta.url.endsWith('.ts') ? './word-thread.ts' : './word-thread.js', import.meta.url)

async function inThread(search: Search, pieces: readonly SealedWords[]): Promise<string[]> {
  const worker = new Worker(thread, { workerData: search })
  try {
    const answer = new Promise<string[]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread of a search ended before it answered')))
    })
    answer.catch(() => {})
    for (let at = 0; at < pieces.length; at += inOneMessage) {
      worker.postMessage(pieces.slice(at, at + inOneMessage), [])
      await otherWork()
    }
    worker.postMessage('done', [])
    return await answer
  } finally {
    await worker.terminate()
  }
}
