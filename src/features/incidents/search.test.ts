import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { plantReports } from '../../../test/support/coded-reports.ts'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { referenceOf, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { readReference, referencesMeant } from './sought.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const rowsOf = (html: string) => [...html.matchAll(/>(M-\d{4}-\d+)<\/a>/g)].map(it => it[1] ?? '')
const find = async (visitor: Visitor, query: string) => rowsOf((await visitor.get(`/zoeken?${query}`)).html)

test('a number is the number of a report, not digits somewhere in its reference', () => {
  for (const typed of ['m-2026-000123', 'M-2026-123', ' 2026-000123 ', 'm2026-123'])
    assert.equal(readReference(typed), 'M-2026-000123', typed)
  for (const typed of ['123', '000123']) assert.equal(readReference(typed), '123')
  for (const typed of ['x123', '12a', "1';--", '1'.repeat(40)]) assert.equal(readReference(typed), undefined, typed)
  const meant = referencesMeant('123', new Date('2026-04-24T10:00:00Z'))
  assert.ok(meant.includes('M-2026-000123') && meant.includes('M-2019-000123'))
  assert.deepEqual(referencesMeant('M-2026-000123', new Date()), ['M-2026-000123'])
})

test('the clerk finds a report by when it happened, by line and by number, and a chosen colleague leaves the other facts as they are', async () => {
  const [mine, theirs] = [await world.report('member'), await world.report('otherMember')]
  for (const id of [mine, theirs]) await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const [first, second] = [await referenceOf(world, mine), await referenceOf(world, theirs)]
  // Just before midnight here, which is the day after nowhere.
  await world.owner.query("update incident_case set happened_at = '2026-03-31T21:59:00Z' where id = $1", [mine])
  assert.deepEqual(await find(clerk, 'gebeurd_van=2026-03-31&gebeurd_tot=2026-03-31'), [first])
  assert.deepEqual(await find(clerk, 'gebeurd_van=2026-04-01'), [])
  assert.deepEqual(await find(clerk, 'lijn=political&kenmerk=2'), [second])
  assert.deepEqual(await find(clerk, 'lijn=administrative'), [])
  assert.deepEqual(await find(clerk, 'kenmerk=2026'), [], 'the year is no number')
  const asked = {
    colleague: 'othermember@waterstad.example',
    gebeurd_tot: '31-12-2026',
    lijn: 'political',
    status: 'in_progress',
  }
  const { location } = await clerk.post('/zoeken', asked)
  assert.equal(location, `/zoeken?gebeurd_tot=2026-12-31&lijn=political&status=in_progress&wie=${idOf('otherMember')}`)
  // The person stays until somebody takes the mark away.
  const page = await clerk.get(location.replace('gebeurd_tot=2026-12-31&', ''))
  assert.deepEqual(rowsOf(page.html), [second])
  assert.match(page.text, /Meldingen van Naam otherMember\./)
  assert.match(
    page.html,
    new RegExp(`name="wie"[^>]*value="${idOf('otherMember')}"[^>]*checked|checked[^>]*name="wie"`),
  )
  const kept = await clerk.post('/zoeken', { wie: idOf('otherMember'), soort: 'threat' })
  assert.equal(kept.location, `/zoeken?soort=threat&wie=${idOf('otherMember')}`)
  for (const [wrong, error] of [
    [{}, /Vul hier of hieronder in waarop u wilt zoeken/],
    [{ kenmerk: 'abc' }, /Vul een kenmerk in zoals M-2026-000123/],
    [{ gebeurd_van: '31-2-2026' }, /Deze datum bestaat niet/],
  ] as const) {
    const seen = await clerk.post('/zoeken', wrong)
    assert.equal(seen.status, 422)
    assert.match(seen.text, error)
  }
})

test('a search that finds little on a long line reads so far and no further, and goes on from there without missing any', async () => {
  await plantReports(world, 1, { line: 'political', state: 'closed', category: 'bribery', on: '2020-01-01T10:00:00Z' })
  await plantReports(world, 1, { line: 'political', state: 'closed', category: 'bribery', on: '2024-02-01T10:00:00Z' })
  await world.owner.query(
    `with made as (
       insert into incident (id, organisation_id, created_at)
       select gen_random_uuid(), $1, timestamptz '2021-01-01' + n * interval '1 minute' from generate_series(1, 10100) n
       returning id, organisation_id, created_at)
     insert into incident_case (id, incident_id, organisation_id, state, reporter_id, for_whom, hit_id, function, line, reference,
       owner_id, category, created_at, reported_at, taken_up_at)
     select gen_random_uuid(), id, organisation_id, 'in_progress', $2, 'self', $2, 'council_member', 'political',
       'M-2021-' || lpad((row_number() over (order by created_at))::text, 6, '0'), $3, 'threat', created_at, created_at, created_at
     from made`,
    [idOf('waterstad'), idOf('formerMember'), idOf('formerClerk')],
  )
  await world.owner.query('analyze incident_case')
  const coordinator = await world.signIn('politicalCoordinator')
  const first = await coordinator.get('/zoeken?soort=bribery')
  assert.equal(rowsOf(first.html).length, 1)
  assert.match(first.text, /Wij zochten in de meldingen vanaf \w+ 1 januari 2021\. Er zijn oudere\. Zoek verder terug/)
  const next = /href="([^"]*na=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await coordinator.get(next)
  assert.equal(rowsOf(second.html).length, 1)
  assert.doesNotMatch(second.text, /Zoek verder terug/)
  // By number nothing has to be read at all.
  assert.deepEqual(await find(coordinator, 'kenmerk=10100&soort=threat'), ['M-2021-010100'])
  const full = await coordinator.get('/zoeken?soort=threat')
  assert.equal(rowsOf(full.html).length, 25)
  assert.match(full.text, /Volgende/)
})
