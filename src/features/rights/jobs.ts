import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import type { JobHandlers } from '../../engines/jobs/runner.ts'
import { isoDay } from '../../ui/dates.ts'
import { keepMonths } from './words.ts'

export const rightsJobs: JobHandlers = {
  /** A week before a request is due: whoever handles it hears that something is. */
  rights_due: async (job, tx) => {
    if (job.organisation_id) await sql`select app.remind_rights_desk(${job.organisation_id}::uuid)`.execute(tx)
  },

  /** What was finished longer ago than its term is removed, keys and all; how many it was stays in the trail. */
  rights_remove: async (job, tx, now) => {
    const organisation = job.organisation_id
    if (!organisation) return
    const { rows } = await sql<{ n: number }>`select app.remove_requests(${organisation}::uuid,
      (${isoDay(now)}::date - make_interval(months => ${keepMonths}))::date) as n`.execute(tx)
    const object = `requests:${rows[0]?.n ?? 0}`
    await audit(tx, { action: 'rights.removed', actor: null, organisation, object, origin: 'job' }, now)
  },
}
