import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { tokenHash, type Actor } from '../../engines/access/actor.ts'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'

// A calendar reads somebody's deadlines without signing in, by a secret address that can be taken back.

/** Since when there is such an address; undefined when there is none. */
export async function calendarSince(tx: Tx, person: string): Promise<Date | undefined> {
  const row = await tx.selectFrom('calendar_link').select('made_at').where('person_id', '=', person).executeTakeFirst()
  return row?.made_at
}

const note = (actor: Actor, action: ActionOf<'account'>) => ({
  action,
  actor: actor.id,
  organisation: actor.organisation?.id ?? null,
})

/** Makes a new secret address; one from before does not work any more. Returns its token, which is kept nowhere. */
export const makeCalendar = (house: House, actor: Actor): Promise<string> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const token = randomBytes(32).toString('base64url')
    await tx.deleteFrom('calendar_link').where('person_id', '=', actor.id).execute()
    await tx
      .insertInto('calendar_link')
      .values({ person_id: actor.id, token_hash: tokenHash(token), made_at: now })
      .execute()
    await audit(tx, note(actor, 'account.calendar_made'), now)
    return token
  })

export const revokeCalendar = (house: House, actor: Actor): Promise<void> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    await tx.deleteFrom('calendar_link').where('person_id', '=', actor.id).execute()
    await audit(tx, note(actor, 'account.calendar_revoked'), now)
  })

export interface Deadline {
  id: string
  kind: string
  due_at: Date
}

/** The deadlines behind an address; undefined when it does not exist. */
export const readCalendar = (house: House, token: string): Promise<Deadline[] | undefined> =>
  house.db.as('nobody', async (tx, now) => {
    const hash = tokenHash(token)
    const found = await sql<{ known: boolean }>`select app.is_calendar(${hash}) as known`.execute(tx)
    if (found.rows[0]?.known !== true) return undefined
    const { rows } = await sql<Deadline>`select * from app.calendar_tasks(${hash}, ${now})`.execute(tx)
    return rows
  })
