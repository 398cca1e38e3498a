import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { modelAnswers } from '../../../test/support/protocol-answers.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

const today = '2026-04-24'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

async function makeVersion(changes: Record<string, string>): Promise<string> {
  const answers = modelAnswers(changes)
  const answer = await administrator.post('/beheer/protocol/nieuw', answers)
  assert.equal(answer.status, 303, answer.text)
  return answers['versie'] ?? ''
}

async function adopt(version: string, deel: string, more: Record<string, string> = {}): Promise<void> {
  const answer = await administrator.post(`/beheer/protocol/${version}`, { deel, vastgesteld: today, ...more })
  assert.equal(answer.status, 303, answer.text)
  world.clock.advance(60_000)
}

const ownerOf = async (id: string) =>
  (
    await world.owner.query<{ person_id: string }>(
      `select person_id from participant where case_id = $1 and role = 'handler' and ended_at is null`,
      [id],
    )
  ).rows.map(it => it.person_id)

test('who gets a report follows the adopted part from then on, and an older report stays where it is', async () => {
  const older = await world.report('member')
  assert.deepEqual(await ownerOf(older), [idOf('clerk')])
  const version = await makeVersion({ route_council: 'secretary', route_council_vervanger: 'clerk' })
  assert.deepEqual(await ownerOf(await world.report('member')), [idOf('clerk')], 'a draft changes nothing')
  await adopt(version, 'executive')
  assert.deepEqual(await ownerOf(await world.report('member')), [idOf('clerk')], 'that was not the part of the council')

  const shown = await administrator.get(`/beheer/protocol/${version}`)
  assert.match(
    shown.text,
    /Na het vaststellen door: Gemeenteraad .* raadslid Naam secretary \(de secretaris\) Naam clerk/,
  )
  await adopt(version, 'council')
  assert.deepEqual(await ownerOf(await world.report('member')), [idOf('secretary')])
  assert.deepEqual(await ownerOf(older), [idOf('clerk')])

  const { text } = await administrator.get('/beheer/routes')
  assert.match(
    text,
    /raadslid Naam secretary Naam clerk Volksvertegenwoordiging Protocol versie \d+, vastgesteld op vrijdag 24 april/,
  )
  assert.match(text, /wethouder Naam mayor Naam secretary Bestuur De beheerder/)
  const { rows } = await world.owner.query<{ object: string }>(
    `select object from audit_entry where action = 'administration.route_set' and object like '%subject:council_member%'`,
  )
  assert.match(rows[0]?.object ?? '', /handler:.*→.* protocol:\d+$/)
})

test('a route that is changed afterwards is what reports follow, and says that it is not what was adopted', async () => {
  await adopt(await makeVersion({ route_council: 'secretary', route_council_vervanger: 'clerk' }), 'council')
  const page = await administrator.get('/beheer/routes/council-member')
  assert.match(page.text, /Deze route volgt uit het protocol .* zegt: de secretaris; vervanger: de griffier/)
  assert.doesNotMatch((await administrator.get('/beheer')).text, /Anders dan het protocol/)
  const set = await administrator.post('/beheer/routes/council-member', {
    behandelaar: idOf('deputyClerk'),
    vervanger: idOf('clerk'),
    eenheid: '',
  })
  assert.equal(set.status, 303)
  assert.deepEqual(await ownerOf(await world.report('member')), [idOf('deputyClerk')])
  assert.match((await administrator.get('/beheer/routes')).text, /raadslid .*? wijkt af/)
  assert.match((await administrator.get('/beheer')).text, /Anders dan het protocol: raadslid/)
})

test('a function that nobody has is shown before adopting, and its route stays as it was', async () => {
  const version = await makeVersion({
    route_executive: 'mayor',
    route_executive_vervanger: 'clerk_staff',
    route_mayor: 'clerk',
  })
  await world.owner.query('update membership set ends = $1 where person_id = $2', [world.clock.now(), idOf('mayor')])
  const { text } = await administrator.get(`/beheer/protocol/${version}`)
  assert.match(text, /Niet alles is rond/)
  assert.match(text, /wethouder niemand \(de voorzitter van de organisatie\)/)
  await adopt(version, 'executive')
  const { rows } = await world.owner.query(
    `select handler_id, deputy_id from route where organisation_id = $1 and subject = 'alderman'`,
    [idOf('waterstad')],
  )
  assert.deepEqual(rows, [{ handler_id: idOf('mayor'), deputy_id: idOf('secretary') }])
  await world.owner.query('update membership set ends = null where person_id = $1', [idOf('mayor')])
})

test('the manager of the unit can be asked for staff only, and nobody handles what is about the own office', async () => {
  for (const wrong of [
    { route_council: 'manager' },
    { route_staff_vervanger: 'manager' },
    { route_secretary: 'secretary' },
    { route_about_mayor: 'secretary' },
    { route_staff: 'iemand' },
  ]) {
    const answer = await administrator.post('/beheer/protocol/nieuw', modelAnswers(wrong))
    assert.equal(answer.status, 422, JSON.stringify(wrong))
  }
  const version = await makeVersion({ route_staff: 'manager', route_staff_vervanger: 'secretary' })
  await adopt(version, 'staff', { instemming: today })
  assert.deepEqual(await ownerOf(await world.report('officer')), [idOf('manager')])
})

test('who reads the protocol sees which function gets which report, also beside the model', async () => {
  const version = await makeVersion({ route_council: 'secretary', route_council_vervanger: 'clerk' })
  const { text } = await administrator.get(`/protocol/${version}`)
  assert.match(text, /Wie krijgt welke melding .* Volksvertegenwoordigers de secretaris de griffier/)
  assert.match(
    text,
    /Wie krijgt de melding: volksvertegenwoordigers wie de beheerder aanwijst de secretaris; vervanger: de griffier/,
  )
})
