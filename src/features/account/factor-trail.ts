import type { Actor } from '../../engines/access/actor.ts'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'

/** Writes down that a factor changed, and tells the owner of the account by mail. */
export async function recordFactor(tx: Tx, now: Date, actor: Actor, action: ActionOf<'account'>): Promise<void> {
  await audit(tx, { action, actor: actor.id, organisation: actor.organisation?.id ?? null }, now)
  await addJobs(tx, now, [{ kind: 'factor_changed', organisation: null, person: actor.id }])
}
