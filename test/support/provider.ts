import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { Provider, type ClientMetadata } from 'oidc-provider'
import { z } from 'zod'

/** Who is at the provider, and how sure it is of that. */
export interface AtProvider {
  account: string
  acr?: string
  email?: string
  verified?: boolean
}

/** What a hostile provider makes of what the real one answered. */
export interface Hostile {
  claims?: (claims: JWTPayload) => JWTPayload
  unsigned?: boolean
  otherKey?: boolean
  metadata?: (metadata: Record<string, unknown>) => Record<string, unknown>
}

export type TestProvider = Awaited<ReturnType<typeof openProvider>>

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const Metadata = z.record(z.string(), z.unknown())
const Tokens = z.looseObject({ id_token: z.string().optional() })

type Client = Omit<ClientMetadata, 'client_id'>

/** A real oidc-provider on this machine, behind a door where its answers can be made hostile. */
export async function openProvider(clientFor: (issuer: string) => Client | Promise<Client>) {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const stranger = await generateKeyPair('RS256')
  const jwk = await exportJWK(pair.privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  let hostile: Hostile = {}
  let who: AtProvider = { account: 'nobody' }

  const inner = createServer()
  const door = createServer((incoming, outgoing) => void pass(incoming, outgoing))
  for (const server of [inner, door]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  const issuer = `http://127.0.0.1:${portOf(door)}`

  const client = await clientFor(issuer)
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'weerbaar', response_types: ['code'], grant_types: ['authorization_code'], ...client }],
    jwks: { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    acrValues: ['twee', 'een'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null },
    cookies: { keys: ['only in tests'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...(who.email && { email: who.email, email_verified: who.verified ?? false }) }),
    }),
    loadExistingGrant: async ctx => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  // Tests wait for what they ask; that it is on plain HTTP here is known.
  const callback = provider.callback()
  inner.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { account, acr } = who
    const login = { accountId: account, ...(acr && { acr }) }
    if (!incoming.url?.startsWith('/interaction/')) void callback(incoming, outgoing)
    else void provider.interactionFinished(incoming, outgoing, { login }, { mergeWithLastSubmission: false })
  })

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const inside = request({
      port: portOf(inner),
      host: '127.0.0.1',
      path: incoming.url,
      method: incoming.method,
      headers: { ...incoming.headers },
    })
    incoming.pipe(inside)
    const answer = await new Promise<IncomingMessage>(done => inside.once('response', done))
    const body = await made(incoming.url ?? '', Buffer.concat(await answer.toArray()))
    const { 'content-length': _, 'transfer-encoding': __, ...headers } = answer.headers
    outgoing.writeHead(answer.statusCode ?? 500, headers).end(body)
  }

  async function made(path: string, body: Buffer): Promise<Buffer> {
    if (path.startsWith('/.well-known') && hostile.metadata)
      return Buffer.from(JSON.stringify(hostile.metadata(Metadata.parse(JSON.parse(body.toString())))))
    if (path !== '/token' || !(hostile.claims || hostile.unsigned || hostile.otherKey)) return body
    const answer = Tokens.parse(JSON.parse(body.toString()))
    if (answer.id_token === undefined) return body
    const real = decodeJwt(answer.id_token)
    const claims = hostile.claims ? hostile.claims(real) : real
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const id_token = hostile.unsigned
      ? `${part({ alg: 'none' })}.${part(claims)}.`
      : await new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid })
          .sign(hostile.otherKey ? stranger.privateKey : pair.privateKey)
    return Buffer.from(JSON.stringify({ ...answer, id_token }))
  }

  function openWindow() {
    const cookies = new Map<string, string>()
    const get = async (address: string, form?: Record<string, string>) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(address, {
        redirect: 'manual',
        headers: { cookie },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      })
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      return answer
    }
    const follow = async (address: string): Promise<string> => {
      let next = address
      for (let turn = 0; turn < 8 && next.startsWith(issuer); turn++) {
        const answer = await get(next)
        const location = answer.headers.get('location')
        if (location === null)
          throw new Error(`The provider answered ${answer.status}: ${(await answer.text()).split('<pre>')[1]}`)
        next = new URL(location, next).href
      }
      return next
    }
    return { get, follow }
  }

  return {
    issuer,
    /** Somebody goes to this address of the provider, signs in, and is sent back. Returns where to. */
    visit: async (address: string, as: AtProvider): Promise<string> => {
      who = as
      return openWindow().follow(address)
    },
    /** Somebody who is signed in there by this address goes to sign out, and says that it is meant. Returns whether they still are. */
    signOut: async (signIn: string, address: string, as: AtProvider): Promise<boolean> => {
      const window = openWindow()
      who = as
      await window.follow(signIn)
      const isIn = async () => {
        const { headers } = await window.get(`${signIn}&prompt=none`)
        return !new URL(headers.get('location') ?? '', issuer).searchParams.has('error')
      }
      if (!(await isIn())) throw new Error('Nobody signed in at the provider')
      const asked = await window.get(address)
      const form = await asked.text()
      const at = /action="([^"]+)"/.exec(form)?.[1] ?? ''
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
      if (asked.status !== 200 || at === '') throw new Error(`Signing out was answered with ${asked.status}: ${form}`)
      await window.get(at, { xsrf, logout: 'yes' })
      return isIn()
    },
    turn: (into: Hostile) => {
      hostile = into
    },
    close: () => {
      for (const server of [door, inner]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
