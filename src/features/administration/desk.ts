import { auditEntry } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { writeChanges, type Change } from './changes.ts'

export { atDesk, found, type Desk } from '../../engines/access/desk.ts'

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
