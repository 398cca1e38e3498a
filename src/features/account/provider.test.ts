import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setUp } from '../../../test/support/factors.ts'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import type { AtProvider, Hostile, TestProvider } from '../../../test/support/provider.ts'
import * as stage from '../../../test/support/through-provider.ts'
import { here, ourProvider } from '../../../test/support/through-provider.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
let provider: TestProvider
before(async () => {
  world = await openWorld()
  provider = await ourProvider()
  await arrange()
})
after(async () => {
  provider.close()
  await world.close()
})
beforeEach(() => provider.turn({}))

const waterstad = idOf('waterstad')
const arrange = (form?: Record<string, string>) => stage.arrange(world, provider.issuer, form)
const browser = () => stage.browser(world)
const toProvider = (window: stage.Browser, as: AtProvider, naar?: string) =>
  stage.toProvider(provider, window, as, naar)
const link = (key: PersonKey, as: AtProvider) => stage.link(world, provider, key, as)

test('the start page leads to the organisations with a provider, and there with PKCE, state and nonce', async () => {
  assert.match((await world.visitor.get('/inloggen')).html, /href="\/inloggen\/organisatie"/)
  assert.match((await world.visitor.get('/inloggen/organisatie')).html, new RegExp(`href="${here}\\?naar=%2F"`))
  const answer = await browser().get(here)
  const { searchParams: said } = new URL(answer.location)
  assert.equal(said.get('code_challenge_method'), 'S256')
  for (const name of ['state', 'nonce', 'code_challenge']) assert.equal(said.get(name)?.length, 43, name)
  assert.match(answer.setCookie.join(), /^weerbaar-onderweg=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('somebody who linked the account signs in through the organisation, with two factors where the provider says so', async () => {
  assert.equal((await link('clerk', { account: 'c-1' })).location, '/account/inloggen?klaar=gekoppeld')
  const window = browser()
  const answer = await window.get(await toProvider(window, { account: 'c-1', acr: 'twee' }, '/werklijst'))
  assert.equal(answer.location, '/werklijst')
  assert.equal((await window.get('/werklijst')).status, 200)
  const { rows } = await world.owner.query<{ assurance: number }>(
    'select assurance from session where person_id = $1 order by started_at desc, assurance desc',
    [idOf('clerk')],
  )
  assert.ok(rows.some(it => it.assurance === 2))
})

test('where the provider says less, a second step is asked here', async () => {
  await link('deputyClerk', { account: 'd-1' })
  const window = browser()
  const answer = await window.get(await toProvider(window, { account: 'd-1', acr: 'een' }, '/werklijst'))
  assert.equal(answer.location, '/account/tweede-stap')
  await setUp(world, 'deputyClerk')
  const again = browser()
  const half = await again.get(await toProvider(again, { account: 'd-1' }, '/werklijst'))
  assert.equal(half.location, '/inloggen/tweede-stap?naar=%2Fwerklijst')
  assert.match((await again.get('/meldingen')).location, /^\/inloggen\/tweede-stap/)
})

test('an address that is the same links nothing by itself, and who is unknown reads the same as who is not', async () => {
  const pages: string[] = []
  for (const email of ['member@waterstad.example', 'niemand@waterstad.example']) {
    const window = browser()
    const way = await toProvider(window, { account: `e-${email}`, email, verified: true })
    const answer = await window.get(way)
    assert.equal(answer.status, 403)
    assert.equal(window.cookies.has('weerbaar'), false)
    pages.push(answer.html)
  }
  assert.equal(pages[0], pages[1])
})

test('a provider account that is linked to somebody is not taken over by somebody else', async () => {
  await link('alderman', { account: 'a-1' })
  assert.equal((await link('member', { account: 'a-1' })).status, 403)
  const window = browser()
  await window.get(await toProvider(window, { account: 'a-1' }))
  assert.match((await window.get('/account')).html, /alderman@waterstad\.example/)
})

const refused: Record<string, Hostile> = {
  'a token of another issuer': { claims: it => ({ ...it, iss: 'https://elders.example' }) },
  'a token for another audience': { claims: it => ({ ...it, aud: 'iemand-anders' }) },
  'a token that is expired': { claims: it => ({ ...it, exp: 1_600_000_000, iat: 1_500_000_000 }) },
  'a token with another nonce': { claims: it => ({ ...it, nonce: 'van-een-ander' }) },
  'a token without a nonce': { claims: it => ({ ...it, nonce: undefined }) },
  'a token that nobody signed': { unsigned: true },
  'a token that somebody else signed': { otherKey: true },
  'a provider that says that it is another one': { metadata: it => ({ ...it, issuer: 'https://elders.example' }) },
  'a provider that says that it knows no PKCE': {
    metadata: it => ({ ...it, code_challenge_methods_supported: ['plain'] }),
  },
  'a provider that has its keys inside our network': {
    metadata: it => ({ ...it, jwks_uri: 'https://169.254.169.254/' }),
  },
}
for (const [what, hostile] of Object.entries(refused))
  test(`${what} lets nobody in`, async () => {
    await link('mayor', { account: 'm-1' })
    const window = browser()
    const way = await toProvider(window, { account: 'm-1' })
    provider.turn(hostile)
    const answer = await window.get(way)
    assert.equal(answer.status, 403)
    assert.equal(window.cookies.has('weerbaar'), false)
  })

test('a token that the provider signed anew is taken: what is refused above is refused for what is wrong in it', async () => {
  await link('mayor', { account: 'm-1' })
  provider.turn({ claims: it => it })
  const window = browser()
  assert.equal((await window.get(await toProvider(window, { account: 'm-1' }))).location, '/account/tweede-stap')
})

test('a way back is good once, for this browser, this provider and ten minutes', async () => {
  await link('member', { account: 'b-1' })
  const window = browser()
  const way = await toProvider(window, { account: 'b-1' })
  // Somebody else's browser, with a trip of its own, sent along the way of another (login CSRF): nothing happens, nothing is used up.
  const other = browser()
  await toProvider(other, { account: 'b-1' })
  assert.equal((await other.get(way)).status, 403)
  assert.equal((await browser().get(way)).status, 403)
  // A provider that says to be another one (RFC 9207), or says nothing of itself.
  const mixed = new URL(way)
  mixed.searchParams.set('iss', 'https://elders.example')
  const cookies = new Map(window.cookies)
  assert.equal((await window.get(mixed.href)).status, 403)
  assert.deepEqual(window.cookies, cookies)
  assert.equal((await window.get(way)).status, 403, 'the trip is over')

  const silent = new URL(await toProvider(window, { account: 'b-1' }))
  silent.searchParams.delete('iss')
  assert.equal((await window.get(silent.href)).status, 403)

  // The same address for another organisation.
  const elsewhere = (await toProvider(window, { account: 'b-1' })).replace(waterstad, idOf('elders'))
  assert.equal((await window.get(elsewhere)).status, 403)

  const late = await toProvider(window, { account: 'b-1' })
  world.clock.advance(10 * 60_000 + 1)
  assert.equal((await window.get(late)).status, 403)

  const good = await toProvider(window, { account: 'b-1' })
  assert.equal((await window.get(good)).location, '/meldingen')
  assert.equal((await window.get(good)).status, 403, 'a replayed code and state')
  // The code of before, on a trip of now.
  const now = new URL(await toProvider(window, { account: 'b-1' }))
  now.searchParams.set('code', new URL(good).searchParams.get('code') ?? '')
  assert.equal((await window.get(now.href)).status, 403)
})

test('who signs out here is offered to sign out at the provider too, and is then asked there again who they are', async () => {
  await link('otherMember', { account: 'o-1' })
  const window = browser()
  const { location: signIn } = await window.get(`${here}?naar=%2Fmeldingen`)
  await window.get(await provider.visit(signIn, { account: 'o-1' }))
  assert.equal((await window.get('/meldingen')).status, 200)
  const out = await window.post('/uitloggen')
  assert.equal(out.location, `${here}/uitgelogd`)
  assert.match((await window.get('/meldingen')).location, /^\/inloggen/)
  const offered = async () =>
    /href="(http:\/\/127[^"]+)"/.exec((await browser().get(`${out.location}?naar=https://kwaad.example`)).html)?.[1]
  const address = (await offered())?.replaceAll('&amp;', '&') ?? ''
  assert.equal(new URL(address).origin, provider.issuer)
  assert.deepEqual([...new URL(address).searchParams], [['client_id', 'weerbaar']])
  const { location: anew } = await browser().get(here)
  assert.equal(await provider.signOut(anew, address, { account: 'o-1' }), false)

  for (const end of [undefined, 'javascript:alert(1)', 'http://elders.example/uit']) {
    provider.turn({ metadata: it => ({ ...it, end_session_endpoint: end }) })
    assert.equal(await offered(), undefined)
    assert.match((await browser().get(out.location)).html, /kunnen wij niet voor u laten uitloggen/)
  }
})

test('who never linked an account is signed out as before', async () => {
  const window = stage.browser(world, await world.startSession('integrityOfficer'))
  assert.equal((await window.post('/uitloggen')).location, '/inloggen')
})
