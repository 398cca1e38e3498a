import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { beginAs, codeNow, secretOn, setUp } from '../../../test/support/factors.ts'
import { idOf } from '../../../test/support/people.ts'
import { traced } from '../../../test/support/trail.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const reset = async (who: Parameters<World['signIn']>[0], person: string) =>
  (await world.signIn(who)).post(`/beheer/mensen/${person}/tweede-stap`)

const giveCode = async (person: string) => {
  const officer = await world.signIn('privacyOfficer')
  const { html } = await officer.post('/privacy-instellingen/tweede-stap', { persoon: person, gezien: 'ja' })
  return /<code class="weerbaar-code">([A-Z2-7-]{19})<\/code>/.exec(html)?.[1] ?? ''
}

test('an administrator takes away a second step; only with a code of the privacy officer the clerk gets in again', async () => {
  const own = await world.report('clerk')
  const inside = await world.signIn('clerk')
  const secret = await setUp(world, 'clerk')
  const entries = await traced(world, () => reset('administrator', idOf('clerk')))
  assert.deepEqual(
    entries.map(it => [it.action, it.who, it.object]),
    [['administration.factors_reset', 'administrator', idOf('clerk')]],
  )
  assert.equal((await inside.get('/meldingen')).status, 303)
  await world.runJobs()
  const mails = world.mails.filter(it => it.to === 'clerk@waterstad.example').map(it => it.subject)
  assert.ok(mails.includes('Uw tweede stap bij het inloggen is weggehaald'))

  // The password, by whoever has it, also after choosing a new one by mail: it opens nothing.
  await world.visitor.post('/wachtwoord-vergeten', { email: 'clerk@waterstad.example' })
  await world.runJobs()
  const link = world.mails.map(it => /\/wachtwoord\/[\w-]+/.exec(it.text)?.[0]).findLast(it => it !== undefined) ?? ''
  const form = { wachtwoord: 'een lang wachtwoord voor tests', nogmaals: 'een lang wachtwoord voor tests' }
  assert.equal((await world.visitor.post(link, form)).status, 303)
  const attacker = await beginAs(world, 'clerk', '/')
  for (const path of ['/', `/meldingen/${own}`, '/werklijst', '/account/tweede-stap', '/account/tweede-stap/app'])
    assert.match((await attacker.get(path)).location, /^\/inloggen\/tweede-stap/, path)
  assert.equal((await attacker.post('/account/tweede-stap/app')).status, 401)
  world.clock.advance(30_000)
  assert.equal((await attacker.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 422)

  const code = await giveCode(idOf('clerk'))
  assert.equal(code.length, 19)
  const clerk = await beginAs(world, 'clerk', '/werklijst')
  assert.match((await clerk.get('/inloggen/tweede-stap')).html, /Vraag de privacyfunctionaris om een code/)
  assert.equal((await clerk.post('/inloggen/tweede-stap', { code })).location, '/account/tweede-stap')
  assert.match((await clerk.get('/werklijst')).location, /^\/account\/tweede-stap/)
  await clerk.post('/account/tweede-stap/app')
  const next = secretOn((await clerk.get('/account/tweede-stap/app')).html)
  await clerk.post('/account/tweede-stap/app/bevestigen', { code: codeNow(world, next) })
  assert.equal((await clerk.get('/werklijst')).status, 200)
  assert.equal((await attacker.post('/inloggen/tweede-stap', { code })).status, 422)
})

test('a code works for a day, and a newer one makes it worthless', async () => {
  await setUp(world, 'officer')
  await reset('administrator', idOf('officer'))
  const [first, second] = [await giveCode(idOf('officer')), await giveCode(idOf('officer'))]
  const officer = await beginAs(world, 'officer', '/')
  assert.equal((await officer.post('/inloggen/tweede-stap', { code: first })).status, 422)
  world.clock.advance(25 * 3_600_000)
  const later = await beginAs(world, 'officer', '/')
  assert.equal((await later.post('/inloggen/tweede-stap', { code: second })).status, 422)
})

test('nobody takes away the own second step this way, nor that of somebody elsewhere', async () => {
  await setUp(world, 'administrator')
  await setUp(world, 'member')
  await reset('administrator', idOf('administrator'))
  await reset('foreignAdministrator', idOf('member'))
  const { rows } = await world.owner.query<{ n: string }>(
    'select count(*) as n from authenticator where person_id = any($1) and confirmed_at is not null',
    [[idOf('administrator'), idOf('member')]],
  )
  assert.equal(rows[0]?.n, '2')
})

test('the privacy officer gives a code only to who waits for one, and says to have seen them', async () => {
  assert.equal(await giveCode(idOf('alderman')), '')
  const officer = await world.signIn('privacyOfficer')
  const answer = await officer.post('/privacy-instellingen/tweede-stap', { persoon: idOf('officer') })
  assert.equal(answer.status, 422)
  assert.match(answer.html, /zelf heeft gezien of gesproken/)
})

test('of a colleague who left meanwhile nothing is taken away, and the page says no such thing', async () => {
  await setUp(world, 'integrityDeputy')
  const person = idOf('integrityDeputy')
  const administrator = await world.signIn('administrator')
  assert.match((await administrator.get(`/beheer/mensen/${person}`)).html, /\/tweede-stap"/)
  await world.owner.query('update membership set ends = $2 where person_id = $1', [person, world.clock.now()])
  const answer = await administrator.post(`/beheer/mensen/${person}/tweede-stap`)
  assert.equal(answer.status, 303)
  assert.equal(answer.location, `/beheer/mensen/${person}`)
  assert.doesNotMatch((await administrator.get(answer.location)).html, /\/tweede-stap"/)
  const { rows } = await world.owner.query('select from authenticator where person_id = $1', [person])
  assert.equal(rows.length, 1)
})
