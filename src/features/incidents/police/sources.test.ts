import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../../test/support/world.ts'

let world: World
let clerk: Visitor
before(async () => {
  world = await openWorld()
  clerk = await world.signIn('clerk')
})
after(() => world.close())

async function caseOf(): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return id
}

const draw = (id: string, known_on: string) =>
  clerk.post(`/meldingen/${id}/aangifte/opstellen`, {
    what: 'Hij riep dat hij mij zou weten te vinden.',
    at_home: 'nee',
    known_on,
    domicile: 'Gemeente Waterstad, de griffie, Raadhuisplein 1, 9999 XX Waterstad',
  })

test('an offence is not known before it happened, and what was filled in stays', async () => {
  const id = await caseOf()
  await world.owner.query(`update incident_case set happened_at = '2026-04-20T10:00:00Z' where id = $1`, [id])
  const early = await draw(id, '2026-04-19')
  assert.equal(early.status, 422)
  assert.match(early.text, /Deze dag ligt voor de dag waarop het gebeurde: maandag 20 april 2026.*weten te vinden/su)
  assert.equal((await draw(id, '2026-04-20')).status, 303)
})
