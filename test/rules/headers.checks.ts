import assert from 'node:assert/strict'
import { allRoutes, createWeerbaar } from '../../src/app.ts'
import { withAssets } from '../../src/platform/static.ts'
import type { Checks } from '../support/checks.ts'
import { pathFiller, may, viewers } from '../support/viewing.ts'
import { aLetter, aPicture, leaveDraft } from '../support/stories.ts'
import { testPassword } from '../support/seed.ts'
import type { World } from '../support/world.ts'

// What a browser is told with every answer, of every route and of every kind, as it is behind TLS: the list of internet.nl
// as far as it is about the application.

const origin = 'https://weerbaar.example'
const plenty = { capacity: 1_000_000, perMinute: 1_000_000 }
const sheet = { path: '/assets/weerbaar.css', body: 'p{}' }
const assets = {
  css: sheet.path,
  scripts: [],
  find: (path: string) =>
    path === sheet.path
      ? new Response(sheet.body, { headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': kept } })
      : undefined,
}
const kept = 'public, max-age=31536000, immutable'

type Ask = (path: string, init?: RequestInit, token?: string) => Promise<Response>

/** The whole website behind TLS, as browsers reach it. */
function secured(
  { house }: Pick<World, 'house'>,
  limits = { perSession: plenty, perAddress: plenty },
  config = {},
): Ask {
  const behindTls = { ...house, config: { ...house.config, origin, ...config } }
  const fetch = withAssets(createWeerbaar(behindTls, assets, limits), assets, true)
  return async (path, init = {}, token = '') => {
    const headers = new Headers({ host: 'weerbaar.example', 'sec-fetch-site': 'same-origin' })
    if (token) headers.set('cookie', `__Host-weerbaar=${token}`)
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    return fetch(new Request(`${origin}${path}`, { ...init, headers }), {})
  }
}

const form = (values: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(values),
})

const exact: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
const absent = ['server', 'x-powered-by', 'access-control-allow-origin', 'via', 'x-aspnet-version']
const cookie =
  /^__Host-weerbaar(?:-apparaat|-onderweg)?=[\w-]*;(?: Max-Age=\d+;)? Path=\/; HttpOnly; Secure; SameSite=Lax$/u

/** What is wrong with the headers of one answer. */
function wrongHeaders({ headers, status }: Response, path: string): string[] {
  const policy = policyOf(headers.get('content-security-policy') ?? '')
  const say = (what: string) => `${what}, with ${status} at ${path}`
  return [
    ...Object.entries(exact).flatMap(([name, value]) => (headers.get(name) === value ? [] : [say(name)])),
    ...absent.filter(it => headers.has(it)).map(say),
    ...wrongPolicy(policy).map(say),
    ...(headers.get('cache-control') === (path === sheet.path ? kept : 'no-store') ? [] : [say('cache-control')]),
    ...(headers.get('permissions-policy')?.includes('geolocation=()') === true ? [] : [say('permissions-policy')]),
    ...(/^[a-z]+\/[a-z+.-]+(?:; charset=utf-8)?$/iu.test(headers.get('content-type') ?? 'text/html')
      ? []
      : [say(`content-type ${headers.get('content-type')}`)]),
    ...headers
      .getSetCookie()
      .flatMap(it => (cookie.test(it) ? [] : [say(`the cookie ${it.replace(/=.*?;/u, '=…;')}`)])),
    ...(/\d+\.\d+\.\d+/u.test([...headers].flat().join(' ')) ? [say('a version')] : []),
  ]
}

const policyOf = (text: string): ReadonlyMap<string, string> =>
  new Map(text.split(';').map(it => [it.trim().split(' ')[0] ?? '', it.trim().split(' ').slice(1).join(' ')]))

const wrongPolicy = (policy: ReadonlyMap<string, string>): string[] => [
  ...(["'self'", "'none'"].includes(policy.get('default-src') ?? '') ? [] : ['default-src']),
  ...(["'self'", "'none'"].includes(policy.get('form-action') ?? '') ? [] : ['form-action']),
  ...['object-src', 'base-uri', 'frame-ancestors'].filter(it => policy.get(it) !== "'none'"),
  ...(/unsafe|\*|data:|blob:|https?:/u.test([...policy.values()].join(' ')) ? ['a policy that lets in more'] : []),
]

/** Every route asked by a stranger and by the first who may, and every kind of answer that is not one of a route. */
async function everyAnswer(world: World): Promise<[string, Response][]> {
  const id = await world.report('member', {}, [aLetter, aPicture])
  await leaveDraft(world, 'member', [aLetter])
  const calendar = await (await world.signIn('clerk')).post('/account/agenda')
  const feed = /\/agenda\/([\w-]+)\.ics/u.exec(calendar.html)?.[1] ?? ''
  const fill = await pathFiller(world, { cases: [id], others: [], feed, tokens: [] })
  const ask = secured(world)
  const answers: [string, Response][] = []
  for (const { method, kind, path, needs } of allRoutes) {
    const who = viewers.find(it => may(it, needs === 'public' ? 'account' : needs))
    const at = method === 'get' ? fill(path).slice(0, 3) : [path.replaceAll(/:[a-z]+/gu, id)]
    const sent = method === 'get' ? {} : kind === 'upload' ? { method: 'POST', body: new FormData() } : form()
    for (const token of ['', who ? await world.startSession(who) : ''])
      for (const one of at) answers.push([path, await ask(one, sent, token)])
  }
  return [...answers, ...(await otherAnswers(world, ask))]
}

async function otherAnswers(world: World, ask: Ask): Promise<[string, Response][]> {
  const token = await world.startSession('member')
  const few = secured(world, { perSession: { capacity: 0, perMinute: 1 }, perAddress: { capacity: 0, perMinute: 1 } })
  const door = { email: 'member@waterstad.example', wachtwoord: testPassword, naar: '/' }
  const broken = { house: { ...world.house, db: { ...world.house.db, atTheDoor: () => Promise.reject(new Error()) } } }
  const answered: [string, Promise<Response>][] = [
    [sheet.path, ask(sheet.path)],
    ['/assets/none', ask('/assets/none')],
    ['/none', ask('/none', {}, token)],
    ['/', ask('/', { method: 'HEAD' }, token)],
    ['/', ask('/', { method: 'OPTIONS' }, token)],
    ['/', ask('/', { method: 'DELETE' }, token)],
    ['signing in', ask('/inloggen', form(door))],
    ['signing out', ask('/uitloggen', form(), token)],
    ['another host', ask('/', { headers: { host: 'elders.example' } })],
    ['a form of elsewhere', ask('/inloggen', { ...form(), headers: { 'sec-fetch-site': 'cross-site' } })],
    ['a form of another type', ask('/inloggen', { method: 'POST', body: '{}' })],
    ['a form that is too large', ask('/inloggen', form({ naar: 'a'.repeat(3_000_000) }))],
    ['too often', few('/inloggen')],
    ['a fault', secured(broken)('/', {}, token)],
  ]
  return Promise.all(answered.map(async ([what, answer]): Promise<[string, Response]> => [what, await answer]))
}

export const headerChecks: Checks = {
  'every answer of every route and of every kind tells a browser to stay on TLS and to run, frame, guess and keep nothing':
    async world => {
      const answers = await everyAnswer(world)
      const statuses = new Set(answers.map(([, it]) => it.status))
      for (const status of [200, 303, 401, 403, 404, 410, 413, 415, 421, 422, 429, 500])
        assert.ok(statuses.has(status), `${status}`)
      const wrong = answers.flatMap(([path, answer]) => wrongHeaders(answer, path))
      assert.deepEqual([...new Set(wrong)], [])
      assert.ok(answers.some(([, it]) => it.headers.getSetCookie().length > 0))
    },

  'security.txt says where to report a weakness, for less than a year, at one address': async world => {
    const answer = await secured(world, undefined, { securityContact: 'cert@waterstad.example' })(
      '/.well-known/security.txt',
    )
    const text = await answer.text()
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
    assert.match(text, /^Contact: mailto:cert@waterstad\.example$/m)
    assert.match(text, /^Canonical: https:\/\/weerbaar\.example\/\.well-known\/security\.txt$/m)
    const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? '').getTime() - world.clock.now().getTime()
    const day = 24 * 3_600_000
    assert.ok(expires > 30 * day && expires < 365 * day, `${expires / day} days`)
  },
}
