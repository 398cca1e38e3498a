import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../../test/support/browser.ts'
import { beginAs, codeNow, secretOn, setUp } from '../../../test/support/factors.ts'
import { testPassword } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const halfMinute = () => world.clock.advance(30_000)

test('a clerk with a password only is led through setting up a second step, and reads the own reports meanwhile', async () => {
  const own = await world.report('clerk')
  const other = await world.report('member')
  const browser = openBrowser(world)
  const answer = await browser.post('/inloggen', {
    email: 'clerk@waterstad.example',
    wachtwoord: testPassword,
    naar: '/werklijst',
  })
  assert.equal(answer.location, '/account/tweede-stap')
  assert.match((await browser.get('/account/tweede-stap')).html, /Eerst nog dit, één keer/)
  assert.equal((await browser.get('/werklijst')).location, '/account/tweede-stap?naar=%2Fwerklijst')
  assert.equal((await browser.get(`/meldingen/${other}`)).status, 404)
  assert.equal((await browser.get(`/meldingen/${own}`)).status, 200)
  assert.equal((await browser.get('/melden/snel')).status, 200)
  assert.doesNotMatch((await browser.get('/')).html, /href="\/werklijst"/)

  await browser.post('/account/tweede-stap/app')
  const page = await browser.get('/account/tweede-stap/app')
  const secret = secretOn(page.html)
  assert.match((await browser.get('/account/tweede-stap/qr')).html, /^<svg /)
  const wrong = await browser.post('/account/tweede-stap/app/bevestigen', { code: '000000' })
  assert.equal(wrong.status, 422)
  const before = browser.cookie()
  const done = await browser.post('/account/tweede-stap/app/bevestigen', { code: codeNow(world, secret) })
  assert.equal(done.location, '/account/tweede-stap/codes')
  assert.notEqual(browser.cookie(), before)
  assert.equal((await browser.get('/werklijst')).status, 200)
  assert.equal((await browser.get(`/meldingen/${other}`)).status, 200)
})

test('somebody with a second step gets nowhere with the password alone, also not to the own reports', async () => {
  const own = await world.report('member')
  await setUp(world, 'member')
  const browser = await beginAs(world, 'member', '/meldingen')
  for (const path of ['/', '/meldingen', `/meldingen/${own}`, '/account', '/account/tweede-stap', '/account/apparaten'])
    assert.equal((await browser.get(path)).location, `/inloggen/tweede-stap?naar=${encodeURIComponent(path)}`)
  const written = await browser.post(`/meldingen/${own}/bericht`, { bericht: 'Dit wil ik niet kwijt.' })
  assert.equal(written.status, 401)
  assert.match(written.html, /Dit wil ik niet kwijt\./)
})

test('a code lets somebody in once, and at the same moment only one of two', async () => {
  const secret = await setUp(world, 'alderman')
  halfMinute()
  const code = codeNow(world, secret)
  const browsers = await Promise.all([beginAs(world, 'alderman', '/'), beginAs(world, 'alderman', '/')])
  const answers = await Promise.all(browsers.map(it => it.post('/inloggen/tweede-stap', { code })))
  assert.deepEqual(
    answers.map(it => it.status).toSorted((a, b) => a - b),
    [303, 422],
  )
  const again = await beginAs(world, 'alderman', '/')
  assert.equal((await again.post('/inloggen/tweede-stap', { code })).status, 422)
  halfMinute()
  const next = await again.post('/inloggen/tweede-stap', { code: codeNow(world, secret), naar: '/meldingen' })
  assert.equal(next.location, '/meldingen')
  assert.equal((await again.get('/meldingen')).status, 200)
})

test('the code with which the app was set up is used, and does not also let somebody in', async () => {
  const secret = await setUp(world, 'officer')
  const browser = await beginAs(world, 'officer', '/')
  assert.equal((await browser.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 422)
})

test('a recovery code works once, however it is written, and its owner hears of it', async () => {
  const secret = await setUp(world, 'secretary')
  halfMinute()
  const inside = await beginAs(world, 'secretary', '/')
  await inside.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })
  const shown = await inside.post('/account/tweede-stap/codes')
  const codes = [...shown.html.matchAll(/<code class="weerbaar-code">([A-Z2-7-]{19})<\/code>/g)].map(it => it[1] ?? '')
  assert.equal(new Set(codes).size, 10)
  const [code = ''] = codes
  const mailed = world.mails.length
  const lost = await beginAs(world, 'secretary', '/werklijst')
  const answer = await lost.post('/inloggen/tweede-stap', { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` })
  assert.equal(answer.status, 303)
  assert.equal((await lost.get('/werklijst')).status, 200)
  assert.match((await lost.get('/account/tweede-stap')).html, /U heeft er nog 9/)
  const again = await beginAs(world, 'secretary', '/')
  assert.equal((await again.post('/inloggen/tweede-stap', { code })).status, 422)
  await world.runJobs()
  const told = world.mails.slice(mailed).filter(it => it.subject === 'Er is ingelogd met een herstelcode')
  assert.deepEqual(
    told.map(it => it.to),
    ['secretary@waterstad.example'],
  )
  const { rows } = await world.owner.query<{ all: string }>(
    'select string_agg(r::text, $1) as all from recovery_code r',
    [' '],
  )
  assert.ok(codes.every(it => !rows[0]?.all.includes(it.replaceAll('-', ''))))
})

test('whoever has the password guesses no code: after ten they wait, and a device of the owner does not', async () => {
  const secret = await setUp(world, 'mayor')
  halfMinute()
  const owner = await beginAs(world, 'mayor', '/')
  assert.equal((await owner.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 303)
  await owner.post('/uitloggen')
  const thief = await beginAs(world, 'mayor', '/')
  for (let n = 0; n < 10; n++) await thief.post('/inloggen/tweede-stap', { code: '000000' })
  halfMinute()
  const slowed = await thief.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })
  assert.match(slowed.html, /te vaak geprobeerd/)
  await owner.post('/inloggen', { email: 'mayor@waterstad.example', wachtwoord: testPassword })
  assert.equal((await owner.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 303)
})

test('a new app takes the place of the old one only when it has given a code', async () => {
  const secret = await setUp(world, 'auditor')
  halfMinute()
  const browser = await beginAs(world, 'auditor', '/')
  await browser.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })
  await browser.post('/account/tweede-stap/app')
  const next = secretOn((await browser.get('/account/tweede-stap/app')).html)
  halfMinute()
  const still = await beginAs(world, 'auditor', '/')
  assert.equal((await still.post('/inloggen/tweede-stap', { code: codeNow(world, next) })).status, 422)
  assert.equal((await still.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 303)
  await browser.post('/account/tweede-stap/app/bevestigen', { code: codeNow(world, next) })
  halfMinute()
  const then = await beginAs(world, 'auditor', '/')
  assert.equal((await then.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 422)
  assert.equal((await then.post('/inloggen/tweede-stap', { code: codeNow(world, next) })).status, 303)
})

test('the secret of an app stands nowhere in clear in the database', async () => {
  const secret = await setUp(world, 'privacyOfficer')
  const { rows } = await world.owner.query<{ row: string }>('select a::text as row from authenticator a')
  assert.ok(rows.length > 0)
  for (const { row } of rows) assert.ok(!row.includes(secret.toString('hex')))
})
