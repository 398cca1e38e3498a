import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { idsIn } from '../../engines/cases/codes.ts'
import type { Tx } from '../../platform/db.ts'

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
