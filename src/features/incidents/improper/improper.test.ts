import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { join } from '../../../../test/support/joined.ts'
import { allowNames, fairMeasure, rightLetter } from '../../../../test/support/measures.ts'
import { idOf, type PersonKey } from '../../../../test/support/people.ts'
import { reportFully } from '../../../../test/support/full.ts'
import { keepRecord, refusedWith } from '../../../../test/support/records.ts'
import { faults } from '../../../../test/support/sender.ts'
import { aLetter, referenceOf, rightForms, takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../../test/support/world.ts'

let world: World
let clerk: Visitor
let contact: Visitor
before(async () => {
  world = await openWorld()
  clerk = await world.signIn('clerk')
  contact = await world.signIn('integrityOfficer')
  const form = { behandelaar: idOf('integrityOfficer'), vervanger: idOf('integrityDeputy') }
  const administrator = await world.signIn('administrator')
  assert.equal((await administrator.post('/beheer/routes/improper-pressure', form)).status, 303)
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** A report of a council member, taken up by the clerk, of which it then turns out what it is about. */
async function turnsOutToBe(category: string): Promise<string> {
  const id = await world.report('member')
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  const { location } = await clerk.post(`/meldingen/${id}/soort`, { category })
  assert.equal(location, '/melding-overgedragen')
  return id
}

const sees = async (who: PersonKey, id: string) => (await (await world.signIn(who)).get(`/meldingen/${id}`)).status

test('bribery goes to the contact for integrity, and who had it or watches over the line sees it no more', async () => {
  const id = await world.report('member')
  assert.equal(await sees('politicalCoordinator', id), 200)
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  const { location } = await clerk.post(`/meldingen/${id}/soort`, { category: 'bribery' })
  assert.equal(location, '/melding-overgedragen')
  for (const who of [
    'clerk',
    'deputyClerk',
    'politicalCoordinator',
    'staffCoordinator',
    'secretary',
    'manager',
  ] as const)
    assert.equal(await sees(who, id), 404, who)
  assert.deepEqual([await sees('integrityOfficer', id), await sees('member', id)], [200, 200])
  const { rows } = await world.owner.query(
    'select line, unit_id, owner_id, deputy_id, (select count(*)::int from task where case_id = c.id and done_at is null and owner_id <> c.owner_id) as left_behind from incident_case c where id = $1',
    [id],
  )
  assert.deepEqual(rows, [
    {
      line: 'integrity',
      unit_id: null,
      owner_id: idOf('integrityOfficer'),
      deputy_id: idOf('integrityDeputy'),
      left_behind: 0,
    },
  ])
  assert.doesNotMatch((await (await world.signIn('politicalCoordinator')).get('/lijn')).html, new RegExp(id))
  assert.match((await contact.get('/werklijst')).html, new RegExp(id))
})

test('signs of infiltration go the same way, and nobody decides how to react without the word of who comes first', async () => {
  const id = await turnsOutToBe('infiltration')
  assert.deepEqual([await sees('clerk', id), await sees('politicalCoordinator', id)], [404, 404])
  const page = await contact.get(`/meldingen/${id}`)
  assert.match(page.text, /Signalen van infiltratie/)
  const first = await contact.get(`/meldingen/${id}/ongepaste-druk`)
  assert.match(first.text, /omkoping, afpersing en signalen van infiltratie gaat de politie voor/)
  await contact.post(`/meldingen/${id}/oppakken`)
  const refused = await contact.post(`/meldingen/${id}/besluit`, rightForms()['besluit'])
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Leg eerst vast dat u mag reageren/)
})

test('who reports signs of infiltration in full has it with the contact for integrity at once', async () => {
  const id = await reportFully(world, 'member', {
    for_whom: 'self',
    what: 'Iemand wilde weten waar de vergunningverleners wonen.',
    categories: 'infiltration\nthreat',
    main_category: 'infiltration',
    date: '2026-04-23',
    channel: 'letter',
    perpetrator_known: 'unknown',
  })
  assert.deepEqual([await sees('integrityOfficer', id), await sees('clerk', id)], [200, 404])
})

test('of bribery of an enforcement officer the manager of the unit reads nothing from then on', async () => {
  const id = await world.report('officer')
  const manager = await world.signIn('manager')
  assert.equal((await manager.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.equal(
    (await manager.post(`/meldingen/${id}/soort`, { category: 'extortion' })).location,
    '/melding-overgedragen',
  )
  assert.deepEqual([await sees('manager', id), await sees('staffCoordinator', id)], [404, 404])
  assert.doesNotMatch((await manager.get('/eenheid')).html, new RegExp(id))
})

test('of a joined case that turns out to be bribery the others keep nothing: no evidence, and no word of what is decided then', async () => {
  const one = await world.report('member', {}, [aLetter])
  const two = await world.report('otherMember')
  for (const id of [one, two]) assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  await join(world, { one, two })
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [one])
  const piece = `/meldingen/${two}/bewijs/${rows[0]?.id}`
  assert.equal((await clerk.get(piece)).status, 200)
  const sent = await clerk.post(`/meldingen/${one}/soort`, { category: 'bribery' })
  assert.equal(sent.location, '/melding-overgedragen')
  assert.equal((await clerk.get(piece)).status, 404)
  const word = { met: 'police', naam: 'Wijkagent', dag: '2026-04-20', woord: 'may_react' }
  await keepRecord(contact, one, 'ongepaste-druk/politie', word)
  const decision = { entry: randomUUID(), code: 'police_report', text: 'Alleen voor wie werd omgekocht.' }
  assert.equal((await contact.post(`/meldingen/${one}/besluit`, decision)).status, 303)
  for (const who of [clerk, await world.signIn('otherMember')])
    assert.doesNotMatch((await who.get(`/meldingen/${two}`)).text, /Alleen voor wie werd omgekocht/)
  assert.match((await (await world.signIn('member')).get(`/meldingen/${one}`)).text, /Alleen voor wie werd omgekocht/)
  assert.equal((await contact.get(`/meldingen/${one}/bewijs/${rows[0]?.id}`)).status, 200)
})

test('a case that is closed off is joined with no other, by whoever handles both', async () => {
  const closed = await turnsOutToBe('bribery')
  const open = await world.report('mayor')
  assert.equal((await contact.post(`/meldingen/${open}/oppakken`)).status, 303)
  for (const [one, other] of [
    [closed, open],
    [open, closed],
  ] as const) {
    const form = { kenmerk: await referenceOf(world, other) }
    const refused = await contact.post(`/meldingen/${one}/samenvoegen`, form)
    assert.equal(refused.status, 422)
    assert.match(refused.text, /omkoping, afpersing of infiltratie/)
  }
})

test('nobody reacts without the word of who comes first; deciding to do nothing needs none', async () => {
  const id = await turnsOutToBe('extortion')
  const decide = (code: string) =>
    contact.post(`/meldingen/${id}/besluit`, { ...rightForms()['besluit'], entry: randomUUID(), code })
  const refused = await decide('police_report')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Leg eerst vast dat u mag reageren/)
  assert.match(refused.text, /Wij doen aangifte\./)
  assert.match((await contact.get(`/meldingen/${id}`)).text, /Nog niet gesproken: reageer niet/)

  const asked = { met: 'police', naam: 'Wijkagent', dag: '2026-04-20', woord: 'wait' }
  const wrongs = [
    [{ met: '' }, /Kies met wie u sprak/],
    [{ woord: 'misschien' }, /Kies wat is gezegd/],
    [{ dag: '2039-01-01' }, /Deze dag moet nog komen/],
  ] as const
  await refusedWith(contact, id, 'ongepaste-druk/politie', asked, wrongs, /Wijkagent/)
  const word = await keepRecord(contact, id, 'ongepaste-druk/politie', asked)
  assert.equal((await decide('police_report')).status, 422)
  assert.match((await contact.get(`/meldingen/${id}`)).text, /Wacht met reageren/)

  await keepRecord(contact, id, 'ongepaste-druk/politie', { ...asked, record: word, woord: 'may_react' })
  assert.equal((await decide('police_report')).status, 303)
  const other = await turnsOutToBe('bribery')
  const nothing = { ...rightForms()['besluit'], code: 'no_reaction_police_advice' }
  assert.equal((await contact.post(`/meldingen/${other}/besluit`, nothing)).status, 303)
})

test('without a route of its own it stays among others, and what is decided there does not hold for it', async () => {
  const here = await openWorld()
  const [bribed, threatened] = [await here.report('member'), await here.report('otherMember')]
  const handler = await here.signIn('clerk')
  for (const id of [bribed, threatened]) await takeUp(here, 'clerk', id)
  await join(here, { one: threatened, two: bribed })
  assert.equal((await handler.post(`/meldingen/${bribed}/soort`, { category: 'bribery' })).status, 303)
  assert.equal((await handler.post(`/meldingen/${threatened}/besluit`, rightForms()['besluit'])).status, 303)
  await here.runJobs()
  const open = async (id: string) => {
    const { rows } = await here.owner.query(
      "select from task where case_id = $1 and kind = 'decision' and done_at is null",
      [id],
    )
    return rows.length
  }
  assert.deepEqual([await open(threatened), await open(bribed)], [0, 1])
  await here.close()
})

test('nor is a measure taken, or a letter written to the one who did it, without that word', async () => {
  const id = await turnsOutToBe('bribery')
  const at = `/meldingen/${id}/maatregelen`
  await allowNames(world, true)
  const letter = rightLetter('', { soort: 'data_notice' })
  const measure = async () => contact.post(`${at}/nieuw`, fairMeasure())
  const word = { met: 'police', naam: 'Wijkagent', dag: '2026-04-20', woord: 'wait' }
  const record = await keepRecord(contact, id, 'ongepaste-druk/politie', word)
  for (const refused of [await measure(), await contact.post(`${at}/brief`, letter)]) {
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Leg eerst vast dat u mag reageren/)
    assert.match(refused.html, /honkbalknuppel/)
  }
  await keepRecord(contact, id, 'ongepaste-druk/politie', { ...word, record, woord: 'may_react' })
  assert.equal((await measure()).status, 303)
  assert.equal((await contact.post(`${at}/brief`, letter)).status, 303)
  await allowNames(world, false)
})

test('what the police said is for who handles it, and not for whose case it is; in another case there is no such page', async () => {
  const id = await turnsOutToBe('bribery')
  const member = await world.signIn('member')
  assert.equal((await member.get(`/meldingen/${id}/ongepaste-druk`)).status, 404)
  const threat = await world.report('member')
  assert.equal((await clerk.get(`/meldingen/${threat}/ongepaste-druk`)).status, 404)
  const form = { record: randomUUID(), entry: randomUUID(), met: 'police', dag: '2026-04-20', woord: 'wait' }
  assert.equal((await clerk.post(`/meldingen/${threat}/ongepaste-druk/politie`, form)).status, 404)
})

test('nobody watches over the line of these reports, and it has no rota', async () => {
  const administrator = await world.signIn('administrator')
  const duty = { lijn: 'integrity', persoon: idOf('integrityOfficer'), dagen: '1', van: '09:00', tot: '17:00' }
  assert.equal((await administrator.post('/beheer/dienst', duty)).status, 422)
  const role = {
    rol: 'coordinator',
    functie: 'civil_servant',
    lijn: 'integrity',
    eenheid: '',
    vanaf: '2026-05-01',
    tot: '',
  }
  assert.equal((await administrator.post(`/beheer/mensen/${idOf('secretary')}/rollen`, role)).status, 422)
  await assert.rejects(
    world.owner.query(
      `insert into membership (id, organisation_id, person_id, role, function, line, starts) values ($1, $2, $3, 'coordinator', 'civil_servant', 'integrity', now())`,
      [randomUUID(), idOf('waterstad'), idOf('secretary')],
    ),
    /membership_line_check/,
  )
})
