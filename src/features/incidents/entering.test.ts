import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const entered = (more: Record<string, string> = {}) => ({
  id: randomUUID(),
  kanaal: 'counter',
  dag: '2026-04-24',
  tijd: '16:30',
  soort: 'intimidation',
  what: 'Een man schreeuwde aan de balie.',
  safe_now: 'yes',
  zelf: 'ja',
  ...more,
})
interface Row {
  id: string
  incident_id: string
  hit_id: string | null
  state: string
  owner_id: string
  line: string
  reference: string
}
const cases = async (since: string) =>
  (
    await world.owner.query<Row>(
      'select * from incident_case where reporter_id = $1 and created_at >= $2 order by reference',
      [idOf('clerk'), since],
    )
  ).rows

test('a municipality is asked about its own functions only: at the counter, in the work list and in the search', async () => {
  const clerk = await world.signIn('clerk')
  for (const path of ['/melden/namens', '/werklijst', '/zoeken']) {
    const { html } = await clerk.get(path)
    assert.match(html, /<option value="alderman"/, path)
    assert.doesNotMatch(html, /<option value="(water_board_chair|deputy|island_governor)"/, path)
  }
  assert.match((await clerk.get('/werklijst?functie=deputy')).html, /<option value="deputy" selected/)
})

test('the clerk enters what happened to three members at once: one incident, a report each, and each is asked whether it is right', async () => {
  const clerk = await world.signIn('clerk')
  const since = world.clock.now().toISOString()
  const form = entered({
    mensen: 'member@waterstad.example\nNaam otherMember\ndoublemember@waterstad.example',
    functie: 'council_member',
  })
  const sent = await clerk.post('/melden/namens', form)
  assert.equal(sent.status, 303, sent.text.slice(0, 600))
  assert.equal((await clerk.post('/melden/namens', form)).status, 303)
  const rows = await cases(since)
  assert.deepEqual(
    new Set(rows.map(it => it.hit_id)),
    new Set(['member', 'otherMember', 'doubleMember'].map(it => idOf(it))),
  )
  assert.equal(new Set(rows.map(it => it.incident_id)).size, 1)
  assert.ok(rows.every(it => it.state === 'in_progress' && it.owner_id === idOf('clerk')))
  await world.runJobs()
  for (const who of ['member', 'othermember', 'doublemember'])
    assert.ok(
      world.mails.some(it => it.to === `${who}@waterstad.example` && /Er is iets voor u gemeld/.test(it.subject)),
      who,
    )
  const mine = rows.find(it => it.hit_id === idOf('member'))?.id ?? ''
  const member = await world.signIn('member')
  const page = await member.get(`/meldingen/${mine}`)
  assert.match(page.text, /Klopt dit\?.*Een man schreeuwde aan de balie/s)
  assert.equal(
    (await member.post(`/meldingen/${mine}/verbeteren`, { entry: randomUUID(), text: 'Het waren er twee.' })).status,
    303,
  )
  for (const other of rows.filter(it => it.id !== mine))
    assert.equal((await member.get(`/meldingen/${other.id}`)).status, 404)
  assert.match((await clerk.get(`/meldingen/${mine}`)).text, /Het waren er twee.*Eén incident met 3 meldingen/s)
})

test('what belongs to another line goes there, and who entered it helps and sees the own words only', async () => {
  const clerk = await world.signIn('clerk')
  const since = world.clock.now().toISOString()
  const form = entered({
    mensen: 'member@waterstad.example\nofficer@waterstad.example',
    what: 'Bij de ingang van het stadhuis.',
  })
  assert.equal((await clerk.post('/melden/namens', form)).status, 303)
  const rows = (await cases(since)).slice(-2)
  const officers = rows.find(it => it.hit_id === idOf('officer'))
  assert.equal(officers?.line, 'administrative')
  assert.notEqual(officers?.owner_id, idOf('clerk'))
  assert.match((await clerk.get(`/meldingen/${officers?.id}`)).text, /U meldde dit voor iemand anders/)
})

test('somebody without an account is entered by function; what is not clear comes back in words, and nothing is entered', async () => {
  const clerk = await world.signIn('clerk')
  const count = async () => (await world.owner.query('select 1 from incident_case')).rowCount
  const before = await count()
  const unclear = await clerk.post(
    '/melden/namens',
    entered({ mensen: 'member@waterstad.example\nnaam\nniemand hier', dag: '2031-01-01' }),
  )
  assert.equal(unclear.status, 422)
  assert.match(unclear.text, /Deze dag moet nog komen/)
  const names = await clerk.post('/melden/namens', entered({ mensen: 'Naam deputy\nniemand hier' }))
  assert.match(names.text, /bedoelt u .*Naam deputyClerk.*deze collega vinden wij niet/s)
  assert.match(
    (await clerk.post('/melden/namens', entered({ naam: 'De partner van een raadslid' }))).text,
    /Kies de functie/,
  )
  assert.match((await clerk.post('/melden/namens', entered())).text, /Vul in wie dit heeft meegemaakt/)
  assert.equal(await count(), before)
  assert.equal(
    (await clerk.post('/melden/namens', entered({ naam: 'De vrijwilliger bij het loket', functie: 'council_member' })))
      .status,
    303,
  )
  assert.equal(await count(), (before ?? 0) + 1)
})
