import { sql, type RawBuilder } from 'kysely'
import { endOfDay, endOfWeek } from '../../ui/dates.ts'
import { aftercareKinds } from './tasks.ts'

// How urgent a task is: the groups of a work list, in their order.

export const urgencyOrder = ['late', 'now', 'aftercare', 'week', 'later'] as const
export type Urgency = (typeof urgencyOrder)[number]

/** The moments that divide a work list. */
export interface Times {
  now: Date
  endOfToday: Date
  endOfWeek: Date
}

export const timesAt = (now: Date): Times => ({ now, endOfToday: endOfDay(now), endOfWeek: endOfWeek(now) })

// Somebody waits to be taken up or taken over, whatever the hour.
const forNow: readonly string[] = ['take_up', 'take_over']

/** Late talks of aftercare stand apart: there may be many, and in none of them somebody waits for a first answer. */
export function urgencyOf({ kind, due }: { kind: string; due: Date }, { now, endOfToday, endOfWeek }: Times): Urgency {
  if (due < now) return aftercareKinds.includes(kind) ? 'aftercare' : 'late'
  if (forNow.includes(kind) || due < endOfToday) return 'now'
  return due < endOfWeek ? 'week' : 'later'
}

/** A span of moments within which a task is that urgent: only of those kinds, only of others, or of all. */
interface Span {
  urgency: Urgency
  from: Date | '-infinity'
  until: Date | 'infinity'
  kinds?: readonly string[]
  but?: true
}

const spansOf = ({ now, endOfToday, endOfWeek }: Times): Span[] => [
  { urgency: 'late', from: '-infinity', until: now, kinds: aftercareKinds, but: true },
  { urgency: 'now', from: now, until: endOfToday },
  { urgency: 'now', from: endOfToday, until: 'infinity', kinds: forNow },
  { urgency: 'aftercare', from: '-infinity', until: now, kinds: aftercareKinds },
  { urgency: 'week', from: endOfToday, until: endOfWeek, kinds: forNow, but: true },
  { urgency: 'later', from: endOfWeek, until: 'infinity', kinds: forNow, but: true },
]

/** The same for the database, as a table `span` to read the tasks of each from, and whether a task is within one of them. */
export function spanTable(times: Times, which: (urgency: Urgency) => boolean = () => true): RawBuilder<unknown> {
  const rows = spansOf(times)
    .filter(it => which(it.urgency))
    .map(
      ({ urgency, from, until, kinds = null, but = false }) =>
        sql`(${urgencyOrder.indexOf(urgency)}::int, ${from}::timestamptz, ${until}::timestamptz, ${kinds}::text[], ${!but}::boolean)`,
    )
  return sql`(values ${sql.join(rows)}) span (place, begins, ends, kinds, among)`
}

export const inSpan = sql<boolean>`(task.due_at >= span.begins and task.due_at < span.ends
  and (span.kinds is null or (task.kind = any (span.kinds)) = span.among))`

/** Where a page of a work list begins. All pages are ordered as at the moment of the first: else what turns late is missed. */
export interface Place {
  moment: Date
  urgency: Urgency
  due: Date
  id: string
}

const written = new RegExp(
  `^(\\d{1,13})-(${urgencyOrder.join('|')})-(\\d{1,13})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`,
)

/** Reads a place in a work list from an address; anything else is the first page. */
export function readPlace(text: string | null): Place | undefined {
  const [, moment, name, due, id] = written.exec(text ?? '') ?? []
  const urgency = urgencyOrder.find(it => it === name)
  return urgency && id !== undefined
    ? { moment: new Date(Number(moment)), urgency, due: new Date(Number(due)), id }
    : undefined
}

export const writePlace = ({ moment, urgency, due, id }: Place): string =>
  `${moment.getTime()}-${urgency}-${due.getTime()}_${id}`
