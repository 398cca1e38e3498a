import { createHash, createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { z } from 'zod'
import type { Tx, Viewer } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { providerKeyName } from '../../platform/keys.ts'
import { fetchOutside, mayVisit, NotAsked, type Outgoing } from '../../platform/outgoing.ts'
import { openJson, sealJson } from '../../platform/vault.ts'
import { tokenHash } from './actor.ts'
import type { Assurance } from './second-factor.ts'

export const methods = ['client_secret_basic', 'private_key_jwt'] as const
export type Method = (typeof methods)[number]

/** The provider of an organisation, with its secret still sealed. */
export interface Provider {
  issuer: string
  client_id: string
  method: Method
  /** The values of `acr` that count as two factors, separated by spaces. */
  two_factor_acr: string
  domains: string
  master_key_id: string
  wrapped: Buffer
  secret: Buffer
  version: number
}

/** What we prove to the provider who we are with. */
const Secret = z.union([z.object({ secret: z.string() }), z.object({ key: z.record(z.string(), z.unknown()) })])
type SecretValue = z.infer<typeof Secret>

// Bound to the issuer: sealed for one provider it is never sent to another.
const sealedFor = (organisation: string, issuer: string) => `provider:${organisation}:${issuer}`

export async function sealSecret({ keys }: House, tx: Tx, organisation: string, issuer: string, value: SecretValue) {
  const { key, ...kept } = keys.makePersonal(providerKeyName(organisation), await keys.masterFor(tx))
  return { ...kept, secret: sealJson(key, sealedFor(organisation, issuer), value) }
}

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** A key pair to sign with: what is sealed, and what may be published. */
export async function newKeyPair(): Promise<{ secret: SecretValue; publicKey: string }> {
  const pair = await crypto.subtle.generateKey(
    { ...rsa, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  )
  const kid = randomBytes(9).toString('base64url')
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const key = { ...(await crypto.subtle.exportKey('jwk', pair.privateKey)), kid }
  return { secret: { key }, publicKey: JSON.stringify({ kty, n, e, kid, use: 'sig', alg: 'RS256' }) }
}

/** The provider, when it may be used; for an administrator of the organisation also before that, to try it. */
export const findProvider = (house: House, viewer: Viewer, organisation: string): Promise<Provider | undefined> =>
  house.db.as(viewer, async tx => {
    const { rows } = await sql<Provider>`select * from app.provider_at(${organisation})`.execute(tx)
    return rows[0]
  })

/** Where a person comes back: one address for each organisation, so that no provider answers for another (RFC 9700, 4.4). */
export const returnAddress = (house: House, organisation: string): string =>
  `${house.config.origin}/inloggen/organisatie/${organisation}/terug`

/** What may be asked on behalf of this house. */
export const outgoingOf = ({ config }: House): Outgoing => ({
  allowed: config.providerHosts,
  loopback: config.origin.startsWith('http:') && ['localhost', '127.0.0.1'].includes(new URL(config.origin).hostname),
})

/** Asks the provider what it is and can. Throws when it does not answer, is another one, or cannot do what we ask of it. */
export async function discover(house: House, organisation: string, it: Provider): Promise<oidc.Configuration> {
  const rules = outgoingOf(house)
  const config = await oidc.discovery(
    new URL(it.issuer),
    it.client_id,
    {},
    await authentication(house, organisation, it),
    {
      [oidc.customFetch]: fetchOutside(rules),
      // Which address may be asked at all is for fetchOutside to say.
      // oxlint-disable-next-line typescript/no-deprecated -- only where we are on this machine without TLS ourselves
      execute: [oidc.enableNonRepudiationChecks, ...(rules.loopback ? [oidc.allowInsecureRequests] : [])],
      timeout: 10,
    },
  )
  const server = config.serverMetadata()
  // Exactly the one that was filled in: an address that stands for every customer of a supplier is refused.
  if (URL.parse(server.issuer)?.href !== new URL(it.issuer).href) throw new NotAsked('Another issuer')
  const { authorization_endpoint: authorize, token_endpoint: token, jwks_uri: keys } = server
  if (![authorize, token, keys].every(address => address !== undefined && mayVisit(address, rules)))
    throw new NotAsked('Without an address to go to')
  // Not every provider says so; one that says otherwise cannot be used.
  if (server.code_challenge_methods_supported && !server.supportsPKCE()) throw new NotAsked('Without PKCE')
  return config
}

async function authentication(house: House, organisation: string, it: Provider): Promise<oidc.ClientAuth> {
  const key = house.keys.openPersonal(providerKeyName(organisation), it)
  const value = openJson(key, sealedFor(organisation, it.issuer), it.secret, Secret)
  if ('secret' in value) return oidc.ClientSecretBasic(value.secret)
  const kid = String(value.key['kid'])
  return oidc.PrivateKeyJwt({ key: await crypto.subtle.importKey('jwk', value.key, rsa, false, ['sign']), kid })
}

/** Somebody on the way to a provider: what goes along in the address, and what stays in this browser. */
export interface Trip {
  state: string
  browser: string
}

// Neither is kept: the browser's own secret and the state make them again.
const derived = ({ state, browser }: Trip, what: string) =>
  createHmac('sha256', browser).update(`${what}:${state}`).digest('base64url')

/** Writes down that somebody goes to this provider, in this browser, and what for. */
export async function beginTrip(
  house: House,
  viewer: Viewer,
  { organisation, version, link, onward }: { organisation: string; version: number; link?: string; onward: string },
): Promise<Trip> {
  const trip = { state: randomBytes(32).toString('base64url'), browser: randomBytes(32).toString('base64url') }
  await house.db.as(viewer, (tx, now) =>
    sql`select app.begin_attempt(${tokenHash(trip.state)}, ${tokenHash(trip.browser)}, ${organisation}, ${version},
      ${link === undefined ? null : tokenHash(link)}, ${onward}, ${now})`.execute(tx),
  )
  return trip
}

/** The address at the provider. Whoever links an account signs in there anew. */
export async function addressOf(
  house: House,
  organisation: string,
  it: Provider,
  trip: Trip,
  anew = false,
): Promise<string> {
  return oidc.buildAuthorizationUrl(await discover(house, organisation, it), {
    redirect_uri: returnAddress(house, organisation),
    scope: it.domains === '' ? 'openid' : 'openid email',
    response_type: 'code',
    state: trip.state,
    nonce: derived(trip, 'nonce'),
    code_challenge: createHash('sha256').update(derived(trip, 'verifier')).digest('base64url'),
    code_challenge_method: 'S256',
    ...(it.two_factor_acr !== '' && { acr_values: it.two_factor_acr }),
    ...(anew && { prompt: 'login' }),
  }).href
}

/**
 * The address at which somebody signs out of the provider too; undefined when it publishes none. Without an address to come back
 * to: nobody has to register one, and nothing of ours leads anywhere. The provider asks whether it is meant.
 */
export async function signOutAddress(house: House, organisation: string, it: Provider): Promise<string | undefined> {
  const config = await discover(house, organisation, it)
  const { end_session_endpoint: end } = config.serverMetadata()
  return end !== undefined && mayVisit(end, outgoingOf(house)) ? oidc.buildEndSessionUrl(config).href : undefined
}

export interface Begun {
  person_id: string | null
  link_hash: Buffer | null
  onward: string
}

/** What somebody who comes back was on the way for; undefined when it was not this browser, not now, or not for this organisation. */
export async function endTrip(tx: Tx, now: Date, organisation: string, trip: Trip): Promise<Begun | undefined> {
  const { rows } = await sql<Begun>`select * from app.use_attempt(${tokenHash(trip.state)}, ${tokenHash(trip.browser)},
    ${organisation}, ${now})`.execute(tx)
  return rows[0]
}

/** Who the provider says that this is. */
export interface Known {
  subject: Buffer
  assurance: Assurance
  /** Only one that the provider says it verified. */
  email: string | undefined
}

/**
 * Takes the code to the provider and judges its answer: state, issuer, audience, expiry, nonce, signature. Throws when any of it is wrong.
 * @param query what stood in the address at which the person came back
 */
export async function whoCameBack(
  house: House,
  organisation: string,
  it: Provider,
  trip: Trip,
  query: URLSearchParams,
): Promise<Known> {
  const config = await discover(house, organisation, it)
  const tokens = await oidc.authorizationCodeGrant(
    config,
    new URL(`${returnAddress(house, organisation)}?${query.toString()}`),
    {
      expectedState: trip.state,
      expectedNonce: derived(trip, 'nonce'),
      pkceCodeVerifier: derived(trip, 'verifier'),
      idTokenExpected: true,
    },
  )
  const claims = tokens.claims()
  if (claims?.iss !== config.serverMetadata().issuer) throw new NotAsked('Another issuer')
  const two = typeof claims['acr'] === 'string' && it.two_factor_acr.split(' ').includes(claims['acr'])
  const said =
    it.domains !== '' && claims['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
      ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
      : claims
  const email = said['email_verified'] === true && typeof said['email'] === 'string' ? said['email'] : undefined
  return { subject: subjectHash(it.issuer, claims.sub), assurance: two ? 2 : 1, email }
}

const subjectHash = (issuer: string, subject: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest()

/** Writes down, in codes, why a provider was of no use. No fault of ours: others send it, or are away. */
export function logProvider({ log }: House, error: unknown): void {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'none'
  log.info('provider', { error: error instanceof Error ? error.name : 'unknown', code })
}
