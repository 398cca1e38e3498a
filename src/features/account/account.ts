import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { tokenHash } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { House } from '../../platform/house.ts'
import { hashPassword, verifyPassword } from '../../platform/passwords.ts'
import type { Invalid } from '../../platform/routes.ts'
import { readAbsences, type AbsenceRow } from './absence.ts'
import { limitsOf, waitMessage } from './limits.ts'
import { wantsDigest } from './mail-choice.ts'
import { NewPassword, newPasswordErrors } from './links.ts'
import { localPath, passwordField } from './sign-in.ts'

export interface AccountFacts {
  name: string
  email: string
  units: ReadonlyMap<string, string>
  absences: readonly AbsenceRow[]
  /** One mail a day instead of one for each thing. */
  digest: boolean
}

export const ChangePassword = NewPassword.extend({ huidig: passwordField('Vul uw huidige wachtwoord in.') })
export const ChooseOrganisation = z.object({
  organisatie: z.uuid('Kies een organisatie uit de lijst.'),
  /** Where to go on, such as to the report that somebody was about to make. */
  naar: z.string().default('/account?klaar=organisatie').transform(localPath),
})

export const readAccount = (house: House, actor: Actor): Promise<AccountFacts> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const person = await tx
      .selectFrom('person')
      .select(['name', 'email'])
      .where('id', '=', actor.id)
      .executeTakeFirstOrThrow()
    const ids = actor.memberships.flatMap(it => (it.unit === null ? [] : [it.unit]))
    const units =
      ids.length === 0 ? [] : await tx.selectFrom('unit').select(['id', 'name']).where('id', 'in', ids).execute()
    return {
      ...person,
      units: new Map(units.map(it => [it.id, it.name])),
      absences: await readAbsences(tx, actor.id, now),
      digest: await wantsDigest(tx, actor.id),
    }
  })

/** Changes the own password, given the current one; every other session of this person ends. */
export async function changePassword(
  house: House,
  actor: Actor,
  session: string,
  input: z.infer<typeof ChangePassword>,
): Promise<Invalid | undefined> {
  const wait = limitsOf(house).password(actor.id)
  if (wait > 0) return { invalid: { huidig: waitMessage(wait) } }
  const { email, hash } = await ownAccount(house, actor)
  if (!(await verifyPassword(input.huidig, hash ?? undefined))) {
    await auditChange(house, actor, 'refused')
    return { invalid: { huidig: 'Dit is niet uw huidige wachtwoord.' } }
  }
  const errors = newPasswordErrors(input, email)
  if (errors) return { invalid: errors }
  if (input.wachtwoord === input.huidig)
    return { invalid: { wachtwoord: 'Dit is uw huidige wachtwoord. Kies een ander wachtwoord.' } }
  const next = await hashPassword(input.wachtwoord)
  await house.db.as({ person: actor.id }, async (tx, now) => {
    await sql`select app.change_password(${tokenHash(session)}, ${next}, ${now})`.execute(tx)
    await audit(tx, changeFacts(actor, 'done'), now)
    await addJobs(tx, now, [{ kind: 'password_changed', organisation: null, person: actor.id }])
  })
  return undefined
}

const ownAccount = (house: House, actor: Actor): Promise<{ email: string; hash: string | null }> =>
  house.db.as({ person: actor.id }, async tx => {
    const { rows } = await sql<{ email: string; hash: string | null }>`
      select email, app.own_password_hash() as hash from person where id = ${actor.id}`.execute(tx)
    return rows[0] ?? { email: '', hash: null }
  })

const changeFacts = (actor: Actor, result: 'done' | 'refused') => ({
  action: 'account.password_changed' as const,
  actor: actor.id,
  organisation: actor.organisation?.id ?? null,
  result,
})

const auditChange = (house: House, actor: Actor, result: 'done' | 'refused') =>
  house.db.as({ person: actor.id }, (tx, now) => audit(tx, changeFacts(actor, result), now))
