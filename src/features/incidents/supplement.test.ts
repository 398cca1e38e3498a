import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

// What a member tells later, and what the clerk does with it.

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const told = {
  wat: { categories: 'threat\ndoxing' },
  wanneer: { main_category: 'doxing', date: '2026-04-23', time: '21:15', channel: 'letter' },
  woorden: { more: 'De brief lag er al om vijf uur.' },
  gevolgen: { influence: 'tried' },
}

/** A quick report with all of this filled in later, and sent unless told otherwise. */
async function addTo(id: string, pages: Record<string, Record<string, string>> = told, send = true) {
  const member = await world.signIn('member')
  for (const [page, form] of Object.entries(pages)) {
    const seen = await member.post(`/meldingen/${id}/aanvullen/${page}`, form)
    assert.equal(seen.status, 303, seen.text.slice(0, 300))
  }
  if (send) assert.equal((await member.post(`/meldingen/${id}/aanvullen/controleren`)).status, 303)
  return member
}

interface Codes {
  category: string | null
  channel: string | null
  influence: string | null
  happened_at: Date | null
}
const codesOf = async (id: string) => {
  const { rows } = await world.owner.query<Codes>('select * from incident_case where id = $1', [id])
  return [rows[0]?.category, rows[0]?.channel, rows[0]?.influence, rows[0]?.happened_at?.toISOString()]
}
const laterReports = async (id: string) =>
  (await world.owner.query<{ id: string }>('select id from case_report where case_id = $1 and id <> $1', [id])).rows
const openAnswers = async (id: string) => {
  const open = "select 1 from task where case_id = $1 and kind = 'answer' and done_at is null"
  return (await world.owner.query(open, [id])).rowCount
}

test('the clerk takes over from an addition what the report does not say yet, and the rest of it stays as it was', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await addTo(id)
  // Nobody but who handles the case writes its codes.
  assert.deepEqual(await codesOf(id), [null, null, null, undefined])
  const [later] = await laterReports(id)
  const at = `/meldingen/${id}/aanvulling/${later?.id}`
  const clerk = await world.signIn('clerk')
  const page = await clerk.get(`/meldingen/${id}`)
  assert.match(
    page.text,
    /Nog niet in de melding zelf.*Persoonlijke gegevens verspreiden.*23-04-2026.*Brief of pakket/s,
  )
  assert.equal((await clerk.post(at, { doe: 'overnemen' })).location, `/meldingen/${id}?klaar=overgenomen_aanvulling`)
  assert.deepEqual(await codesOf(id), ['doxing', 'letter', 'tried', '2026-04-23T19:15:00.000Z'])
  const kinds = await world.owner.query(
    'select category, main from case_category where case_id = $1 and ended_at is null order by main desc',
    [id],
  )
  assert.deepEqual(kinds.rows, [
    { category: 'doxing', main: true },
    { category: 'threat', main: false },
  ])
  assert.equal(await openAnswers(id), 0)
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}`)).text, /Nog niet in de melding zelf/)
  // What is there is never overwritten by what was told later.
  await addTo(id, { woorden: { more: 'En nog iets.' } })
  assert.equal((await clerk.post(at, { doe: 'overnemen' })).status, 303)
  assert.deepEqual(await codesOf(id), ['doxing', 'letter', 'tried', '2026-04-23T19:15:00.000Z'])
})

test('who has read an addition says so, unless a message of the member still waits for an answer', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await addTo(id, { woorden: { more: 'Er waren er twee.' } })
  const clerk = await world.signIn('clerk')
  const [later] = await laterReports(id)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Ik heb dit gelezen/)
  const member = await world.signIn('member')
  const entry = crypto.randomUUID()
  await member.post(`/meldingen/${id}/bericht`, { entry, bericht: 'Kunt u mij bellen?' })
  const read = { doe: 'gelezen' }
  await clerk.post(`/meldingen/${id}/aanvulling/${later?.id}`, read)
  assert.equal(await openAnswers(id), 1)
  world.clock.advance(60_000)
  await clerk.post(`/meldingen/${id}/bericht`, { entry: crypto.randomUUID(), bericht: 'Ik bel u zo.' })
  await addTo(id, { woorden: { more: 'En er stond een auto.' } })
  assert.equal(await openAnswers(id), 1)
  await clerk.post(`/meldingen/${id}/aanvulling/${later?.id}`, read)
  assert.equal(await openAnswers(id), 0)
  for (const who of ['member', 'politicalCoordinator', 'otherMember'] as const)
    assert.equal((await (await world.signIn(who)).post(`/meldingen/${id}/aanvulling/${later?.id}`, read)).status, 404)
})

test('an addition is gone on with where it stopped, also on another device', async () => {
  const id = await world.report('member')
  await addTo(id, { wat: told.wat, wanneer: told.wanneer }, false)
  const computer = await world.signIn('member')
  assert.equal((await computer.get(`/meldingen/${id}/aanvullen`)).location, `/meldingen/${id}/aanvullen/woorden`)
  assert.match((await computer.get(`/meldingen/${id}`)).text, /Ga verder met uw aanvulling/)
})

test('an addition that is sent twice, or kept twice at the same moment, is one addition', async () => {
  const id = await world.report('member')
  const member = await world.signIn('member')
  const at = (page: string) => `/meldingen/${id}/aanvullen/${page}`
  const kept = await Promise.all([member.post(at('wat'), told.wat), member.post(at('woorden'), told.woorden)])
  assert.deepEqual(
    kept.map(it => it.status),
    [303, 303],
  )
  const check = (await member.get(at('controleren'))).text
  assert.match(check, /Bedreiging.*De brief lag er al om vijf uur/s)
  const sent = await Promise.all([1, 2, 3].map(() => member.post(at('controleren'))))
  assert.deepEqual(
    sent.map(it => it.location),
    sent.map(() => `/meldingen/${id}?klaar=aangevuld`),
  )
  assert.equal((await member.post(at('controleren'))).location, `/meldingen/${id}?klaar=aangevuld`)
  assert.equal((await laterReports(id)).length, 1)
  const mails = "select 1 from job where case_id = $1 and detail = 'new_message'"
  assert.equal((await world.owner.query(mails, [id])).rowCount, 1)
})
