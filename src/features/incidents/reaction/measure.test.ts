import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { fairMeasure, makeMeasure } from '../../../../test/support/measures.ts'
import { faults } from '../../../../test/support/sender.ts'
import { takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type World } from '../../../../test/support/world.ts'
import { isoDay } from '../../../ui/dates.ts'

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

const on = (days: number) => isoDay(new Date(world.clock.now().getTime() + days * 24 * hour))
const fromToday = () => ({ feit_op: on(-2), begint: on(0), beoordelen: on(14), eindigt: on(30) })

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

test('a measure with its days out of order, or that is over already, is refused with each day named', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  const right = fromToday()
  const cases: [Record<string, string>, RegExp][] = [
    [{ begint: on(-3) }, /begint voor het laatste feit/],
    [{ begint: on(31), beoordelen: on(31) }, /Het einde ligt voor het begin/],
    [{ feit_op: on(-60), begint: on(-50), beoordelen: on(-40), eindigt: on(-20) }, /Een maatregel die is afgelopen/],
    [{ feit_op: on(-60), begint: on(-50), beoordelen: on(-40) }, /Deze dag is al voorbij/],
    [{ beoordelen: on(31) }, /Kies een dag voor het einde/],
  ]
  for (const [days, message] of cases) {
    const refused = await clerk.post(`/meldingen/${id}/maatregelen/nieuw`, fairMeasure({ ...right, ...days }))
    assert.equal(refused.status, 422)
    assert.match(refused.text, message)
    assert.match(refused.text, /honkbalknuppel/)
  }
  assert.equal((await clerk.post(`/meldingen/${id}/maatregelen/nieuw`, fairMeasure(right))).status, 303)
})

test('a ban that is decided on asks for the measure, which begins with that step; making it ends the task', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  const form = await clerk.get(`/meldingen/${id}/besluit`)
  assert.match(
    form.text,
    /Tijdelijk geen toegang tot het gebouw.{1,200}Besluit: Burgemeester.{1,40}Ten hoogste 26 weken/s,
  )
  const decide = (code: string) =>
    clerk.post(`/meldingen/${id}/besluit`, { entry: randomUUID(), code, text: 'Zo reageren wij.' })
  const asked = async () =>
    (await world.owner.query(`select id from task where case_id = $1 and kind = 'measure' and done_at is null`, [id]))
      .rows.length
  assert.equal((await decide('talk')).status, 303)
  assert.equal(await asked(), 0)
  world.clock.advance(60_000)
  for (const _ of ['once', 'again']) assert.equal((await decide('access_denial')).status, 303)
  assert.match((await clerk.get('/werklijst')).html, new RegExp(`href="/meldingen/${id}/maatregelen/nieuw"`))
  const begun = (await clerk.get(`/meldingen/${id}/maatregelen/nieuw`)).html
  assert.ok(/value="access_ban" checked/.test(begun))
  assert.equal((await clerk.post(`/meldingen/${id}/maatregelen/nieuw`, fairMeasure(fromToday()))).status, 303)
  assert.equal(await asked(), 0)
  assert.equal((await decide('access_denial')).status, 303)
  assert.equal(await asked(), 0)
})
