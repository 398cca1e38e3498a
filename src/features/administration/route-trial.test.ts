import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const trial = async (form: Record<string, string>): Promise<string> => {
  const answer = await administrator.post('/beheer/routes/proef', form)
  assert.equal(answer.status, 200, answer.text.slice(0, 300))
  return answer.text
}

test('an administrator sees who would get a report, who replaces them, and why, without a report being made', async () => {
  const cases = async () => (await world.owner.query('select from incident_case')).rowCount
  const before = await cases()
  const text = await trial({ functie: 'council_member' })
  assert.match(text, /Behandelaar Naam clerk Vervanger Naam deputyClerk Heeft dienst Niemand, op geen enkel uur/)
  assert.match(text, /Voor raadslid geldt de route van de hele organisatie/)
  assert.match(text, /lijn Volksvertegenwoordiging/)
  assert.equal(await cases(), before)
})

test('a report in which the mayor is named goes outside the board, whoever reports', async () => {
  const text = await trial({ functie: 'council_member', voorzitter: 'ja' })
  assert.match(text, /Behandelaar Naam integrityOfficer Vervanger Naam integrityDeputy/)
  assert.match(text, /De burgemeester wordt genoemd/)
})

test('when the handler is away, or is the one who was hit, it goes to the deputy', async () => {
  assert.match(
    await trial({ functie: 'council_member', bijzonder: 'afwezig' }),
    /Behandelaar Naam deputyClerk Vervanger Naam clerk .*De behandelaar Naam clerk is dan afwezig/,
  )
  assert.match(
    await trial({ functie: 'council_member', bijzonder: 'getroffen' }),
    /Behandelaar Naam deputyClerk Vervanger Naam integrityOfficer .*is zelf degene die het overkwam/,
  )
})

test('a moment to come is judged by the absences, roles and duties of that moment', async () => {
  await world.owner.query(
    `insert into absence (id, person_id, starts, ends) values ($1, $2, '2026-05-04T00:00:00Z', '2026-05-11T00:00:00Z')`,
    [randomUUID(), idOf('clerk')],
  )
  await world.owner.query(
    `insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id) values ($1, $2, 'political', 3, '18:00', '23:00', $3)`,
    [randomUUID(), idOf('waterstad'), idOf('dutyOfficer')],
  )
  const evening = await trial({ functie: 'council_member', dag: '2026-05-06', tijd: '20:00' })
  assert.match(evening, /6 mei 2026/)
  assert.match(evening, /Behandelaar Naam deputyClerk .*Heeft dienst Naam dutyOfficer, tot .*23.00/)
  const noon = await trial({ functie: 'council_member', dag: '6-5-2026' })
  assert.match(noon, /Heeft dienst Niemand\. Vanaf .*18.00/)
  assert.match(await trial({ functie: 'council_member' }), /Behandelaar Naam clerk/)
})

test('the unit decides for staff, and what is not arranged is said', async () => {
  const staff = await trial({ functie: 'enforcement_officer', eenheid: idOf('handhaving') })
  assert.match(staff, /Behandelaar Naam manager Vervanger Naam secretary/)
  assert.match(staff, /leidinggevende van de eenheid: Naam manager/)
  assert.match(await trial({ functie: 'enforcement_officer' }), /geen eenheid gekozen/)
  assert.match(
    await trial({ functie: 'municipal_secretary' }),
    /Voor gemeentesecretaris is er geen route\. Dan geldt de route over de burgemeester/,
  )
  await world.owner.query('delete from route where organisation_id = $1 and subject = $2', [
    idOf('waterstad'),
    'about_mayor',
  ])
  assert.match(await trial({ functie: 'municipal_secretary' }), /Niemand krijgt deze melding/)
})

test('a form that is not right says so, and another’s unit is not known', async () => {
  for (const form of [
    {},
    { functie: 'deputy' },
    { functie: 'alderman', eenheid: idOf('balie') },
    { functie: 'alderman', tijd: '25:00' },
  ])
    assert.equal((await administrator.post('/beheer/routes/proef', form)).status, 422)
  assert.equal((await administrator.get('/beheer/routes/proef')).status, 200)
})
