import { audit } from '../../engines/access/audit.ts'
import type { Ask } from '../../engines/access/routes.ts'
import type { Tx } from '../../platform/db.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'

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

/**
 * Writes down a change in the audit trail.
 * @param object ids and codes of what was changed, as `field:old→new` where neither is a word of or about a person
 */
export const recordChange = (
  { tx, now, actor, organisation }: Desk,
  action: `administration.${string}`,
  object: string,
): Promise<void> => audit(tx, { action, actor, organisation, object }, now)

/** The row, or the page that says that there is none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Refusal(notFound)
  return row
}
