import { addHours } from '../../engines/cases/deadlines.ts'
import { move } from '../../engines/cases/move.ts'
import { isState } from '../../engines/cases/chart.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import type { Tx } from '../../platform/db.ts'
import { endOfDay } from '../../ui/dates.ts'
import { caseMail, coordinators, letIn } from './letting-in.ts'
import { incidentChart } from './incident.chart.ts'
import { isEscalated, isPromised } from './tasks.ts'

// What happens by itself when something is not done in time: first a reminder, later the same line is asked. The person hit
// sees it as a plain fact.

/** How long the owner has to mend it before others are asked, here. */
async function readEscalateHours(tx: Tx, organisation: string): Promise<number> {
  const row = await tx
    .selectFrom('organisation')
    .select('escalate_hours')
    .where('id', '=', organisation)
    .executeTakeFirstOrThrow()
  return row.escalate_hours
}

/** Who has an open task of this kind that should have been done by now, or today when it has a day, and its case. */
async function overdue(job: Job, tx: Tx, now: Date) {
  const tasks = await tx
    .selectFrom('task')
    .select('owner_id')
    .distinct()
    .where('case_id', '=', job.case_id)
    .where('kind', '=', job.detail ?? '')
    .where('done_at', 'is', null)
    .where('due_at', '<=', job.detail === 'own' ? endOfDay(now) : now)
    .execute()
  if (tasks.length === 0) return undefined
  const it = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id', 'state', 'line', 'deputy_id'])
    .where('id', '=', job.case_id)
    .executeTakeFirst()
  return it && { owners: tasks.map(task => task.owner_id), it }
}

/** A task should be done now: its owner is reminded, and what was promised to the person hit is late for all to see. */
async function remind(job: Job, tx: Tx, now: Date) {
  const found = await overdue(job, tx, now)
  if (!found || !isState(incidentChart, found.it.state)) return
  const { owners, it } = found
  await addJobs(
    tx,
    now,
    owners.map(owner => caseMail(it, owner, 'reminder')),
  )
  const kind = job.detail ?? ''
  if (!isEscalated(kind)) return
  const late = { event: 'late', actor: null, part: 'system', code: kind } as const
  // Aftercare in a closed case is not a step of the case; it is still asked for.
  if (isPromised(kind)) await move(tx, now, incidentChart, { ...it, state: found.it.state }, late)
  await addJobs(tx, now, [
    {
      kind: 'task_escalate',
      organisation: it.organisation_id,
      case: it.id,
      detail: kind,
      runAt: addHours(now, await readEscalateHours(tx, it.organisation_id)),
    },
  ])
}

/** Still not done: the deputy is let in and asked, and the coordinators of the line hear of it. */
async function escalate(job: Job, tx: Tx, now: Date) {
  const found = await overdue(job, tx, now)
  if (!found) return
  const { owners, it } = found
  if (it.deputy_id && !owners.includes(it.deputy_id) && (await letIn(tx, now, it, it.deputy_id)))
    await addJobs(tx, now, [caseMail(it, it.deputy_id, 'deputy_late')])
  const people = it.line ? await coordinators(tx, now, it.organisation_id, it.line) : []
  await addJobs(
    tx,
    now,
    people.map(person => caseMail(it, person, 'line_late')),
  )
}

/** The open cases of this owner in which the deputy is asked whether the owner is there or not: what was promised is late. */
export async function escalatedCases(tx: Tx, now: Date, organisation: string, owner: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('task')
    .innerJoin('incident_case', 'incident_case.id', 'task.case_id')
    .select(['task.case_id', 'task.kind'])
    .where('incident_case.organisation_id', '=', organisation)
    .where('incident_case.owner_id', '=', owner)
    .where('task.done_at', 'is', null)
    .where('task.due_at', '<=', addHours(now, -(await readEscalateHours(tx, organisation))))
    .execute()
  return rows.filter(it => isEscalated(it.kind)).map(it => it.case_id)
}

/**
 * The day until which a case waited has come, or the answer that it waited for: it goes on by itself. Its owner hears of the day
 * from the task to go on, and of an answer from the task to answer it.
 */
async function resumeWaiting(job: Job, tx: Tx, now: Date) {
  const answered = job.detail === 'answered'
  const it = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id'])
    .where('id', '=', job.case_id)
    .where('state', '=', 'waiting')
    .where(eb => (answered ? eb('waiting_for', '=', 'reporter') : eb('waiting_until', '<=', now)))
    .executeTakeFirst()
  if (!it) return
  const resumed = { event: 'resume', actor: null, part: 'system' } as const
  await move(tx, now, incidentChart, { ...it, state: 'waiting' }, resumed)
  if (!answered) return
  await tx
    .updateTable('task')
    .set({ done_at: now, done_by: job.person_id, outcome: 'done' })
    .where('case_id', '=', it.id)
    .where('kind', '=', 'resume')
    .where('done_at', 'is', null)
    .execute()
}

export const lateJobs: JobHandlers = { task_due: remind, task_escalate: escalate, resume_waiting: resumeWaiting }
