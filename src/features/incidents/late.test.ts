import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { formsBesides, handleAndClose, send, sendBesides, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { dueAt, terms } from './tasks.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const hour = 3_600_000
const mailsTo = (who: string, subject: RegExp) =>
  world.mails.filter(it => it.to === `${who.toLowerCase()}@waterstad.example` && subject.test(it.subject)).length
/** Nobody is reminded of a case before. */
const nothingElse = () =>
  world.owner.query('update task set done_at = created_at, done_by = owner_id where done_at is null')
const openTasks = async (id: string) =>
  (
    await world.owner.query<{ kind: string; due_at: Date }>(
      'select kind, due_at from task where case_id = $1 and done_at is null order by due_at',
      [id],
    )
  ).rows

test('two working days from the Friday before King’s Day end on Wednesday; two weeks end on a day of work', () => {
  const friday = new Date('2026-04-24T10:00:00Z')
  assert.deepEqual(dueAt(friday, terms.correction), new Date('2026-04-29T10:00:00Z'))
  assert.deepEqual(dueAt(friday, { weeks: 2 }), new Date('2026-05-08T10:00:00Z'))
  // Ascension Day 2026 is Thursday 14 May; three weeks before is Thursday 23 April.
  assert.deepEqual(dueAt(new Date('2026-04-23T10:00:00Z'), { weeks: 3 }), new Date('2026-05-13T10:00:00Z'))
})

test('what is late: the clerk is reminded, a day later deputy and coordinator are asked, and the member sees it as a fact', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  world.mails.length = 0
  world.clock.advance(25 * hour)
  await world.runJobs()
  assert.equal(mailsTo('clerk', /staat iets voor u klaar/), 1)
  assert.equal(mailsTo('deputyClerk', /./), 0)
  const page = await (await world.signIn('member')).get(`/meldingen/${id}`)
  assert.match(page.text, /Dit had er al moeten zijn Besluit over de reactie: uiterlijk zaterdag 25 april 2026, 20:50/)
  assert.match(page.text, /Te laat: besluit over de reactie/)
  world.clock.advance(25 * hour)
  await world.runJobs()
  assert.equal(mailsTo('deputyClerk', /is iets te laat, wilt u kijken/), 1)
  assert.equal(mailsTo('politicalCoordinator', /In uw lijn is iets te laat/), 1)
  assert.equal((await (await world.signIn('deputyClerk')).get(`/meldingen/${id}`)).status, 200)
  const foreign = world.mails.filter(it => /foreign|mayor|staffcoordinator/i.test(it.to))
  assert.deepEqual(foreign, [])
})

test('what was done in time disturbs nobody', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await handleAndClose(world, 'clerk', id)
  world.clock.advance(100 * hour)
  await world.runJobs()
  const { rows } = await world.owner.query("select 1 from case_event where case_id = $1 and event = 'late'", [id])
  assert.equal(rows.length, 0)
  assert.doesNotMatch((await (await world.signIn('member')).get(`/meldingen/${id}`)).text, /Te laat/)
})

test('after the support talk two more talks follow and a check after some months, which outlive the closing', async () => {
  const id = await world.report('member')
  const reported = world.clock.now()
  await takeUp(world, 'clerk', id)
  await handleAndClose(world, 'clerk', id)
  assert.deepEqual(
    (await openTasks(id)).map(it => it.kind),
    ['follow_up_first', 'follow_up_second', 'aftercare_check'],
  )
  world.clock.advance(13 * 24 * hour)
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get('/werklijst')).text, /Eerste vervolggesprek/)
  const talk = { entry: randomUUID(), code: 'held', text: 'Het gaat beter.' }
  assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, talk)).status, 303)
  const left = await openTasks(id)
  assert.deepEqual(
    left.map(it => it.kind),
    ['follow_up_second', 'aftercare_check'],
  )
  assert.ok((left[0]?.due_at.getTime() ?? 0) <= reported.getTime() + 56 * 24 * hour)
})

test('somebody who wants no talk is not asked again', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  await clerk.post(`/meldingen/${id}/gesprek`, { entry: randomUUID(), code: 'declined', text: '' })
  assert.ok((await openTasks(id)).every(it => !it.kind.startsWith('follow_up')))
})

test('a task that somebody adds in the evening for that day is not late before the day is over', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const own = { title: 'Bel de wijkagent', wie: idOf('clerk') }
  const [before, taak] = [world.clock.now(), randomUUID()]
  world.clock.set(new Date('2026-05-04T20:30:00Z')) // half past ten in Amsterdam
  assert.equal((await clerk.post(`/meldingen/${id}/taken`, { ...own, taak, dag: '2026-05-04' })).status, 303)
  const late = randomUUID()
  assert.equal((await clerk.post(`/meldingen/${id}/taken`, { ...own, taak: late, dag: '2026-10-25' })).status, 303)
  assert.match((await clerk.get('/werklijst?taak=own')).text, /Eigen taak .* vandaag, 23:59/)
  const due = (await openTasks(id)).filter(it => it.kind === 'own').map(it => it.due_at.toISOString())
  // On the day that the clock goes back too.
  assert.deepEqual(due, ['2026-05-04T21:59:00.000Z', '2026-10-25T22:59:00.000Z'])
  world.clock.set(before)
})

test('who has a task with a day is reminded in the morning of that day, when there is time to do it, and once', async () => {
  const before = world.clock.now()
  world.clock.set(new Date('2026-06-01T07:30:00Z'))
  const id = await world.report('otherMember')
  await takeUp(world, 'clerk', id)
  // Other stories have tasks that would be late by then.
  await world.owner.query('delete from job')
  const reminders = () => mailsTo('clerk', /staat iets voor u klaar/)
  const add = async (dag: string) => {
    const form = { taak: randomUUID(), title: 'Bel de wijkagent', wie: idOf('clerk'), dag }
    assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${id}/taken`, form)).status, 303)
    return form.taak
  }
  const at = async (moment: string) => {
    world.clock.set(new Date(moment))
    await world.runJobs()
    return reminders()
  }
  const start = reminders()
  await world.owner.query(`update task set done_at = '2026-06-01T07:30:00Z' where case_id = $1`, [id])
  const task = await add('2026-06-03')
  assert.equal(await at('2026-06-03T06:59:00Z'), start, 'not before nine in Amsterdam')
  assert.equal(await at('2026-06-03T07:00:00Z'), start + 1)
  assert.equal(await at('2026-06-03T23:00:00Z'), start + 1, 'not again in the night')
  const form = { outcome: 'done', reason: '' }
  assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${id}/taken/${task}`, form)).status, 303)
  world.clock.set(new Date('2026-06-04T12:00:00Z'))
  await add('2026-06-04')
  assert.equal(await at('2026-06-04T22:30:00Z'), start + 1)
  assert.equal(await at('2026-06-05T07:00:00Z'), start + 2, 'made after nine: the next morning')
  world.clock.set(before)
})

test('the clerk adds what is needed for safety, and a task in own words; what is not done has a reason', async () => {
  const id = await world.report('member', { safe_now: 'no' })
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Regel wat nu nodig is voor de veiligheid/)
  assert.equal((await clerk.post(`/meldingen/${id}/veiligheid`, {})).status, 422)
  assert.equal((await clerk.post(`/meldingen/${id}/veiligheid`, { veiligheid: 'safety_police' })).status, 303)
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}`)).text, /Regel wat nu nodig is voor de veiligheid/)
  const day = new Date(world.clock.now().getTime() + 48 * hour).toISOString().slice(0, 10)
  const own = { taak: randomUUID(), title: 'Bel de wijkagent in de Dorpsstraat', dag: day, wie: idOf('clerk') }
  assert.equal((await clerk.post(`/meldingen/${id}/taken`, { ...own, wie: idOf('mayor') })).status, 422)
  assert.equal((await clerk.post(`/meldingen/${id}/taken`, own)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/taken`, own)).status, 303)
  assert.match((await clerk.get(`/meldingen/${id}/taken`)).text, /Politie bellen.*Bel de wijkagent in de Dorpsstraat/s)
  const at = `/meldingen/${id}/taken/${own.taak}`
  assert.equal((await clerk.post(at, { outcome: 'not_done' })).status, 422)
  assert.equal((await clerk.post(at, { outcome: 'not_done', reason: 'Hij is met verlof.' })).status, 303)
  assert.match((await clerk.get(`/meldingen/${id}/taken`)).text, /Hij is met verlof/)
  assert.doesNotMatch((await (await world.signIn('member')).get(`/meldingen/${id}`)).text, /wijkagent|verlof/)
  const { rows } = await world.owner.query<{ id: string }>(
    "select id from task where case_id = $1 and kind = 'decision'",
    [id],
  )
  // "No reaction" is a decision too: it is never left with a reason.
  assert.equal(
    (await clerk.post(`/meldingen/${id}/taken/${rows[0]?.id}`, { outcome: 'not_done', reason: 'Geen zin.' })).status,
    422,
  )
})

test('who wants one mail a day gets one at eight, and what is urgent at once', async () => {
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post('/account/mails', { mails: 'daily' })).status, 303)
  assert.match((await clerk.get('/account')).html, /value="daily" checked/)
  await world.runJobs()
  world.mails.length = 0
  const id = await world.report('member')
  await world.runJobs()
  assert.equal(mailsTo('clerk', /melding die op u wacht/), 1)
  await takeUp(world, 'clerk', id)
  const member = await world.signIn('member')
  for (const bericht of ['Eén.', 'Twee.', 'Drie.']) {
    await member.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht })
    await world.runJobs()
  }
  assert.equal(mailsTo('clerk', /bericht voor u/), 0)
  world.clock.advance(24 * hour)
  await world.runJobs()
  assert.equal(mailsTo('clerk', /Er staat iets voor u klaar in Weerbaar/), 1)
  const digest = world.mails.find(it => it.subject === 'Er staat iets voor u klaar in Weerbaar')
  // The decision of yesterday, and the answer to the messages.
  assert.match(digest?.text ?? '', /wachten \d+ dingen op u die vandaag klaar moeten zijn/)
})

test('who wants one mail a day hears of a new threat, and of a message from who was not safe, at once', async () => {
  const unsafe = await world.report('otherMember', { safe_now: 'not_sure' })
  const safe = await world.report('member')
  for (const id of [unsafe, safe]) await takeUp(world, 'clerk', id)
  await world.runJobs()
  world.mails.length = 0
  await send(world, 'otherMember', unsafe, 'bericht')
  await world.runJobs()
  assert.equal(mailsTo('clerk', /bericht voor u/), 1)
  await send(world, 'member', safe, 'bericht')
  await world.runJobs()
  assert.equal(mailsTo('clerk', /bericht voor u/), 1)
  const member = await world.signIn('member')
  assert.equal((await member.upload(`/meldingen/${safe}/voorval`, formsBesides()['voorval'] ?? {}, [])).status, 303)
  await world.runJobs()
  assert.equal(mailsTo('clerk', /melding die op u wacht/), 1)
})

test('who has nothing to do hears of news in general words', async () => {
  await nothingElse()
  const member = await world.signIn('member')
  assert.equal((await member.post('/account/mails', { mails: 'daily' })).status, 303)
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await send(world, 'clerk', id, 'bericht')
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(24 * hour)
  await world.runJobs()
  assert.equal(mailsTo('member', /iets nieuws voor u/), 1)
  for (const who of ['clerk', 'member'] as const)
    assert.equal((await (await world.signIn(who)).post('/account/mails', { mails: 'each' })).status, 303)
})

test('what somebody’s safety hangs on is asked of others too when it stays late, and the member reads nothing of it', async () => {
  await nothingElse()
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  for (const act of ['soort', 'besluit', 'gesprek']) await send(world, 'clerk', id, act)
  await sendBesides(world, 'clerk', id, 'veiligheid')
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(4.1 * hour)
  await world.runJobs()
  assert.equal(mailsTo('clerk', /staat iets voor u klaar/), 1)
  world.clock.advance(24.1 * hour)
  await world.runJobs()
  assert.equal(mailsTo('deputyClerk', /is iets te laat/), 1)
  assert.doesNotMatch((await (await world.signIn('member')).get(`/meldingen/${id}`)).text, /Te laat|naar huis/)
})

test('an organisation says after how many hours others are asked for what is late', async () => {
  const administrator = await world.signIn('administrator')
  const settings = { naam: 'Gemeente Waterstad', oppakken: '4', telaat: '2', stilte: '30', sessie: '12' }
  assert.equal((await administrator.post('/beheer/instellingen', settings)).status, 303)
  await nothingElse()
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(24.1 * hour)
  await world.runJobs()
  assert.equal(mailsTo('deputyClerk', /is iets te laat/), 0)
  world.clock.advance(2.1 * hour)
  await world.runJobs()
  assert.equal(mailsTo('deputyClerk', /is iets te laat/), 1)
})
