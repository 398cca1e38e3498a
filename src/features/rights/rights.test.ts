import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type OrganisationKey, type PersonKey } from '../../../test/support/people.ts'
import { askHandler, granted, identified, newRequest, writeDown } from '../../../test/support/rights.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let officer: Visitor
before(async () => {
  world = await openWorld()
  officer = await world.signIn('privacyOfficer')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const step = (request: string, name: string, form: Record<string, string>) =>
  officer.post(`${request}/stap/${name}`, form)
const days = (n: number) => n * 24 * 3_600_000

test('somebody without an account asks what is known of them, and gets what a handler wrote down, without a word of others', async () => {
  const request = await writeDown(officer)
  assert.equal((await step(request, 'besluit', granted)).status, 422)
  assert.equal((await step(request, 'identiteit', { keuze: 'sterrenbeeld' })).status, 422)
  assert.equal((await step(request, 'identiteit', identified)).status, 303)

  const asks = 'Wat staat er over Johan Zonneveld in uw meldingen?'
  const question = await askHandler(world, officer, request, 'clerk', asks)
  await world.runJobs()
  assert.ok(world.mails.some(it => it.to === 'clerk@waterstad.example' && /vraagt u iets/.test(it.subject)))
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get('/')).text, /Een vraag van de privacyfunctionaris/)
  const page = await clerk.get(question)
  assert.match(page.text, /Wat staat er over Johan Zonneveld/)
  assert.doesNotMatch(page.text, /Kade 3|Ik wil weten/)
  const found = 'U wordt genoemd in een melding van april: u zou een brief hebben gestuurd.'
  assert.equal((await clerk.post(question, { uitkomst: 'found', antwoord: '' })).status, 422)
  assert.equal((await clerk.post(question, { uitkomst: 'found', antwoord: found })).status, 303)
  assert.equal((await clerk.post(question, { uitkomst: 'found', antwoord: 'Nog iets' })).status, 422)

  assert.equal((await officer.get(`${request}/pakket`)).status, 200)
  assert.equal((await step(request, 'besluit', granted)).status, 303)
  const file = await officer.bytes(`${request}/pakket.json`)
  const told = file.body.toString()
  assert.match(told, /U mag weten wat er over u staat\./)
  assert.ok(told.includes(found))
  assert.doesNotMatch(told, /Naam clerk|in uw meldingen/)
  assert.equal((await step(request, 'antwoord', { keuze: 'by_post', toelichting: '' })).status, 303)
  assert.match((await officer.get(request)).text, /Klaar op vrijdag 24 april 2026.*Beantwoord/)
  assert.equal((await step(request, 'besluit', granted)).status, 422)
  assert.equal((await officer.post(`${request}/vraag`, { aan: idOf('clerk'), opdracht: 'Nog iets?' })).status, 422)
})

test('somebody with an account asks it themself, is known by that account, and reads the answer once it is given', async () => {
  const member = await world.signIn('member')
  assert.equal((await member.post('/account/verzoeken', { soort: 'rectification', vraag: '' })).status, 422)
  const asked = { soort: 'rectification', vraag: 'Mijn functie staat verkeerd.' }
  assert.equal((await member.post('/account/verzoeken', asked)).status, 303)
  const own = /\/account\/verzoeken\/[0-9a-f-]{36}/.exec((await member.get('/account/verzoeken')).html)?.[0] ?? ''
  await world.runJobs()
  assert.ok(world.mails.some(it => it.to === 'privacyofficer@waterstad.example'))

  const request = own.replace('/account/verzoeken', '/privacy-verzoeken')
  assert.match((await officer.get(request)).text, /Met het eigen account/)
  assert.equal((await step(request, 'identiteit', identified)).status, 422)
  const question = await askHandler(world, officer, request, 'clerk', 'Wilt u de functie verbeteren?')
  const clerk = await world.signIn('clerk')
  await clerk.post(question, { uitkomst: 'done', antwoord: 'De functie is verbeterd.' })
  await step(request, 'besluit', { keuze: 'granted', toelichting: 'U heeft gelijk.' })
  assert.doesNotMatch((await member.get(own)).text, /U heeft gelijk|De functie is verbeterd/)
  await step(request, 'antwoord', { keuze: 'in_weerbaar', toelichting: 'Geen bijzonderheden.' })
  const answer = (await member.get(own)).text
  assert.match(answer, /U heeft gelijk\..*De functie is verbeterd\./)
  assert.doesNotMatch(answer, /Naam clerk|Wilt u de functie|Geen bijzonderheden/)
  await world.runJobs()
  assert.ok(world.mails.some(it => it.to === 'member@waterstad.example' && /uw verzoek/.test(it.subject)))
  assert.equal((await (await world.signIn('otherMember')).get(own)).status, 404)
})

test('a request is extended once, within its first month and with a reason, and the clock says so', async () => {
  const request = await writeDown(officer, { soort: 'objection', ontvangen: '2026-04-01' })
  assert.match((await officer.get('/privacy-verzoeken')).text, /Uiterlijk vrijdag 1 mei 2026/)
  assert.equal((await step(request, 'verlengen', { keuze: 'complex', toelichting: '' })).status, 422)
  const reason = { keuze: 'complex', toelichting: 'Wij moeten bij drie afdelingen navraag doen.' }
  assert.equal((await step(request, 'verlengen', reason)).status, 303)
  assert.match((await officer.get(request)).text, /Uiterlijk woensdag 1 juli 2026/)
  assert.equal((await step(request, 'verlengen', reason)).status, 422)

  const late = await writeDown(officer, { ontvangen: '2026-03-01' })
  assert.match((await officer.get(late)).text, /Te laat sinds woensdag 1 april 2026/)
  assert.equal((await step(late, 'verlengen', reason)).status, 422)
  assert.equal((await step(late, 'vervallen', { toelichting: 'Op twee brieven kwam geen antwoord.' })).status, 303)
})

test('a day that must still come, an account that is not there and the own account are refused, and the words are kept', async () => {
  const send = (form: Partial<typeof newRequest>) =>
    officer.post('/privacy-verzoeken/nieuw', { ...newRequest, ...form })
  for (const form of [
    { ontvangen: '2026-04-25' },
    { account: 'niemand@waterstad.example' },
    { account: 'privacyofficer@waterstad.example' },
    { account: 'foreignmember@waterstad.example' },
    { soort: 'kwijtschelding' },
  ]) {
    const answer = await send(form)
    assert.equal(answer.status, 422, JSON.stringify(form))
    assert.match(answer.text, /Ik wil weten wat er over mij staat/)
  }
})

test('a privacy officer who is part of it leaves a request to another, and hears first when there is none', async () => {
  const request = await writeDown(officer, { wie: 'Een buurvrouw' })
  assert.match((await officer.get(`${request}/overlaten`)).text, /geen andere privacyfunctionaris/)
  assert.equal((await officer.post(`${request}/overlaten`)).status, 422)
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'privacy_officer', 'civil_servant', '2024-01-01')`,
    [idOf('second officer'), idOf('waterstad'), idOf('officer')],
  )
  assert.doesNotMatch((await officer.get(`${request}/overlaten`)).text, /geen andere privacyfunctionaris/)
  assert.equal((await officer.post(`${request}/overlaten`, { zeker: 'ja' })).status, 303)
  for (const path of ['', '/pakket', '/vraag', '/overlaten', '/stap/identiteit'])
    assert.equal((await officer.get(`${request}${path}`)).status, 404, path)
  assert.equal((await step(request, 'identiteit', identified)).status, 404)
  assert.match((await (await world.signIn('officer')).get(request)).text, /Een buurvrouw/)
  await world.owner.query('delete from membership where id = $1', [idOf('second officer')])
})

test('the privacy officer asks about the own data as anybody else, and never handles that', async () => {
  await officer.post('/account/verzoeken', { soort: 'access', vraag: 'Wat staat er over mij?' })
  const own = /\/account\/verzoeken\/[0-9a-f-]{36}/.exec((await officer.get('/account/verzoeken')).html)?.[0] ?? ''
  const request = own.replace('/account/verzoeken', '/privacy-verzoeken')
  assert.equal((await officer.get(own)).status, 200)
  assert.equal((await officer.get(request)).status, 404)
  assert.equal((await step(request, 'besluit', granted)).status, 404)
})

test('a week before it is due who handles it gets a mail, which says nothing of it', async () => {
  const request = await writeDown(officer, { ontvangen: '2026-04-24', wie: 'Truus Waterman' })
  world.mails.length = 0
  world.clock.advance(days(24))
  await world.runJobs()
  const mail = world.mails.find(it => /binnen een week|bijna klaar/.test(it.subject))
  assert.equal(mail?.to, 'privacyofficer@waterstad.example')
  assert.doesNotMatch(`${mail.subject} ${mail.text}`, /Truus|R-2026|[0-9a-f]{8}-/)
  officer = await world.signIn('privacyOfficer')
  await step(request, 'intrekken', { toelichting: 'Zij belde dat het niet meer hoeft.' })
})

test('a finished request is removed after its term, with its key and all that was said, and what is open stays', async () => {
  const count = async () =>
    (
      await world.owner.query<{ n: number }>(
        `select ((select count(*) from rights_request where finished_on is not null) + (select count(*) from rights_key k join rights_request r on r.id = k.request_id where r.finished_on is not null))::integer as n`,
      )
    ).rows[0]?.n
  const open = await writeDown(officer, { ontvangen: '2026-05-01' })
  assert.ok(((await count()) ?? 0) > 4)
  world.clock.advance(days(366 * 5))
  await world.runJobs()
  assert.equal(await count(), 0)
  officer = await world.signIn('privacyOfficer')
  assert.equal((await officer.get(open)).status, 200)
})

test('the trail says in words what was done with a request, and not a word of it', async () => {
  const request = await writeDown(officer, { ontvangen: '2026-05-01', wie: 'Wilma Kerkhof' })
  await step(request, 'identiteit', identified)
  const log = (await officer.get('/controle/logboek')).text
  assert.match(log, /Vastgesteld wie een verzoek doet.*Verzoek: [0-9a-f]{8}.*Keuze: aan het loket/)
  assert.match(log, /Verzoek over eigen gegevens ontvangen.*Keuze: inzage/)
  assert.doesNotMatch(log, /Wilma|in_person/)
})

test('at the address of a request that is not there nobody finds, asks or decides anything', async () => {
  const gone = '/privacy-verzoeken/00000000-0000-4000-8000-000000000000'
  for (const path of ['', '/pakket', '/vraag', '/stap/besluit'])
    assert.equal((await officer.get(`${gone}${path}`)).status, 404)
  assert.equal((await officer.post(`${gone}/vraag`, { aan: idOf('clerk'), opdracht: 'Wat staat er?' })).status, 404)
  assert.equal((await step(gone, 'besluit', granted)).status, 404)
  const clerk = await world.signIn('clerk')
  const question = '/privacy-vragen/00000000-0000-4000-8000-000000000000'
  assert.equal((await clerk.post(question, { uitkomst: 'nothing', antwoord: '' })).status, 404)
})

const join = (name: string, where: OrganisationKey, who: PersonKey) =>
  world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts)
     values ($1, $2, $3, 'privacy_officer', 'civil_servant', '2024-01-01')`,
    [idOf(name), idOf(where), idOf(who)],
  )
const worksFor = (who: PersonKey, where: OrganisationKey) =>
  world.owner.query('update session set organisation_id = $2 where person_id = $1', [idOf(who), idOf(where)])

test('who was asked about a request reads who asks on no page, not as privacy officer of another organisation and not after leaving it', async () => {
  await join('officer elsewhere', 'elders', 'clerk')
  const request = await writeDown(officer)
  await step(request, 'identiteit', identified)
  await askHandler(world, officer, request, 'clerk', 'Wat staat er over zaak 12?')
  const clerk = await world.signIn('clerk')
  await worksFor('clerk', 'elders')
  for (const path of ['', '/pakket', '/pakket.json', '/pakket.pdf', '/pakket.docx'])
    assert.equal((await clerk.get(`${request}${path}`)).status, 404)
  await worksFor('clerk', 'waterstad')
  await join('officer here', 'waterstad', 'clerk')
  const other = await writeDown(officer)
  await step(other, 'identiteit', identified)
  assert.equal((await clerk.post(`${other}/overlaten`, { zeker: 'ja' })).status, 303)
  assert.equal((await officer.post(`${other}/vraag`, { aan: idOf('clerk'), opdracht: 'Wat staat er?' })).status, 422)
  assert.equal((await clerk.get(other)).status, 404)
  await world.owner.query('delete from membership where id = any($1)', [
    [idOf('officer elsewhere'), idOf('officer here')],
  ])
})

test('a request is there only in the session of its own organisation', async () => {
  await join('officer of two', 'elders', 'privacyOfficer')
  const request = await writeDown(officer)
  await worksFor('privacyOfficer', 'elders')
  assert.equal((await officer.get(request)).status, 404)
  assert.equal((await step(request, 'identiteit', identified)).status, 404)
  assert.equal((await officer.post(`${request}/overlaten`, { zeker: 'ja' })).status, 404)
  await worksFor('privacyOfficer', 'waterstad')
  assert.equal((await officer.get(request)).status, 200)
  await world.owner.query('delete from membership where id = $1', [idOf('officer of two')])
})

test('who has an account hears by mail of every request in their name, when it is written down and when it is withdrawn', async () => {
  await world.runJobs()
  const told = () =>
    world.mails.filter(it => it.to === 'member@waterstad.example' && /uw verzoek/.test(it.subject)).length
  const before = told()
  const request = await writeDown(officer, { account: 'member@waterstad.example' })
  await world.runJobs()
  assert.equal(told(), before + 1)
  await step(request, 'identiteit', identified)
  const question = await askHandler(world, officer, request, 'clerk', 'Wat staat er?')
  assert.match((await (await world.signIn('clerk')).get(question)).text, /de privacyfunctionaris het verzoek opschreef/)
  assert.equal((await step(request, 'intrekken', { toelichting: 'Niet meer nodig.' })).status, 303)
  await world.runJobs()
  assert.equal(told(), before + 2)
})

test('however often one asks, the request of another stands on the desk', async () => {
  const often = await world.signIn('otherMember')
  const ask = async () => (await often.post('/account/verzoeken', { soort: 'access', vraag: 'En nu?' })).status
  const answers: number[] = []
  for (let i = 0; i < 7; i++) answers.push(await ask())
  assert.deepEqual(answers, [303, 303, 303, 303, 303, 422, 422])
})
