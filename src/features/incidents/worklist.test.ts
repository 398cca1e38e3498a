import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type OrganisationKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { referenceOf, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { filters, readFilter, sorts, writeFilter } from './worklist-filter.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const hour = 3_600_000
const clear = () => world.owner.query('delete from task')
/** A task of the clerk, so many hours from now. */
const task = (id: string, kind: string, hours: number, organisation: OrganisationKey = 'waterstad') =>
  world.owner.query(
    'insert into task (id, case_id, organisation_id, kind, owner_id, due_at, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      randomUUID(),
      id,
      idOf(organisation),
      kind,
      idOf('clerk'),
      new Date(world.clock.now().getTime() + hours * hour),
      world.clock.now(),
    ],
  )
const rowsOf = (html: string) => [...html.matchAll(/>(M-\d{4}-\d+)<\/a>/g)].map(it => it[1] ?? '')
const everyPage = async (visitor: Visitor, path: string) => {
  const seen: string[] = []
  let at: string | undefined = path
  for (let pages = 0; at !== undefined && pages < 9; pages++) {
    const { html } = await visitor.get(at)
    seen.push(...rowsOf(html))
    at = /href="([^"]*na=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  return seen
}

test('the clerk asks for what is late and for who is not safe; each group says how many there are with that filter', async () => {
  const safe = await world.report('member')
  const unsafe = await world.report('otherMember', { safe_now: 'not_sure' })
  for (const id of [safe, unsafe]) await takeUp(world, 'clerk', id)
  await clear()
  // It is ten to nine on Friday evening.
  for (const hours of [-2, 1, 30, 100]) await task(safe, 'own', hours)
  for (const hours of [-3, 2]) await task(unsafe, 'answer_late', hours)
  const clerk = await world.signIn('clerk')
  const counts = async (query: string) =>
    [
      ...(await clerk.get(`/werklijst?${query}`)).text.matchAll(/(Te laat|Nu en vandaag|Deze week|Later) \((\d+)\)/g),
    ].map(it => `${it[1]} ${it[2]}`)
  assert.deepEqual(await counts(''), ['Te laat 2', 'Nu en vandaag 2', 'Deze week 1', 'Later 1'])
  assert.deepEqual(await counts('taak=own'), ['Te laat 1', 'Nu en vandaag 1', 'Deze week 1', 'Later 1'])
  assert.deepEqual(await counts('onveilig=yes'), ['Te laat 1', 'Nu en vandaag 1'])
  assert.deepEqual(await counts('termijn=late'), ['Te laat 2'])
  assert.deepEqual(await counts('termijn=late&onveilig=yes'), ['Te laat 1'])
  assert.deepEqual(await counts('termijn=now&soort=threat'), [])
  assert.deepEqual(rowsOf((await clerk.get('/werklijst?termijn=week')).html), [await referenceOf(world, safe)])
  assert.deepEqual(
    new Set(await everyPage(clerk, '/werklijst?onveilig=yes')),
    new Set([await referenceOf(world, unsafe)]),
  )
  await clear()
})

test('sorted by kind, by reference or with the newest first, page after page shows every task once and in that order', async () => {
  const kinds = ['threat', 'doxing', null]
  const ids: string[] = []
  for (const category of kinds) {
    const id = await world.report('member')
    world.clock.advance(60_000)
    await takeUp(world, 'clerk', id)
    await world.owner.query('update incident_case set category = $2 where id = $1', [id, category])
    ids.push(id)
  }
  await clear()
  for (let n = 0; n < 40; n++) for (const id of ids) await task(id, 'own', n - 20)
  const clerk = await world.signIn('clerk')
  const [threat = '', doxing = '', none = ''] = await Promise.all(ids.map(id => referenceOf(world, id)))
  const forty = (...references: string[]) => references.flatMap(it => Array.from({ length: 40 }, () => it))
  assert.deepEqual(await everyPage(clerk, '/werklijst?volgorde=kenmerk'), forty(threat, doxing, none))
  assert.deepEqual(await everyPage(clerk, '/werklijst?volgorde=nieuwste'), forty(none, doxing, threat))
  // Bedreiging stands before doxing, and what has no kind yet last.
  assert.deepEqual(await everyPage(clerk, '/werklijst?volgorde=soort'), forty(threat, doxing, none))
  const sorted = await clerk.get('/werklijst?volgorde=soort')
  assert.match(sorted.text, /Te laat \(60\).*Nu en vandaag \(12\)/)
  for (const odd of ['M-2026-000001_x', `99_${randomUUID()}`, `M-2026-000001_${randomUUID()}`])
    for (const order of ['soort', 'kenmerk', 'nieuwste', ''])
      assert.equal((await clerk.get(`/werklijst?volgorde=${order}&na=${odd}`)).status, 200)
  await clear()
})

test('who handles reports for two organisations has the work of one in the list, and reads what waits at the other', async () => {
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'handler', 'council_clerk', '2024-01-01')`,
    [randomUUID(), idOf('elders'), idOf('clerk')],
  )
  const [here, there] = [await world.report('member'), await world.report('foreignMember')]
  await world.owner.query(
    "insert into participant (case_id, person_id, role, organisation_id, added_at) values ($1, $2, 'handler', $3, $4)",
    [there, idOf('clerk'), idOf('elders'), world.clock.now()],
  )
  await clear()
  await task(here, 'own', 1)
  await task(there, 'own', -1, 'elders')
  await task(there, 'own', 2, 'elders')
  const clerk = await world.signIn('clerk', 'waterstad')
  for (const path of ['/werklijst', '/']) {
    const { text } = await clerk.get(path)
    assert.match(text, /Gemeente Elders: 2 te doen Daar wachten 2 taken op u/, path)
    assert.doesNotMatch(text, /te laat [^D]|Te laat \(|: \d+ te laat/, path)
  }
  const change = { organisatie: idOf('elders'), naar: '/werklijst' }
  assert.equal((await clerk.post('/account/organisatie', change)).location, '/werklijst')
  const list = (await clerk.get('/werklijst')).text
  assert.match(list, /Te laat \(1\) .*Nu en vandaag \(1\) .*Gemeente Waterstad: 1 te doen/)
  await clear()
})

test('who waits to be taken up stands before the talks of closed reports, however late those are, and only once', async () => {
  const [closed, waiting, unsafe] = [
    await world.report('member'),
    await world.report('member'),
    await world.report('otherMember', { safe_now: 'no' }),
  ]
  await takeUp(world, 'clerk', closed)
  await clear()
  for (let n = 0; n < 30; n++) await task(closed, n % 2 ? 'follow_up_second' : 'aftercare_check', -24 * (n + 10))
  for (let n = 0; n < 30; n++) await task(closed, 'own', 24 * (n + 8))
  await task(waiting, 'decision', -1)
  await task(waiting, 'take_over', -0.5)
  await task(waiting, 'take_up', 2)
  await task(unsafe, 'take_up', 3)
  const clerk = await world.signIn('clerk', 'waterstad')
  const [old, now, first] = await Promise.all([closed, waiting, unsafe].map(id => referenceOf(world, id)))
  const seen = await everyPage(clerk, '/werklijst')
  assert.deepEqual(
    seen.slice(0, 5),
    [first, now, now, now, old],
    'who is not safe, then what is late, then who waits now, then aftercare',
  )
  assert.equal(seen.length, 64, 'every task once')
  assert.match(
    (await clerk.get('/werklijst')).text,
    /2 taken zijn te laat, 2 voor nu .*Eerst: misschien niet veilig \(1\).*Te laat \(2\) .*? Overnemen: .*? Besluit.*Nu en vandaag \(1\).*Nazorg te laat \(30\)/,
  )
  assert.match(
    (await clerk.get('/')).text,
    new RegExp(`Uw werk: 2 te laat ${first}: Oppakken .*${now}: Overnemen.*${now}: Besluit.*Nazorg te laat: 30`),
  )
  assert.deepEqual(
    rowsOf((await clerk.get('/werklijst?termijn=aftercare&taak=aftercare_check')).html),
    Array.from({ length: 15 }, () => old),
  )
  await clear()
})

test('a task that becomes late while somebody pages through the list is not missed', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await clear()
  for (let n = 0; n < 30; n++) await task(id, 'own', 1)
  const { html } = await (await world.signIn('clerk', 'waterstad')).get('/werklijst')
  const next = /href="([^"]*na=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  world.clock.advance(2 * hour)
  const rest = await (await world.signIn('clerk', 'waterstad')).get(next)
  assert.equal(rowsOf(rest.html).length, 5)
  assert.match(rest.text, /Te laat \(30\)/)
  await clear()
})

test('the longest filter there is can be kept', () => {
  const longest = (options: readonly string[]) => options.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const query = new URLSearchParams([
    ...filters.map(it => [it.name, longest(it.options)]),
    ['volgorde', longest(sorts.map(it => it.value))],
  ])
  const written = writeFilter(readFilter(query))
  assert.equal([...new URLSearchParams(written)].length, filters.length + 1)
  assert.ok(written.length <= 300 && /^[a-z_=&]+$/.test(written), written)
})
