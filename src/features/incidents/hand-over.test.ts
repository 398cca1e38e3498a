import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const form = (to: PersonKey, hoe: string, text = '') => ({ entry: randomUUID(), naar: idOf(to), hoe, text })
const ownerOf = async (id: string) => {
  const { rows } = await world.owner.query<{ owner_id: string }>('select owner_id from incident_case where id = $1', [
    id,
  ])
  return rows[0]?.owner_id
}

test('the clerk hands a case over: the tasks go along, the member sees who has it, and the clerk finds nothing any more', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get(`/meldingen/${id}/overdragen`)).text, /Naam deputyClerk/)
  const sent = await clerk.post(`/meldingen/${id}/overdragen`, form('deputyClerk', 'overdragen', 'Bel haar na zessen.'))
  assert.equal(sent.location, '/melding-overgedragen')
  assert.equal((await clerk.get('/melding-overgedragen')).status, 200)
  assert.equal((await clerk.get(`/meldingen/${id}`)).status, 404)
  assert.equal(await ownerOf(id), idOf('deputyClerk'))
  const { rows } = await world.owner.query(
    'select 1 from task where case_id = $1 and done_at is null and owner_id <> $2',
    [id, idOf('deputyClerk')],
  )
  assert.equal(rows.length, 0)
  const deputy = await world.signIn('deputyClerk')
  assert.match((await deputy.get(`/meldingen/${id}`)).text, /Bel haar na zessen/)
  assert.match((await deputy.get('/werklijst')).text, /Besluit over de reactie/)
  assert.match(
    (await (await world.signIn('member')).get(`/meldingen/${id}`)).text,
    /Naam deputyClerk behandelt uw melding/,
  )
  await world.runJobs()
  assert.ok(world.mails.some(it => it.to === 'deputyclerk@waterstad.example' && /aan u overgedragen/.test(it.subject)))
  assert.ok(world.mails.some(it => it.to === 'member@waterstad.example' && /Iemand anders behandelt/.test(it.subject)))
})

test('a case of the council is never given to the line of the executive, nor to the member, nor to who is named', async () => {
  const id = await world.report('member', {
    colleague: 'dutyofficer@waterstad.example',
    colleague_id: idOf('dutyOfficer'),
  })
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const page = await clerk.get(`/meldingen/${id}/overdragen`)
  for (const who of [
    'mayor',
    'secretary',
    'integrityOfficer',
    'member',
    'dutyOfficer',
    'foreignClerk',
    'politicalCoordinator',
    'manager',
    'otherManager',
  ] as const) {
    assert.doesNotMatch(page.text, new RegExp(`Naam ${who}\\b`), who)
    const seen = await clerk.post(`/meldingen/${id}/overdragen`, form(who, 'erbij'))
    assert.equal(seen.status, 422, who)
    assert.match(seen.text, /kan deze melding niet krijgen/)
  }
  assert.equal(await ownerOf(id), idOf('clerk'))
})

test('a second handler is added, acts in the case, and is taken off again', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${id}/overdragen`, form('dutyOfficer', 'erbij'))).status, 303)
  const second = await world.signIn('dutyOfficer')
  assert.equal((await second.post(`/meldingen/${id}/soort`, { category: 'threat' })).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/behandelaar-eraf`, { persoon: idOf('dutyOfficer') })).status, 303)
  assert.equal((await second.get(`/meldingen/${id}`)).status, 404)
  // The one who answers for it is not taken off: it is handed over.
  assert.equal((await clerk.post(`/meldingen/${id}/behandelaar-eraf`, { persoon: idOf('clerk') })).status, 303)
  assert.equal((await clerk.get(`/meldingen/${id}`)).status, 200)
})

test('when clerk and deputy are both gone, the coordinator of the line gives the case to somebody else', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const gone = [idOf('clerk'), idOf('deputyClerk')]
  await world.owner.query("update membership set ends = $2 where person_id = any($1) and role = 'handler'", [
    gone,
    world.clock.now(),
  ])
  world.clock.advance(60_000)
  const coordinator = await world.signIn('politicalCoordinator')
  assert.match((await coordinator.get(`/meldingen/${id}`)).text, /Geef de melding aan iemand anders/)
  assert.equal((await coordinator.post(`/meldingen/${id}/overdragen`, form('dutyOfficer', 'overdragen'))).status, 303)
  assert.equal(await ownerOf(id), idOf('dutyOfficer'))
  assert.equal((await (await world.signIn('dutyOfficer')).get(`/meldingen/${id}`)).status, 200)
  // Of another line, or of the unit only, nobody gives it away.
  for (const who of ['staffCoordinator', 'manager', 'mayor', 'administrator'] as const)
    assert.equal(
      (await (await world.signIn(who)).post(`/meldingen/${id}/overdragen`, form('dutyOfficer', 'erbij'))).status,
      404,
      who,
    )
  await world.owner.query("update membership set ends = null where person_id = any($1) and role = 'handler'", [gone])
})

test('a report that nobody took up is given to the deputy who was asked too: one task to take it up is left, and the mark of who is away', async () => {
  const id = await world.report('member')
  world.clock.advance(4.1 * 3_600_000)
  await world.runJobs()
  const coordinator = await world.signIn('politicalCoordinator')
  await world.owner.query(
    "insert into absence (id, person_id, starts, ends) values ($1, $2, $3::timestamptz - interval '1 hour', $3::timestamptz + interval '2 days')",
    [randomUUID(), idOf('dutyOfficer'), world.clock.now()],
  )
  assert.match((await coordinator.get(`/meldingen/${id}/overdragen`)).text, /Naam dutyOfficer \(nu afwezig\)/)
  await world.owner.query('delete from absence where person_id = $1', [idOf('dutyOfficer')])
  assert.equal((await coordinator.post(`/meldingen/${id}/overdragen`, form('deputyClerk', 'overdragen'))).status, 303)
  const { rows } = await world.owner.query<{ owner_id: string }>(
    "select owner_id from task where case_id = $1 and kind = 'take_up' and done_at is null",
    [id],
  )
  assert.deepEqual(rows, [{ owner_id: idOf('deputyClerk') }])
  await takeUp(world, 'deputyClerk', id)
  assert.equal(await ownerOf(id), idOf('deputyClerk'))
})
