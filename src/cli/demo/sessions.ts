import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { tokenHash } from '../../engines/access/actor.ts'

/**
 * Signs somebody in by hand: the past is played in several places at once, where one person is at several moments.
 * @param until how far the session reaches; it is good for every moment before
 * @returns what the browser keeps
 */
export async function addSession(
  owner: pg.Pool | pg.Client,
  person: string,
  organisation: string,
  until: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await owner.query(
    `insert into session (token_hash, id, person_id, organisation_id, assurance, device, started_at, seen_at)
     values ($1, $2, $3, $4, 2, 'other', $5, $5)`,
    [tokenHash(token), randomUUID(), person, organisation, until],
  )
  return token
}
