import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Generated } from '../../src/cli/demo/cases/generate.ts'
import { tokenHash } from '../../src/engines/access/actor.ts'

/** Somebody in the load, as they are signed in. */
export interface Somebody {
  person: string
  organisation: string
}

/** Who looks at a list, and where it is. */
export interface Viewer extends Somebody {
  who: string
  path: string
}

/** The four kinds of viewer of a load. */
export function viewersOf({ organisation, reporter, handler, coordinator, manager }: Generated): Viewer[] {
  return [
    { who: 'reporter', person: reporter.id, path: '/meldingen', organisation },
    { who: 'handler', person: handler.id, path: '/werklijst', organisation },
    { who: 'coordinator', person: coordinator.id, path: '/lijn', organisation },
    { who: 'manager', person: manager.id, path: '/eenheid', organisation },
  ]
}

/** Everybody who has the one role of reporter, by organisation, the one with most people first. */
export async function findReporters(owner: pg.Client): Promise<Somebody[][]> {
  const { rows } = await owner.query<Somebody>(
    `select m.person_id as person, m.organisation_id as organisation from membership m
     where m.role = 'reporter' and m.ends is null
       and exists (select from route r where r.organisation_id = m.organisation_id and r.subject = m.function)
       and not exists (select from membership o where o.person_id = m.person_id and o.id <> m.id)
     order by m.organisation_id, m.person_id`,
  )
  return [...Map.groupBy(rows, row => row.organisation).values()].sort((a, b) => b.length - a.length)
}

/** Signs each of them in, as often as said: a session gets no more answers in a minute than a person reads. */
export async function signIn(owner: pg.Client, people: readonly Somebody[], times = 1): Promise<string[]> {
  const all = Array.from({ length: times }, () => people).flat()
  const tokens = all.map(() => randomBytes(32).toString('base64url'))
  await owner.query(
    `insert into session (token_hash, id, person_id, organisation_id, assurance, device, started_at, seen_at)
     select token, gen_random_uuid(), person, organisation, 2, 'other', $4, $4
     from unnest($1::bytea[], $2::uuid[], $3::uuid[]) as it (token, person, organisation)`,
    [tokens.map(tokenHash), all.map(it => it.person), all.map(it => it.organisation), new Date()],
  )
  return tokens
}

/** The n-th of a list, which begins again at its end. */
export function turn<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('The list is empty')
  return found
}
