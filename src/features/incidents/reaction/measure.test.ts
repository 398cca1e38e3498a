import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
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

const hour = 3_600_000

async function takenUp(): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return id
}

test('a measure without facts is refused, then made, looked at again, and ends by itself', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  const at = `/meldingen/${id}/maatregelen`
  const refused = await clerk.post(`${at}/nieuw`, fairMeasure({ feiten: '' }))
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Zonder feiten kan een maatregel niet/)
  assert.match(refused.text, /Hij zei dat hij boos was over een brief/)
  assert.equal((await clerk.post(`${at}/nieuw`, fairMeasure())).status, 303)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /1 maatregel geldt, 1 beoordelen voor vrijdag 8 mei 2026/)
  const [measure = ''] = /maatregelen\/[0-9a-f-]{36}/.exec((await clerk.get(at)).html) ?? []
  const one = `/meldingen/${id}/${measure}`
  assert.match((await clerk.get(one)).text, /honkbalknuppel/)

  world.clock.advance(14 * 24 * hour)
  await world.runJobs()
  const later = await world.signIn('clerk')
  assert.match((await later.get('/werklijst')).text, /M-2026-\d+ Maatregel beoordelen/)
  const longer = {
    entry: randomUUID(),
    uitkomst: 'stands',
    waarom: 'Er was weer een dreigmail.',
    opnieuw: '2026-06-30',
  }
  assert.equal((await later.post(`${one}/beoordelen`, longer)).status, 422)
  assert.equal((await later.post(`${one}/beoordelen`, { ...longer, opnieuw: '2026-05-20' })).status, 303)
  assert.match((await later.get(one)).text, /De maatregel blijft.*Er was weer een dreigmail/)

  world.clock.advance(17 * 24 * hour)
  await world.runJobs()
  const end = await world.signIn('clerk')
  assert.match((await end.get(one)).text, /Afgelopen/)
  assert.match((await end.get(`/meldingen/${id}`)).text, /1 maatregel is geëindigd/)
  assert.doesNotMatch((await end.get('/werklijst')).text, /M-2026-\d+ Maatregel beoordelen/)
  assert.match(
    (await end.post(`${one}/beoordelen`, { ...longer, entry: randomUUID(), uitkomst: 'lifted' })).text,
    /Dit kan nu niet meer/,
  )
})

/** A measure from 1 until 25 June, made on 25 May. */
const inJune = (id: string) =>
  makeMeasure(world, 'clerk', id, {
    begint: '2026-06-01',
    feit_op: '2026-05-20',
    beoordelen: '2026-06-08',
    eindigt: '2026-06-25',
  })

test('a measure that has not begun is looked at again, and ends, no earlier than it begins', async () => {
  const id = await takenUp()
  const measure = await inJune(id)
  const clerk = await world.signIn('clerk')
  const review = { waarom: 'Hij bood excuses aan.', opnieuw: '2026-05-28' }
  for (const form of [
    { ...review, uitkomst: 'stands' },
    { ...review, uitkomst: 'shortened', eindigt: '2026-05-30' },
  ]) {
    const sent = { entry: randomUUID(), ...form }
    const refused = await clerk.post(`/meldingen/${id}/maatregelen/${measure}/beoordelen`, sent)
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Hij bood excuses aan/)
  }
})

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await world.owner.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (rowCount) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

test('of two who look at one measure at the same moment the second makes it no longer, and loses no word', async () => {
  const review = { waarom: 'Er was weer een dreigmail.', opnieuw: '2026-06-20' }
  for (const form of [
    { ...review, uitkomst: 'stands' },
    { ...review, uitkomst: 'shortened', eindigt: '2026-06-22' },
  ]) {
    const id = await takenUp()
    const measure = await inJune(id)
    const clerk = await world.signIn('clerk')
    const other = await world.owner.connect()
    await other.query('begin')
    await other.query("update measure set review_on = '2026-06-10', ends_on = '2026-06-15' where id = $1", [measure])
    const sent = { entry: randomUUID(), ...form }
    const answer = clerk.post(`/meldingen/${id}/maatregelen/${measure}/beoordelen`, sent)
    await untilSomebodyWaits()
    await other.query('commit')
    other.release()
    const late = await answer
    assert.equal(late.status, 422)
    assert.match(late.text, /Er was weer een dreigmail/)
  }
})
