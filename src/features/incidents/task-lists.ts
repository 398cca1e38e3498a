import type { Tx } from '../../platform/db.ts'
import { pageSize, toCount, type After, type Count } from './lists.ts'

// Nobody has that many open tasks; a fault that makes them must not make the page slow as well.
const tasksAtMost = 10_000

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

/** The open tasks of this person, the most urgent first, with one more than a page to know whether there are more. */
export async function openTasks(
  tx: Tx,
  owner: string,
  after: After | undefined,
  limit = pageSize + 1,
  filter: TaskFilter = {},
): Promise<OpenTask[]> {
  let query = tasksOf(tx, owner)
  for (const [name, column] of filterColumns) {
    const value = filter[name]
    if (value !== undefined) query = query.where(column, '=', value)
  }
  if (filter.sort === 'reported') {
    if (after) query = query.where(eb => eb(eb.refTuple('c.reported_at', 'task.id'), '<', eb.tuple(after.at, after.id)))
    return query.orderBy('c.reported_at', 'desc').orderBy('task.id', 'desc').limit(limit).execute()
  }
  if (after) query = query.where(eb => eb(eb.refTuple('task.due_at', 'task.id'), '>', eb.tuple(after.at, after.id)))
  return query.orderBy('task.due_at').orderBy('task.id').limit(limit).execute()
}

/** What of the own tasks somebody wants to see, and in which order: by when it is due, or the newest reports first. */
export interface TaskFilter {
  kind?: string | undefined
  category?: string | undefined
  function?: string | undefined
  state?: string | undefined
  channel?: string | undefined
  sort?: 'reported' | undefined
}

const filterColumns = [
  ['kind', 'task.kind'],
  ['category', 'c.category'],
  ['function', 'c.function'],
  ['state', 'c.state'],
  ['channel', 'c.channel'],
] as const

const unsafe = ['no', 'not_sure'] as const
const unsafeAtMost = 20

/** Whether this is a report of somebody who may not be safe, which nobody took up yet. */
export const isUnsafe = ({ kind, safeNow }: Pick<OpenTask, 'kind' | 'safeNow'>): boolean =>
  kind === 'take_up' && unsafe.some(it => it === safeNow)

/** What this person must take up of people who may not be safe, the most urgent first. */
export const unsafeTasks = (tx: Tx, owner: string, limit = unsafeAtMost): Promise<OpenTask[]> =>
  tasksOf(tx, owner)
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
const tasksOf = (tx: Tx, owner: string) =>
  tx
    .selectFrom('task')
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
    .where('task.owner_id', '=', owner)
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

/** How many open tasks of this person have each urgency, read from the index in one go. */
export async function countTasks(
  tx: Tx,
  owner: string,
  { now, endOfToday, endOfWeek }: Times,
): Promise<Record<Urgency, Count>> {
  const found = await tx
    .selectFrom(eb =>
      eb
        .selectFrom('task')
        .select(['due_at', 'kind'])
        .where('owner_id', '=', owner)
        .where('done_at', 'is', null)
        .orderBy('due_at')
        .limit(tasksAtMost)
        .as('open'),
    )
    .select(({ fn, eb }) => [
      fn.countAll<string>().as('open'),
      fn.countAll<string>().filterWhere('due_at', '<', now).as('late'),
      fn
        .countAll<string>()
        .filterWhere('due_at', '>=', now)
        .filterWhere(eb.or([eb('due_at', '<', endOfToday), eb('kind', 'in', forNow)]))
        .as('now'),
      fn
        .countAll<string>()
        .filterWhere('due_at', '>=', endOfToday)
        .filterWhere('due_at', '<', endOfWeek)
        .filterWhere('kind', 'not in', forNow)
        .as('week'),
    ])
    .executeTakeFirstOrThrow()
  const [open, late, today, week] = [found.open, found.late, found.now, found.week].map(Number)
  const later = (open ?? 0) - (late ?? 0) - (today ?? 0) - (week ?? 0)
  return { late: toCount(late ?? 0), now: toCount(today ?? 0), week: toCount(week ?? 0), later: toCount(later) }
}
