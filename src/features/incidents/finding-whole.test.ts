import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { plantReports } from '../../../test/support/coded-reports.ts'
import { faults } from '../../../test/support/sender.ts'
import { takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { formatShort } from '../../ui/dates.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const hour = 3_600_000

test('the coordinator comes past the first page of what is late, and finds every case once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 55; i++) {
    ids.push(await world.report(i % 2 === 0 ? 'member' : 'otherMember'))
    world.clock.advance(60_000)
  }
  world.clock.advance(100 * hour)
  const coordinator = await world.signIn('politicalCoordinator')
  const seen: string[] = []
  let at: string | undefined = '/lijn?stand=te-laat'
  for (let pages = 0; at !== undefined && pages < 4; pages++) {
    const { html } = await coordinator.get(at)
    seen.push(...[...html.matchAll(/\/meldingen\/([0-9a-f-]{36})"/g)].flatMap(it => it[1] ?? []))
    at = /href="([^"]*na=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.deepEqual(seen.toSorted(), ids.toSorted())
})

test('the coordinator sees what is late on each line, however much is late on the other, since when somebody has it, and who is away', async () => {
  const id = await world.report('member')
  await world.owner.query(
    `insert into task (id, case_id, organisation_id, kind, owner_id, due_at, created_at)
     select gen_random_uuid(), c.id, c.organisation_id, 'own', $1, $2::timestamptz - interval '40 days', $2
     from incident_case c, generate_series(1, 1002) where c.id = $3`,
    [idOf('manager'), world.clock.now(), await world.report('officer')],
  )
  await world.owner.query(
    'update task set done_at = created_at, done_by = owner_id where done_at is null and kind <> $1 and case_id <> $2',
    ['own', id],
  )
  world.clock.advance(26 * hour)
  const taken = world.clock.now()
  await takeUp(world, 'clerk', id)
  world.clock.advance(hour)
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, line, starts)
     values ($1, $2, $3, 'coordinator', 'coordinator', 'administrative', '2023-12-01')`,
    [randomUUID(), idOf('waterstad'), idOf('politicalCoordinator')],
  )
  const coordinator = await world.signIn('politicalCoordinator')
  const late = async () => (await coordinator.get('/lijn?stand=te-laat')).text
  // Of more tasks than are read it is only certain that there is one case with them.
  assert.match(await late(), /Te laat \(1\+\).*Te laat \(1\)/)
  assert.match(await late(), /Naam clerk sinds/)
  assert.ok((await late()).includes(`sinds ${formatShort(taken, world.clock.now())}`))
  await world.owner.query('insert into absence (id, person_id, starts, ends) values ($1, $2, $3, $4)', [
    randomUUID(),
    idOf('clerk'),
    taken,
    new Date(taken.getTime() + 9 * hour),
  ])
  assert.match(await late(), /Naam clerk \(nu afwezig\)/)
  await (
    await world.signIn('clerk')
  ).post(`/meldingen/${id}/overdragen`, { entry: randomUUID(), naar: idOf('deputyClerk'), hoe: 'overdragen', text: '' })
  assert.match(await late(), /Naam deputyClerk sinds/)
  await world.owner.query("delete from task where kind = 'own'")
  await world.owner.query('delete from absence')
  await world.owner.query("delete from membership where line = 'administrative' and person_id = $1", [
    idOf('politicalCoordinator'),
  ])
})

test('a case that moves on while everything is handed over stays whole with who has it', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const coordinator = await world.signIn('politicalCoordinator')
  // Somebody else holds the case, and will have changed its state by the time that it can be given.
  const other = await world.owner.connect()
  await other.query('begin')
  await other.query(
    "update incident_case set state = 'waiting', waiting_for = 'police', waiting_until = $2 where id = $1",
    [id, new Date(world.clock.now().getTime() + 24 * hour)],
  )
  const handing = coordinator.post('/lijn/overdragen', { van: idOf('clerk'), naar: idOf('deputyClerk'), zeker: 'ja' })
  await untilSomebodyWaits()
  await other.query('commit')
  other.release()
  assert.equal((await handing).status, 200)
  const { rows } = await world.owner.query<{ owner: boolean; tasks: string; part: boolean }>(
    `select c.owner_id = $2 as owner,
       (select count(*) from task t where t.case_id = c.id and t.done_at is null and t.owner_id = $3) as tasks,
       exists (select from participant p where p.case_id = c.id and p.person_id = $3 and p.role = 'handler' and p.ended_at is null) as part
     from incident_case c where c.id = $1`,
    [id, idOf('clerk'), idOf('deputyClerk')],
  )
  assert.deepEqual(rows, [{ owner: true, tasks: '0', part: false }])
  assert.equal((await clerk.get(`/meldingen/${id}`)).status, 200)
})

test('who gets everything of a clerk who left hears of it once, also when it stops halfway, and it shows who is away', async () => {
  await plantReports(world, 101, { line: 'political', state: 'in_progress' })
  await world.owner.query(`create function weerbaar.stop_at_last() returns trigger language plpgsql as $$ begin
    if (select count(*) from weerbaar.incident_case where owner_id = new.owner_id and state = 'in_progress') = 100 then raise exception 'halfway'; end if;
    return new; end $$`)
  await world.owner.query(
    'create trigger stop_at_last before update of owner_id on incident_case for each row execute function weerbaar.stop_at_last()',
  )
  const coordinator = await world.signIn('politicalCoordinator')
  await world.owner.query('delete from job')
  world.mails.length = 0
  await world.owner.query('insert into absence (id, person_id, starts, ends) values ($1, $2, $3, $4)', [
    randomUUID(),
    idOf('dutyOfficer'),
    new Date(world.clock.now().getTime() - hour),
    new Date(world.clock.now().getTime() + hour),
  ])
  const form = { van: idOf('formerClerk'), naar: idOf('dutyOfficer') }
  assert.match((await coordinator.get('/lijn/overdragen')).text, /Naam dutyOfficer \(nu afwezig\)/)
  assert.match((await coordinator.post('/lijn/overdragen', form)).text, /Naam dutyOfficer is nu afwezig/)
  assert.equal((await coordinator.post('/lijn/overdragen', { ...form, zeker: 'ja' })).status, 500)
  assert.equal(faults(world).length, 1)
  world.lines.length = 0
  await world.owner.query('drop trigger stop_at_last on incident_case')
  await world.runJobs()
  assert.equal(world.mails.filter(it => it.to === 'dutyofficer@waterstad.example').length, 1)
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
