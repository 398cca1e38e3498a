import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { join, twoCases } from '../../../../test/support/joined.ts'
import { fairMeasure, makeMeasure } from '../../../../test/support/measures.ts'
import { faults } from '../../../../test/support/sender.ts'
import { takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type World } from '../../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const newsFor = (who: string) =>
  world.mails.filter(it => it.to === `${who}@waterstad.example` && it.subject === 'Er is nieuws over uw melding').length

test('whose case it is sees which measure holds, until when and what it means, and none of its reasons', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const member = await world.signIn('member')
  const at = `/meldingen/${id}/maatregelen`
  assert.match((await member.get(at)).text, /Er is nog geen maatregel/)
  const measure = await makeMeasure(world, 'clerk', id)
  await world.runJobs()
  assert.equal(newsFor('member'), 1)

  assert.match(
    (await member.get(`/meldingen/${id}`)).text,
    /Maatregelen 1 maatregel geldt, 1 beoordelen voor vrijdag 8 mei 2026/,
  )
  const seen = await member.get(at)
  assert.match(
    seen.text,
    /Tijdelijke toegangsontzegging ● Geldt nu vrijdag 24 april 2026 tot en met zondag 24 mei 2026/,
  )
  assert.match(seen.text, /Op vrijdag 8 mei 2026 kijkt de behandelaar/)
  assert.match(seen.text, /mag in deze periode niet in het gebouw komen/)
  const reasons = ['feiten', 'eerder', 'gehoord_hoe', 'diensten', 'politie', 'beslist_naam'] as const
  for (const name of reasons) assert.ok(!seen.text.includes(fairMeasure()[name] ?? '-'), name)
  assert.equal((await member.get(`${at}/${measure}`)).status, 404)
  assert.equal((await member.get(`${at}/nieuw`)).status, 404)

  const lifted = { entry: randomUUID(), uitkomst: 'lifted', waarom: 'Hij bood zijn excuses aan.' }
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`${at}/${measure}/beoordelen`, lifted)).status, 303)
  await world.runJobs()
  assert.equal(newsFor('member'), 2)
  const after = await member.get(at)
  assert.match(after.text, /Opgeheven Begonnen op vrijdag 24 april 2026, gestopt op vrijdag 24 april 2026/)
  assert.doesNotMatch(after.text, /excuses|niet in het gebouw komen/)
})

test('in an incident of several a measure is there for all who were hit, and for who only helps for nobody', async () => {
  const two = await twoCases(world)
  await makeMeasure(world, 'clerk', two.one)
  const other = await world.signIn('otherMember')
  const at = `/meldingen/${two.two}/maatregelen`
  assert.match((await other.get(at)).text, /Er is nog geen maatregel/)
  await join(world, two)
  assert.match((await other.get(at)).text, /Tijdelijke toegangsontzegging ● Geldt nu/)
  for (const who of ['alderman', 'confidant', 'politicalCoordinator', 'administrator'] as const)
    for (const id of [two.one, two.two])
      assert.equal((await (await world.signIn(who)).get(`/meldingen/${id}/maatregelen`)).status, 404, who)
})
