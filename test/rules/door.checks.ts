import assert from 'node:assert/strict'
import { createWeerbaar } from '../../src/app.ts'
import type { Checks } from '../support/checks.ts'
import { testPassword } from '../support/seed.ts'
import { aLetter, aPicture, rightForms } from '../support/stories.ts'
import type { World } from '../support/world.ts'

// What stands before every route: where a form comes from, under which name we are asked, how often, and with which headers.

const assets = { css: '/static/weerbaar.css', scripts: [] }
const origin = 'http://localhost:8080'
const plenty = { capacity: 1000, perMinute: 1000 }

type Asked = ReturnType<typeof createWeerbaar>

async function signIn(
  app: Asked,
  at = origin,
  name = 'weerbaar',
): Promise<{ cookie: string; header: string; device: string }> {
  const answer = await app.request(`${at}/inloggen`, {
    method: 'POST',
    headers: { host: new URL(at).host, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ email: 'member@waterstad.example', wachtwoord: testPassword, naar: '/' }),
  })
  const [header = '', device = ''] = answer.headers.getSetCookie()
  return { header, device, cookie: new RegExp(`${name}=[^;]+`).exec(header)?.[0] ?? '' }
}

/** The application as it is behind TLS. */
const secured = (world: World) =>
  createWeerbaar({ ...world.house, config: { ...world.house.config, origin: 'https://weerbaar.example' } }, assets, {
    perSession: plenty,
    perAddress: plenty,
  })

export const doorChecks: Checks = {
  'a form that another website sent is refused, and nothing of it is kept': async world => {
    const id = await world.report('member')
    const { cookie } = await signIn(world.app)
    const send = (headers: Record<string, string>) =>
      world.app.request(`${origin}/meldingen/${id}/bericht`, {
        method: 'POST',
        headers: { host: 'localhost:8080', cookie, ...headers },
        body: new URLSearchParams(rightForms()['bericht']),
      })
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'https://elders.example' },
      { origin: 'null' },
      { origin: 'http://localhost:8080.elders.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://elders.example' },
    ]
    for (const headers of foreign) assert.equal((await send(headers)).status, 403, JSON.stringify(headers))
    const { rows } = await world.owner.query('select from case_entry where case_id = $1', [id])
    assert.equal(rows.length, 0)
    assert.equal((await send({ origin })).status, 303)
    assert.equal((await send({ 'sec-fetch-site': 'same-origin' })).status, 303)
  },

  'a form in a shape that no page of ours sends is refused': async world => {
    const id = await world.report('member')
    const { cookie } = await signIn(world.app)
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', '']) {
      const answer = await world.app.request(`${origin}/meldingen/${id}/bericht`, {
        method: 'POST',
        headers: { host: 'localhost:8080', cookie, 'sec-fetch-site': 'same-origin', 'content-type': type },
        body: 'bericht=hallo',
      })
      assert.equal(answer.status, 415, type)
    }
  },

  'who asks for us under another name gets nothing': async world => {
    for (const host of ['elders.example', 'localhost', 'localhost:8081', 'localhost:8080.elders.example'])
      assert.equal((await world.app.request(`${origin}/inloggen`, { headers: { host } })).status, 421, host)
    assert.equal((await world.app.request(`${origin}/inloggen`, { headers: { host: '127.0.0.1:8080' } })).status, 200)
  },

  'no page runs a script of somebody else, is framed, or stays behind in a browser': async world => {
    const id = await world.report('member', {}, [aLetter, aPicture])
    const member = await world.signIn('member')
    const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
    const pages = [
      '/',
      '/inloggen',
      '/bestaat-niet',
      `/meldingen/${id}`,
      ...rows.map(it => `/meldingen/${id}/bewijs/${it.id}/origineel`),
    ]
    for (const page of pages) {
      const { headers } = await member.get(page)
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src '(?:self|none)'/, page)
      assert.doesNotMatch(policy, /unsafe|\*|data:|https?:/, page)
      assert.equal(headers.get('cache-control'), 'no-store', page)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', page)
      assert.equal(headers.get('x-frame-options'), 'DENY', page)
      assert.equal(headers.get('referrer-policy'), 'same-origin', page)
    }
  },

  'no page holds a script or a style of its own': async world => {
    const id = await world.report('member', {}, [aPicture])
    for (const who of ['member', 'clerk', 'administrator'] as const) {
      const visitor = await world.signIn(who)
      for (const page of ['/', '/melden/snel', `/meldingen/${id}`, '/account', '/beheer', '/beheer/instellingen']) {
        const { html } = await visitor.get(page)
        assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)/, `${who} at ${page}`)
      }
    }
  },

  'evidence as it came is saved and never shown as a page of ours': async world => {
    const id = await world.report('member', {}, [aLetter, aPicture])
    const member = await world.signIn('member')
    const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
    for (const { id: file } of rows) {
      const { headers } = await member.get(`/meldingen/${id}/bewijs/${file}/origineel`)
      assert.match(headers.get('content-disposition') ?? '', /^attachment/)
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; sandbox/)
    }
  },

  'a session is kept where no script reads it, and behind TLS for this website only': async world => {
    const plain = await signIn(world.app)
    assert.match(plain.header, /^weerbaar=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const safe = await signIn(secured(world), 'https://weerbaar.example', '__Host-weerbaar')
    assert.match(safe.header, /^__Host-weerbaar=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    assert.match(
      safe.device,
      /^__Host-weerbaar-apparaat=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  },

  'behind TLS a browser is told to stay there': async world => {
    const app = secured(world)
    const answer = await app.request('https://weerbaar.example/inloggen', { headers: { host: 'weerbaar.example' } })
    assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=\d{8}/)
  },

  'who asks too much waits, by session and by address': async world => {
    const asked = async (limits: Parameters<typeof createWeerbaar>[2], cookie: string) => {
      const app = createWeerbaar(world.house, assets, limits)
      const statuses: number[] = []
      for (let time = 0; time < 4; time++)
        statuses.push((await app.request(`${origin}/privacy`, { headers: { host: 'localhost:8080', cookie } })).status)
      return statuses
    }
    const few = { capacity: 3, perMinute: 1 }
    assert.deepEqual(await asked({ perSession: few, perAddress: plenty }, 'weerbaar=one'), [200, 200, 200, 429])
    assert.deepEqual(await asked({ perSession: plenty, perAddress: few }, ''), [200, 200, 200, 429])
    assert.deepEqual(await asked({ perSession: plenty, perAddress: few }, 'weerbaar=made-up'), [200, 200, 200, 429])
  },

  'an address that a visitor makes up is not believed: as many proxies count as there are': async world => {
    const few = { perSession: plenty, perAddress: { capacity: 2, perMinute: 1 } }
    const asked = async (proxies: number, forwarded: (time: number) => string) => {
      const app = createWeerbaar({ ...world.house, config: { ...world.house.config, proxies } }, assets, few)
      const statuses: number[] = []
      for (let time = 0; time < 3; time++) {
        const headers = { host: 'localhost:8080', 'x-forwarded-for': forwarded(time) }
        statuses.push((await app.request(`${origin}/privacy`, { headers })).status)
      }
      return statuses
    }
    assert.deepEqual(await asked(0, time => `192.0.2.${time}`), [200, 200, 429])
    assert.deepEqual(await asked(1, time => `192.0.2.${time}, 198.51.100.1`), [200, 200, 429])
    assert.deepEqual(await asked(2, time => `192.0.2.${time}, 198.51.100.1, 10.0.0.1`), [200, 200, 429])
    assert.deepEqual(await asked(1, time => `198.51.100.1, 192.0.2.${time}`), [200, 200, 200])
  },

  'whoever finds a weakness reads where to say so': async world => {
    const answer = await world.visitor.get('/.well-known/security.txt')
    assert.match(answer.html, /^Contact: .+\nExpires: .+$/m)
  },
}
