import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openBrowser } from '../../../test/support/browser.ts'
import { idOf } from '../../../test/support/people.ts'
import { testPassword } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { localPath } from './sign-in.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
// Nobody in one test is slowed down by the guesses of another.
beforeEach(() => world.clock.advance(60 * 60_000))

const right = { email: 'member@waterstad.example', wachtwoord: testPassword }

const audited = async (action: string) =>
  (
    await world.owner.query<{ result: string; actor_id: string | null; organisation_id: string | null }>(
      'select result, actor_id, organisation_id from audit_entry where action = $1 order by id',
      [action],
    )
  ).rows

test('somebody signs in, whatever the capitals in the address, and goes on to the page that was asked for', async () => {
  const browser = openBrowser(world)
  assert.equal((await browser.get('/account')).location, '/inloggen?naar=%2Faccount')
  const answer = await browser.post('/inloggen', { ...right, email: ' Member@Waterstad.EXAMPLE ', naar: '/account' })
  assert.equal(answer.status, 303)
  assert.equal(answer.location, '/account')
  assert.match(answer.setCookie, /HttpOnly/)
  assert.match(answer.setCookie, /SameSite=Lax/)
  assert.match((await browser.get('/account')).html, /Naam member/)
  assert.deepEqual((await audited('account.sign_in')).at(-1), {
    result: 'done',
    actor_id: idOf('member'),
    organisation_id: idOf('waterstad'),
  })
})

test('an unknown account and a wrong password read the same, and both are written down without a name', async () => {
  const before = (await audited('account.sign_in')).length
  const wrong = await openBrowser(world).post('/inloggen', { ...right, wachtwoord: 'iets anders' })
  const unknown = await openBrowser(world).post('/inloggen', {
    email: 'niemand@waterstad.example',
    wachtwoord: 'iets anders',
  })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /horen niet bij elkaar/)
  assert.equal(unknown.html.replaceAll('niemand@', 'member@'), wrong.html)
  assert.equal(wrong.setCookie, '')
  const added = (await audited('account.sign_in')).slice(before)
  assert.deepEqual(
    added,
    Array.from({ length: 2 }, () => ({ result: 'refused', actor_id: null, organisation_id: null })),
  )
})

test('how long the answer takes does not tell who has an account', async () => {
  const measure = async (email: string) => {
    const start = performance.now()
    await openBrowser(world).post('/inloggen', { email, wachtwoord: 'iets anders' })
    return performance.now() - start
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let n = 0; n < 7; n++) {
    known.push(await measure('clerk@waterstad.example'))
    unknown.push(await measure(`niemand${n}@waterstad.example`))
  }
  // The fastest of several: whatever else the machine does only makes them slower. Without a hash to compare with, an
  // unknown account is answered seven times as fast.
  const [a, b] = [Math.min(...known), Math.min(...unknown)]
  assert.ok(Math.max(a, b) / Math.min(a, b) < 3, `known ${a} ms, unknown ${b} ms`)
})

test('a form that is not filled in comes back with the address kept and no password in it', async () => {
  const answer = await openBrowser(world).post('/inloggen', { email: 'clerk@waterstad.example', wachtwoord: '' })
  assert.equal(answer.status, 422)
  assert.match(answer.html, /<a class="nl-link" href="#wachtwoord">Vul uw wachtwoord in\.<\/a>/)
  assert.match(answer.html, /value="clerk@waterstad\.example"/)
  const again = await openBrowser(world).post('/inloggen', {
    email: 'clerk@waterstad.example',
    wachtwoord: 'geheim-woord',
  })
  assert.doesNotMatch(again.html, /geheim-woord/)
})

test('signing in again gives a new session and ends the one that this browser had', async () => {
  const browser = openBrowser(world)
  await browser.post('/inloggen', right)
  const first = browser.cookie()
  await browser.post('/inloggen', { ...right, email: 'othermember@waterstad.example' })
  assert.notEqual(browser.cookie(), first)
  const thief = openBrowser(world)
  thief.keep(first)
  assert.equal((await thief.get('/account')).status, 303)
  assert.match((await browser.get('/account')).html, /Naam otherMember/)
})

test('a session token that somebody planted is never the one that signs in', async () => {
  const browser = openBrowser(world)
  browser.keep('weerbaar=planted-by-somebody-else')
  await browser.post('/inloggen', right)
  assert.notEqual(browser.cookie(), 'weerbaar=planted-by-somebody-else')
  const attacker = openBrowser(world)
  attacker.keep('weerbaar=planted-by-somebody-else')
  assert.equal((await attacker.get('/account')).status, 303)
})

test('signing out ends the session itself, and not only its cookie', async () => {
  const browser = openBrowser(world)
  await browser.post('/inloggen', right)
  const session = browser.cookie()
  const answer = await browser.post('/uitloggen')
  assert.equal(answer.location, '/inloggen')
  browser.keep(session)
  assert.equal((await browser.get('/account')).status, 303)
  assert.equal((await openBrowser(world).post('/uitloggen')).status, 303)
})

test('who is signed in already goes on', async () => {
  const browser = openBrowser(world)
  await browser.post('/inloggen', right)
  assert.equal((await browser.get('/inloggen?naar=/account')).location, '/account')
})

test('who is signed in already and asks for a page with signs that no address has, is led there or told that it is not there', async () => {
  const member = await world.signIn('member')
  const answer = await member.get(`/inloggen?naar=${encodeURIComponent('/contact🙂é')}`)
  assert.equal(answer.status, 303)
  assert.equal(answer.location, '/contact%F0%9F%99%82%C3%A9')
})

test('signing in never leads to another site', async () => {
  for (const path of [
    '//kwaad.example',
    '/\\kwaad.example',
    'https://kwaad.example',
    'javascript:alert(1)',
    '/a\\b',
    '/\t/kwaad.example',
    '',
    'account',
    '/\u2028x',
    '/.//kwaad.example',
    '/a/..//kwaad.example',
  ])
    assert.equal(localPath(path), '/', JSON.stringify(path))
  for (const path of ['/', '/account', '/meldingen/1?a=b#c']) assert.equal(localPath(path), path)
  const answer = await openBrowser(world).post('/inloggen', { ...right, naar: '//kwaad.example' })
  assert.equal(answer.location, '/')
})

test('guessing is slowed down, also for the right password, and goes on after a while', async () => {
  const guess = (wachtwoord: string) =>
    openBrowser(world).post('/inloggen', { ...right, email: 'mayor@waterstad.example', wachtwoord })
  for (let n = 0; n < 20; n++) assert.match((await guess('mis')).html, /horen niet bij elkaar/)
  const slowed = await guess(testPassword)
  assert.equal(slowed.status, 422)
  assert.match(slowed.html, /Wacht 10 seconden/)
  assert.match(slowed.html, /value="mayor@waterstad\.example"/)
  // An account that does not exist is slowed down just the same.
  for (let n = 0; n < 20; n++)
    await openBrowser(world).post('/inloggen', { email: 'geen@waterstad.example', wachtwoord: 'mis' })
  assert.match(
    (await openBrowser(world).post('/inloggen', { email: 'geen@waterstad.example', wachtwoord: 'mis' })).html,
    /Wacht 10 seconden/,
  )
  assert.equal((await openBrowser(world).post('/inloggen', right)).status, 303)
  world.clock.advance(11_000)
  assert.equal((await guess(testPassword)).status, 303)
})

test('whatever is typed, it is an answer and not a fault', async () => {
  for (const [email, wachtwoord] of [
    ['\u0000', '\u0000'],
    ['a'.repeat(1_000_000), 'x'],
    ['clerk@waterstad.example', '\ud800'],
    ['clerk@waterstad.example', '\u0301'.repeat(400_000)],
    ["' or 1=1 --", '%'],
    ['\u202eelpmaxe@x', 'y'],
  ] as const) {
    const answer = await openBrowser(world).post('/inloggen', { email, wachtwoord })
    assert.equal(answer.status, 422)
  }
})

test('nobody without the demonstration is shown a password', async () => {
  const { html } = await openBrowser(world).get('/inloggen')
  assert.doesNotMatch(html, /nieuwermeer/)
})
