import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { newRecoveryCode, recoveryCodeHash } from '../../engines/access/recovery-codes.ts'
import { askedOf } from '../../engines/access/second-factor.ts'
import type { House } from '../../platform/house.ts'
import { readAuthenticators } from './authenticator.ts'
import { recordFactor } from './factor-trail.ts'
import { readPasskeys, type PasskeyRow } from './passkeys.ts'

/** What somebody has to prove who they are, besides the password. */
export interface Factors {
  since: Date | null
  begun: boolean
  passkeys: readonly PasskeyRow[]
  codes: number
  /** Whether a role of this person asks for it. */
  required: boolean
}

export const readFactors = (house: House, actor: Actor): Promise<Factors> =>
  house.db.as({ person: actor.id }, async tx => {
    const { inUse, begun } = await readAuthenticators(house, tx)
    const { rows } = await sql<{ codes: number }>`select app.own_recovery_codes() as codes`.execute(tx)
    return {
      since: inUse?.confirmed ?? null,
      begun: begun !== undefined,
      passkeys: await readPasskeys(tx),
      codes: rows[0]?.codes ?? 0,
      required: house.config.secondFactors && askedOf(actor.memberships),
    }
  })

const howMany = 10

/** Makes new recovery codes in place of those there were. They are shown once: only their hashes are kept. */
export const makeRecoveryCodes = (house: House, actor: Actor): Promise<string[]> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const codes = Array.from({ length: howMany }, newRecoveryCode)
    await sql`select app.make_recovery_codes(${codes.map(recoveryCodeHash)}, ${now})`.execute(tx)
    await recordFactor(tx, now, actor, 'account.recovery_codes_made')
    return codes
  })
