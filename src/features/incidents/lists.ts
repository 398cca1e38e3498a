import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'

// Lists show coded facts only: no sealed word, no key, no audit entry. Each is read by its index, page by page.

export const pageSize = 50
const countAtMost = 1000

/** How many there are; above the cap only that there are more. */
export interface Count {
  n: number
  more: boolean
}

const toCount = (n: number): Count => ({ n: Math.min(n, countAtMost), more: n > countAtMost })

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
}

/** The open tasks of this person, the most urgent first, with one more than a page to know whether there are more. */
export async function openTasks(tx: Tx, owner: string, after: After | undefined): Promise<OpenTask[]> {
  let query = tx
    .selectFrom('task')
    .innerJoin('incident_case as c', 'c.id', 'task.case_id')
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
    ])
    .where('task.owner_id', '=', owner)
    .where('task.done_at', 'is', null)
  if (after)
    query = query.where(eb =>
      eb.or([
        eb('task.due_at', '>', after.at),
        eb.and([eb('task.due_at', '=', after.at), eb('task.id', '>', after.id)]),
      ]),
    )
  return query
    .orderBy('task.due_at')
    .orderBy('task.id')
    .limit(pageSize + 1)
    .execute()
}

export type Urgency = 'late' | 'now' | 'later'

/** How urgent a task is. What must still be taken up is for now, whatever the hour: somebody waits for it. */
export function urgencyOf(task: Pick<OpenTask, 'kind' | 'due'>, now: Date, endOfToday: Date): Urgency {
  if (task.due < now) return 'late'
  return task.kind === 'take_up' || task.due < endOfToday ? 'now' : 'later'
}

/** How many open tasks of this person have this urgency. */
export async function countTasks(
  tx: Tx,
  owner: string,
  urgency: Urgency,
  { now, endOfToday }: { now: Date; endOfToday: Date },
): Promise<Count> {
  const { n } = await tx
    .selectFrom(eb => {
      const open = eb.selectFrom('task').select('task.id').where('owner_id', '=', owner).where('done_at', 'is', null)
      const some = {
        late: () => open.where('due_at', '<', now),
        now: () =>
          open
            .where('due_at', '>=', now)
            .where(or => or.or([or('due_at', '<', endOfToday), or('kind', '=', 'take_up')])),
        later: () => open.where('due_at', '>=', endOfToday).where('kind', '<>', 'take_up'),
      }[urgency]()
      return some.limit(countAtMost + 1).as('some')
    })
    .select(eb => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return toCount(Number(n))
}

export interface ListedCase {
  id: string
  reference: string | null
  state: string
  category: string | null
  function: string | null
  reportedAt: Date | null
  createdAt: Date
  owner: string | null
}

const listed = (tx: Tx) =>
  tx
    .selectFrom('incident_case as c')
    .leftJoin('person as o', 'o.id', 'c.owner_id')
    .select([
      'c.id',
      'c.reference',
      'c.state',
      'c.category',
      'c.function',
      'c.reported_at as reportedAt',
      'c.created_at as createdAt',
      'o.name as owner',
    ])

/** The reports that this person made, in every organisation, newest first; drafts too. */
export async function ownReports(tx: Tx, person: string, after: After | undefined): Promise<ListedCase[]> {
  let query = listed(tx).where('c.reporter_id', '=', person)
  if (after)
    query = query.where(eb =>
      eb.or([
        eb('c.created_at', '<', after.at),
        eb.and([eb('c.created_at', '=', after.at), eb('c.id', '<', after.id)]),
      ]),
    )
  return query
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

/** Which cases somebody watches over: those of lines, or those of units. */
export type Scope = { organisation: string; line: string } | { unit: string }
export type Standing = 'reported' | 'in_progress' | 'closed'

/** The cases of a line or a unit in one state, newest first. */
export async function watchedCases(
  tx: Tx,
  scope: Scope,
  state: Standing,
  after: After | undefined,
): Promise<ListedCase[]> {
  let query = listed(tx).where('c.state', '=', state)
  query =
    'unit' in scope
      ? query.where('c.unit_id', '=', scope.unit)
      : query.where('c.organisation_id', '=', scope.organisation).where('c.line', '=', scope.line)
  if (after)
    query = query.where(eb =>
      eb.or([
        eb('c.reported_at', '<', after.at),
        eb.and([eb('c.reported_at', '=', after.at), eb('c.id', '<', after.id)]),
      ]),
    )
  return query
    .orderBy('c.reported_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

export async function countWatched(tx: Tx, scope: Scope, state: Standing): Promise<Count> {
  const { n } = await tx
    .selectFrom(eb => {
      const some = eb.selectFrom('incident_case').select('id').where('state', '=', state)
      const scoped =
        'unit' in scope
          ? some.where('unit_id', '=', scope.unit)
          : some.where('organisation_id', '=', scope.organisation).where('line', '=', scope.line)
      return scoped.limit(countAtMost + 1).as('some')
    })
    .select(eb => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return toCount(Number(n))
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
    if (it.role === 'manager' && it.unit) units.set(it.unit, { unit: it.unit })
  }
  return { lines: [...lines.values()], units: [...units.values()] }
}
