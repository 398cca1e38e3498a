import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type Visitor, type World } from '../../../../test/support/world.ts'

let world: World
let member: Visitor
let clerk: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
})
after(() => world.close())

const filled = (more: Record<string, string> = {}) => ({
  what: 'Hij riep dat hij mij zou weten te vinden.',
  at_home: 'nee',
  known_on: '2026-04-24',
  domicile: 'Gemeente Waterstad, t.a.v. de griffie, Raadhuisplein 1, 9999 XX Waterstad',
  ...more,
})

async function threat(): Promise<string> {
  const id = await world.report('member')
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })).status, 303)
  return id
}

import { inspect } from 'node:util'
test('smoke', async () => {
  const id = await threat()
  const at = `/meldingen/${id}/aangifte`
  assert.equal((await clerk.get(at)).status, 200)
  assert.equal((await clerk.get(`${at}/opstellen`)).status, 200)
  const saved = await clerk.post(`${at}/opstellen`, filled())
  assert.equal(saved.status, 303, saved.text.slice(0, 500))
  const mine = await member.post(`${at}/opstellen`, filled({ complaint: 'ja', offences: 'stalking' }))
  assert.equal(mine.status, 303, mine.text.slice(0, 500))
  for (const format of ['docx', 'pdf']) console.log((await clerk.bytes(`${at}/${format}`)).status)
  console.log(inspect(world.lines))
  assert.equal((await clerk.get(`${at}/stap/gedaan`)).status, 200)
  const step = await clerk.post(`${at}/stap/gedaan`, {
    entry: randomUUID(),
    code: 'by_both',
    day: '2026-04-24',
    words: 'PL-1',
  })
  assert.equal(step.status, 303, step.text.slice(0, 500))
  console.log((await clerk.get(at)).text, (await member.get(at)).text)
})
