import { randomUUID } from 'node:crypto'
import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'

export interface SavedFilter {
  id: string
  query: string
}

const most = 20

/** The filters that this person saved, for the organisation of the session. */
export const savedFilters = (tx: Tx, actor: Actor): Promise<SavedFilter[]> =>
  tx
    .selectFrom('saved_filter')
    .select(['id', 'query'])
    .where('person_id', '=', actor.id)
    .where('organisation_id', '=', actor.organisation?.id ?? '')
    .orderBy('saved_at')
    .limit(most)
    .execute()

/** Keeps a filter; one that is there already stays as it is. */
export const saveFilter = (house: House, actor: Actor, query: string): Promise<void> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const organisation = actor.organisation?.id
    if (organisation === undefined || (await savedFilters(tx, actor)).length >= most) return
    await tx
      .insertInto('saved_filter')
      .values({ id: randomUUID(), person_id: actor.id, organisation_id: organisation, query, saved_at: now })
      .onConflict(conflict => conflict.columns(['person_id', 'organisation_id', 'query']).doNothing())
      .execute()
  })

export const removeFilter = (house: House, actor: Actor, id: string): Promise<void> =>
  house.db.as({ person: actor.id }, async tx => {
    await tx.deleteFrom('saved_filter').where('id', '=', id).where('person_id', '=', actor.id).execute()
  })
