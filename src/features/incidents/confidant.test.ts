import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let member: Visitor
let clerk: Visitor
let confidant: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
  confidant = await world.signIn('confidant')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const choose = (id: string, lezen: string, who = idOf('confidant')) =>
  member.post(`/meldingen/${id}/vertrouwenspersoon`, { confidant: who, lezen })

test('a confidant reads a case from when the person hit asks until they stop it, and writes nothing in it', async () => {
  const id = await world.report('member')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post(`/meldingen/${id}/notitie`, { entry: randomUUID(), notitie: 'Alleen voor ons.' })
  assert.equal((await confidant.get(`/meldingen/${id}`)).status, 404)
  assert.match((await member.get(`/meldingen/${id}`)).text, /Laat een vertrouwenspersoon meelezen/)

  assert.equal((await choose(id, 'ja')).status, 303)
  const read = await confidant.get(`/meldingen/${id}`)
  assert.equal(read.status, 200)
  assert.match(read.text, /we weten waar je woont/)
  assert.match(read.text, /U leest mee/)
  assert.doesNotMatch(read.text, /Alleen voor ons|Nieuw bericht/)
  assert.match((await confidant.get('/vertrouwelijk')).text, /M-2026-/)
  const message = { entry: randomUUID(), bericht: 'Van mij.' }
  assert.equal((await confidant.post(`/meldingen/${id}/bericht`, message)).status, 404)
  assert.equal((await confidant.upload(`/meldingen/${id}/bewijs`, {}, [{ name: 'a.txt', content: 'A' }])).status, 404)
  assert.equal((await confidant.get(`/meldingen/${id}/gekeken`)).status, 404)

  assert.match((await member.get(`/meldingen/${id}`)).text, /Naam confidant leest mee als vertrouwenspersoon/)
  assert.equal((await choose(id, 'nee')).status, 303)
  assert.equal((await confidant.get(`/meldingen/${id}`)).status, 404)
  assert.doesNotMatch((await confidant.get('/vertrouwelijk')).text, /M-2026-/)
  assert.equal((await choose(id, 'ja')).status, 303)
  assert.equal((await confidant.get(`/meldingen/${id}`)).status, 200)
})

test('only a confidant of the own organisation can be asked, and only by the person hit', async () => {
  const id = await world.report('member')
  for (const who of [idOf('mayor'), idOf('foreignClerk'), idOf('member'), randomUUID(), idOf('clerk')]) {
    const seen = await choose(id, 'ja', who)
    assert.equal(seen.status, 422)
    assert.match(seen.text, /Kies een vertrouwenspersoon uit de lijst/)
    assert.ok([303, 422].includes((await choose(id, 'nee', who)).status))
  }
  assert.equal((await choose(id, 'misschien')).status, 422)
  assert.equal((await choose(id, 'ja', 'x')).status, 422)
  for (const who of ['clerk', 'mayor', 'confidant'] as const) {
    const form = { confidant: idOf('confidant'), lezen: 'ja' }
    const seen = await (await world.signIn(who)).post(`/meldingen/${id}/vertrouwenspersoon`, form)
    assert.ok([404, 422].includes(seen.status), who)
  }
  const { rows } = await world.owner.query("select from participant where case_id = $1 and role = 'confidant'", [id])
  assert.deepEqual(rows, [])
})

test('a confidant who is named as the one who did it is not let in', async () => {
  const form = { colleague: 'Naam confidant', colleague_id: idOf('confidant') }
  const id = await world.report('member', form)
  const seen = await choose(id, 'ja')
  assert.equal(seen.status, 422)
  assert.match(seen.text, /Kies een vertrouwenspersoon uit de lijst/)
  assert.equal((await confidant.get(`/meldingen/${id}`)).status, 404)
})

test('the reporter sees who looked, and who tried to', async () => {
  const id = await world.report('member')
  for (let looks = 0; looks < 3; looks++) await clerk.get(`/meldingen/${id}`)
  await (await world.signIn('mayor')).get(`/meldingen/${id}`)
  const { text } = await member.get(`/meldingen/${id}/gekeken`)
  assert.match(text, /Naam clerk Melding geopend/)
  assert.match(text, /Naam mayor Geprobeerd de melding te openen, maar dat mocht niet/)
})
