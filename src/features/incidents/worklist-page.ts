import type { Tx } from '../../platform/db.ts'
import { pageSize } from './lists.ts'
import {
  openTasks,
  sortedTasks,
  unsafeFirst,
  unsafeTasks,
  type Desk,
  type OpenTask,
  type TaskFilter,
} from './task-lists.ts'
import { readAfterTask, writeAfterTask, type Sort } from './task-order.ts'
import { placeOf, readPlace, timesAt, writePlace } from './urgency.ts'

/** One page of a work list, and where the next one begins as it stands in an address. */
interface WorklistPage {
  tasks: readonly OpenTask[]
  next: string | undefined
  first: boolean
}

/** A page of the work list of somebody, from the place that an address names. */
export const readWorklist = (tx: Tx, now: Date, desk: Desk, filter: TaskFilter, begins: string | null) =>
  filter.sort ? sorted(tx, now, desk, filter, filter.sort, begins) : urgentFirst(tx, now, desk, filter, begins)

async function sorted(
  tx: Tx,
  now: Date,
  desk: Desk,
  filter: TaskFilter,
  sort: Sort,
  begins: string | null,
): Promise<WorklistPage> {
  const after = readAfterTask(begins, sort)
  const { tasks, last } = cut(await sortedTasks(tx, desk, timesAt(now), sort, { after, filter }))
  return { tasks, next: last && writeAfterTask(last, sort), first: !after }
}

/** Whoever may not be safe stands on top of the first page, and on no later one. */
async function urgentFirst(
  tx: Tx,
  now: Date,
  desk: Desk,
  filter: TaskFilter,
  begins: string | null,
): Promise<WorklistPage> {
  const after = readPlace(begins)
  const moment = after?.moment ?? now
  const times = timesAt(moment)
  const [open, unsafe] = await Promise.all([
    openTasks(tx, desk, times, { after, filter }),
    unsafeTasks(tx, desk, times, { filter }),
  ])
  const { tasks, last } = cut(open)
  const rest = tasks.filter(it => !unsafe.some(other => other.id === it.id))
  return {
    tasks: [...(after ? [] : unsafe), ...unsafeFirst(rest)],
    next: last && writePlace({ moment, place: placeOf(last, times), due: last.due, id: last.id }),
    first: !after,
  }
}

/** There is one more than a page when there is another page. */
const cut = (open: readonly OpenTask[]) => {
  const tasks = open.slice(0, pageSize)
  return { tasks, last: open.length > pageSize ? tasks.at(-1) : undefined }
}
