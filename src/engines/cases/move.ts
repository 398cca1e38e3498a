import { randomUUID } from 'node:crypto'
import type { Updateable } from 'kysely'
import type { IncidentCase } from '../../platform/database-types.ts'
import type { Tx } from '../../platform/db.ts'
import type { CaseStep } from '../access/actions.ts'
import { audit } from '../access/audit.ts'
import { addJobs, type NewJob } from '../jobs/job.ts'
import { transition, type Chart, type Part } from './chart.ts'

export interface MovingCase<State extends string> {
  id: string
  organisation_id: string
  state: State
}

/** What else may change in a case with a step. */
export type CaseChanges = Updateable<IncidentCase>

export interface Move<Event extends CaseStep> {
  event: Event
  /** Who causes it: a person in their part, or the system. */
  actor: string | null
  part: Part
  /** A code that belongs to the step, such as a category or an outcome. */
  code?: string | null
  /** What it was done with, for the audit trail, such as another case; the code unless it says otherwise. */
  object?: string
  /** What else changes in the case. */
  set?: CaseChanges
  jobs?: readonly NewJob[]
}

/**
 * Moves a case along its chart: the new state, the step in the timeline, the audit entry and the jobs, in one transaction.
 * @returns false when the chart does not allow it, or somebody else was first; nothing has changed then
 */
export async function move<S extends string, E extends CaseStep>(
  tx: Tx,
  now: Date,
  chart: Chart<S, E>,
  it: MovingCase<S>,
  { event, actor, part, code = null, object, set = {}, jobs = [] }: Move<E>,
): Promise<boolean> {
  const found = transition(chart, it.state, event, part)
  if (!found) return false
  const { numUpdatedRows } = await tx
    .updateTable('incident_case')
    .set({ ...set, state: found.to })
    .where('id', '=', it.id)
    .where('state', '=', it.state)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await recordStep(tx, now, it, { event, from: it.state, to: found.to, actor, code })
  await audit(
    tx,
    {
      action: `case.${event}`,
      actor,
      organisation: it.organisation_id,
      case: it.id,
      object: object ?? code,
      origin: actor === null ? 'job' : 'web',
    },
    now,
  )
  await addJobs(tx, now, jobs)
  return true
}

async function recordStep(
  tx: Tx,
  now: Date,
  it: { id: string; organisation_id: string },
  step: { event: string; from: string; to: string; actor: string | null; code: string | null },
) {
  await tx
    .insertInto('case_event')
    .values({
      id: randomUUID(),
      case_id: it.id,
      organisation_id: it.organisation_id,
      event: step.event,
      from_state: step.from,
      to_state: step.to,
      code: step.code,
      actor_id: step.actor,
      at: now,
    })
    .execute()
}
