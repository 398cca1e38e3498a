import { sql, type RawBuilder } from 'kysely'
import { endOfDay, endOfWeek } from '../../ui/dates.ts'
import { aftercareKinds } from './tasks.ts'

// How urgent a task is: the groups of a work list, in their order.

export type Urgency = 'late' | 'now' | 'aftercare' | 'week' | 'later'

/** The moments that divide a work list. */
export interface Times {
  now: Date
  endOfToday: Date
  endOfWeek: Date
}

export const timesAt = (now: Date): Times => ({ now, endOfToday: endOfDay(now), endOfWeek: endOfWeek(now) })

// Somebody waits to be taken up or taken over, whatever the hour.
const forNow: readonly string[] = ['take_up', 'take_over']

/** A span of moments within which a task is that urgent: only of those kinds, only of others, or of all. */
interface Span {
  urgency: Urgency
  from: Date | '-infinity'
  until: Date | 'infinity'
  kinds?: readonly string[]
  but?: boolean
}

/**
 * In the order of the list. Whom nobody took up stands first; late talks of aftercare stand apart: there may be many, and in
 * none of them somebody waits for a first answer.
 */
const spansOf = ({ now, endOfToday, endOfWeek }: Times): Span[] => [
  { urgency: 'late', from: '-infinity', until: now, kinds: forNow },
  { urgency: 'late', from: '-infinity', until: now, kinds: [...forNow, ...aftercareKinds], but: true },
  { urgency: 'now', from: now, until: endOfToday },
  { urgency: 'now', from: endOfToday, until: 'infinity', kinds: forNow },
  { urgency: 'aftercare', from: '-infinity', until: now, kinds: aftercareKinds },
  { urgency: 'week', from: endOfToday, until: endOfWeek, kinds: forNow, but: true },
  { urgency: 'later', from: endOfWeek, until: 'infinity', kinds: forNow, but: true },
]

interface Due {
  kind: string
  due: Date
}

const holds = ({ from, until, kinds, but = false }: Span, { kind, due }: Due) =>
  (from === '-infinity' || due >= from) &&
  (until === 'infinity' || due < until) &&
  (kinds === undefined || kinds.includes(kind) !== but)

/** In which span a task is, by its place in the list. */
export const placeOf = (task: Due, times: Times): number => spansOf(times).findIndex(it => holds(it, task))

export const urgencyOf = (task: Due, times: Times): Urgency => spansOf(times)[placeOf(task, times)]?.urgency ?? 'later'

/** The same for the database, as a table `span` to read the tasks of each from, and whether a task is within one of them. */
export function spanTable(times: Times): RawBuilder<unknown> {
  const rows = spansOf(times).map(
    ({ urgency, from, until, kinds = null, but = false }, place) =>
      sql`(${place}::int, ${urgency}::text, ${from}::timestamptz, ${until}::timestamptz, ${kinds}::text[], ${!but}::boolean)`,
  )
  return sql`(values ${sql.join(rows)}) span (place, urgency, begins, ends, kinds, among)`
}

export const inSpan = sql<boolean>`(task.due_at >= span.begins and task.due_at < span.ends
  and (span.kinds is null or (task.kind = any (span.kinds)) = span.among))`

/** Where a page of a work list begins. All pages are ordered as at the moment of the first: else what turns late is missed. */
export interface Place {
  moment: Date
  /** Of a span. */
  place: number
  due: Date
  id: string
}

const written = /^(\d{1,13})-(\d)-(\d{1,13})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Reads a place in a work list from an address; anything else is the first page. */
export function readPlace(text: string | null): Place | undefined {
  const [, moment, place, due, id] = written.exec(text ?? '') ?? []
  return id === undefined
    ? undefined
    : { moment: new Date(Number(moment)), place: Number(place), due: new Date(Number(due)), id }
}

export const writePlace = ({ moment, place, due, id }: Place): string =>
  `${moment.getTime()}-${place}-${due.getTime()}_${id}`
