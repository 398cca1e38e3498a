import { idOf, type Who } from './people.ts'
import type { World } from './world.ts'

const long = new Date('2024-01-01T00:00:00Z')

/** Brings a whole council into the first organisation: who they are. */
export async function addMembers({ owner }: World, count: number): Promise<Who[]> {
  const keys = Array.from({ length: count }, (_, n): Who => `councillor${n + 1}`)
  await owner.query(
    `insert into person (id, name, email, created_at)
     select id, 'Naam ' || key, key || '@waterstad.example', $3 from unnest($1::uuid[], $2::text[]) as it (id, key)`,
    [keys.map(idOf), keys, long],
  )
  await owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts)
     select gen_random_uuid(), $1, id, 'reporter', 'council_member', $3 from unnest($2::uuid[]) as it (id)`,
    [idOf('waterstad'), keys.map(idOf), long],
  )
  return keys
}
