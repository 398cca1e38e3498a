import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { IncidentEvent } from './incident.chart.ts'
import { countAtMost, listed, pageSize, toCount, type After, type Count, type ListedCase } from './lists.ts'

// The lists of who watches over a line or a unit: coded facts only, each read by its index.

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

// Task by task from the longest late, until there are as many as are counted.
function lateIds(tx: Tx, now: Date, scope: Scope) {
  const late = tx
    .selectFrom('task')
    .select('case_id')
    .where('done_at', 'is', null)
    .where('due_at', '<', now)
    .orderBy('due_at')
    .limit(countAtMost + 1)
  const there =
    'unit' in scope
      ? late.where('unit_id', '=', scope.unit)
      : late.where('organisation_id', '=', scope.organisation).where('line', '=', scope.line)
  return tx.selectFrom(there.as('late')).select('late.case_id')
}

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

function casesIn(tx: Tx, scope: Scope) {
  const all = tx.selectFrom('incident_case').select('id')
  return 'unit' in scope
    ? all.where('unit_id', '=', scope.unit)
    : all.where('organisation_id', '=', scope.organisation).where('line', '=', scope.line)
}

/** How many cases of a line or a unit nobody has taken up, counted up to the cap. */
export async function countReported(tx: Tx, scope: Scope): Promise<Count> {
  const some = casesIn(tx, scope).where('state', '=', 'reported')
  const found = await tx
    .selectFrom(some.limit(countAtMost + 1).as('some'))
    .select(eb => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return toCount(Number(found.n))
}

/** How many cases of a line or a unit stand where, each counted up to the cap. */
export async function countWatched(tx: Tx, now: Date, scope: Scope): Promise<Record<Standing, Count>> {
  const [standing, late] = await Promise.all([countStanding(tx, scope), countLate(tx, now, scope)])
  return { ...standing, late }
}

async function countStanding(tx: Tx, scope: Scope): Promise<Record<Exclude<Standing, 'late'>, Count>> {
  const some = casesIn(tx, scope)
    .where(sql<boolean>`state = standing.state`)
    .limit(countAtMost + 1)
  const pairs = Object.entries(statesOf).flatMap(([name, states]) =>
    states.map(state => sql`(${name}::text, ${state}::text)`),
  )
  const { rows } = await sql<{ name: string; n: string }>`
    select standing.name, count(*) as n from (values ${sql.join(pairs)}) standing (name, state) cross join lateral (${some}) as counted
    group by standing.name`.execute(tx)
  const count = (name: string) => toCount(Number(rows.find(it => it.name === name)?.n ?? 0))
  return {
    reported: count('reported'),
    in_progress: count('in_progress'),
    waiting: count('waiting'),
    ended: count('ended'),
  }
}

async function countLate(tx: Tx, now: Date, scope: Scope): Promise<Count> {
  const { cases, tasks } = await tx
    .selectFrom(lateIds(tx, now, scope).as('late'))
    .select(eb => [eb.fn.count<string>('late.case_id').distinct().as('cases'), eb.fn.countAll<string>().as('tasks')])
    .executeTakeFirstOrThrow()
  return { n: Math.min(Number(cases), countAtMost), more: Number(tasks) > countAtMost }
}

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
