import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../platform/house.ts'
import type { ActionOf } from './actions.ts'
import { audit } from './audit.ts'
import { tokenHash, type Actor } from './actor.ts'
import { deviceKind } from './devices.ts'
import type { Assurance } from './second-factor.ts'

export interface NewSession {
  person: string
  /** How many factors were given. */
  assurance: Assurance
  /** What the browser says that it is. */
  userAgent: string
  /** For which organisation; the first one of this person when it is not said. */
  organisation?: string | undefined
  /** The session in whose place it comes. */
  instead?: string | undefined
  /** What was done, for the trail. */
  action?: ActionOf<'account'>
}

/** Starts a session for somebody who proved who they are; always a new token. Returns the token for the cookie. */
export async function startSession(
  house: House,
  { person, assurance, userAgent, organisation: chosen, instead, action = 'account.sign_in' }: NewSession,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await house.db.as({ person }, async (tx, now) => {
    const { rows } = await sql<{ id: string | null }>`select app.first_organisation(${person}, ${now}) as id`.execute(
      tx,
    )
    if (instead !== undefined) await sql`select app.end_session(${tokenHash(instead)})`.execute(tx)
    const organisation = chosen ?? rows[0]?.id ?? null
    await sql`select app.start_session(${tokenHash(token)}, ${randomUUID()}, ${person}, ${organisation}, ${assurance},
      ${deviceKind(userAgent)}, ${now})`.execute(tx)
    await audit(tx, { action, actor: person, organisation }, now)
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
