import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { modelAnswers } from '../../../test/support/protocol-answers.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let administrator: Visitor
let privacyOfficer: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
  privacyOfficer = await world.signIn('privacyOfficer')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** A report that ended without a reaction. */
async function ended(who: 'member' | 'officer'): Promise<string> {
  const id = await world.report(who)
  const { rows } = await world.owner.query<{ reference: string }>(
    `update incident_case set state = 'closed', outcome = 'no_reaction', category = 'threat', taken_up_at = $2, closed_at = $2
       where id = $1 returning reference`,
    [id, world.clock.now()],
  )
  world.clock.advance(60_000)
  return rows[0]?.reference ?? ''
}

async function adopt(months: string, part: string, more = {}): Promise<void> {
  const answers = modelAnswers({ bewaren: months })
  assert.equal((await administrator.post('/beheer/protocol/nieuw', answers)).status, 303)
  const path = `/beheer/protocol/${answers['versie'] ?? ''}`
  const adopted = await administrator.post(path, { deel: part, vastgesteld: '2026-04-24', ...more })
  assert.equal(adopted.status, 303, adopted.text)
  world.clock.advance(60_000)
}

test('a report is kept as long as the protocol said when it came in, and never shorter than the selection list', async () => {
  const tooShort = await administrator.post('/beheer/protocol/nieuw', modelAnswers({ bewaren: '59' }))
  assert.equal(tooShort.status, 422)
  assert.match(tooShort.text, /De selectielijst van uw organisatie vraagt 60 maanden/)
  for (const bewaren of ['0', '1201', 'vijf'])
    assert.equal((await administrator.post('/beheer/protocol/nieuw', modelAnswers({ bewaren }))).status, 422)

  const older = await ended('member')
  await adopt('84', 'council')
  const newer = await ended('member')
  const ofStaff = await ended('officer')
  await adopt('', 'council')
  const newest = await ended('member')

  const dueOn = async (day: string) => {
    const { text } = await privacyOfficer.get(`/bewaartermijnen?op=${day}`)
    return [older, newer, ofStaff, newest].filter(it => text.includes(it))
  }
  assert.deepEqual(await dueOn('2031-04-20'), [])
  assert.deepEqual(await dueOn('2031-05-01'), [older, ofStaff, newest])
  assert.deepEqual(await dueOn('2033-05-01'), [older, newer, ofStaff, newest])
  const { text } = await privacyOfficer.get('/bewaartermijnen')
  assert.match(
    text,
    /Uit het agressieprotocol .* Volksvertegenwoordigers .* zoals hierboven – Volksvertegenwoordigers .* 7 jaar Agressieprotocol, versie 1/,
  )
})

test('a term that the privacy officer set for a kind goes before that of the protocol', async () => {
  await adopt('120', 'staff', { instemming: '2026-04-24' })
  const reference = await ended('officer')
  const set = { soort: 'threat', afloop: 'any', maanden: '72', grond: 'Eigen besluit' }
  assert.equal((await privacyOfficer.post('/bewaartermijnen/instellen', set)).status, 303)
  assert.ok(!(await privacyOfficer.get('/bewaartermijnen?op=2032-04-01')).text.includes(reference))
  assert.ok((await privacyOfficer.get('/bewaartermijnen?op=2032-06-01')).text.includes(reference))
})
