import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { listed, pageSize, type After, type ListedCase } from './lists.ts'
import { scopesOf, type Scope } from './watched-cases.ts'
import { referencesMeant, type Sought } from './sought.ts'

/** A page of what was found, and where the next one begins. */
export interface Found {
  rows: readonly ListedCase[]
  next?: After | undefined
  /** When a line was not read to its end for this page: there may be more before this moment. */
  readUntil?: Date | undefined
}

// So many cases of a line are passed over for one page, however few agree: then somebody chooses to look further back.
const readAtMost = 10_000

interface Search {
  tx: Tx
  actor: Actor
  sought: Sought
  /** All that is sought, on a row called c. */
  agrees: RawBuilder<unknown>
  after: After | undefined
}

/** What one source has; `end` is where it stopped when there may be more. */
interface Part {
  hits: readonly After[]
  end?: After | undefined
  /** Whether it stopped because it had read so much. */
  tired?: boolean
}

/** The cases that somebody handles or watches over, and that agree with all that is sought; newest first. */
export async function search(
  tx: Tx,
  now: Date,
  actor: Actor,
  sought: Sought,
  after: After | undefined,
): Promise<Found> {
  const { lines, units } = scopesOf(actor)
  const it: Search = { tx, actor, sought, agrees: sql.join(conditions(sought, now, actor), sql` and `), after }
  // Each source by its own index, so that nobody's search reads the cases of everybody.
  const parts = await Promise.all([
    ofScope(
      it,
      sql`c.id in (select case_id from participant where person_id = ${actor.id}
      and role in ('handler', 'deputy', 'duty') and ended_at is null)`,
    ),
    ...units.map(scope => ofScope(it, sql`c.unit_id = ${'unit' in scope ? scope.unit : null}`)),
    ...lines.map(scope => ofLine(it, scope)),
  ])
  return join(tx, parts)
}

/** Nothing older than where some source stopped may be shown yet: what it has there would come too late. */
async function join(tx: Tx, parts: readonly Part[]): Promise<Found> {
  const ends = parts.flatMap(part => part.end ?? []).toSorted(newestFirst)
  const [stop] = ends
  const unique = new Map(parts.flatMap(part => part.hits).map(hit => [hit.id, hit]))
  const found = [...unique.values()].filter(hit => !stop || newestFirst(hit, stop) <= 0).toSorted(newestFirst)
  const shown = found.slice(0, pageSize)
  const rows = await rowsOf(tx, shown)
  if (found.length > pageSize) return { rows, next: shown.at(-1) }
  const tired = parts.some(part => part.tired && part.end?.id === stop?.id)
  return { rows, next: stop, ...(tired && { readUntil: stop?.at }) }
}

const newestFirst = (a: After, b: After) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

async function rowsOf(tx: Tx, hits: readonly After[]): Promise<ListedCase[]> {
  if (hits.length === 0) return []
  const ids = hits.map(hit => hit.id)
  const rows = await listed(tx).where('c.id', 'in', ids).execute()
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

async function ofScope({ tx, agrees, after }: Search, within: RawBuilder<unknown>): Promise<Part> {
  const { rows } = await sql<After>`
    select c.id, c.reported_at as at from incident_case c where ${within} and ${agrees} and ${beyond(after)}
    order by c.reported_at desc, c.id desc limit ${pageSize + 1}`.execute(tx)
  return { hits: rows, end: rows[pageSize] }
}

/** A line has the cases of years: what is few by itself is looked up, all else read newest first as far as one page may cost. */
async function ofLine(it: Search, scope: Scope): Promise<Part> {
  const line = 'line' in scope ? scope.line : ''
  if (it.sought.line && it.sought.line !== line) return { hits: [] }
  if (it.sought.reference || it.sought.hit) return ofScope(it, sql`c.line = ${line}`)
  const { tx, agrees, after, sought } = it
  const { rows } = await sql<{ stop: After['at'] | null; stop_id: string | null; at: Date | null; id: string | null }>`
    with c as materialized (
      select c.id, c.organisation_id, c.line, c.state, c.category, c.function, c.channel, c.happened_at, c.hit_id, c.reported_at
      from incident_case c
      where c.organisation_id = ${scope.organisation} and c.line = ${line} and c.reported_at is not null
        and ${reportedBetween(sought)} and ${beyond(after)}
      order by c.reported_at desc, c.id desc limit ${readAtMost}),
    last as (select reported_at, id from c offset ${readAtMost - 1}),
    hit as (select c.id, c.reported_at from c where ${agrees} order by c.reported_at desc, c.id desc limit ${pageSize + 1})
    select last.reported_at as stop, last.id as stop_id, hit.reported_at as at, hit.id
    from (select) one left join last on true left join hit on true
    order by hit.reported_at desc, hit.id desc`.execute(tx)
  const hits = rows.flatMap(({ at, id }) => (at && id ? [{ at, id }] : []))
  if (hits.length > pageSize) return { hits, end: hits[pageSize] }
  const [row] = rows
  return row?.stop && row.stop_id ? { hits, end: { at: row.stop, id: row.stop_id }, tired: true } : { hits }
}

const beyond = (after: After | undefined) =>
  after ? sql`(c.reported_at, c.id) < (${after.at}, ${after.id}::uuid)` : sql`true`

// Days of the people here.
const fromDay = (day: string) => sql`${day}::date::timestamp at time zone 'Europe/Amsterdam'`
const afterDay = (day: string) => sql`(${day}::date + 1)::timestamp at time zone 'Europe/Amsterdam'`

const reportedBetween = ({ from, until }: Sought) =>
  sql.join(
    [
      sql`true`,
      ...(from ? [sql`c.reported_at >= ${fromDay(from)}`] : []),
      ...(until ? [sql`c.reported_at < ${afterDay(until)}`] : []),
    ],
    sql` and `,
  )

function conditions(it: Sought, now: Date, actor: Actor): RawBuilder<unknown>[] {
  return [
    sql`c.reported_at is not null and c.organisation_id = ${actor.organisation?.id ?? ''}`,
    reportedBetween(it),
    ...(it.reference ? [sql`c.reference in (${sql.join(referencesMeant(it.reference, now))})`] : []),
    ...(it.happenedFrom ? [sql`c.happened_at >= ${fromDay(it.happenedFrom)}`] : []),
    ...(it.happenedUntil ? [sql`c.happened_at < ${afterDay(it.happenedUntil)}`] : []),
    ...columns.flatMap(([key, column]) => (it[key] ? [sql`${sql.ref(column)} = ${it[key]}`] : [])),
  ]
}

const columns = [
  ['line', 'c.line'],
  ['category', 'c.category'],
  ['state', 'c.state'],
  ['function', 'c.function'],
  ['channel', 'c.channel'],
  ['hit', 'c.hit_id'],
] as const
