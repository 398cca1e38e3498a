import { sql } from 'kysely'
import type { Job } from '../../engines/jobs/runner.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import { endOfDay } from '../../ui/dates.ts'
import { openStates } from './incident.chart.ts'
import { idFor } from '../../platform/id-for.ts'

// What cannot wait until tomorrow, whatever somebody chose.
const urgent = new Set([
  'new_report',
  'deputy_asked',
  'deputy_late',
  'line_warned',
  'line_late',
  'handed_over',
  'confirm_report',
  'taken_up',
  'emergency_told',
])

/**
 * The mail of tomorrow morning that takes the place of this one, for who wants one mail a day; undefined when it goes out now.
 * However many there are, it is the same job.
 */
export async function digestInstead(tx: Tx, now: Date, job: Job): Promise<NewJob | undefined> {
  if (!job.person_id || urgent.has(job.detail ?? '') || (await isUnsafe(tx, job))) return undefined
  const wanted = await tx
    .selectFrom('person_setting')
    .select('daily_digest')
    .where('person_id', '=', job.person_id)
    .where('daily_digest', '=', true)
    .executeTakeFirst()
  if (!wanted) return undefined
  const runAt = await nextMorning(tx, now)
  return {
    id: idFor(`digest ${job.person_id} ${runAt.toISOString()}`),
    kind: 'digest_mail',
    organisation: job.organisation_id,
    person: job.person_id,
    detail: 'digest',
    runAt,
  }
}

/** A message in an open case of somebody who was not sure to be safe: it may be a cry for help. */
async function isUnsafe(tx: Tx, job: Job): Promise<boolean> {
  if (job.detail !== 'new_message') return false
  const row = await tx
    .selectFrom('incident_case')
    .select('id')
    .where('id', '=', job.case_id)
    .where('state', 'in', openStates)
    .where('safe_now', '<>', 'yes')
    .executeTakeFirst()
  return row !== undefined
}

/** How many tasks of somebody should be done by the end of this day, as far as they may see those now. */
export async function countDueToday(tx: Tx, now: Date, person: string): Promise<number> {
  const { n } = await tx
    .selectFrom('task')
    .select(eb => eb.fn.countAll<string>().as('n'))
    .where('owner_id', '=', person)
    .where('done_at', 'is', null)
    .where('due_at', '<', endOfDay(now))
    .executeTakeFirstOrThrow()
  return Number(n)
}

async function nextMorning(tx: Tx, now: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select (local::date + case when local::time < time '08:00' then 0 else 1 end + time '08:00') at time zone 'Europe/Amsterdam' as at
    from (select ${now}::timestamptz at time zone 'Europe/Amsterdam' as local) it`.execute(tx)
  if (!rows[0]) throw new Error('The database gave no moment')
  return rows[0].at
}
