import type { Tx } from '../../platform/db.ts'
import type { ActionOf } from './actions.ts'
import { auditEntry } from './audit.ts'
import type { Desk } from './desk.ts'

// What was changed in the administration, from what to what. People stand in it by their id, so that a name that has to
// go can go; roles, routes and shifts are written in the codes of the audit trail.

type SubjectKind =
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

async function writeChanges(tx: Tx, { organisation, actor, now }: Writer, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ kind, id, ...values }) => ({ subject_kind: kind, subject_id: id, ...values }))
  await tx
    .insertInto('setting_change')
    .values(rows.map(row => ({ ...row, organisation_id: organisation, actor_id: actor, at: now })))
    .execute()
}

/** What the audit trail says of a change. */
export interface Recorded {
  action: ActionOf<'administration'>
  /** Ids and codes of what was changed, as `field:old→new` where neither is a word of or about a person. */
  object: string
}

/** Writes down a change: in the audit trail that it was made, and with the old and the new value for who watches over it. */
export const recordChange = (
  desk: Desk,
  action: Recorded['action'],
  object: string,
  changes: readonly Change[],
): Promise<void> => recordChanges(desk, [{ action, object }], changes)

/** The same for many at once. */
export async function recordChanges(
  { tx, now, actor, organisation }: Desk,
  entries: readonly Recorded[],
  changes: readonly Change[],
): Promise<void> {
  if (entries.length === 0) return
  await tx
    .insertInto('audit_entry')
    .values(entries.map(it => auditEntry(tx, { ...it, actor, organisation }, now)))
    .execute()
  await writeChanges(tx, { organisation, actor, now }, changes)
}
