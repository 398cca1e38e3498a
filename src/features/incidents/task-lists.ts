import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { countAtMost, pageSize, toCount, type Count } from './lists.ts'
import { comesAfter, orderOf, type AfterTask, type Sort } from './task-order.ts'

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

/** The open tasks of this person, the most urgent first, with one more than a page to know whether there are more. */
export async function openTasks(
  tx: Tx,
  desk: Desk,
  times: Times,
  {
    after,
    limit = pageSize + 1,
    filter = {},
  }: { after?: AfterTask | undefined; limit?: number; filter?: TaskFilter } = {},
): Promise<OpenTask[]> {
  const order = orderOf(filter.sort)
  let query = filtered(tx, desk, times, filter)
  if (after) query = query.where(comesAfter(order, after))
  return query.orderBy(order.by, order.direction).orderBy('task.id', order.direction).limit(limit).execute()
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

/**
 * A page of tasks with those of people who may not be safe before the others. What stands on top of the first page is only
 * left out of that page: a later page shows it again, so that no task is ever missing.
 */
export function unsafeFirst(top: readonly OpenTask[], page: readonly OpenTask[]): OpenTask[] {
  const rest = page.filter(it => !top.some(other => other.id === it.id))
  return [...top, ...rest.filter(isUnsafe), ...rest.filter(it => !isUnsafe(it))]
}

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

// Somebody waits to be taken up or taken over, whatever the hour.
const forNow: readonly string[] = ['take_up', 'take_over']

export type Urgency = 'late' | 'now' | 'week' | 'later'

/** The moments that divide a work list. */
export interface Times {
  now: Date
  endOfToday: Date
  endOfWeek: Date
}

/** How urgent a task is. */
export function urgencyOf(task: Pick<OpenTask, 'kind' | 'due'>, { now, endOfToday, endOfWeek }: Times): Urgency {
  if (task.due < now) return 'late'
  if (forNow.includes(task.kind) || task.due < endOfToday) return 'now'
  return task.due < endOfWeek ? 'week' : 'later'
}

/** A span of moments within which a task is that urgent: of what waits for somebody, of the rest, or of both. */
interface Span {
  urgency: Urgency
  from: Date | '-infinity'
  until: Date | 'infinity'
  waits?: boolean
}

// The same as spans, for the filter and the counts.
const spansOf = ({ now, endOfToday, endOfWeek }: Times): Span[] => [
  { urgency: 'late', from: '-infinity', until: now },
  { urgency: 'now', from: now, until: endOfToday },
  { urgency: 'now', from: endOfToday, until: 'infinity', waits: true },
  { urgency: 'week', from: endOfToday, until: endOfWeek, waits: false },
  { urgency: 'later', from: endOfWeek, until: 'infinity', waits: false },
]
const waitsNow = sql`task.kind in (${sql.join(forNow)})`

const isUrgent = (urgency: Urgency, times: Times) =>
  sql<boolean>`(${sql.join(
    spansOf(times)
      .filter(it => it.urgency === urgency)
      .map(({ from, until, waits }) => {
        const within = sql`task.due_at >= ${from} and task.due_at < ${until}`
        return waits === undefined ? within : sql`${within} and ${waitsNow} = ${waits}`
      }),
    sql` or `,
  )})`

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
  const filters = Object.entries(filter).some(([name, value]) => name !== 'sort' && value !== undefined)
  const open = filters ? filtered(tx, desk, times, filter).clearSelect() : ownTasks(tx, desk)
  const spans = sql.join(
    spansOf(times).map(
      ({ urgency, from, until, waits = null }) =>
        sql`(${urgency}::text, ${from}::timestamptz, ${until}::timestamptz, ${waits}::boolean)`,
    ),
  )
  const some = open
    .select('task.id')
    .where(sql<boolean>`task.due_at >= span.begins and task.due_at < span.ends`)
    .where(sql<boolean>`(span.waits is null or span.waits = (${waitsNow}))`)
    .limit(countAtMost + 1)
  const { rows } = await sql<{ urgency: Urgency; n: string }>`
    select span.urgency, count(*) as n from (values ${spans}) span (urgency, begins, ends, waits) cross join lateral (${some}) as counted
    group by span.urgency`.execute(tx)
  const count = (urgency: Urgency) => toCount(Number(rows.find(it => it.urgency === urgency)?.n ?? 0))
  return { late: count('late'), now: count('now'), week: count('week'), later: count('later') }
}
