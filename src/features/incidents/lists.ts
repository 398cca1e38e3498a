import { sql, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { DB } from '../../platform/database-types.ts'
import type { Tx } from '../../platform/db.ts'

// Lists show coded facts only: no sealed word, no key, no audit entry. Each is read by its index, page by page.

export const pageSize = 25
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
