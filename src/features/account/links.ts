import { sql } from 'kysely'
import { z } from 'zod'
import { tokenHash } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { enter } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { hashPassword, passwordSchema } from '../../platform/passwords.ts'
import { emailField, passwordField } from './sign-in.ts'

/** What a one-time link is for: the first password, or a new one. */
export type Purpose = 'invitation' | 'reset'

export interface LinkHolder {
  person_id: string
  name: string
  email: string
}

export const NewPassword = z.object({
  wachtwoord: passwordField('Vul een wachtwoord in.'),
  nogmaals: passwordField('Vul hetzelfde wachtwoord nog een keer in.'),
})

// Only what can be no address at all: whether it has an account is never said.
const address = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u

export const AskReset = z.object({
  email: emailField.refine(
    it => it === '' || address.test(it),
    'Dit is geen e-mailadres. Vul een adres in zoals naam@gemeente.nl.',
  ),
})

/** For whom this link is, or undefined when it is used, expired or made up. Looking does not use it up: mail programs look too. */
export const linkHolder = (house: House, purpose: Purpose, token: string): Promise<LinkHolder | undefined> =>
  house.db.as('nobody', async (tx, now) => {
    const { rows } = await sql<LinkHolder>`
      select person_id, name, email from app.link_person(${tokenHash(token)}, ${purpose}, ${now})`.execute(tx)
    return rows[0]
  })

/** What is wrong with a new password for this account, by field, if anything. */
export function newPasswordErrors(
  { wachtwoord, nogmaals }: z.infer<typeof NewPassword>,
  email: string,
): Record<string, string> | undefined {
  const checked = passwordSchema(email).safeParse(wachtwoord)
  if (!checked.success) return { wachtwoord: checked.error.issues[0]?.message ?? 'Kies een ander wachtwoord.' }
  if (wachtwoord.trim().toLowerCase() === email.toLowerCase())
    return { wachtwoord: 'Uw e-mailadres is te makkelijk te raden. Kies een zin van een paar woorden.' }
  if (wachtwoord !== nogmaals) return { nogmaals: 'Dit is niet hetzelfde als het eerste wachtwoord.' }
  return undefined
}

/** Sets the password and uses up the link, once; false when somebody was first. Ends every session of that person. */
export async function usePasswordLink(
  house: House,
  purpose: Purpose,
  token: string,
  password: string,
): Promise<boolean> {
  const hash = await hashPassword(password)
  return house.db.as('nobody', async (tx, now) => {
    const { rows } = await sql<{ person: string | null }>`
      select app.use_link(${tokenHash(token)}, ${purpose}, ${hash}, ${now}) as person`.execute(tx)
    const person = rows[0]?.person
    if (!person) return false
    await enter(tx, { person }, now)
    await audit(tx, { action: 'account.password_chosen', actor: person, organisation: null, object: purpose }, now)
    if (purpose === 'reset') await addJobs(tx, now, [{ kind: 'password_changed', organisation: null, person }])
    return true
  })
}
