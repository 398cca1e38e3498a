import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import type { Tx } from '../../platform/db.ts'
import { draftEnding } from '../../engines/cases/draft-term.ts'
import { identityEnding, identityRule } from '../../engines/cases/identity-term.ts'
import { addMonths } from '../../platform/months.ts'
import { makeList, readRules } from './listing.ts'
import { ruleFor } from './terms.ts'

/** Makes the list of this month; asked for by hand, it makes one more and leaves the next month alone. */
async function list(job: Job, tx: Tx, now: Date) {
  if (!job.organisation_id) return
  await makeList(tx, now, job.organisation_id)
  await removeDrafts(job, tx, now)
  await forgetIdentities(job, tx, now)
  if (job.detail === 'by_hand') return
  const next = addMonths(now, 1)
  next.setUTCDate(1)
  next.setUTCHours(5, 0, 0, 0)
  await addJobs(tx, now, [{ kind: 'retention_list', organisation: job.organisation_id, runAt: next }])
}

/** Destroys what was approved and may go by now, incident by incident; what may not go any more drops out of its list. */
async function destroy(job: Job, tx: Tx, now: Date) {
  const organisation = job.organisation_id
  if (!organisation) return
  const items = await tx
    .selectFrom('destruction_item as i')
    .innerJoin('destruction_list as l', 'l.id', 'i.list_id')
    .select(['i.incident_id', 'i.case_id', 'l.number'])
    .where('i.organisation_id', '=', organisation)
    .where('i.decision', '=', 'approved')
    .where('i.destroyed_at', 'is', null)
    .where('l.destroy_from', '<=', now)
    .orderBy('i.incident_id')
    .execute()
  const incidents = Map.groupBy(items, it => it.incident_id)
  // What repeats another report goes before it: as long as something went, what waited for it may go now.
  let waiting = [...incidents.keys()]
  for (let before = -1; before !== waiting.length && waiting.length > 0;) {
    before = waiting.length
    const left: string[] = []
    for (const incident of waiting) if (!(await destroyOne(tx, incident))) left.push(incident)
    waiting = left
  }
  const stays = new Set(waiting)
  for (const { incident_id: incident, case_id, number } of items) {
    const went = !stays.has(incident)
    if (!went) await dropOut(tx, now, case_id)
    await audit(
      tx,
      {
        action: 'retention.destroyed',
        actor: null,
        organisation,
        object: `list:${number} case:${case_id}`,
        result: went ? 'done' : 'refused',
        origin: 'job',
      },
      now,
    )
  }
}

async function destroyOne(tx: Tx, incident: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select app.destroy_incident(${incident}::uuid) as n`.execute(tx)
  return (rows[0]?.n ?? 0) > 0
}

/** Opened again, held, or one of its incident is not approved: a next list has it when its day comes. */
const dropOut = (tx: Tx, now: Date, caseId: string) =>
  tx
    .updateTable('destruction_item')
    .set({ decision: 'kept', decided_by: null, decided_at: now, keep_reason: 'not_due', keep_until: now })
    .where('case_id', '=', caseId)
    .where('destroyed_at', 'is', null)
    .where('decision', '=', 'approved')
    .execute()

/** Removes drafts that were thrown away, and those that nobody touched for their term. */
async function removeDrafts({ organisation_id: organisation }: Job, tx: Tx, now: Date) {
  if (!organisation) return
  const rule = ruleFor(await readRules(tx, organisation), { category: null, outcome: draftEnding })
  const since = rule?.months ? addMonths(now, -rule.months) : null
  const { rows } = await sql<{ n: number }>`
    select app.remove_drafts(${organisation}::uuid, ${since}::timestamptz) as n`.execute(tx)
  const n = rows[0]?.n ?? 0
  if (n === 0) return
  const facts = { action: 'retention.drafts_removed' as const, actor: null, organisation, object: `drafts:${n}` }
  await audit(tx, { ...facts, result: 'done', origin: 'job' }, now)
}

/** Takes away who did it, where nothing happened and no measure held for the term; what happened stays. */
async function forgetIdentities({ organisation_id: organisation }: Job, tx: Tx, now: Date) {
  if (!organisation) return
  const rule = ruleFor(await readRules(tx, organisation), { category: null, outcome: identityEnding })
  const before = addMonths(now, -(rule?.months ?? identityRule.months))
  const { rows } = await sql<{ id: string }>`
    select * from app.forget_identities(${organisation}::uuid, ${before}::timestamptz) as id`.execute(tx)
  for (const { id } of rows)
    await audit(tx, { action: 'retention.identity_forgotten', actor: null, organisation, case: id, origin: 'job' }, now)
}

export const retentionJobs: JobHandlers = {
  retention_list: list,
  retention_destroy: destroy,
  remove_drafts: removeDrafts,
}
