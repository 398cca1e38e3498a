import { sql } from 'kysely'
import { addHours } from '../../../engines/cases/deadlines.ts'
import { addJobs, type NewJob } from '../../../engines/jobs/job.ts'
import type { Job } from '../../../engines/jobs/runner.ts'
import type { Tx } from '../../../platform/db.ts'
import { endOfDay, isoDay } from '../../../ui/dates.ts'
import { addTask, taskDue, type Acting } from '../acting.ts'

/** The end of a day, where the people are. */
export const endOfThe = (day: string): Date => endOfDay(new Date(`${day}T12:00:00Z`))

/** The job that ends what this is the last day of: an hour after it has passed. */
export const endOf = (it: { id: string; organisation_id: string }, day: string): NewJob => ({
  kind: 'measure_end',
  organisation: it.organisation_id,
  case: it.id,
  runAt: addHours(endOfThe(day), 1),
})

/** The first day on which a measure that still holds must be looked at, and was not. */
async function nextReview(tx: Tx, caseId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('measure as m')
    .select(eb => eb.cast<string | null>(eb.fn.min('m.review_on'), 'text').as('day'))
    .where('m.case_id', '=', caseId)
    .where('m.ended_at', 'is', null)
    .executeTakeFirst()
  return row?.day ?? undefined
}

/** A case with measures has one open task: to look at the one that is due first. Without measures it has none. */
export async function keepReviewTask(acting: Acting): Promise<void> {
  const { tx, now, it } = acting
  const day = await nextReview(tx, it.id)
  if (day === undefined) return endReviewTask(tx, now, it.id)
  const due = endOfThe(day)
  const open = await openReviewTask(tx, it.id)
  if (!open) return addTask(acting, { kind: 'measure_review', due })
  await tx.updateTable('task').set({ due_at: due }).where('id', '=', open.id).execute()
  await addJobs(tx, now, [taskDue(now, it, { kind: 'measure_review', due })])
}

const openReviewTask = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'measure_review')
    .where('done_at', 'is', null)
    .executeTakeFirst()

const endReviewTask = async (tx: Tx, now: Date, caseId: string): Promise<void> => {
  await tx
    .updateTable('task')
    .set({ done_at: now })
    .where('case_id', '=', caseId)
    .where('kind', '=', 'measure_review')
    .where('done_at', 'is', null)
    .execute()
}

/** Ends the measures of a case of which the last day has passed; with the last of them goes the task to look at them. */
export async function endMeasures(job: Job, tx: Tx, now: Date): Promise<void> {
  if (!job.case_id) return
  await tx
    .updateTable('measure')
    .set({ ended_at: now, ended_how: 'expired' })
    .where('case_id', '=', job.case_id)
    .where('ended_at', 'is', null)
    .where('ends_on', '<', sql<Date>`${isoDay(now)}::date`)
    .execute()
  if ((await nextReview(tx, job.case_id)) === undefined) await endReviewTask(tx, now, job.case_id)
}
