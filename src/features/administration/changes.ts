import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { idsIn } from '../../engines/cases/codes.ts'
import type { Tx } from '../../platform/db.ts'

// What was changed in the administration, from what to what. People stand in it by their id, so that a name that has to
// go can go; roles, routes and shifts are written in the codes of the audit trail.

export type SubjectKind =
  | 'organisation'
  | 'theme'
  | 'provider'
  | 'unit'
  | 'person'
  | 'route'
  | 'duty'
  | 'contact_point'
  | 'category'
  | 'text'

export interface Change {
  kind: SubjectKind
  /** The id or the code of what was changed. */
  id: string
  field: string
  old: string | null
  new: string | null
}

type Values = Readonly<Record<string, string | number | null | undefined>>

const stored = (value: string | number | null | undefined) =>
  value === undefined || value === null || value === '' ? null : String(value)

/** What differs between how something was and how it is; undefined is that it was not there, or is no more. */
export function differences(
  kind: SubjectKind,
  id: string,
  before: Values | undefined,
  after: Values | undefined,
): Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map(field => ({ kind, id, field, old: stored(before?.[field]), new: stored(after?.[field]) }))
    .filter(it => it.old !== it.new)
}

interface Writer {
  organisation: string
  actor: string
  now: Date
}

export async function writeChanges(
  tx: Tx,
  { organisation, actor, now }: Writer,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ kind, id, ...values }) => ({ subject_kind: kind, subject_id: id, ...values }))
  await tx
    .insertInto('setting_change')
    .values(rows.map(row => ({ ...row, organisation_id: organisation, actor_id: actor, at: now })))
    .execute()
}

export const changesPerPage = 50

export interface ChangeRow {
  id: string
  at: Date
  actor_id: string
  subject_kind: string
  subject_id: string
  field: string
  old: string | null
  new: string | null
}

/** The last change of the page before, as it stands in the address. */
export interface Cursor {
  at: string
  id: string
}

const CursorText = z
  .string()
  .regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_\d{1,18}$/u)
  .transform(it => ({ at: it.slice(0, 24), id: it.slice(25) }))
  // JavaScript takes the thirtieth of February; PostgreSQL does not.
  .refine(({ at }) => new Date(at).getTime() > 0 && new Date(at).toISOString() === at)

export const readCursor = (query: URLSearchParams): Cursor | undefined => CursorText.safeParse(query.get('na')).data

export interface ChangesPage {
  rows: ChangeRow[]
  /** The names of the people and units of whom only the id was written down. */
  names: ReadonlyMap<string, string>
}

/** One page of the changes of an organisation, the newest first. The last one too many says that there are more. */
export async function readChanges(tx: Tx, organisation: string, after: Cursor | undefined): Promise<ChangesPage> {
  let query = tx
    .selectFrom('setting_change')
    .select(['id', 'at', 'actor_id', 'subject_kind', 'subject_id', 'field', 'old', 'new'])
    .where('organisation_id', '=', organisation)
  if (after !== undefined) query = query.where(sql<SqlBool>`(at, id) < (${after.at}::timestamptz, ${after.id}::bigint)`)
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(changesPerPage + 1)
    .execute()
  return { rows, names: await namesIn(tx, organisation, rows) }
}

async function namesIn(tx: Tx, organisation: string, rows: readonly ChangeRow[]): Promise<Map<string, string>> {
  const ids = [
    ...new Set(rows.flatMap(it => [it.actor_id, ...idsIn(`${it.subject_id} ${it.old ?? ''} ${it.new ?? ''}`)])),
  ]
  if (ids.length === 0) return new Map()
  const people = await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisation)
    .where('id', 'in', ids)
    .execute()
  return new Map([...people, ...units].map(it => [it.id, it.name]))
}
