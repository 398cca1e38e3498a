import { sql } from 'kysely'
import { z } from 'zod'
import { auditRefusalAtDoor } from '../../engines/access/audit.ts'
import { knowsDevice } from '../../engines/access/devices.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import type { House } from '../../platform/house.ts'
import { verifyPassword } from '../../platform/passwords.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { limitsOf, waitMessage } from './limits.ts'

/** A path of this site to go on to, never another site: one `/` at the start, and no `//` or `/\` that a browser reads as a host. */
export function localPath(path: string): string {
  const plain = /^\/(?![/\\])[^\\\p{Cc}\p{Z}]{0,500}$/u.test(path)
  const url = plain ? URL.parse(path, 'http://localhost') : null
  // As it was read: what is not ASCII is encoded, or the header that leads there could not be written. It may not begin like
  // another site after that either: `/./` in between is taken out.
  const read = url?.host === 'localhost' ? url.pathname + url.search + url.hash : '/'
  return read.startsWith('//') ? '/' : read
}

/** Along to another way of signing in: only what came in the address, never what was sent in a form. */
export const alongTo = (path: string, onward: string, form: Form): string =>
  onward === '/' || form !== emptyForm ? path : `${path}?naar=${encodeURIComponent(onward)}`

export const emailField = textField({
  required: 'Vul uw e-mailadres in.',
  max: 254,
  tooLong: 'Dit e-mailadres is te lang.',
  oneLine: true,
}).transform(it => it.toLowerCase())

/** A password as typed: not cleaned, since it is only ever hashed. */
export const passwordField = (required: string) =>
  z
    .string(required)
    .default('')
    .refine(it => it !== '', required)

export const SignIn = z.object({
  email: emailField,
  wachtwoord: passwordField('Vul uw wachtwoord in.'),
  naar: z.string().default('/').transform(localPath),
})

const noMatch =
  'Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Controleer allebei en probeer het nog een keer.'

/**
 * Looks whether a password is right. For an unknown account the same is done as for a wrong password, and the same is said.
 * @param from where the request came from, for the limits
 * @returns whose password it is, or the error for the form
 */
export async function checkPassword(
  house: House,
  { email, wachtwoord }: z.infer<typeof SignIn>,
  { address, device }: { address: string; device: string | undefined },
): Promise<{ person: string } | Invalid> {
  const known = await knowsDevice(house, device, email)
  const wait = limitsOf(house).signIn(email, address, known ? device : undefined)
  if (wait > 0) return { invalid: { wachtwoord: waitMessage(wait) } }
  const account = await findAccount(house, email)
  const right = await verifyPassword(wachtwoord, account?.password_hash)
  if (account && right) return { person: account.person_id }
  await house.db.as('nobody', (tx, now) => auditRefusalAtDoor(tx, 'account.sign_in', now))
  return { invalid: { wachtwoord: noMatch } }
}

const findAccount = (house: House, email: string) =>
  house.db.as('nobody', async tx => {
    const { rows } = await sql<{ person_id: string; password_hash: string }>`
      select person_id, password_hash from app.account_for_sign_in(${email})`.execute(tx)
    return rows[0]
  })
