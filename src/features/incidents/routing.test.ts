import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { fridayNight } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(async () => {
  assert.deepEqual(faults(world), [])
  world.clock.set(fridayNight)
  await world.runJobs()
  await world.owner.query('delete from duty_shift; delete from absence')
  world.mails.length = 0
})

const hour = 3_600_000
const colleague = (key: PersonKey) => ({ colleague: `Naam ${key}`, colleague_id: idOf(key) })

async function caseOf(id: string) {
  const { rows } = await world.owner.query<{ line: string; owner_id: string; deputy_id: string | null }>(
    'select line, owner_id, deputy_id from incident_case where id = $1',
    [id],
  )
  return rows[0]
}

async function goesTo(id: string, line: string, owner: PersonKey, deputy: PersonKey | null): Promise<void> {
  assert.deepEqual(await caseOf(id), { line, owner_id: idOf(owner), deputy_id: deputy && idOf(deputy) })
  const page = await (await world.signIn(owner)).get(`/meldingen/${id}`)
  assert.equal(page.status, 200)
  assert.match(page.text, /Pak deze melding op/)
}

/** Checks that these people find nothing of it: by no page, in no list. */
async function hiddenFrom(id: string, people: readonly PersonKey[]): Promise<void> {
  const { rows } = await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
    id,
  ])
  for (const key of people) {
    const visitor = await world.signIn(key)
    assert.equal((await visitor.get(`/meldingen/${id}`)).status, 404, key)
    for (const list of ['/', '/werklijst', '/lijn', '/eenheid', '/vertrouwelijk', '/meldingen'])
      assert.ok(!(await visitor.get(list)).html.includes(rows[0]?.reference ?? '-'), `${key} ${list}`)
  }
}

const away = (key: PersonKey, from = -hour, until = 48 * hour) =>
  world.owner.query('insert into absence (id, person_id, starts, ends) values ($1, $2, $3, $4)', [
    randomUUID(),
    idOf(key),
    new Date(fridayNight.getTime() + from),
    new Date(fridayNight.getTime() + until),
  ])

const onDuty = (key: PersonKey, weekday: number, starts: string, ends: string, line = 'political') =>
  world.owner.query(
    'insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [randomUUID(), idOf('waterstad'), line, weekday, starts, ends, idOf(key)],
  )

const mailedTo = () => world.mails.map(it => it.to.split('@')[0]).sort((a, b) => (a ?? '').localeCompare(b ?? ''))

test('each function has its own line and handler, and the lines do not see each other', async () => {
  await goesTo(await world.report('member'), 'political', 'clerk', 'deputyClerk')
  const alderman = await world.report('alderman')
  await goesTo(alderman, 'mayor', 'mayor', 'secretary')
  await hiddenFrom(alderman, ['clerk', 'politicalCoordinator', 'staffCoordinator', 'manager', 'administrator'])
  await goesTo(await world.report('clerk'), 'clerk_office', 'secretary', 'integrityOfficer')
  await goesTo(await world.report('mayor'), 'mayor', 'integrityOfficer', 'secretary')
  // A function without a route of its own goes where nobody above it stands in the way.
  await goesTo(await world.report('confidant'), 'administrative', 'secretary', 'integrityOfficer')
})

test('staff goes to the manager of the unit, who sees no other unit; who has two functions chooses', async () => {
  const staff = await world.report('officer')
  await goesTo(staff, 'administrative', 'manager', 'secretary')
  assert.match((await (await world.signIn('manager')).get('/eenheid')).text, /M-2026-/)
  await hiddenFrom(staff, ['otherManager', 'clerk', 'mayor', 'politicalCoordinator'])
  const asStaff = await world.report('doubleMember', { function: 'civil_servant' })
  await goesTo(asStaff, 'administrative', 'otherManager', 'secretary')
  const asMember = await world.report('doubleMember', { function: 'council_member' })
  await goesTo(asMember, 'political', 'clerk', 'deputyClerk')
  await hiddenFrom(asMember, ['otherManager', 'manager', 'secretary', 'staffCoordinator'])
})

test('a report never goes to the person hit', async () => {
  const manager = await world.report('manager')
  await goesTo(manager, 'administrative', 'secretary', 'integrityOfficer')
  const clerk = await world.report('clerk')
  await hiddenFrom(clerk, ['deputyClerk', 'politicalCoordinator'])
  const own = await (await world.signIn('clerk')).get(`/meldingen/${clerk}`)
  assert.doesNotMatch(own.text, /Pak deze melding op|Interne notities/)
})

test('a report never goes to the person named as the one who did it, who finds nothing of it', async () => {
  const aboutClerk = await world.report('member', colleague('clerk'))
  await goesTo(aboutClerk, 'political', 'deputyClerk', 'integrityOfficer')
  await hiddenFrom(aboutClerk, ['clerk'])
  const aboutDeputy = await world.report('member', colleague('deputyClerk'))
  await goesTo(aboutDeputy, 'political', 'clerk', 'integrityOfficer')
  await hiddenFrom(aboutDeputy, ['deputyClerk'])
  const aboutManager = await world.report('officer', colleague('manager'))
  await goesTo(aboutManager, 'administrative', 'secretary', 'integrityOfficer')
  await hiddenFrom(aboutManager, ['manager'])
  const aboutCoordinator = await world.report('member', colleague('politicalCoordinator'))
  await hiddenFrom(aboutCoordinator, ['politicalCoordinator'])
})

test('anything about the mayor takes its own route, outside mayor, secretary, clerk and administrators', async () => {
  const outside = ['mayor', 'secretary', 'clerk', 'deputyClerk', 'politicalCoordinator', 'staffCoordinator'] as const
  for (const who of ['member', 'alderman', 'officer'] as const) {
    const id = await world.report(who, colleague('mayor'))
    await goesTo(id, 'about_mayor', 'integrityOfficer', 'integrityDeputy')
    await hiddenFrom(id, [...outside, 'administrator', 'manager', 'auditor', 'privacyOfficer'])
  }
})

test('who names the handler reads that somebody else gets the report, at once and when the draft is opened again', async () => {
  const member = await world.signIn('member')
  const id = randomUUID()
  const toClerk = /Uw melding gaat naar Naam clerk/
  assert.match((await member.get('/melden/snel')).text, toClerk)
  const form = { safe_now: 'yes', reach: '06 00 00 00 00', ...colleague('clerk') }
  for (const seen of [await member.upload(`/melden/snel/${id}`, form, []), await member.get(`/melden/snel/${id}`)]) {
    assert.match(seen.text, /Uw melding gaat naar Naam deputyClerk/)
    assert.doesNotMatch(seen.text, toClerk)
    // Who was chosen stays chosen.
    assert.match(seen.html, new RegExp(`value="${idOf('clerk')}" checked`))
  }
  // Somebody recognised by the whole name alone; and as long as nobody is chosen, that choosing changes who reads it.
  const byName = await member.upload(`/melden/snel/${id}`, { ...form, colleague: 'Naam mayor', colleague_id: '' }, [])
  assert.match(byName.text, /Uw melding gaat naar Naam integrityOfficer/)
  const unclear = await member.upload(`/melden/snel/${id}`, { ...form, colleague_id: '' }, [])
  assert.match(unclear.text, /De collega die u hierboven kiest, leest uw melding niet/)
})

test('who works for several organisations reads to which one the report goes, others read no such line', async () => {
  const both = await world.signIn('memberElsewhereToo', 'elders')
  assert.match((await both.get('/melden/snel')).text, /U meldt bij Gemeente Elders\./)
  assert.doesNotMatch((await (await world.signIn('member')).get('/melden/snel')).text, /U meldt bij/)
})

test('in the full report too they read which organisation gets it, and may choose the other one as long as it has not begun', async () => {
  const both = await world.signIn('memberElsewhereToo', 'elders')
  const change = /Gaat het om uw functie bij Gemeente Waterstad\? Meld bij Gemeente Waterstad/
  for (const path of ['/melden', (await both.get('/melden/volledig')).location ?? '']) {
    const { text } = await both.get(path)
    assert.match(text, /U meldt bij Gemeente Elders\./, path)
    assert.match(text, change, path)
  }
  const begin = (await both.get('/melden/volledig')).location ?? ''
  const sent = await both.upload(begin, { for_whom: 'self' }, [])
  assert.equal(sent.status, 303)
  for (const path of [begin, begin.replace('voor-wie', 'controleren')]) {
    const { text } = await both.get(path)
    assert.match(text, /U meldt bij Gemeente Elders\./, path)
    assert.doesNotMatch(text, change, path)
  }
  assert.doesNotMatch((await (await world.signIn('member')).get('/melden')).text, /U meldt bij/)
})

test('the deputy is said to read a report when the handler is not there or not in time, as is so', async () => {
  const member = await world.signIn('member')
  assert.match((await member.get('/melden/snel')).text, /de vervanger als de behandelaar er niet is of niet op tijd is/)
  const id = await world.report('member')
  assert.equal((await (await world.signIn('deputyClerk')).get(`/meldingen/${id}`)).status, 404)
})

test('when the one named was on duty, the night is not read by that person', async () => {
  await onDuty('dutyOfficer', 5, '18:00', '08:00')
  const id = await world.report('member', colleague('dutyOfficer'))
  await hiddenFrom(id, ['dutyOfficer'])
  await world.runJobs()
  assert.deepEqual(mailedTo(), ['clerk'])
  const receipt = await (await world.signIn('member')).get(`/meldingen/${id}/ontvangst`)
  assert.doesNotMatch(receipt.text, /Naam dutyOfficer/)
})

test('on Friday night the duty officer has the report at once, and the pages say so', async () => {
  await onDuty('dutyOfficer', 5, '18:00', '08:00')
  const member = await world.signIn('member')
  const honest = /Uw melding gaat naar Naam clerk\. Nu heeft Naam dutyOfficer dienst, tot morgen, 08:00/
  assert.match((await member.get('/melden/snel')).text, honest)
  const id = await world.report('member')
  assert.match((await member.get(`/meldingen/${id}/ontvangst`)).text, honest)
  const officer = await world.signIn('dutyOfficer')
  assert.match((await officer.get('/werklijst')).text, /Oppakken/)
  await world.runJobs()
  assert.deepEqual(mailedTo(), ['clerk', 'dutyofficer'])
  assert.equal((await officer.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.match((await member.get(`/meldingen/${id}`)).text, /Naam dutyOfficer behandelt uw melding/)
})

test('without a duty tonight the pages say when somebody looks, or that nobody knows', async () => {
  const member = await world.signIn('member')
  assert.match((await member.get('/melden/snel')).text, /Wij weten niet precies wanneer dit wordt gelezen/)
  await onDuty('dutyOfficer', 1, '08:30', '17:00')
  const { text } = await member.get('/melden/snel')
  assert.match(text, /Nu leest niemand uw melding\. Vanaf .*27.*08:30 kijkt er weer iemand/)
  assert.match(text, /112/)
  // From Friday evening to Monday morning is longer than the day within which it is decided, and shorter than three.
  const id = await world.report('member')
  const receipt = (await member.get(`/meldingen/${id}/ontvangst`)).text
  assert.match(receipt, /Dat hoort binnen 24 uur, maar vóór .*27.*08:30 leest niemand uw melding/)
  assert.match(receipt, /Binnen 72 uur krijgt u een opvanggesprek aangeboden/)
  assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.match((await member.get(`/meldingen/${id}/ontvangst`)).text, /Binnen 24 uur besluit de organisatie/)
})

test('while the clerk is away the deputy has the report at once', async () => {
  await away('clerk')
  const member = await world.signIn('member')
  assert.match((await member.get('/melden/snel')).text, /Uw melding gaat naar Naam deputyClerk/)
  const id = await world.report('member')
  await goesTo(id, 'political', 'deputyClerk', 'clerk')
  await world.runJobs()
  assert.deepEqual(mailedTo(), ['deputyclerk'])
})

test('an absence that ended, or is still to come, changes nothing', async () => {
  await away('clerk', -48 * hour, 0)
  await away('clerk', 1, hour)
  await goesTo(await world.report('member'), 'political', 'clerk', 'deputyClerk')
})

test('when both are away the report keeps its own handler: absence alone takes no case out of its line', async () => {
  await away('clerk')
  await away('deputyClerk')
  const id = await world.report('member')
  assert.deepEqual(await caseOf(id), { line: 'political', owner_id: idOf('clerk'), deputy_id: idOf('deputyClerk') })
  await hiddenFrom(id, ['integrityOfficer', 'secretary', 'mayor'])
})

test('who has said to be away is not the one on duty', async () => {
  await onDuty('dutyOfficer', 5, '18:00', '08:00')
  await away('dutyOfficer')
  const id = await world.report('member')
  const receipt = await (await world.signIn('member')).get(`/meldingen/${id}/ontvangst`)
  assert.match(receipt.text, /Wij weten niet precies wanneer dit wordt gelezen/)
  await hiddenFrom(id, ['dutyOfficer'])
})

test('a handler whose role has ended gets no new report: it goes to the deputy', async () => {
  await world.owner.query(
    "update route set handler_id = $1 where organisation_id = $2 and subject = 'council_member'",
    [idOf('formerClerk'), idOf('waterstad')],
  )
  await onDuty('formerClerk', 5, '18:00', '08:00')
  const id = await world.report('member')
  await world.owner.query(
    "update route set handler_id = $1 where organisation_id = $2 and subject = 'council_member'",
    [idOf('clerk'), idOf('waterstad')],
  )
  await goesTo(id, 'political', 'deputyClerk', 'integrityOfficer')
  await hiddenFrom(id, ['formerClerk'])
  await world.runJobs()
  assert.deepEqual(mailedTo(), ['deputyclerk'])
})
