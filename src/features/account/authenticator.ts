import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { didAsAsked, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { stepWithCode } from '../../platform/totp.ts'
import { recordFactor } from './factor-trail.ts'

/** An authenticator app of somebody, in use or being set up. */
export interface Authenticator {
  id: string
  secret: Buffer
  /** The step whose code was used last. */
  lastStep: number
  added: Date
  confirmed: Date | null
}

interface Row {
  id: string
  master_key_id: string
  wrapped: Buffer
  last_step: string
  added_at: Date
  confirmed_at: Date | null
}

// As long as the hash of RFC 4226 wants it: the rest of the key is not used.
const secretBytes = 20
const contextOf = (id: string) => `authenticator:${id}`

/** The authenticators of the viewer: the one in use, and the one that is being set up. */
export async function readAuthenticators(
  { keys }: House,
  tx: Tx,
): Promise<{ inUse: Authenticator | undefined; begun: Authenticator | undefined }> {
  const { rows } = await sql<Row>`select * from app.own_authenticators()`.execute(tx)
  const all = rows.map(row => ({
    id: row.id,
    secret: keys.openPersonal(contextOf(row.id), row).subarray(0, secretBytes),
    lastStep: Number(row.last_step),
    added: row.added_at,
    confirmed: row.confirmed_at,
  }))
  return { inUse: all.find(it => it.confirmed !== null), begun: all.find(it => it.confirmed === null) }
}

/** Begins with a new secret; the authenticator in use stays so until the new one has given a code. */
export async function beginAuthenticator({ db, keys }: House, actor: Actor): Promise<void> {
  const id = randomUUID()
  await db.as({ person: actor.id }, async (tx, now) => {
    const { master_key_id: keyId, wrapped } = keys.makePersonal(contextOf(id), await keys.masterFor(tx))
    await sql`select app.begin_authenticator(${id}, ${keyId}, ${wrapped}, ${now})`.execute(tx)
  })
}

/** Takes the begun authenticator into use, when this is its code of now. */
export const confirmAuthenticator = (house: House, actor: Actor, code: string): Promise<boolean> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const { begun } = await readAuthenticators(house, tx)
    const step = begun && stepWithCode(begun.secret, code, now, begun.lastStep)
    if (!begun || step === undefined) return false
    if (!(await didAsAsked(tx, sql`app.confirm_authenticator(${begun.id}, ${step}, ${now})`))) return false
    await recordFactor(tx, now, actor, 'account.authenticator_set')
    return true
  })

/** Whether this is a code of now that was not used before; from here on it is used. */
export async function useCode(house: House, tx: Tx, now: Date, code: string): Promise<boolean> {
  const { inUse } = await readAuthenticators(house, tx)
  const step = inUse && stepWithCode(inUse.secret, code, now, inUse.lastStep)
  if (!inUse || step === undefined) return false
  const { rows } = await sql<{ used: boolean }>`select app.use_step(${inUse.id}, ${step}) as used`.execute(tx)
  return rows[0]?.used ?? false
}
