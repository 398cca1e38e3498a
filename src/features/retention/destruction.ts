import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { addMonths } from '../../platform/months.ts'
import { keepMonths } from './terms.ts'

// Lists for destruction, as an archivist works on them. Row-level security leaves out every report in which they are named.

export interface ListRow {
  id: string
  number: string
  made_at: Date
  destroy_from: Date
  undecided: number
  approved: number
  kept: number
  destroyed: number
}

export interface ItemRow {
  case_id: string
  reference: string
  category: string | null
  outcome: string
  reported_at: Date
  ended_at: Date
  due_at: Date
  months: number
  ground: string
  decision: string | null
  decided_by: string | null
  decided_at: Date | null
  keep_reason: string | null
  destroyed_at: Date | null
}

/** The lists of an organisation, the newest first, with how their reports stand. */
export async function readLists({ tx, organisation }: Desk): Promise<ListRow[]> {
  const [lists, items] = await Promise.all([
    tx
      .selectFrom('destruction_list')
      .select(['id', 'number', 'made_at', 'destroy_from'])
      .where('organisation_id', '=', organisation)
      .orderBy('made_at', 'desc')
      .limit(200)
      .execute(),
    tx
      .selectFrom('destruction_item')
      .select(eb => ['list_id', 'decision', eb('destroyed_at', 'is not', null).as('gone'), eb.fn.countAll().as('n')])
      .where('organisation_id', '=', organisation)
      .groupBy(['list_id', 'decision', eb => eb('destroyed_at', 'is not', null)])
      .execute(),
  ])
  return lists.map(list => {
    const sum = (which: (it: (typeof items)[number]) => boolean) =>
      items.filter(it => it.list_id === list.id && which(it)).reduce((total, it) => total + Number(it.n), 0)
    return {
      ...list,
      undecided: sum(it => it.decision === null),
      approved: sum(it => it.decision === 'approved' && it.gone !== true),
      kept: sum(it => it.decision === 'kept'),
      destroyed: sum(it => it.gone === true),
    }
  })
}

export interface OneList {
  list: { id: string; number: string; made_at: Date; destroy_from: Date }
  items: ItemRow[]
  /** The names of who decided. */
  names: ReadonlyMap<string, string>
}

/** A list with all that this person may see of it. */
export async function readList({ tx, organisation }: Desk, id: string): Promise<OneList | undefined> {
  const list = await tx
    .selectFrom('destruction_list')
    .select(['id', 'number', 'made_at', 'destroy_from'])
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!list) return undefined
  const items = await tx
    .selectFrom('destruction_item')
    .select(['case_id', 'reference', 'category', 'outcome', 'reported_at', 'ended_at', 'due_at', 'months', 'ground'])
    .select(['decision', 'decided_by', 'decided_at', 'keep_reason', 'destroyed_at'])
    .where('list_id', '=', id)
    .orderBy('reference')
    .execute()
  const deciders = [...new Set(items.flatMap(it => it.decided_by ?? []))]
  const people =
    deciders.length === 0
      ? []
      : await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', deciders).execute()
  return { list, items, names: new Map(people.map(it => [it.id, it.name])) }
}

export interface Judgement {
  /** The reports that stay for now, by the id of their case. */
  keep: ReadonlySet<string>
  reason: string
}

/**
 * Decides on what stands open on a list and this archivist sees: it may go, or it stays for now. What happens then is for a
 * job, when the day of the list has come.
 */
export async function decide(desk: Desk, { list, items }: OneList, { keep, reason }: Judgement): Promise<void> {
  const { tx, now, actor, organisation } = desk
  const open = items.filter(it => it.decision === null).map(it => it.case_id)
  const decided = { decided_by: actor, decided_at: now }
  const update = (cases: readonly string[], set: Record<string, unknown>) =>
    cases.length === 0
      ? undefined
      : tx
          .updateTable('destruction_item')
          .set({ ...decided, ...set })
          .where('list_id', '=', list.id)
          .where('case_id', 'in', cases)
          .where('decision', 'is', null)
          .execute()
  const kept = open.filter(it => keep.has(it))
  const approved = open.filter(it => !keep.has(it))
  await update(kept, { decision: 'kept', keep_reason: reason, keep_until: addMonths(now, keepMonths) })
  await update(approved, { decision: 'approved' })
  const object = `list:${list.number} approved:${approved.length} kept:${kept.length}`
  await audit(tx, { action: 'retention.decided', actor, organisation, object }, now)
  const runAt = list.destroy_from > now ? list.destroy_from : now
  await addJobs(tx, now, [{ kind: 'retention_destroy', organisation, runAt }])
}
