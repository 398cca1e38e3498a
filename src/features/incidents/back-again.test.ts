import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { fridayNight } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(async () => {
  await world.owner.query('delete from absence')
  assert.deepEqual(faults(world), [])
  world.clock.set(fridayNight)
})

const hour = 3_600_000
const away = (van: string, van_tijd: string, tot: string, tot_tijd: string) => ({ van, van_tijd, tot, tot_tijd })
const saturday = '2026-04-25'
/** Saturday at this hour in the time of the people here. */
const saturdayAt = (at: number) => new Date(Date.UTC(2026, 3, 25, at - 2))
const tasksOf = async (id: string, owner: 'clerk' | 'deputyClerk') => {
  const { rows } = await world.owner.query<{ task: string }>(
    `select kind || case when done_at is null then '' when done_by is null then ' lapsed' else ' done' end as task
     from task where case_id = $1 and owner_id = $2 and kind = 'take_over' order by created_at`,
    [id, idOf(owner)],
  )
  return rows.map(row => row.task)
}
const toDeputy = () =>
  world.mails
    .splice(0)
    .filter(it => it.to.startsWith('deputyclerk@') && it.subject === 'Er is een melding die op u wacht').length

test('a deputy is asked once for absences that overlap, and not any more when the clerk is back', async () => {
  const id = await world.report('member')
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post('/account/afwezigheid', away(saturday, '08:00', saturday, '12:00'))
  await clerk.post('/account/afwezigheid', away(saturday, '10:00', saturday, '14:00'))
  await world.runJobs()
  const told: number[] = []
  for (const at of [8, 10, 12]) {
    world.mails.length = 0
    world.clock.set(saturdayAt(at))
    await world.runJobs()
    told.push(toDeputy())
    assert.deepEqual(await tasksOf(id, 'deputyClerk'), ['take_over'], `the clerk is away at ${at}`)
  }
  assert.deepEqual(told, [1, 0, 0])
  world.clock.set(saturdayAt(14))
  await world.runJobs()
  assert.deepEqual(await tasksOf(id, 'deputyClerk'), ['take_over lapsed'])
})

test('a deputy who is asked because something is late stays asked when the clerk is back', async () => {
  const id = await world.report('member')
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post('/account/afwezigheid', away(saturday, '08:00', '2026-04-28', '08:00'))
  for (const days of [1, 2, 3, 4]) {
    world.clock.set(new Date(fridayNight.getTime() + days * 24 * hour))
    await world.runJobs()
  }
  assert.deepEqual(await tasksOf(id, 'deputyClerk'), ['take_over'])
})

test('an absence that is taken back asks nothing of the deputy any more, but what was taken over stays', async () => {
  const [waiting, taken] = [await world.report('member'), await world.report('member')]
  const clerk = await world.signIn('clerk')
  for (const id of [waiting, taken]) await clerk.post(`/meldingen/${id}/oppakken`)
  world.clock.set(saturdayAt(8))
  await (await world.signIn('clerk')).post('/account/afwezigheid', away(saturday, '08:00', '2026-05-02', '08:00'))
  await world.runJobs()
  await (await world.signIn('deputyClerk')).post(`/meldingen/${taken}/overnemen`)
  const back = await world.signIn('clerk')
  const [, path = ''] = /action="(\/account\/afwezigheid\/[^"]+)"/.exec((await back.get('/account')).html) ?? []
  assert.equal((await back.post(path)).status, 303)
  await world.runJobs()
  assert.deepEqual(await tasksOf(waiting, 'deputyClerk'), ['take_over lapsed'])
  assert.deepEqual(await tasksOf(taken, 'deputyClerk'), ['take_over done'])
  const deputy = await world.signIn('deputyClerk')
  assert.match((await deputy.get(`/meldingen/${taken}`)).text, /Besluit over de reactie/)
})
