import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { setUp } from '../../../test/support/factors.ts'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { openProvider, type AtProvider, type TestProvider } from '../../../test/support/provider.ts'
import * as stage from '../../../test/support/through-provider.ts'
import { back, here, ourProvider, secret, settingsOf } from '../../../test/support/through-provider.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.literal('RSA') })) })

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

test('an invitation links the account of who was invited, once, and lets in without a password', async () => {
  const administrator = await world.signIn('administrator')
  const invited = await administrator.post('/beheer/mensen/nieuw', {
    naam: 'Nieuwe Collega',
    email: 'nieuw@waterstad.example',
    rol: 'reporter',
    functie: 'council_member',
  })
  assert.equal(invited.status, 303, invited.text)
  await world.runJobs()
  const token = /\/uitnodiging\/([\w-]+)/.exec(
    world.mails.findLast(it => it.text.includes('/uitnodiging/'))?.text ?? '',
  )?.[1]
  assert.match((await world.visitor.get(`/uitnodiging/${token}`)).html, /log in met het account van uw organisatie/)
  const window = browser()
  const list = await window.get(`/uitnodiging/${token}/organisatie`)
  assert.match(list.html, new RegExp(`/uitnodiging/${token}/organisatie/${waterstad}`))
  const { location } = await window.get(`/uitnodiging/${token}/organisatie/${waterstad}`)
  const answer = await window.get(await provider.visit(location, { account: 'n-1' }))
  assert.equal(answer.location, '/')
  assert.match((await window.get('/account')).html, /nieuw@waterstad\.example/)
  assert.equal((await world.visitor.get(`/uitnodiging/${token}/organisatie`)).status, 410)
})

test('the rule of the administrator links a colleague by an address that the provider verified, and the colleague hears of it', async () => {
  await arrange({ domeinen: 'waterstad.example', geheim: '' })
  const unverified = browser()
  const as = { account: 'r-1', email: 'secretary@waterstad.example' }
  assert.equal((await unverified.get(await toProvider(unverified, as))).status, 403)
  const window = browser()
  const before = world.mails.length
  await window.get(await toProvider(window, { ...as, verified: true }))
  assert.match((await window.get('/account')).html, /secretary@waterstad\.example/)
  await world.runJobs()
  assert.ok(world.mails.slice(before).some(it => it.to.includes('secretary@waterstad.example')))
  const { rows } = await world.owner.query<{ entry: string }>(
    `select entry from audit_entry where entry like '%account.provider_linked%' and entry like '%"rule"%'`,
  )
  assert.equal(rows.length, 1)
})

test('after a reset a provider opens nothing, however sure it is', async () => {
  await link('integrityOfficer', { account: 'i-1' })
  await setUp(world, 'integrityOfficer')
  await (await world.signIn('administrator')).post(`/beheer/mensen/${idOf('integrityOfficer')}/tweede-stap`)
  const window = browser()
  const answer = await window.get(await toProvider(window, { account: 'i-1', acr: 'twee' }))
  assert.match(answer.location, /^\/inloggen\/tweede-stap/)
  assert.match((await window.get('/meldingen')).location, /^\/inloggen\/tweede-stap/)
})

test('the secret is shown nowhere again, and what changed is in the trail without it', async () => {
  const administrator = await world.signIn('administrator')
  const { html } = await administrator.get('/beheer/inloggen')
  assert.doesNotMatch(html, new RegExp(secret))
  assert.match(
    (await administrator.post('/beheer/inloggen', { ...settingsOf(provider.issuer), issuer: 'http://10.0.0.1' })).text,
    /https/,
  )
  const { rows } = await world.owner.query<{ field: string; new: string }>(
    `select field, old, new from setting_change where subject_kind = 'provider' order by id`,
  )
  assert.ok(rows.some(it => it.field === 'issuer' && it.new === provider.issuer))
  const everything = await world.owner.query<{ all: string }>(
    `select string_agg(s::text, '') || (select string_agg(i::text, '') from identity_provider i) || (select string_agg(entry, '') from audit_entry) as all from setting_change s`,
  )
  assert.equal(everything.rows[0]?.all.includes(secret), false)
  assert.equal(everything.rows[0]?.all.includes(Buffer.from(secret).toString('hex')), false)
  assert.equal(world.lines.join().includes(secret), false)
})

test('an administrator tries the connection, and hears only whether it is right', async () => {
  const administrator = await world.signIn('administrator')
  const tried = async () => (await administrator.post('/beheer/inloggen/proef')).location
  assert.equal(await tried(), '/beheer/inloggen?klaar=werkt')
  provider.turn({ metadata: it => ({ ...it, issuer: 'https://elders.example' }) })
  assert.equal(await tried(), '/beheer/inloggen?klaar=werkt-niet')
})

test('what an administrator changes counts for nobody until the privacy officer approves it', async () => {
  await link('clerk', { account: 'c-1' })
  const window = browser()
  const way = await toProvider(window, { account: 'c-1' })
  const administrator = await world.signIn('administrator')
  await administrator.post('/beheer/inloggen', { ...settingsOf(provider.issuer), geheim: '', acr: 'een twee' })
  assert.equal((await window.get(way)).status, 403)
  assert.equal((await browser().get(here)).status, 404)
  await arrange()
  const again = browser()
  assert.equal((await again.get(await toProvider(again, { account: 'c-1', acr: 'twee' }))).location, '/meldingen')
  await administrator.post('/beheer/inloggen/uit')
  assert.equal((await browser().get(here)).status, 404)
  await arrange()
})

test('with a key of our own the provider knows us by its public half only', async () => {
  const first = provider
  const keyed = await openProvider(async issuer => {
    await arrange({ methode: 'private_key_jwt', geheim: '', issuer })
    const published = await world.visitor.bytes(`${here}/sleutels`)
    const jwks = Jwks.parse(JSON.parse(published.body.toString()))
    assert.deepEqual(Object.keys(jwks.keys[0] ?? {}).toSorted(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
    return { redirect_uris: [back], token_endpoint_auth_method: 'private_key_jwt', jwks }
  })
  try {
    provider = keyed
    await link('clerk', { account: 'k-1' })
    const window = browser()
    assert.equal((await window.get(await toProvider(window, { account: 'k-1', acr: 'twee' }))).location, '/meldingen')
    // With a new key that the provider does not know yet nobody comes in.
    await arrange({ methode: 'private_key_jwt', geheim: '', nieuw: 'ja', issuer: keyed.issuer })
    const next = browser()
    assert.equal((await next.get(await toProvider(next, { account: 'k-1' }))).status, 403)
  } finally {
    provider = first
    keyed.close()
  }
})

test('who does not work at the organisation any more still takes the own link away', async () => {
  await world.owner.query(
    `insert into provider_identity (organisation_id, subject_hash, person_id, origin, linked_at) values ($1, sha256('alderman'), $2, 'own', $3)`,
    [waterstad, idOf('alderman'), world.clock.now()],
  )
  const alderman = await world.signIn('alderman')
  await world.owner.query('update membership set ends = $2 where person_id = $1', [idOf('alderman'), world.clock.now()])
  assert.equal((await alderman.post(`/account/inloggen/${waterstad}/verwijderen`)).status, 303)
  const { rows } = await world.owner.query(
    `select (select count(*)::int from provider_identity where person_id = $1) as links, organisation_id as organisation
     from audit_entry where actor_id = $1 and action = 'account.provider_unlinked'`,
    [idOf('alderman')],
  )
  assert.deepEqual(rows, [{ links: 0, organisation: null }])
})
