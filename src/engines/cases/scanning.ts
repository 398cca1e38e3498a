import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { sweepAfter } from '../../platform/garbage.ts'
import type { House } from '../../platform/house.ts'
import { openChunk, unwrapKey } from '../../platform/vault.ts'
import { auditEntry } from '../access/audit.ts'
import { addJobs } from '../jobs/job.ts'
import type { Job, JobHandlers } from '../jobs/runner.ts'
import { addHours } from './deadlines.ts'

/** What a scanner said of a file; null when nothing was said yet. */
export type ScanResult = z.infer<typeof ScanSaid>
const ScanSaid = z.enum(['clean', 'infected']).nullable()

/** What stands with a file in the database. */
export const scanResult = (text: string | null): ScanResult => ScanSaid.parse(text)

/** How a file stands: in quarantine it is `waiting`, and `late` when that takes longer than a scanner is ever away. */
export type Standing = 'unscanned' | 'waiting' | 'late' | 'clean' | 'infected'

const hoursToScan = 24

/** @param scanning whether this installation has a scanner: without one nothing waits for it */
export function standing(scanning: boolean, file: { scan: ScanResult; addedAt: Date }, now: Date): Standing {
  if (file.scan !== null) return file.scan
  if (!scanning) return 'unscanned'
  return addHours(file.addedAt, hoursToScan) > now ? 'waiting' : 'late'
}

/** Whether the original stays here: until it is clean, where there is a scanner, and always when it is infected. */
export const isShut = (it: Standing): boolean => it !== 'clean' && it !== 'unscanned'

/** Has files scanned that are complete with this transaction. The job has the id of the file: there is one for each. */
export async function askForScans(
  house: House,
  tx: Tx,
  now: Date,
  { organisationId: organisation, caseId }: { organisationId: string; caseId: string },
  files: readonly { id: string }[],
): Promise<void> {
  if (!house.scanner) return
  await addJobs(
    tx,
    now,
    files.map(({ id }) => ({ id, kind: 'scan_file', organisation, case: caseId })),
  )
}

/** At the start: whether the scanner is there, and a job for each file that it has not called clean. Stops nothing. */
export async function beginScanning({ scanner, db, log }: House): Promise<void> {
  if (!scanner) return
  try {
    await scanner.ping()
    log.info('scanner')
  } catch (error) {
    log.error('scanner', error)
  }
  await db
    .as('nobody', (tx, now) => sql`select app.queue_scans(${now})`.execute(tx))
    .catch((error: unknown) => log.error('scanner', error))
}

interface ToScan {
  case_id: string
  incident_id: string
  chunks: number
  wrapped_key: Buffer
  wrapped: Buffer
  key_version: number
  master_key_id: string
  organisation_key: Buffer
}

/** Throws while the scanner is away, so that it is tried again. A file that is gone meanwhile needs no scan. */
async function scanFile(job: Job, tx: Tx, now: Date, house: House): Promise<void> {
  const { scanner } = house
  const organisation = job.organisation_id
  if (!scanner || organisation === null) return
  // Before the key is asked: one that is away gets nothing to see.
  await scanner.ping()
  const { rows } = await sql<ToScan>`select * from app.file_to_scan(${job.id}::uuid)`.execute(tx)
  const file = rows[0]
  if (!file) return
  const { malware } = await scanner.scan(contentOf(tx, house, organisation, job.id, file))
  const action = malware === undefined ? 'evidence.scan_clean' : 'evidence.scan_infected'
  const { entry, salt } = auditEntry(
    tx,
    { action, actor: null, organisation, case: file.case_id, object: job.id, origin: 'job' },
    now,
  )
  await sql`select app.record_scan(${job.id}::uuid, ${malware ?? null}::text, ${entry}, ${salt})`.execute(tx)
}

/** The bytes of a file, opened one chunk at a time as the scanner takes them. */
async function* contentOf(
  tx: Tx,
  { keys }: House,
  organisation: string,
  id: string,
  file: ToScan,
): AsyncGenerator<Buffer> {
  const under = keys.opened(organisation, {
    version: file.key_version,
    masterKeyId: file.master_key_id,
    wrapped: file.organisation_key,
  })
  const incidentKey = unwrapKey(under.key, `incident:${file.incident_id}`, file.wrapped)
  const key = unwrapKey(incidentKey, `file:${id}`, file.wrapped_key)
  for (let n = 0; n < file.chunks; n++) {
    const { sealed } = await tx
      .selectFrom('file_chunk')
      .select('sealed')
      .where('file_id', '=', id)
      .where('n', '=', n)
      .executeTakeFirstOrThrow()
    yield openChunk(key, id, n, n === file.chunks - 1, sealed)
    sweepAfter(sealed.length)
  }
}

export const scanJobs: JobHandlers = { scan_file: scanFile }
