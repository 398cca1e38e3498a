import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, send, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

async function taken(who: PersonKey): Promise<string> {
  const more = who === 'doubleMember' ? { function: 'council_member' } : {}
  const id = await world.report(who, more, [aLetter])
  await takeUp(world, 'clerk', id)
  return id
}

interface Row {
  id: string
  incident_id: string
  reference: string
}
async function rowOf(id: string): Promise<Row> {
  const { rows } = await world.owner.query<Row>('select id, incident_id, reference from incident_case where id = $1', [
    id,
  ])
  assert.ok(rows[0])
  return rows[0]
}
const incidentsOf = async (...ids: string[]) => new Set((await Promise.all(ids.map(rowOf))).map(it => it.incident_id))

async function join(into: string, id: string, who: PersonKey = 'clerk') {
  const { reference } = await rowOf(id)
  return (await world.signIn(who)).post(`/meldingen/${into}/samenvoegen`, { kenmerk: reference })
}

/** Everything that is shared lies where its case lies, and can be read there. */
async function assertInPlace() {
  const { rows } = await world.owner.query(
    `select f.id from file f join incident_case c on c.id = f.case_id where c.incident_id <> f.incident_id
     union all select e.id from incident_case c join incident_entry e on e.case_id = c.id
     where not exists (select from incident_entry o where o.incident_id = c.incident_id and o.content_id = e.content_id)`,
  )
  assert.deepEqual(rows, [])
}

async function readsOwn(who: PersonKey, id: string) {
  const visitor = await world.signIn(who)
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  assert.equal((await visitor.get(`/meldingen/${id}`)).status, 200, who)
  for (const file of rows) {
    const { body } = await visitor.bytes(`/meldingen/${id}/bewijs/${file.id}/origineel`)
    assert.equal(body.toString(), aLetter.content, who)
  }
}

test('a decision holds for a joined report that somebody else handles by then, and who handles that one takes it out alone', async () => {
  const [one, two] = [await taken('member'), await taken('otherMember')]
  assert.equal((await join(one, two)).status, 303)
  const clerk = await world.signIn('clerk')
  const give = { entry: randomUUID(), naar: idOf('deputyClerk'), hoe: 'overdragen', text: 'Wil jij haar helpen?' }
  assert.equal((await clerk.post(`/meldingen/${two}/overdragen`, give)).status, 303)
  assert.equal((await clerk.get(`/meldingen/${two}`)).status, 404)
  assert.match((await clerk.get(`/meldingen/${one}`)).text, /Eén incident met meer meldingen/)
  world.mails.length = 0
  await send(world, 'clerk', one, 'besluit')
  await world.runJobs()
  const { rows } = await world.owner.query(
    `select 1 from task where case_id = $1 and kind = 'decision' and done_at is null`,
    [two],
  )
  assert.deepEqual(rows, [])
  assert.ok(world.mails.some(it => it.to === 'othermember@waterstad.example'))
  assert.match((await (await world.signIn('otherMember')).get(`/meldingen/${two}`)).text, /Wij doen aangifte/)

  const deputy = await world.signIn('deputyClerk')
  assert.match((await deputy.get(`/meldingen/${two}`)).text, /Maak deze melding los/)
  assert.equal((await deputy.post(`/meldingen/${two}/losmaken`)).status, 303)
  assert.equal((await incidentsOf(one, two)).size, 2)
  for (const [who, id] of [
    ['member', one],
    ['otherMember', two],
  ] as const) {
    assert.match((await (await world.signIn(who)).get(`/meldingen/${id}`)).text, /Wij doen aangifte/)
    await readsOwn(who, id)
  }
  await assertInPlace()
})

test('who decided in a report and is taken out leaves the decision with the others, whoever handles those', async () => {
  const [one, two] = [await taken('member'), await taken('otherMember')]
  assert.equal((await join(one, two)).status, 303)
  await send(world, 'clerk', one, 'besluit')
  const clerk = await world.signIn('clerk')
  const give = { entry: randomUUID(), naar: idOf('deputyClerk'), hoe: 'overdragen', text: 'Wil jij haar helpen?' }
  assert.equal((await clerk.post(`/meldingen/${two}/overdragen`, give)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${one}/losmaken`)).status, 303)
  for (const [who, id] of [
    ['member', one],
    ['otherMember', two],
  ] as const)
    assert.match((await (await world.signIn(who)).get(`/meldingen/${id}`)).text, /Wij doen aangifte/, who)
  await assertInPlace()
})

test('a report brings along those that it was joined with, or stays when one of them is somebody else’s', async () => {
  const [one, two, three] = [await taken('member'), await taken('otherMember'), await taken('doubleMember')]
  assert.equal((await join(two, three)).status, 303)
  assert.equal((await join(one, two)).status, 303)
  assert.equal((await incidentsOf(one, two, three)).size, 1)
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${one}/losmaken`)).status, 303)
  assert.equal((await incidentsOf(two, three)).size, 1)
  const give = { entry: randomUUID(), naar: idOf('deputyClerk'), hoe: 'overdragen', text: 'Wil jij haar helpen?' }
  assert.equal((await clerk.post(`/meldingen/${three}/overdragen`, give)).status, 303)
  const refused = await join(one, two)
  assert.equal(refused.status, 422)
  assert.match(refused.text, /hoort er een die u niet behandelt/)
  assert.equal((await incidentsOf(one, two)).size, 2)
  // The other way round nobody loses anything: one comes to the two.
  assert.equal((await join(two, one)).status, 303)
  assert.equal((await incidentsOf(one, two, three)).size, 1)
  await assertInPlace()
})

test('one that cannot be joined leaves all of them where they were', async () => {
  const [one, two] = [await taken('member'), await taken('otherMember')]
  const accused = { colleague: 'member@waterstad.example', colleague_id: idOf('member') }
  const three = await world.report('doubleMember', { function: 'council_member', ...accused })
  await takeUp(world, 'clerk', three)
  const clerk = await world.signIn('clerk')
  for (const id of [one, two, three])
    await clerk.post(`/meldingen/${id}/soort`, { category: 'threat', kanaal: 'email' })
  const refused = await clerk.post(`/meldingen/${one}/samenvoegen`, { meldingen: `${two}\n${three}` })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /kunnen niet worden samengevoegd/)
  assert.doesNotMatch(refused.text, /Naam member/)
  assert.equal((await incidentsOf(one, two, three)).size, 3)
  const { rows } = await world.owner.query(`select 1 from case_event where event = 'join' and case_id = any($1)`, [
    [one, two, three],
  ])
  assert.deepEqual(rows, [])
})

test('joining, splitting, deciding and adding evidence at the same moment leave everything where it can be read', async () => {
  const ids = {
    member: await taken('member'),
    otherMember: await taken('otherMember'),
    doubleMember: await taken('doubleMember'),
  }
  const [one, two, three] = [ids.member, ids.otherMember, ids.doubleMember]
  const clerk = await world.signIn('clerk')
  const decide = (id: string) =>
    clerk.post(`/meldingen/${id}/besluit`, { entry: randomUUID(), code: 'police_report', text: `Besluit bij ${id}.` })
  for (let round = 0; round < 4; round++) {
    const answers = await Promise.all([
      join(one, two),
      join(two, three),
      join(three, one),
      decide(one),
      decide(two),
      clerk.post(`/meldingen/${three}/losmaken`),
      (await world.signIn('otherMember')).upload(`/meldingen/${two}/bewijs`, {}, [aLetter]),
    ])
    assert.ok(
      answers.every(it => [200, 303, 422].includes(it.status)),
      answers.map(it => it.status).join(' '),
    )
    await assertInPlace()
  }
  for (const who of ['member', 'otherMember', 'doubleMember'] as const) await readsOwn(who, ids[who])
  for (const id of [one, two]) assert.match((await clerk.get(`/meldingen/${id}`)).text, new RegExp(`Besluit bij ${id}`))
})
