import { auditEntry } from '../../engines/access/audit.ts'
import type { Ask } from '../../engines/access/routes.ts'
import type { Tx } from '../../platform/db.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { writeChanges, type Change } from './changes.ts'

/** An administrator at work in the own organisation: every read and change of this feature starts here. */
export interface Desk {
  tx: Tx
  now: Date
  actor: string
  organisation: string
}

/** Works in one transaction as this administrator, for the organisation of the session. */
export function atDesk<Result>({ house, actor }: Ask, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  const organisation = actor.organisation?.id
  if (organisation === undefined) throw new Refusal(notFound)
  return house.db.as({ person: actor.id }, (tx, now) => work({ tx, now, actor: actor.id, organisation }))
}

/** What the audit trail says of a change. */
export interface Recorded {
  action: `administration.${string}`
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

/** The row, or the page that says that there is none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Refusal(notFound)
  return row
}
