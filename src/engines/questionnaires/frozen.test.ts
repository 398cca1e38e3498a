import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/support/world.ts'
import { requireInstruments } from './frozen.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a server does not start on a database that does not know its instruments yet, and says what to do', async () => {
  await requireInstruments(world.house.db)
  await world.owner.query(`delete from questionnaire_privacy where questionnaire = 'home-check'`)
  await assert.rejects(requireInstruments(world.house.db), /does not know home-check yet.*weerbaar migrate/)
})
