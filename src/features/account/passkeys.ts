import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { auditRefusalAtDoor } from '../../engines/access/audit.ts'
import { refusedBy, type Tx, type Viewer } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { recordFactor } from './factor-trail.ts'

// The library is large and signing in with a password does without it.
const library = () => import('@simplewebauthn/server')

export interface PasskeyRow {
  id: string
  credential_id: Buffer
  added_at: Date
  used_at: Date | null
}

export const readPasskeys = async (tx: Tx): Promise<PasskeyRow[]> =>
  (await sql<PasskeyRow>`select * from app.own_passkeys()`.execute(tx)).rows

const base64url = z
  .string()
  .max(8000)
  .regex(/^[\w-]*$/)
const Common = {
  id: base64url.min(1),
  rawId: base64url.min(1),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
}
const Registration = z.object({
  ...Common,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
})
const Assertion = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})

/** What a browser sends back, as JSON in a field of a form. */
const answerOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .max(20_000)
    .transform((text, context): z.infer<Schema> => {
      const parsed = schema.safeParse(json(text))
      if (parsed.success) return parsed.data
      context.addIssue({ code: 'custom', message: failed })
      return z.NEVER
    })

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const failed = 'Het lukte niet met de passkey. Probeer het nog een keer, of gebruik een andere manier.'
export const Registered = z.object({ antwoord: answerOf(Registration) })
export const SignedWithPasskey = z.object({ antwoord: answerOf(Assertion), naar: z.string().default('/') })

// ES256, RS256 and EdDSA, by their numbers in COSE: between them every device knows one.
const algorithms = [-7, -257, -8]

const hostOf = ({ config }: House) => new URL(config.origin).hostname

async function ask(house: House, viewer: Viewer): Promise<string> {
  const challenge = randomBytes(32).toString('base64url')
  await house.db.as(viewer, async (tx, now) => {
    await sql`select app.ask_passkey(${hashOf(challenge)}, ${now})`.execute(tx)
  })
  return challenge
}

const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest()

/** Whether we asked this of this viewer, a short while ago and not answered yet. */
const asked = (house: House, viewer: Viewer) => (challenge: string) =>
  house.db.as(viewer, async (tx, now) => {
    const { rows } = await sql<{ good: boolean }>`
      select app.use_passkey_challenge(${hashOf(challenge)}, ${now}) as good`.execute(tx)
    return rows[0]?.good ?? false
  })

/** What a browser must be told to make a passkey for this person, as JSON. */
export async function registrationOptions(house: House, actor: Actor): Promise<string> {
  const viewer = { person: actor.id }
  const { email, passkeys } = await house.db.as(viewer, async tx => ({
    ...(await tx.selectFrom('person').select('email').where('id', '=', actor.id).executeTakeFirstOrThrow()),
    passkeys: await readPasskeys(tx),
  }))
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: 'Weerbaar',
    rpID: hostOf(house),
    userName: email,
    userDisplayName: actor.name,
    userID: Uint8Array.from(Buffer.from(actor.id.replaceAll('-', ''), 'hex')),
    challenge: Uint8Array.from(Buffer.from(await ask(house, viewer), 'base64url')),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: passkeys.map(it => ({ id: it.credential_id.toString('base64url') })),
  })
  return JSON.stringify(options)
}

/** Keeps a new passkey; false when it is not what we asked for. */
export async function addPasskey(house: House, actor: Actor, answer: z.infer<typeof Registration>): Promise<boolean> {
  const viewer = { person: actor.id }
  const { verifyRegistrationResponse } = await library()
  const response: RegistrationResponseJSON = answer
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: asked(house, viewer),
    supportedAlgorithmIDs: algorithms,
    expectedOrigin: house.config.origin,
    expectedRPID: hostOf(house),
    requireUserVerification: true,
  }).catch(notGood)
  if (!verified?.verified) return false
  const { id, publicKey, counter } = verified.registrationInfo.credential
  try {
    await house.db.as(viewer, async (tx, now) => {
      await sql`select app.add_passkey(${randomUUID()}, ${Buffer.from(id, 'base64url')}, ${Buffer.from(publicKey)},
        ${counter}, ${now})`.execute(tx)
      await recordFactor(tx, now, actor, 'account.passkey_added')
    })
    return true
  } catch (error) {
    if (refusedBy(error) === 'passkey_credential_id_key') return false
    throw error
  }
}

// The library throws at everything that is not as it should be, and says what in a message with values of the visitor.
const notGood = () => undefined

/** What a browser must be told to sign in with any passkey that it has of ours, as JSON. */
export async function signInOptions(house: House): Promise<string> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: hostOf(house),
    challenge: Uint8Array.from(Buffer.from(await ask(house, 'nobody'), 'base64url')),
    userVerification: 'required',
  })
  return JSON.stringify(options)
}

interface KnownPasskey {
  person_id: string
  public_key: Buffer
  counter: string
}

/** Whose passkey this is, when it signed what we asked and its owner was verified; each signature counts once. */
export async function ownerOfPasskey(house: House, answer: z.infer<typeof Assertion>): Promise<string | undefined> {
  const credential = Buffer.from(answer.id, 'base64url')
  const known = await house.db.as('nobody', async tx => {
    const { rows } = await sql<KnownPasskey>`select * from app.passkey_for_sign_in(${credential})`.execute(tx)
    return rows[0]
  })
  const owner = known && (await verifiedOwner(house, answer, credential, known))
  if (owner === undefined) await house.db.as('nobody', (tx, now) => auditRefusalAtDoor(tx, 'account.sign_in', now))
  return owner
}

async function verifiedOwner(
  house: House,
  { response: { userHandle, ...signed }, ...answer }: z.infer<typeof Assertion>,
  credential: Buffer,
  known: KnownPasskey,
): Promise<string | undefined> {
  const { verifyAuthenticationResponse } = await library()
  const response: AuthenticationResponseJSON = {
    ...answer,
    response: { ...signed, ...(userHandle !== undefined && { userHandle }) },
  }
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked(house, 'nobody'),
    expectedOrigin: house.config.origin,
    expectedRPID: hostOf(house),
    requireUserVerification: true,
    credential: { id: answer.id, publicKey: Uint8Array.from(known.public_key), counter: Number(known.counter) },
  }).catch(notGood)
  if (!verified?.verified) return undefined
  return house.db.as('nobody', async (tx, now) => {
    const { rows } = await sql<{ used: boolean }>`
      select app.use_passkey(${credential}, ${verified.authenticationInfo.newCounter}, ${now}) as used`.execute(tx)
    return rows[0]?.used ? known.person_id : undefined
  })
}

/** Removes one of the own passkeys. */
export const removePasskey = (house: House, actor: Actor, id: string): Promise<void> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const { rows } = await sql<{ gone: boolean }>`select app.remove_passkey(${id}) as gone`.execute(tx)
    if (rows[0]?.gone) await recordFactor(tx, now, actor, 'account.passkey_removed')
  })
