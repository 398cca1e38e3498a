import { sql, type RawBuilder } from 'kysely'
import { categories } from '../../engines/cases/vocabulary.ts'

// The orders that somebody may choose for a work list, and where a page of it begins.

/** What a task is sorted by. */
interface Ordered {
  id: string
  due: Date
  reportedAt: Date | null
  category: string | null
  reference: string | null
}

type Key = Date | number | string

interface Order {
  by: RawBuilder<Key>
  direction: 'asc' | 'desc'
  key: (task: Ordered) => Key
  /** The key from an address; undefined for what is none. */
  read: (text: string) => Key | undefined
}

const readNumber = (text: string) => (/^\d{1,13}$/.test(text) ? Number(text) : undefined)
const readMoment = (text: string) => {
  const time = readNumber(text)
  return time === undefined ? undefined : new Date(time)
}

// By the word that people read; what has no kind yet comes last.
const byLabel = categories.toSorted((a, b) => a.label.localeCompare(b.label, 'nl')).map(it => it.id)
const last = byLabel.length + 1

const orders = {
  reported: { by: sql`c.reported_at`, direction: 'desc', key: it => it.reportedAt ?? it.due, read: readMoment },
  category: {
    by: sql`coalesce(array_position(${byLabel}::text[], c.category), ${last})`,
    direction: 'asc',
    key: it => byLabel.indexOf(it.category ?? '') + 1 || last,
    read: text => {
      const place = readNumber(text)
      return place !== undefined && place <= last ? place : undefined
    },
  },
  reference: {
    by: sql`c.reference`,
    direction: 'asc',
    key: it => it.reference ?? '',
    read: text => (/^M-\d{4}-\d{6,12}$/.test(text) ? text : undefined),
  },
} satisfies Record<string, Order>

/** Another order than by how urgent each is. */
export type Sort = Exclude<keyof typeof orders, 'due'>

export const orderOf = (sort: Sort): Order => orders[sort ?? 'due']

/** Where a page of a work list begins: after this task, by what it is sorted by. */
export interface AfterTask {
  key: Key
  id: string
}

/** Reads a place in a work list from an address; anything else is the first page. */
export function readAfterTask(text: string | null, sort: Sort): AfterTask | undefined {
  const [, written, id] = /^(.{1,20})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ?? []
  const key = written === undefined ? undefined : orderOf(sort).read(written)
  return key === undefined || id === undefined ? undefined : { key, id }
}

export function writeAfterTask(task: Ordered, sort: Sort): string {
  const key = orderOf(sort).key(task)
  return `${key instanceof Date ? key.getTime() : key}_${task.id}`
}

/** What comes after that task in this order. */
export const comesAfter = ({ by, direction }: Order, { key, id }: AfterTask): RawBuilder<boolean> =>
  sql`(${by}, task.id) ${sql.raw(direction === 'asc' ? '>' : '<')} (${key}, ${id}::uuid)`
