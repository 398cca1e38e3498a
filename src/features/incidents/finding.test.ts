import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { leaveDraft, referenceOf, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

test('the clerk finds a report by reference, day, kind, state, function and person, and a name stands in no address', async () => {
  const id = await world.report('member')
  const other = await world.report('otherMember')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/soort`, { category: 'doxing', kanaal: 'social_media' })
  const [mine, theirs] = [await referenceOf(world, id), await referenceOf(world, other)]
  const finds = async (query: string) => {
    const { text } = await clerk.get(`/zoeken?${query}`)
    return [text.includes(mine), text.includes(theirs)]
  }
  assert.deepEqual(await finds(`kenmerk=${mine.toLowerCase()}`), [true, false])
  assert.deepEqual(await finds(`kenmerk=${mine.slice(-3)}`), [true, false])
  assert.deepEqual(await finds('soort=doxing'), [true, false])
  assert.deepEqual(await finds('status=reported'), [false, true])
  assert.deepEqual(await finds('manier=social_media'), [true, false])
  assert.deepEqual(await finds('van=2026-04-24&tot=2026-04-24&functie=council_member'), [true, true])
  assert.deepEqual(await finds('van=2026-04-25'), [false, false])
  const sent = await clerk.post('/zoeken', { colleague: 'othermember@waterstad.example' })
  assert.equal(sent.location, `/zoeken?wie=${idOf('otherMember')}`)
  assert.deepEqual(await finds(`wie=${idOf('otherMember')}`), [false, true])
  assert.equal((await clerk.post('/zoeken', { colleague: 'niemand hier' })).status, 422)
  assert.equal((await clerk.get('/zoeken?kenmerk=%27%3B--&soort=niets&van=gisteren&wie=x')).status, 200)
})

test('a report about the mayor is found by nobody but those of its own route: not by search, list, count or hand-over', async () => {
  const id = await world.report('member', { colleague: 'mayor@waterstad.example', colleague_id: idOf('mayor') })
  const reference = await referenceOf(world, id)
  const pages = [
    `/zoeken?kenmerk=${reference}`,
    '/zoeken?functie=council_member',
    '/werklijst',
    '/lijn',
    '/lijn?stand=te-laat',
    '/eenheid',
    '/',
    '/lijn/overdragen',
  ]
  for (const who of [
    'mayor',
    'secretary',
    'administrator',
    'clerk',
    'politicalCoordinator',
    'staffCoordinator',
    'manager',
  ] as const) {
    const visitor = await world.signIn(who)
    for (const page of pages) assert.ok(!(await visitor.get(page)).text.includes(reference), `${who} ${page}`)
  }
  assert.ok(
    (await (await world.signIn('integrityOfficer')).get(`/zoeken?kenmerk=${reference}`)).text.includes(reference),
  )
})

test('who handles nothing and watches over nothing searches nothing', async () => {
  for (const who of ['member', 'confidant', 'administrator', 'auditor', 'privacyOfficer'] as const)
    assert.equal((await (await world.signIn(who)).get('/zoeken')).status, 404, who)
})

test('the work list tells late from today, this week and later; a filter is kept, and taken away again', async () => {
  const clerk = await world.signIn('dutyOfficer')
  await world.owner.query(
    "insert into route (id, organisation_id, subject, unit_id, line, handler_id, deputy_id) values ($1, $2, 'committee_member', null, 'political', $3, $4)",
    [randomUUID(), idOf('waterstad'), idOf('dutyOfficer'), idOf('clerk')],
  )
  await world.owner.query(
    "insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'reporter', 'committee_member', '2024-01-01')",
    [randomUUID(), idOf('waterstad'), idOf('otherMember')],
  )
  const id = await world.report('otherMember', { function: 'committee_member' })
  await takeUp(world, 'dutyOfficer', id)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat', kanaal: 'email' })
  const list = await clerk.get('/werklijst')
  // Friday evening: the decision is due on Saturday, the talk on Monday.
  assert.match(list.text, /Deze week \(1\).*Besluit over de reactie.*Later \(1\).*Opvanggesprek vastleggen/s)
  const filtered = await clerk.get('/werklijst?taak=decision&soort=threat')
  assert.doesNotMatch(filtered.text, /Opvanggesprek vastleggen <|Opvanggesprek vastleggen Bedreiging/)
  assert.equal(
    (await clerk.post('/werklijst/filters', { filter: 'taak=decision&soort=threat&naam=geheim' })).location,
    '/werklijst?taak=decision&soort=threat',
  )
  assert.match((await clerk.get('/werklijst')).text, /Besluit over de reactie · Bedreiging/)
  assert.doesNotMatch(
    (await (await world.signIn('clerk')).get('/werklijst')).text,
    /Besluit over de reactie · Bedreiging/,
  )
  const { rows } = await world.owner.query<{ id: string; query: string }>(
    'select id, query from saved_filter where person_id = $1',
    [idOf('dutyOfficer')],
  )
  assert.equal(rows[0]?.query, 'taak=decision&soort=threat')
  await (await world.signIn('clerk')).post(`/werklijst/filters/${rows[0]?.id}/verwijderen`)
  assert.match((await clerk.get('/werklijst')).text, /Besluit over de reactie · Bedreiging/)
  assert.equal((await clerk.post(`/werklijst/filters/${rows[0]?.id}/verwijderen`)).status, 303)
  assert.doesNotMatch((await clerk.get('/werklijst')).text, /Besluit over de reactie · Bedreiging/)
  world.clock.advance(25 * 3_600_000)
  assert.match((await (await world.signIn('dutyOfficer')).get('/werklijst')).text, /Te laat \(1\)/)
  assert.match(
    (await (await world.signIn('politicalCoordinator')).get('/lijn?stand=te-laat')).text,
    new RegExp(await referenceOf(world, id)),
  )
  world.clock.advance(-25 * 3_600_000)
})

test('the coordinator gives all open cases of a clerk who leaves to somebody else, but for those that cannot go there', async () => {
  const ids = [await world.report('member'), await world.report('otherMember', { function: 'council_member' })]
  const about = await world.report('member', {
    colleague: 'deputyclerk@waterstad.example',
    colleague_id: idOf('deputyClerk'),
  })
  for (const id of [...ids, about]) await takeUp(world, 'clerk', id)
  const coordinator = await world.signIn('politicalCoordinator')
  const form = { van: idOf('clerk'), naar: idOf('deputyClerk') }
  assert.match(
    (await coordinator.post('/lijn/overdragen', { van: form.van, naar: idOf('mayor') })).text,
    /mag geen meldingen van uw lijn/,
  )
  assert.match(
    (await coordinator.post('/lijn/overdragen', form)).text,
    /U geeft \d+ open meldingen van Naam clerk aan Naam deputyClerk/,
  )
  const done = await coordinator.post('/lijn/overdragen', { ...form, zeker: 'ja' })
  assert.match(done.text, /De meldingen zijn overgedragen/)
  assert.match(done.text, new RegExp(`Deze konden niet mee.*${await referenceOf(world, about)}`, 's'))
  const clerk = await world.signIn('clerk')
  for (const id of ids) assert.equal((await clerk.get(`/meldingen/${id}`)).status, 404)
  assert.equal((await clerk.get(`/meldingen/${about}`)).status, 200)
  assert.equal((await (await world.signIn('deputyClerk')).get(`/meldingen/${ids[0]}`)).status, 200)
  assert.equal(
    (await (await world.signIn('staffCoordinator')).post('/lijn/overdragen', { ...form, zeker: 'ja' })).status,
    422,
  )
})

test('a calendar reads the deadlines and nothing of a case, until the address is taken back or the role ends', async () => {
  const id = await world.report('member')
  const clerk = await world.signIn('clerk')
  const made = await clerk.post('/account/agenda')
  const address = /\/agenda\/[\w-]{43}\.ics/.exec(made.text)?.[0] ?? ''
  assert.ok(made.html.includes(`href="webcal://localhost:8080${address}"`))
  const reads = async () => world.visitor.get(address)
  const calendar = await reads()
  assert.equal(calendar.headers.get('content-type'), 'text/calendar; charset=utf-8')
  // An address from before it had an ending, or typed without it.
  assert.equal((await world.visitor.get(address.replace('.ics', ''))).html, calendar.html)
  assert.equal((await world.visitor.get(`${address}.ics`)).status, 404)
  assert.match(calendar.html, /SUMMARY:Termijn in Weerbaar: besluit over de reactie/)
  assert.doesNotMatch(calendar.html, new RegExp(`M-2026|Naam|${id}`))
  assert.doesNotMatch((await clerk.get('/account/agenda')).text, /\/agenda\/[\w-]{43}/)
  await world.owner.query("update membership set ends = $2 where person_id = $1 and role = 'handler'", [
    idOf('clerk'),
    world.clock.now(),
  ])
  assert.doesNotMatch((await reads()).html, /SUMMARY/)
  await world.owner.query("update membership set ends = null where person_id = $1 and role = 'handler'", [
    idOf('clerk'),
  ])
  assert.equal((await (await world.signIn('clerk')).post('/account/agenda/intrekken')).status, 303)
  assert.equal((await reads()).status, 404)
})

test('a member sees that there is a new answer until it was read, and throws a draft away', async () => {
  const id = await world.report('doubleMember', { function: 'council_member' })
  await takeUp(world, 'clerk', id)
  world.clock.advance(60_000)
  await (await world.signIn('clerk')).post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Ik bel u.' })
  const member = await world.signIn('doubleMember')
  assert.match((await member.get('/meldingen')).text, /Nieuw antwoord/)
  world.clock.advance(60_000)
  await member.get(`/meldingen/${id}`)
  assert.doesNotMatch((await member.get('/meldingen')).text, /Nieuw antwoord/)
  const draft = await leaveDraft(world, 'member')
  const who = await world.signIn('member')
  assert.match((await who.get(`/melden/snel/${draft}/weggooien`)).text, /meteen definitief verwijderd/)
  assert.equal((await who.post(`/melden/snel/${draft}/weggooien`)).location, '/meldingen')
  assert.doesNotMatch((await who.get('/meldingen')).html, new RegExp(draft))
  assert.equal((await who.post(`/melden/snel/${draft}/weggooien`)).status, 404)
  for (const other of ['clerk', 'otherMember'] as const satisfies readonly PersonKey[])
    assert.equal((await (await world.signIn(other)).get(`/melden/snel/${draft}/weggooien`)).status, 404)
})
