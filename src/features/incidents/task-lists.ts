import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { countAtMost, pageSize, toCount, type Count } from './lists.ts'
import { comesAfter, orderOf, type AfterTask, type Sort } from './task-order.ts'
import { inSpan, spanTable, type Place, type Times, type Urgency } from './urgency.ts'

export interface OpenTask {
  id: string
  kind: string
  due: Date
  caseId: string
  reference: string | null
  category: string | null
  function: string | null
  state: string
  safeNow: string | null
  reportedAt: Date | null
}

/** Whose tasks, and at which organisation: the one of the session, as everywhere else. */
export interface Desk {
  owner: string
  organisation: string
}

export const deskOf = (actor: Actor): Desk => ({ owner: actor.id, organisation: actor.organisation?.id ?? '' })

/** What of the own tasks somebody wants to see, and in which order; without one, by when each is due. */
export interface TaskFilter {
  kind?: string | undefined
  category?: string | undefined
  function?: string | undefined
  state?: string | undefined
  channel?: string | undefined
  urgency?: Urgency | undefined
  /** Only of people who said that they were not safe, or not sure. */
  unsafe?: 'yes' | undefined
  sort?: Sort | undefined
}

const filterColumns = [
  ['kind', 'task.kind'],
  ['category', 'c.category'],
  ['function', 'c.function'],
  ['state', 'c.state'],
  ['channel', 'c.channel'],
] as const

interface Asked {
  limit?: number
  filter?: TaskFilter
}

/** The open tasks of this person in the order that they chose, with one more than a page to know whether there are more. */
export async function sortedTasks(
  tx: Tx,
  desk: Desk,
  times: Times,
  sort: Sort,
  { after, limit = pageSize + 1, filter = {} }: Asked & { after?: AfterTask | undefined } = {},
): Promise<OpenTask[]> {
  const order = orderOf(sort)
  let query = filtered(tx, desk, times, filter)
  if (after) query = query.where(comesAfter(order, after))
  return query.orderBy(order.by, order.direction).orderBy('task.id', order.direction).limit(limit).execute()
}

/**
 * The same, the most urgent first. Span by span, so that of each no more are read than a page holds; without a filter the
 * cases of one page only.
 */
export async function openTasks(
  tx: Tx,
  desk: Desk,
  times: Times,
  { after, limit = pageSize + 1, filter = {} }: Asked & { after?: Place | undefined } = {},
): Promise<OpenTask[]> {
  const { urgency, ...others } = filter
  let within = matching(tx, desk, times, others)
    .select(['task.id', 'task.case_id', 'task.kind', 'task.due_at'])
    .where(inSpan)
    .orderBy('task.due_at')
    .orderBy('task.id')
    .limit(limit)
  if (after)
    within = within.where(
      sql<boolean>`(span.place > ${after.place}::int or (task.due_at, task.id) > (${after.due}::timestamptz, ${after.id}::uuid))`,
    )
  const { rows } = await sql<OpenTask>`
    select it.id, it.kind, it.due_at as due, c.* from (
      select span.place, found.* from ${spanTable(times)} cross join lateral (${within}) found
      where span.place >= ${after?.place ?? 0} and ${ofUrgency(urgency)}
      order by span.place, found.due_at, found.id limit ${limit}) it
    cross join lateral (
      select id as "caseId", reference, category, function, state, safe_now as "safeNow", reported_at as "reportedAt"
      from incident_case where incident_case.id = it.case_id limit 1) c
    order by it.place, it.due_at, it.id`.execute(tx)
  return rows
}

/** The tasks that the filter lets through; without one from the index alone. */
function matching(tx: Tx, desk: Desk, times: Times, filter: TaskFilter) {
  const filters = Object.entries(filter).some(([name, value]) => name !== 'sort' && value !== undefined)
  return filters ? filtered(tx, desk, times, filter).clearSelect() : ownTasks(tx, desk)
}

function filtered(tx: Tx, desk: Desk, times: Times, filter: TaskFilter) {
  let query = tasksOf(tx, desk)
  for (const [name, column] of filterColumns) {
    const value = filter[name]
    if (value !== undefined) query = query.where(column, '=', value)
  }
  if (filter.unsafe) query = query.where('c.safe_now', 'in', unsafe)
  return filter.urgency ? query.where(isUrgent(filter.urgency, times)) : query
}

const unsafe = ['no', 'not_sure'] as const
const unsafeAtMost = 20

/** Whether this is a report of somebody who may not be safe, which nobody took up yet. */
export const isUnsafe = ({ kind, safeNow }: Pick<OpenTask, 'kind' | 'safeNow'>): boolean =>
  kind === 'take_up' && unsafe.some(it => it === safeNow)

/** What this person must take up of people who may not be safe, the most urgent first. */
export const unsafeTasks = (
  tx: Tx,
  desk: Desk,
  times: Times,
  { limit = unsafeAtMost, filter = {} }: { limit?: number; filter?: TaskFilter } = {},
): Promise<OpenTask[]> =>
  filtered(tx, desk, times, filter)
    .where('task.kind', '=', 'take_up')
    .where('c.safe_now', 'in', unsafe)
    .orderBy('task.due_at')
    .orderBy('task.id')
    .limit(limit)
    .execute()

/** A page of tasks with those of people who may not be safe before the others. */
export const unsafeFirst = (page: readonly OpenTask[]): OpenTask[] => [
  ...page.filter(isUnsafe),
  ...page.filter(it => !isUnsafe(it)),
]

// Case by case, behind a limit: else the planner reads every case of the installation for those that are not safe.
const tasksOf = (tx: Tx, desk: Desk) =>
  ownTasks(tx, desk)
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('incident_case')
          .select(['id', 'reference', 'category', 'function', 'state', 'safe_now', 'channel', 'reported_at'])
          .whereRef('incident_case.id', '=', 'task.case_id')
          .limit(1)
          .as('c'),
      join => join.onTrue(),
    )
    .select([
      'task.id',
      'task.kind',
      'task.due_at as due',
      'c.id as caseId',
      'c.reference',
      'c.category',
      'c.function',
      'c.state',
      'c.safe_now as safeNow',
      'c.reported_at as reportedAt',
    ])

const ownTasks = (tx: Tx, { owner, organisation }: Desk) =>
  tx
    .selectFrom('task')
    .where('task.owner_id', '=', owner)
    .where('task.organisation_id', '=', organisation)
    .where('task.done_at', 'is', null)

const ofUrgency = (urgency: Urgency | undefined) =>
  urgency === undefined ? sql<boolean>`true` : sql<boolean>`span.urgency = ${urgency}`

const isUrgent = (urgency: Urgency, times: Times) =>
  sql<boolean>`exists (select from ${spanTable(times)} where ${ofUrgency(urgency)} and ${inSpan})`

/**
 * How many open tasks of this person have each urgency, of those that the filter lets through; without it from the index
 * alone. Span by span, so that no more are read than are counted.
 */
export async function countTasks(
  tx: Tx,
  desk: Desk,
  times: Times,
  filter: TaskFilter = {},
): Promise<Record<Urgency, Count>> {
  const { urgency, ...others } = filter
  const some = matching(tx, desk, times, others)
    .select('task.id')
    .where(inSpan)
    .limit(countAtMost + 1)
  const { rows } = await sql<{ urgency: Urgency; n: string }>`
    select span.urgency, count(*) as n from ${spanTable(times)} cross join lateral (${some}) as counted
    where ${ofUrgency(urgency)}
    group by span.urgency`.execute(tx)
  const count = (one: Urgency) => toCount(Number(rows.find(it => it.urgency === one)?.n ?? 0))
  return {
    late: count('late'),
    now: count('now'),
    aftercare: count('aftercare'),
    week: count('week'),
    later: count('later'),
  }
}
