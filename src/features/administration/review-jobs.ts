import { activeMemberships } from '../../engines/cases/routing.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import type { Tx } from '../../platform/db.ts'
import { countOverdue } from './access-review.ts'
import { idFor } from '../../platform/id-for.ts'

/** The next Monday morning: every organisation has one look a week, however often it is asked for. */
function nextLook(now: Date, organisation: string): NewJob {
  const runAt = new Date(now)
  runAt.setUTCHours(6, 0, 0, 0)
  runAt.setUTCDate(runAt.getUTCDate() + ((8 - runAt.getUTCDay()) % 7))
  if (runAt <= now) runAt.setUTCDate(runAt.getUTCDate() + 7)
  return { id: idFor(`review ${organisation} ${runAt.toISOString()}`), kind: 'review_due', organisation, runAt }
}

export const askForReview = (tx: Tx, now: Date, organisation: string): Promise<void> =>
  addJobs(tx, now, [nextLook(now, organisation)])

// One a week, also after a server that stood still for longer.
const mailTo = (person: string, next: NewJob): NewJob => ({
  id: idFor(`review mail ${person} ${next.id}`),
  kind: 'review_mail',
  organisation: next.organisation,
  person,
})

/** Looks whether roles wait for a confirmation; the administrators hear that something waits, and nothing of what. */
async function remind(job: Job, tx: Tx, now: Date): Promise<void> {
  const organisation = job.organisation_id
  if (organisation === null) return
  await askForReview(tx, now, organisation)
  if ((await countOverdue({ tx, now, organisation })) === 0) return
  const administrators = await activeMemberships(tx, now, organisation)
    .select('person_id')
    .distinct()
    .where('role', '=', 'administrator')
    .execute()
  await addJobs(
    tx,
    now,
    administrators.map(it => mailTo(it.person_id, nextLook(now, organisation))),
  )
}

export const administrationJobs: JobHandlers = { review_due: remind }
