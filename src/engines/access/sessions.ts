import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../platform/house.ts'
import { audit } from './audit.ts'
import { tokenHash, type Actor } from './actor.ts'

/** Starts a session for somebody whose password was right; always a new token. Returns the token for the cookie. */
export async function startSession(house: House, person: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await house.db.as({ person }, async (tx, now) => {
    const { rows } = await sql<{ id: string | null }>`select app.first_organisation(${person}, ${now}) as id`.execute(
      tx,
    )
    const organisation = rows[0]?.id ?? null
    await sql`select app.start_session(${tokenHash(token)}, ${person}, ${organisation}, ${now})`.execute(tx)
    await audit(tx, { action: 'account.sign_in', actor: person, organisation }, now)
  })
  return token
}

/** Ends this session, in the database at once. */
export async function endSession(
  house: House,
  token: string,
  { id: person, organisation }: Pick<Actor, 'id' | 'organisation'>,
): Promise<void> {
  await house.db.as({ person }, async (tx, now) => {
    await sql`select app.end_session(${tokenHash(token)})`.execute(tx)
    await audit(tx, { action: 'account.sign_out', actor: person, organisation: organisation?.id ?? null }, now)
  })
}

/** Makes this session one for another organisation of the same person. */
export async function chooseOrganisation(house: House, token: string, organisation: string): Promise<void> {
  await house.db.as('nobody', async (tx, now) => {
    await sql`select app.choose_organisation(${tokenHash(token)}, ${organisation}, ${now})`.execute(tx)
  })
}
