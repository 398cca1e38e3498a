import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db.ts'

/** What is done later, outside the request. Ids only: a job holds no word of anybody. */
export interface NewJob {
  /** For what must be there once, however often it is asked for. */
  id?: string
  kind: string
  organisation: string | null
  person?: string | null
  case?: string | null
  /** A code, such as which text to send. */
  detail?: string | null
  /** From when it may run; at once by default. */
  runAt?: Date
}

/** Puts jobs in the queue, in the transaction that makes them necessary. */
export async function addJobs(tx: Tx, now: Date, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return
  await tx
    .insertInto('job')
    .values(jobs.map(job => row(job, now)))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

const row = (job: NewJob, now: Date) => ({
  id: job.id ?? randomUUID(),
  kind: job.kind,
  organisation_id: job.organisation,
  person_id: job.person ?? null,
  case_id: job.case ?? null,
  detail: job.detail ?? null,
  run_at: job.runAt ?? now,
  attempts: 0,
  created_at: now,
})
