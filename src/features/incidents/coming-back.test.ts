import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { send, sendBesides, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const hour = 3_600_000
const mailsTo = (who: string, subject: RegExp) =>
  world.mails.filter(it => it.to === `${who.toLowerCase()}@waterstad.example` && subject.test(it.subject)).length
const stateOf = async (id: string) =>
  (await world.owner.query<{ state: string }>('select state from incident_case where id = $1', [id])).rows[0]?.state
const openTasks = async (id: string) =>
  (
    await world.owner.query<{ id: string; kind: string; due_at: Date }>(
      'select id, kind, due_at from task where case_id = $1 and done_at is null order by due_at, kind',
      [id],
    )
  ).rows
/** Nobody is reminded of another case. */
const onlyThis = (id: string) =>
  world.owner.query(
    'update task set done_at = created_at, done_by = owner_id where case_id <> $1 and done_at is null',
    [id],
  )
async function takenUp(): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return id
}

test('a report that was withdrawn before anybody took it up can be opened again', async () => {
  const id = await world.report('member')
  await sendBesides(world, 'member', id, 'intrekken')
  await world.runJobs()
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${id}/heropenen`)).status, 303)
  assert.equal(await stateOf(id), 'in_progress')
  const kinds = (await openTasks(id)).map(it => it.kind)
  assert.deepEqual(kinds, ['decision', 'support_talk'])
})

test('what lapsed comes back when a case is opened again, with a new term when the old one has passed', async () => {
  const id = await takenUp()
  await sendBesides(world, 'clerk', id, 'veiligheid')
  await sendBesides(world, 'clerk', id, 'taken')
  await sendBesides(world, 'clerk', id, 'geen-incident')
  assert.deepEqual(await openTasks(id), [])
  world.clock.advance(40 * hour)
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${id}/heropenen`)).status, 303)
  const now = world.clock.now().getTime()
  const tasks = await openTasks(id)
  assert.deepEqual(tasks.map(it => it.kind).toSorted(), ['decision', 'own', 'safety_way_home', 'support_talk'])
  assert.ok(tasks.every(it => it.due_at.getTime() > now))
  assert.equal(tasks.find(it => it.kind === 'decision')?.due_at.getTime(), now + 24 * hour)
  const member = await world.signIn('member')
  assert.doesNotMatch((await member.get(`/meldingen/${id}`)).text, /Dit had er al moeten zijn/)
  world.mails.length = 0
  world.clock.advance(24.1 * hour)
  await world.runJobs()
  assert.ok(mailsTo('clerk', /staat iets voor u klaar/) > 0)
})

test('who does not reopen what is no incident says why, and can be asked again', async () => {
  const id = await takenUp()
  await sendBesides(world, 'clerk', id, 'geen-incident')
  await send(world, 'member', id, 'heropening-vragen')
  await send(world, 'clerk', id, 'bericht')
  assert.equal(await stateOf(id), 'not_an_incident')
  assert.deepEqual(await openTasks(id), [])
  await send(world, 'member', id, 'heropening-vragen')
  assert.deepEqual(
    (await openTasks(id)).map(it => it.kind),
    ['reopen_request'],
  )
})

test('when the day has come the clerk is told once, goes on, and the case stays in the work list', async () => {
  const id = await takenUp()
  for (const act of ['soort', 'gesprek']) await send(world, 'clerk', id, act)
  const until = new Date(world.clock.now().getTime() + 72 * hour).toISOString().slice(0, 10)
  const clerk = await world.signIn('clerk')
  const talk = { entry: randomUUID(), code: 'talk', text: 'Er komt een gesprek.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, talk)).status, 303)
  const form = { entry: randomUUID(), code: 'police', text: 'Wij wachten op de politie.', tot: until }
  assert.equal((await clerk.post(`/meldingen/${id}/wachten`, form)).status, 303)
  await onlyThis(id)
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(72 * hour)
  await world.runJobs()
  assert.equal(await stateOf(id), 'in_progress')
  assert.equal(mailsTo('clerk', /staat iets voor u klaar/), 1)
  const again = await world.signIn('clerk')
  assert.match((await again.get(`/meldingen/${id}`)).html, /verder"[^>]*>.*Ga verder/s)
  assert.equal((await again.post(`/meldingen/${id}/verder`)).status, 303)
  assert.ok((await openTasks(id)).some(it => it.kind === 'wrap_up'))
})

test('what is left with a reason is not called done, the member reads who decided it, and the case stays in sight', async () => {
  const id = await takenUp()
  await send(world, 'clerk', id, 'soort')
  await send(world, 'clerk', id, 'besluit')
  const talk = (await openTasks(id)).find(it => it.kind === 'support_talk')?.id ?? ''
  const clerk = await world.signIn('clerk')
  await world.runJobs()
  world.mails.length = 0
  const left = { outcome: 'not_done', reason: 'Zij is op reis en wil dit niet telefonisch.' }
  assert.equal((await clerk.post(`/meldingen/${id}/taken/${talk}`, left)).status, 303)
  await world.runJobs()
  assert.equal(mailsTo('member', /antwoord voor u/), 1)
  const page = await (await world.signIn('member')).get(`/meldingen/${id}`)
  assert.match(page.text, /Opvanggesprek .{0,4}Gebeurt niet/)
  assert.match(page.text, /Dit gebeurt niet Opvanggesprek\. Dat besloot Naam clerk/)
  assert.doesNotMatch(page.text, /op reis/)
  assert.deepEqual(
    (await openTasks(id)).map(it => it.kind),
    ['police_report', 'wrap_up'],
  )
})

test('whoever gives all that is open to a colleague who helps keeps the case in the own work list', async () => {
  const id = await takenUp()
  // The deputy helps: the case stays the clerk's.
  const helping = { naar: idOf('deputyClerk'), hoe: 'erbij', entry: randomUUID(), text: '' }
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${id}/overdragen`, helping)).status, 303)
  for (const task of await openTasks(id))
    assert.equal(
      (await clerk.post(`/meldingen/${id}/taken/${task.id}/wijzigen`, { wie: idOf('deputyClerk'), dag: '' })).status,
      303,
    )
  const { rows } = await world.owner.query<{ kind: string }>(
    'select kind from task where case_id = $1 and owner_id = $2 and done_at is null',
    [id, idOf('clerk')],
  )
  assert.deepEqual(rows, [{ kind: 'wrap_up' }])
})

test('two people with a task of their own are each reminded of it', async () => {
  const id = await takenUp()
  await sendBesides(world, 'clerk', id, 'overdragen')
  const clerk = await world.signIn('clerk')
  const day = (hours: number) => new Date(world.clock.now().getTime() + hours * hour).toISOString().slice(0, 10)
  for (const [wie, dag] of [
    ['clerk', day(24)],
    ['deputyClerk', day(48)],
  ] as const) {
    const own = { taak: randomUUID(), title: 'Bel de wijkagent.', dag, wie: idOf(wie) }
    assert.equal((await clerk.post(`/meldingen/${id}/taken`, own)).status, 303)
  }
  await world.owner.query("update task set done_at = $2, done_by = owner_id where case_id = $1 and kind <> 'own'", [
    id,
    world.clock.now(),
  ])
  await onlyThis(id)
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(72 * hour)
  await world.runJobs()
  assert.ok(mailsTo('deputyClerk', /staat iets voor u klaar/) > 0)
})

test('a report that is double reads on in the other one when that is the member’s own, and never ends two that name each other', async () => {
  const [first, second] = [await takenUp(), await takenUp()]
  const other = await world.report('otherMember')
  await takeUp(world, 'clerk', other)
  const clerk = await world.signIn('clerk')
  const references = new Map(
    (await world.owner.query<{ id: string; reference: string }>('select id, reference from incident_case')).rows.map(
      it => [it.id, it.reference],
    ),
  )
  const double = (id: string, of: string) =>
    clerk.post(`/meldingen/${id}/dubbel`, {
      entry: randomUUID(),
      code: 'same_report',
      text: 'Dit was al gemeld.',
      kenmerk: references.get(of) ?? '',
    })
  assert.equal((await double(second, first)).status, 303)
  const member = await world.signIn('member')
  const seen = await member.get(`/meldingen/${second}`)
  assert.match(seen.html, new RegExp(`href="/meldingen/${first}"[^>]*>Melding ${references.get(first)}`))
  const back = await double(first, second)
  assert.equal(back.status, 422)
  assert.match(back.text, /zelf afgerond als dubbel/)
  assert.equal((await double(first, other)).status, 303)
  const strange = await member.get(`/meldingen/${first}`)
  assert.doesNotMatch(strange.text, new RegExp(`${references.get(other)}`))
  assert.match((await clerk.get(`/meldingen/${first}`)).text, new RegExp(`Melding ${references.get(other)}`))
})
