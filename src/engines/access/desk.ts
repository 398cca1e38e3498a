import type { Tx } from '../../platform/db.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import type { Ask } from './routes.ts'

/** Somebody at work for the organisation of the session, apart from any case of it. */
export interface Desk {
  tx: Tx
  now: Date
  actor: string
  organisation: string
}

/** Works in one transaction as this person, for the organisation of the session. */
export function atDesk<Result>({ house, actor }: Ask, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  const organisation = actor.organisation?.id
  if (organisation === undefined) throw new Refusal(notFound)
  return house.db.as({ person: actor.id }, (tx, now) => work({ tx, now, actor: actor.id, organisation }))
}

/** The row, or the page that says that there is none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Refusal(notFound)
  return row
}
