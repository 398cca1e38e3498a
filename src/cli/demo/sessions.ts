import { randomBytes } from 'node:crypto'
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
    `insert into session (token_hash, person_id, organisation_id, assurance, started_at, seen_at)
     values ($1, $2, $3, 1, $4, $4)`,
    [tokenHash(token), person, organisation, until],
  )
  return token
}
