import { randomUUID } from 'node:crypto'
import { addHours } from '../../engines/cases/deadlines.ts'
import { activeMemberships, whoHandles } from '../../engines/cases/routing.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { IncidentCase } from '../../platform/database-types.ts'
import type { Tx } from '../../platform/db.ts'
import type { TaskKind } from './tasks.ts'

/** A mail to somebody that something waits in a case. */
export const caseMail = (it: { id: string; organisation_id: string }, person: string, detail: string): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person,
  detail,
})

export type OpenedCase = Pick<IncidentCase, 'id' | 'organisation_id' | 'state'>

const deputyHours = 4

/**
 * Makes somebody the deputy in a case, with the task that is there for them.
 * @returns false when they have that task already, or handle no cases here any more
 */
export async function letIn(tx: Tx, now: Date, it: OpenedCase, deputy: string): Promise<boolean> {
  const organisation = it.organisation_id
  if (!(await whoHandles(tx, now, organisation, [deputy])).has(deputy)) return false
  await tx
    .insertInto('participant')
    .values({ case_id: it.id, person_id: deputy, role: 'deputy', organisation_id: organisation, added_at: now })
    .onConflict(conflict => conflict.columns(['case_id', 'person_id', 'role']).doNothing())
    .execute()
  const asked = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', it.id)
    .where('owner_id', '=', deputy)
    .where('kind', 'in', ['take_up', 'take_over'])
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (asked) return false
  const kind: TaskKind = it.state === 'reported' ? 'take_up' : 'take_over'
  await tx
    .insertInto('task')
    .values({
      id: randomUUID(),
      case_id: it.id,
      organisation_id: organisation,
      kind,
      owner_id: deputy,
      due_at: addHours(now, deputyHours),
      created_at: now,
    })
    .execute()
  return true
}

/** Who watches over a line now. */
export async function coordinators(tx: Tx, now: Date, organisation: string, line: string): Promise<string[]> {
  const rows = await activeMemberships(tx, now, organisation)
    .select('person_id')
    .where('role', '=', 'coordinator')
    .where('line', '=', line)
    .execute()
  return rows.map(row => row.person_id)
}
