import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import { allInstruments } from '../../engines/questionnaires/library.ts'
import { releaseOf } from '../../engines/questionnaires/release.ts'
import { openedOrNot } from '../../engines/questionnaires/sets.ts'
import { remind } from './progress-due.ts'
import { countRounds } from './rounds.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { WrappedByMaster } from '../../platform/keys.ts'

/**
 * Once a week, on a fixed hour and not when somebody finishes: tells of private answers where ten people or more are waiting to
 * be counted, and does away with what was kept long enough.
 */
async function tell(job: Job, tx: Tx, now: Date, { keys, log }: House): Promise<void> {
  const organisation = job.organisation_id
  if (!organisation) return
  const all = await allInstruments(tx)
  const { rows: waiting } = await sql<{ questionnaire: string; version: number }>`
    select * from app.instruments_to_count(${organisation})`.execute(tx)
  for (const { questionnaire, version } of waiting) {
    const instrument = all.find(it => it.id === questionnaire && it.version === version)
    if (!instrument) continue
    const { rows } = await sql<WrappedByMaster & { id: string; answers: Buffer }>`
      select * from app.answers_to_count(${organisation}, ${questionnaire}, ${version})`.execute(tx)
    // A set that does not open stays out, and does not keep the others from being told of.
    const opened = rows.flatMap(row => openedOrNot(keys, row, log))
    const told = releaseOf(
      instrument,
      opened.map(it => it.values),
    )
    if (!told) continue
    await sql`select app.release_answers(${randomUUID()}, ${organisation}, ${questionnaire}, ${version},
      ${opened.map(it => it.id)}::uuid[], ${JSON.stringify(told)}::jsonb)`.execute(tx)
  }
  await sql`select app.expire_answers(${organisation})`.execute(tx)
  await sql`select app.sweep_answer_files(${organisation})`.execute(tx)
  await sql`select app.expire_rounds(${organisation})`.execute(tx)
  await addJobs(tx, now, [{ kind: 'scans_tell', organisation, runAt: nextMonday(now) }])
}

/** Monday at five in the morning, UTC. */
function nextMonday(now: Date): Date {
  const next = new Date(now)
  next.setUTCDate(next.getUTCDate() + ((8 - next.getUTCDay()) % 7 || 7))
  next.setUTCHours(5, 0, 0, 0)
  return next
}

/** When counting at once was broken off. */
const count = async (job: Job, tx: Tx, _now: Date, house: House): Promise<void> => {
  if (job.organisation_id) await countRounds(tx, house, job.organisation_id)
}

export const jobsOfScans: JobHandlers = { scans_tell: tell, progress_due: remind, round_count: count }
