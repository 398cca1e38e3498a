import { sql, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import type { DB } from '../../platform/database-types.ts'
import type { Tx } from '../../platform/db.ts'
import type { IncidentEvent } from './incident.chart.ts'

// Lists show coded facts only: no sealed word, no key, no audit entry. Each is read by its index, page by page.

export const pageSize = 50
/** Of more than so many is only said that there are more. */
export const countAtMost = 1000

/** How many there are; above the cap only that there are more. */
export interface Count {
  n: number
  more: boolean
}

export const toCount = (n: number): Count => ({ n: Math.min(n, countAtMost), more: n > countAtMost })

/** Where a page of a list begins: after this moment and id. Absent for the first page. */
export interface After {
  at: Date
  id: string
}

/** Reads a place in a list from an address; anything else is the first page. */
export function readAfter(text: string | null): After | undefined {
  const [, time, id] = /^(\d{1,13})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ?? []
  return id === undefined ? undefined : { at: new Date(Number(time)), id }
}

export const writeAfter = ({ at, id }: After): string => `${at.getTime()}_${id}`

export interface ListedCase {
  id: string
  organisation: string
  organisationName: string
  reference: string | null
  state: string
  category: string | null
  function: string | null
  reportedAt: Date | null
  createdAt: Date
  ownerId: string | null
  owner: string | null
}

/** Cases as lists show them. */
export const listed = (tx: Tx) =>
  tx
    .selectFrom('incident_case as c')
    .innerJoin('organisation as org', 'org.id', 'c.organisation_id')
    .leftJoin('person as o', 'o.id', 'c.owner_id')
    .select([
      'c.id',
      'c.organisation_id as organisation',
      'org.name as organisationName',
      'c.reference',
      'c.state',
      'c.category',
      'c.function',
      'c.reported_at as reportedAt',
      'c.created_at as createdAt',
      'c.owner_id as ownerId',
      'o.name as owner',
    ])

/** What this person reported or what was reported for them, without the drafts that were thrown away. */
const ofPerson = (eb: ExpressionBuilder<DB & { c: DB['incident_case'] }, 'c'>, person: string) =>
  eb.and([
    eb.or([
      eb('c.hit_id', '=', person),
      // Who was asked as a witness. As an array, so that the index finds these as well, instead of reading every case there is.
      sql<SqlBool>`c.id = any (array(select app.helped_cases()))`,
      eb.and([eb('c.reporter_id', '=', person), eb('c.for_whom', '<>', 'entered')]),
    ]),
    eb.or([eb('c.reported_at', 'is not', null), eb('c.state', '=', 'draft')]),
  ])

/** The reports that this person made, or that were made for them, in every organisation, newest first; drafts too. */
export async function ownReports(
  tx: Tx,
  person: string,
  after: After | undefined,
  limit = pageSize + 1,
): Promise<ListedCase[]> {
  let query = listed(tx).where(eb => ofPerson(eb, person))
  if (after) query = query.where(eb => eb(eb.refTuple('c.created_at', 'c.id'), '<', eb.tuple(after.at, after.id)))
  return query.orderBy('c.created_at', 'desc').orderBy('c.id', 'desc').limit(limit).execute()
}

/** Those of these cases in which somebody wrote to this person since they last opened it. */
export async function answeredSince(tx: Tx, person: string, cases: readonly string[]): Promise<Set<string>> {
  if (cases.length === 0) return new Set()
  const rows = await tx
    .selectFrom('case_entry as e')
    .select('e.case_id')
    .distinct()
    .where('e.case_id', 'in', cases)
    .where('e.author_id', '<>', person)
    .where('e.audience', '<>', 'handlers')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('audit_entry as a')
            .select('a.id')
            .whereRef('a.case_id', '=', 'e.case_id')
            .whereRef('a.at', '>=', 'e.written_at')
            .where('a.actor_id', '=', person)
            .where('a.action', '=', 'case.open'),
        ),
      ),
    )
    .execute()
  return new Set(rows.map(it => it.case_id))
}

/** The reports that this person sent, or that were sent for them, in every organisation, the last one first. */
export const sentReports = (tx: Tx, person: string, limit: number): Promise<ListedCase[]> =>
  listed(tx)
    .where(eb => ofPerson(eb, person))
    .where('c.reported_at', 'is not', null)
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute()

/** The drafts of this person, as many as are counted. */
export async function countDrafts(tx: Tx, person: string): Promise<{ count: Count; last: string | undefined }> {
  const found = await tx
    .selectFrom('incident_case')
    .select('id')
    .where('reporter_id', '=', person)
    .where('state', '=', 'draft')
    .orderBy('created_at', 'desc')
    .limit(countAtMost + 1)
    .execute()
  return { count: toCount(found.length), last: found[0]?.id }
}

/** Which cases somebody watches over: those of lines, or those of units. */
export type Scope = { organisation: string; line: string } | { organisation: string; unit: string }
export type Standing = 'reported' | 'late' | 'in_progress' | 'waiting' | 'ended'

const statesOf: Record<Exclude<Standing, 'late'>, readonly string[]> = {
  reported: ['reported'],
  in_progress: ['in_progress'],
  waiting: ['waiting'],
  ended: ['closed', 'withdrawn', 'duplicate', 'not_an_incident'],
}

/** The cases of a line or a unit that stand somewhere, newest first; of what is late the oldest first. */
export async function watchedCases(
  tx: Tx,
  now: Date,
  scope: Scope,
  standing: Standing,
  after: After | undefined,
): Promise<ListedCase[]> {
  if (standing === 'late') return lateCases(tx, now, scope, after)
  // State by state, each from the index; merged here.
  const found = await Promise.all(statesOf[standing].map(state => inState(tx, scope, state, after)))
  return found
    .flat()
    .toSorted(newestFirst)
    .slice(0, pageSize + 1)
}

const newestFirst = (a: ListedCase, b: ListedCase) =>
  (b.reportedAt?.getTime() ?? 0) - (a.reportedAt?.getTime() ?? 0) || (a.id < b.id ? 1 : -1)

function inState(tx: Tx, scope: Scope, state: string, after: After | undefined): Promise<ListedCase[]> {
  let query = inScope(listed(tx), scope).where('c.state', '=', state)
  if (after) query = query.where(eb => eb(eb.refTuple('c.reported_at', 'c.id'), '<', eb.tuple(after.at, after.id)))
  return query
    .orderBy('c.reported_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

const inScope = (query: ReturnType<typeof listed>, scope: Scope) =>
  'unit' in scope
    ? query.where('c.unit_id', '=', scope.unit)
    : query.where('c.organisation_id', '=', scope.organisation).where('c.line', '=', scope.line)

/** Cases in which something should have been done by now. As many as are counted; who has more has other worries. */
function lateCases(tx: Tx, now: Date, scope: Scope, after: After | undefined): Promise<ListedCase[]> {
  let query = inScope(listed(tx), scope).where('c.id', 'in', lateIds(tx, now, scope))
  if (after) query = query.where(eb => eb(eb.refTuple('c.reported_at', 'c.id'), '>', eb.tuple(after.at, after.id)))
  return query
    .orderBy('c.reported_at')
    .orderBy('c.id')
    .limit(pageSize + 1)
    .execute()
}

// Task by task from the longest late, each with its case behind a limit, until there are as many as are counted: of this line
// or unit, because what is late elsewhere in the organisation must not take their place.
const lateIds = (tx: Tx, now: Date, scope: Scope) =>
  tx
    .selectFrom(
      tx
        .selectFrom('task')
        .innerJoinLateral(
          eb => {
            const some = eb.selectFrom('incident_case as c').select('c.id').whereRef('c.id', '=', 'task.case_id')
            const scoped =
              'unit' in scope ? some.where('c.unit_id', '=', scope.unit) : some.where('c.line', '=', scope.line)
            return scoped.limit(1).as('within')
          },
          join => join.onTrue(),
        )
        .select('task.case_id')
        .where('task.organisation_id', '=', scope.organisation)
        .where('task.done_at', 'is', null)
        .where('task.due_at', '<', now)
        .orderBy('task.due_at')
        .limit(countAtMost + 1)
        .as('late'),
    )
    .select('late.case_id')

// What gives a case to somebody. Before the first of them it is with whom it was reported to.
const givingEvents = ['take_up', 'take_over', 'hand_over'] as const satisfies readonly IncidentEvent[]

/** Since when these cases are with who has them now. */
export async function heldSince(tx: Tx, cases: readonly ListedCase[]): Promise<Map<string, Date>> {
  if (cases.length === 0) return new Map()
  const rows = await tx
    .selectFrom('incident_case as c')
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('case_event as e')
          .select('e.at')
          .whereRef('e.case_id', '=', 'c.id')
          .where('e.event', 'in', givingEvents)
          .orderBy('e.at', 'desc')
          .limit(1)
          .as('given'),
      join => join.onTrue(),
    )
    .select(['c.id', 'given.at'])
    .where(
      'c.id',
      'in',
      cases.map(it => it.id),
    )
    .execute()
  const given = new Map(rows.map(row => [row.id, row.at]))
  return new Map(cases.map(it => [it.id, given.get(it.id) ?? it.reportedAt ?? it.createdAt]))
}

/** How many cases of a line or a unit nobody has taken up, counted up to the cap. */
export async function countReported(tx: Tx, scope: Scope): Promise<Count> {
  const some = tx.selectFrom('incident_case').select('id').where('state', '=', 'reported')
  const scoped =
    'unit' in scope
      ? some.where('unit_id', '=', scope.unit)
      : some.where('organisation_id', '=', scope.organisation).where('line', '=', scope.line)
  const found = await tx
    .selectFrom(scoped.limit(countAtMost + 1).as('some'))
    .select(eb => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return toCount(Number(found.n))
}

/** How many cases of a line or a unit stand where, each counted up to the cap. */
export async function countWatched(tx: Tx, now: Date, scope: Scope): Promise<Record<Standing, Count>> {
  const within = (eb: ExpressionBuilder<DB, never>) => {
    const some = eb.selectFrom('incident_case').select('id')
    return 'unit' in scope
      ? some.where('unit_id', '=', scope.unit)
      : some.where('organisation_id', '=', scope.organisation).where('line', '=', scope.line)
  }
  const count = (eb: ExpressionBuilder<DB, never>, some: ReturnType<typeof within>) =>
    eb.selectFrom(some.limit(countAtMost + 1).as('some')).select(it => it.fn.countAll<string>().as('n'))
  const inStates = (eb: ExpressionBuilder<DB, never>, standing: Exclude<Standing, 'late'>) =>
    count(eb, within(eb).where('state', 'in', statesOf[standing])).as(standing)
  const found = await tx
    .selectNoFrom(eb => [
      inStates(eb, 'reported'),
      inStates(eb, 'in_progress'),
      inStates(eb, 'waiting'),
      inStates(eb, 'ended'),
      eb
        .selectFrom(lateIds(tx, now, scope).as('late'))
        .select(it => it.fn.count<string>('late.case_id').distinct().as('n'))
        .as('late'),
    ])
    .executeTakeFirstOrThrow()
  return {
    reported: toCount(Number(found.reported)),
    late: toCount(Number(found.late)),
    in_progress: toCount(Number(found.in_progress)),
    waiting: toCount(Number(found.waiting)),
    ended: toCount(Number(found.ended)),
  }
}

/** The cases that somebody let this confidant read. */
export const confidedCases = (tx: Tx, person: string): Promise<ListedCase[]> =>
  listed(tx)
    .where('c.id', 'in', eb =>
      eb
        .selectFrom('participant')
        .select('case_id')
        .where('person_id', '=', person)
        .where('role', '=', 'confidant')
        .where('ended_at', 'is', null),
    )
    .orderBy('c.reported_at', 'desc')
    .limit(200)
    .execute()

/** The lines and units that this person watches over, in the organisation of the session. */
export function scopesOf(actor: Actor): { lines: Scope[]; units: Scope[] } {
  const here = actor.memberships.filter(it => it.organisation === actor.organisation?.id)
  const lines = new Map<string, Scope>()
  const units = new Map<string, Scope>()
  for (const it of here) {
    if (it.role === 'coordinator' && it.line) lines.set(it.line, { organisation: it.organisation, line: it.line })
    if (it.role === 'manager' && it.unit) units.set(it.unit, { organisation: it.organisation, unit: it.unit })
  }
  return { lines: [...lines.values()], units: [...units.values()] }
}
