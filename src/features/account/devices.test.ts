import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../../test/support/browser.ts'
import { testPassword } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const right = (key: string) => ({ email: `${key.toLowerCase()}@waterstad.example`, wachtwoord: testPassword })
const newDevice = async (key: string) => {
  await world.runJobs()
  return world.mails.filter(it => it.to === right(key).email && it.subject === 'Er is ingelogd op een nieuw apparaat')
}

test('somebody sees where they are signed in, ends one session and then all others, and never that of somebody else', async () => {
  const [here, phone, tablet] = [
    await world.signIn('officer'),
    await world.signIn('officer'),
    await world.signIn('officer'),
  ]
  const other = await world.signIn('member')
  const page = await here.get('/account/apparaten')
  const ids = [...page.html.matchAll(/\/account\/apparaten\/([0-9a-f-]{36})\/uitloggen/g)].map(it => it[1] ?? '')
  assert.equal(ids.length, 2)
  assert.equal((await other.post(`/account/apparaten/${ids[0]}/uitloggen`)).status, 303)
  assert.deepEqual([(await phone.get('/account')).status, (await tablet.get('/account')).status], [200, 200])
  await here.post(`/account/apparaten/${ids[0]}/uitloggen`)
  const statuses = [(await phone.get('/account')).status, (await tablet.get('/account')).status]
  assert.deepEqual(
    statuses.toSorted((a, b) => a - b),
    [200, 303],
  )
  await here.post('/account/apparaten/uitloggen')
  assert.deepEqual([(await phone.get('/account')).status, (await tablet.get('/account')).status], [303, 303])
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await other.get('/account')).status, 200)
})

test('somebody hears by mail of a new device, once, and not of the first one; nothing of it stands in the mail', async () => {
  const first = openBrowser(world)
  await first.post('/inloggen', right('member'))
  await first.post('/uitloggen')
  await first.post('/inloggen', right('member'))
  assert.deepEqual(await newDevice('member'), [])
  await openBrowser(world).post('/inloggen', right('member'))
  const [mail, ...more] = await newDevice('member')
  assert.deepEqual(more, [])
  assert.doesNotMatch(mail?.text ?? '', /Naam|member|\d+\.\d+|Windows|iPhone/)
  await first.post('/uitloggen')
  await first.post('/inloggen', right('member'))
  assert.equal((await newDevice('member')).length, 1)
})

test('a device token that somebody planted is not taken over', async () => {
  const browser = openBrowser(world)
  const planted = 'a'.repeat(43)
  browser.keep(`weerbaar-apparaat=${planted}`)
  const answer = await browser.post('/inloggen', right('otherMember'))
  assert.equal(answer.status, 303)
  const { rows } = await world.owner.query(
    `select from known_device where token_hash = sha256(convert_to($1, 'UTF8'))`,
    [planted],
  )
  assert.equal(rows.length, 0)
})

test('whatever strangers guess, from the same address too, the owner gets in on a device of theirs at once', async () => {
  const own = openBrowser(world)
  await own.post('/inloggen', right('alderman'))
  await own.post('/uitloggen')
  for (let n = 0; n < 25; n++) await openBrowser(world).post('/inloggen', { ...right('alderman'), wachtwoord: 'mis' })
  assert.match((await openBrowser(world).post('/inloggen', right('alderman'))).html, /te vaak geprobeerd/)
  assert.equal((await own.post('/inloggen', right('alderman'))).status, 303)
  // A device of somebody else is a stranger here.
  const others = openBrowser(world)
  world.clock.advance(60 * 60_000)
  await others.post('/inloggen', right('memberElsewhereToo'))
  await others.post('/uitloggen')
  for (let n = 0; n < 25; n++) await others.post('/inloggen', { ...right('alderman'), wachtwoord: 'mis' })
  assert.match((await others.post('/inloggen', right('alderman'))).html, /te vaak geprobeerd/)
})
