import { idOf, peopleKeys } from './people.ts'
import type { World } from './world.ts'

/** An entry of the audit trail, with the key of the person who did it. */
export interface Trace {
  action: string
  result: string
  who: string | null
  case: string | null
  object: string | null
  organisation: string | null
}

/** What is written in the trail while something happens, in order. */
export async function traced({ owner }: World, happens: () => Promise<unknown>): Promise<Trace[]> {
  const before = await owner.query<{ id: string }>('select coalesce(max(id), 0) as id from audit_entry')
  await happens()
  const { rows } = await owner.query<Trace & { actor_id: string | null }>(
    `select action, result, actor_id, case_id as "case", object, organisation_id as organisation from audit_entry where id > $1 order by id`,
    [before.rows[0]?.id],
  )
  return rows.map(({ actor_id, ...row }) => ({
    ...row,
    who: peopleKeys.find(key => idOf(key) === actor_id) ?? actor_id,
  }))
}
