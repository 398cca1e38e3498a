import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Desk } from '../../engines/access/desk.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { JobHandlers } from '../../engines/jobs/runner.ts'
import { isoDay } from '../../ui/dates.ts'

const dayMs = 24 * 3_600_000
const soonDays = 14
/** In days from the day on which it should be done. */
const moments = [-soonDays, 1, 29]

/** The morning of a day, counted from another: eight or nine o'clock in Amsterdam. */
const morning = (day: string, days: number) => new Date(Date.parse(`${day}T07:00:00Z`) + days * dayMs)

/** Somebody hears once a day that something is due, however much it is. */
const jobId = (person: string, organisation: string, at: Date) => {
  const hex = createHash('sha256').update(`plan ${person} ${organisation} ${at.toISOString()}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Has somebody reminded of what they should have done by this day: before it, and after it when it is not done then. */
export async function remind(
  { tx, now, organisation }: Desk,
  person: string | null,
  dueOn: string | null,
): Promise<void> {
  if (person === null || dueOn === null) return
  const jobs = moments
    .map(days => morning(dueOn, days))
    .filter(at => at > now)
    .map(runAt => ({ id: jobId(person, organisation, runAt), kind: 'plan_due', organisation, person, runAt }))
  await addJobs(tx, now, jobs)
}

export const planJobs: JobHandlers = {
  /** Looks whether there still is something to be reminded of: it may be done, put off or given to somebody else. */
  plan_due: async ({ organisation_id: organisation, person_id: person }, tx, now) => {
    if (organisation === null || person === null) return
    const soon = isoDay(new Date(now.getTime() + soonDays * dayMs))
    const { rows } = await sql`
      select from plan_measure m
      where m.organisation_id = ${organisation} and coalesce(m.owner_id, m.person_id) = ${person}
        and m.state in ('proposed', 'accepted', 'in_progress') and m.due_on <= ${soon}::date
        and exists (select from membership b where b.person_id = ${person} and b.organisation_id = ${organisation}
          and b.starts <= ${now} and (b.ends is null or b.ends > ${now}))
      limit 1`.execute(tx)
    if (rows.length > 0) await addJobs(tx, now, [{ kind: 'plan_due_mail', organisation, person }])
  },
}
