import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import { knowsDevice } from '../../engines/access/devices.ts'
import { recoveryCodeHash } from '../../engines/access/recovery-codes.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { useCode } from './authenticator.ts'
import { limitsOf, waitMessage } from './limits.ts'
import { localPath } from './sign-in.ts'

export const SecondStep = z.object({
  code: textField({ required: 'Vul de code in.', max: 40, tooLong: 'Deze code is te lang.', oneLine: true }),
  naar: z.string().default('/').transform(localPath),
})

const wrong =
  'Deze code klopt niet of is al gebruikt. Wacht tot uw app een nieuwe code toont, of gebruik een herstelcode.'

const plain = (code: string) => code.replaceAll(/[\s-]/g, '')

/** Takes a code of the authenticator app or a recovery code, each once. Returns what is wrong, if anything. */
export async function giveSecondStep(
  house: House,
  actor: Actor,
  code: string,
  kept: string | undefined,
): Promise<Invalid | undefined> {
  const fromApp = /^\d{6}$/.test(plain(code))
  if (fromApp) {
    const wait = limitsOf(house).code(actor.id, await ownDevice(house, actor, kept))
    if (wait > 0) return { invalid: { code: waitMessage(wait) } }
  }
  const right = await house.db.as({ person: actor.id }, async (tx, now) => {
    const used = fromApp ? await useCode(house, tx, now, plain(code)) : await useRecoveryCode(tx, now, actor, code)
    if (!used) await audit(tx, { ...facts(actor), result: 'refused' }, now)
    return used
  })
  return right ? undefined : { invalid: { code: wrong } }
}

const facts = (actor: Actor) => ({
  action: 'account.second_step' as const,
  actor: actor.id,
  organisation: actor.organisation?.id ?? null,
})

async function ownDevice(house: House, actor: Actor, kept: string | undefined): Promise<string | undefined> {
  const email = await house.db.as({ person: actor.id }, tx =>
    tx.selectFrom('person').select('email').where('id', '=', actor.id).executeTakeFirst(),
  )
  return (await knowsDevice(house, kept, email?.email ?? '')) ? kept : undefined
}

async function useRecoveryCode(tx: Tx, now: Date, actor: Actor, typed: string): Promise<boolean> {
  const hash = recoveryCodeHash(typed)
  if (!hash) return false
  const { rows } = await sql<{ used: boolean }>`select app.use_recovery_code(${hash}, ${now}) as used`.execute(tx)
  if (!rows[0]?.used) return false
  await audit(tx, { ...facts(actor), action: 'account.recovery_code_used' }, now)
  await addJobs(tx, now, [{ kind: 'recovery_used', organisation: null, person: actor.id }])
  return true
}
