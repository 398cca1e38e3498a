import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { routePath } from 'hono/route'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { remoteAddress } from './address.ts'
import type { Download, Page } from './answers.ts'
import { BodyBroken, BodyTooLarge } from './body.ts'
import { securityHeaders } from './headers.ts'
import type { House } from './house.ts'
import { isOutage } from './outage.ts'
import type { Taken } from './rate-limit.ts'
import { Refusal, type ActorFor, type Ask, type Door, type ParamNames, type Public, type Route } from './routes.ts'
import * as troubles from './troubles.tsx'

/** What the application tells the web server about its people and its pages. */
export interface Frame<Actor, Permission> {
  /** Whose session this is, with today's roles; undefined for nobody. */
  identify: (house: House, session: string | undefined) => Promise<Actor | undefined>
  may: (actor: Actor, needs: Permission) => boolean
  /** The page where somebody must do something first before this is theirs; undefined when it never is. */
  first: (actor: Actor, needs: Permission) => string | undefined
  /** The house as this session may use it. */
  houseFor: (house: House, actor: Actor | undefined) => House
  /** The whole document around a page. */
  layout: (page: Page, actor: Actor | undefined, path: string) => VNode
  /** Whether this session and this address may ask once more; asked once a request. */
  withinLimits: (asker: { session: string | undefined; address: string }) => Taken
}

/** What a name in a path may hold; every other name is an id. */
const paramPatterns: Record<string, string> = {
  code: '[A-Za-z0-9]{2,10}',
  token: '[A-Za-z0-9_-]{20,100}',
  feed: String.raw`[A-Za-z0-9_-]{20,100}(?:\.ics)?`,
  page: '[a-z]+(?:-[a-z]+)*',
  step: '[a-z]+(?:-[a-z]+)*',
  name: '[a-z-]{1,40}',
}
const idPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

const mounted = (path: string) =>
  path.replaceAll(/:([a-z]+)/gi, (_, name: string) => `:${name}{${paramPatterns[name] ?? idPattern}}`)

/** Mounts the routes. Everything else is a calm page that says what happened and what to do. */
export function createApp<Actor, Permission>(
  house: House,
  frame: Frame<Actor, Permission>,
  routes: readonly Route<Actor, Permission>[],
) {
  const app = new Hono()
  const { origin } = house.config
  const secure = origin.startsWith('https:')
  const cookie = secure ? '__Host-weerbaar' : 'weerbaar'
  const deviceCookie = `${cookie}-apparaat`
  const attemptCookie = `${cookie}-onderweg`
  const hosts = allowedHosts(origin)

  const show = (c: Context, page: Page, actor: Actor | undefined, status: number) =>
    // As bytes: of a text the length is counted first, and it is encoded after that.
    new Response(Buffer.from(`<!doctype html>${render(frame.layout(page, actor, c.req.path))}`), {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })

  const door: Door<Actor, Permission> = {
    async enter<Path extends string, Needs extends Permission | Public>(c: Context, needs: Needs) {
      const session = getCookie(c, cookie)
      const actor = await frame.identify(house, session)
      if (!passes(needs, actor)) throw whyNot(needs, actor)
      const address = remoteAddress(c, house.config.proxies)
      // The edge: that the path's own names are there is what the router just checked; that the actor is, `passes` did.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return {
        house: frame.houseFor(house, actor),
        actor,
        params: c.req.param(),
        query: new URL(c.req.url).searchParams,
        address,
        session,
        device: getCookie(c, deviceCookie),
        attempt: getCookie(c, attemptCookie),
        userAgent: c.req.header('user-agent') ?? '',
      } as Ask<ActorFor<Needs, Actor>, ParamNames<Path>>
    },
    answer(c, ask, answer, status) {
      if (!('seeOther' in answer)) return show(c, answer, ask.actor, answer.status ?? status ?? 200)
      if (answer.session !== undefined) keep(c, cookie, answer.session)
      if (answer.device !== undefined) keep(c, deviceCookie, answer.device, deviceSeconds)
      if (answer.attempt !== undefined) keep(c, attemptCookie, answer.attempt, attemptSeconds)
      return c.body(null, 303, { location: answer.seeOther })
    },
    save,
  }

  const passes = (needs: Permission | Public, actor: Actor | undefined) =>
    needs === 'public' || (actor !== undefined && frame.may(actor, needs))

  const whyNot = (needs: Permission | Public, actor: Actor | undefined): Error => {
    if (actor === undefined) return new FirstTo('/inloggen')
    const first = needs === 'public' ? undefined : frame.first(actor, needs)
    return first === undefined ? new Refusal(troubles.notFound) : new FirstTo(first)
  }

  const keep = (c: Context, name: string, token: string | null, maxAge?: number) =>
    setCookie(c, name, token ?? '', {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      ...(token === null ? { maxAge: 0 } : maxAge !== undefined && { maxAge }),
    })

  app.use(securityHeaders(secure))
  app.use(async (c, next) => {
    if (!hosts.has(c.req.header('host') ?? hosts.values().next().value ?? '')) return c.text('Onbekend adres', 421)
    const limit = frame.withinLimits({
      session: getCookie(c, cookie),
      address: remoteAddress(c, house.config.proxies),
    })
    if (limit.ok) return next()
    c.header('retry-after', String(limit.retryAfterSeconds))
    return show(c, troubles.tooManyRequests, undefined, 429)
  })
  app.use(csrf({ origin: [...hosts].map(host => `${secure ? 'https' : 'http'}://${host}`) }))

  for (const route of routes) {
    app[route.method](mounted(route.path), async c => {
      if (c.req.method === 'POST' && !acceptsBody(route.kind, c.req.header('content-type')))
        return show(c, troubles.wrongType, undefined, 415)
      return route.respond(c, door)
    })
  }

  app.notFound(async c => show(c, troubles.notFound, await frame.identify(house, getCookie(c, cookie)), 404))
  app.onError(async (error, c) => {
    if (error instanceof FirstTo) return goFirst(c, error.path, page => show(c, page, undefined, 401))
    const known = knownTrouble(error)
    if (known) return show(c, known, undefined, known.status ?? 400)
    const reference = house.log.error('request', error, { method: c.req.method, route: routePath(c) })
    if (!isOutage(error)) return show(c, troubles.fault(reference), undefined, 500)
    const page = show(c, troubles.outage(reference), undefined, 503)
    page.headers.set('retry-after', '60')
    return page
  })
  return app
}

// As long as browsers keep a cookie at all.
const deviceSeconds = 400 * 24 * 3600
const attemptSeconds = 600

/** Somebody who must sign in first, or go on signing in. */
class FirstTo extends Error {
  readonly path: string
  constructor(path: string) {
    super('First to another page')
    this.path = path
  }
}

function knownTrouble(error: Error): Page | undefined {
  if (error instanceof Refusal) return error.page
  if (error instanceof BodyTooLarge) return troubles.tooLarge
  if (error instanceof BodyBroken) return troubles.cutOff
  if ('status' in error && error.status === 403) return troubles.foreignForm
  return undefined
}

/** A page is asked for again after signing in. A form cannot be: what was written in it is shown, so that nothing is lost. */
async function goFirst(c: Context, path: string, show: (page: Page) => Response): Promise<Response> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD')
    return c.redirect(`${path}?naar=${encodeURIComponent(c.req.path)}`, 303)
  return show(await troubles.signedOut(c.req.raw))
}

const bodyTypes = { action: 'application/x-www-form-urlencoded', upload: 'multipart/form-data', page: '', download: '' }
const acceptsBody = (kind: keyof typeof bodyTypes, type = '') => type.toLowerCase().startsWith(bodyTypes[kind])

function allowedHosts(origin: string): Set<string> {
  const { host, port, hostname } = new URL(origin)
  return new Set(hostname === 'localhost' ? [host, `127.0.0.1:${port}`, `[::1]:${port}`] : [host])
}

// No form, base or frame follows from the first (CSP 3), and who checks a list wants no object said too.
const savedPolicy =
  "default-src 'none'; sandbox; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function save({ fileName, contentType, body, size, inline }: Download): Response {
  const stream = body instanceof Uint8Array ? Uint8Array.from(body) : streamOf(body)
  const name = encodeURIComponent(fileName).replaceAll(/['()*]/g, it => `%${it.charCodeAt(0).toString(16)}`)
  return new Response(stream, {
    headers: {
      'content-type': contentType,
      'content-disposition': inline ? 'inline' : `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': savedPolicy,
      ...(size !== undefined && { 'content-length': String(size) }),
    },
  })
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
