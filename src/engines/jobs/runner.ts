import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { enter, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'

export interface Job {
  id: string
  kind: string
  organisation_id: string | null
  person_id: string | null
  case_id: string | null
  detail: string | null
  attempts: number
}

/** Carries out a job inside the transaction that holds its row: when it throws, nothing of it happened. */
export type JobHandler = (job: Job, tx: Tx, now: Date, house: House) => Promise<void>
export type JobHandlers = Readonly<Record<string, JobHandler>>

const backOffMinutes = [1, 5, 15, 60, 240]

/** A job that failed this often is set aside: after four days, so that a long weekend without a mail server is no loss. */
export const mostAttempts = 30

/** Runs the next job that is due. Returns false when there is none. */
export async function runNextJob(house: House, handlers: JobHandlers): Promise<boolean> {
  let claimed: Job | undefined
  try {
    await house.db.as('nobody', async (tx, now) => {
      const { rows } = await sql<Job>`select * from app.claim_job(${now})`.execute(tx)
      claimed = rows[0]
      if (!claimed) return
      await carryOut(claimed, tx, now, house, handlers)
      await sql`select app.finish_job(${claimed.id})`.execute(tx)
    })
  } catch (error) {
    if (!claimed) throw error
    await postpone(claimed, error, house)
  }
  return claimed !== undefined
}

async function carryOut(job: Job, tx: Tx, now: Date, house: House, handlers: JobHandlers) {
  const handler = handlers[job.kind]
  if (!handler) throw new Error(`There is no handler for jobs of kind ${job.kind}`)
  if (job.organisation_id) await enter(tx, { systemOf: job.organisation_id }, now)
  await handler(job, tx, now, house)
}

async function postpone(job: Job, error: unknown, house: House) {
  const attempts = job.attempts + 1
  const setAside = attempts >= mostAttempts
  house.log.error('job', error, { job: job.id, kind: job.kind, attempts, setAside })
  const minutes = backOffMinutes[Math.min(job.attempts, backOffMinutes.length - 1)] ?? 240
  await house.db.as('nobody', async (tx, now) => {
    const again = new Date(now.getTime() + minutes * 60_000)
    await (
      setAside ? sql`select app.set_aside_job(${job.id}, ${now})` : sql`select app.postpone_job(${job.id}, ${again})`
    ).execute(tx)
  })
}

/** Runs every job that is due now; for tests and for a server that stops. */
export async function runDueJobs(house: House, handlers: JobHandlers): Promise<number> {
  let count = 0
  while (await runNextJob(house, handlers)) count++
  return count
}

/** Works through the queue until stopped; looks again every second. Returns the way to stop, which waits for the job at hand. */
export function startJobs(house: House, handlers: JobHandlers): () => Promise<void> {
  const stopping = new AbortController()
  const work = async () => {
    while (!stopping.signal.aborted) {
      const worked = await runNextJob(house, handlers).catch((error: unknown) => {
        house.log.error('jobs', error)
        return false
      })
      if (!worked) await sleep(1000, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const done = work()
  return () => {
    stopping.abort()
    return done
  }
}
