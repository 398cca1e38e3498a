import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { allowNames, makeLetter, makeMeasure, rightTold } from '../../../../test/support/measures.ts'
import { askHandler, granted, identified, writeDown } from '../../../../test/support/rights.ts'
import { faults } from '../../../../test/support/sender.ts'
import { handleAndClose, referenceOf, takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type World } from '../../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const day = 24 * 3_600_000
const at = (id: string, what: string) => `/meldingen/${id}/maatregelen/${what}`

async function takenUp(): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return id
}

test('a perpetrator’s access request is answered within its month, with what is kept and never with who reported it', async () => {
  const id = await takenUp()
  await makeMeasure(world, 'clerk', id)
  const officer = await world.signIn('privacyOfficer')
  const request = await writeDown(officer)
  assert.equal((await officer.post(`${request}/stap/identiteit`, identified)).status, 303)
  assert.match((await officer.get(request)).text, /Uiterlijk woensdag 20 mei 2026/)
  const question = await askHandler(world, officer, request, 'clerk', 'Wat bewaren wij over Johan Zonneveld?')
  const clerk = await world.signIn('clerk')
  const betrays = 'Raadslid Member meldde dat u aan de balie riep. Er geldt een toegangsontzegging.'
  const refused = await clerk.post(question, { uitkomst: 'found', antwoord: betrays })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /de naam van iemand die iets meldde/)
  assert.match(refused.text, /Er geldt een toegangsontzegging/)
  const answer = 'Op 22 april riep u aan de balie. Er geldt een toegangsontzegging tot en met 24 mei.'
  assert.equal((await clerk.post(question, { uitkomst: 'found', antwoord: answer })).status, 303)
  const remedy = { ...granted, toelichting: 'U krijgt wat wij bewaren, zonder wie het meldde.' }
  assert.equal((await officer.post(`${request}/stap/besluit`, remedy)).status, 303)
  const told = (await officer.bytes(`${request}/pakket.json`)).body.toString()
  assert.ok(told.includes(answer) && told.includes(remedy.toelichting))
  assert.match(told, /bezwaar|klacht|Autoriteit Persoonsgegevens/i)
  assert.doesNotMatch(told, new RegExp(`\\bmember\\b|Naam clerk|${await referenceOf(world, id)}`, 'iu'))
  assert.equal((await officer.post(`${request}/stap/antwoord`, { keuze: 'by_post', toelichting: '' })).status, 303)
})

test('somebody who asks with the own account may read the own name, and that of nobody else', async () => {
  const id = await takenUp()
  const member = await world.signIn('member')
  await member.post('/account/verzoeken', { soort: 'access', vraag: 'Wat weet u van mij?' })
  const own = /\/account\/verzoeken\/[0-9a-f-]{36}/.exec((await member.get('/account/verzoeken')).html)?.[0] ?? ''
  const officer = await world.signIn('privacyOfficer')
  const request = own.replace('/account/verzoeken', '/privacy-verzoeken')
  const question = await askHandler(world, officer, request, 'clerk', 'Wat bewaren wij?')
  const clerk = await world.signIn('clerk')
  const reported = await world.report('otherMember')
  assert.ok(reported !== id)
  const other = await clerk.post(question, { uitkomst: 'found', antwoord: 'Naam otherMember schreef over u.' })
  assert.equal(other.status, 422)
  assert.equal((await clerk.post(question, { uitkomst: 'found', antwoord: 'Naam member meldde iets.' })).status, 303)
})

test('that data are kept is told within a month, or waits with a reason until a day on which a task reminds of it', async () => {
  const id = await takenUp()
  await makeMeasure(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get('/werklijst')).text, /M-2026-\d+ Laten weten dat er gegevens zijn bewaard/)
  const notice = (more: Record<string, string>) =>
    clerk.post(at(id, 'gegevensbericht'), {
      entry: randomUUID(),
      uitkomst: 'deferred',
      dag: '2026-05-01',
      reden: '',
      uitleg: 'Er loopt een onderzoek.',
      ...more,
    })
  assert.match((await notice({})).text, /Kies waarom het bericht wacht/)
  assert.match((await notice({ reden: 'investigation', dag: '2026-04-20' })).text, /Kies een dag na vandaag/)
  assert.match((await notice({ uitkomst: 'given' })).text, /Deze dag is nog niet geweest/)
  assert.equal((await notice({ reden: 'investigation' })).status, 303)
  assert.match(
    (await clerk.get(at(id, 'gegevensbericht'))).text,
    /Uitgesteld tot vrijdag 1 mei 2026.*Er loopt een onderzoek/,
  )
  const tasks = () =>
    world.owner.query<{ due: string }>(
      `select to_char(due_at, 'YYYY-MM-DD') as due from task where case_id = $1 and kind = 'measure_notice' and done_at is null`,
      [id],
    )
  assert.deepEqual((await tasks()).rows, [{ due: '2026-05-01' }])
  assert.equal((await notice({ uitkomst: 'given', dag: '2026-04-24', uitleg: 'Per brief.' })).status, 303)
  assert.deepEqual((await tasks()).rows, [])
})

test('a case is linked to an earlier one of the same person for a purpose, by who handles both, and both trails say so', async () => {
  const [id, earlier] = [await takenUp(), await takenUp()]
  const kenmerk = await referenceOf(world, earlier)
  const clerk = await world.signIn('clerk')
  const link = (more: Record<string, string>) =>
    clerk.post(at(id, 'eerdere-melding'), {
      kenmerk,
      doel: 'earlier_steps',
      uitleg: 'Hij kreeg een waarschuwing.',
      ...more,
    })
  assert.match((await link({ doel: '' })).text, /Kies waarvoor u de meldingen koppelt/)
  const elsewhere = await referenceOf(world, await world.report('foreignMember'))
  const ofStaff = await referenceOf(world, await world.report('officer'))
  for (const reference of [ofStaff, 'M-2026-999999'])
    assert.match((await link({ kenmerk: reference })).text, /Wij vinden geen andere melding met dit kenmerk/)
  assert.ok(elsewhere)
  assert.equal((await link({})).status, 303)
  assert.match(
    (await clerk.get(at(id, 'eerdere-melding'))).text,
    new RegExp(`Melding ${kenmerk}.*Hij kreeg een waarschuwing`),
  )
  const { rows } = await world.owner.query<{ n: number }>(
    `select count(distinct case_id)::int as n from audit_entry where action = 'case.link' and result = 'done' and case_id = any($1)`,
    [[id, earlier]],
  )
  assert.equal(rows[0]?.n, 2)
})

test('who did it is forgotten two years after the last measure ended, and not while somebody must keep it; what happened stays', async () => {
  const id = await takenUp()
  await allowNames(world, true)
  const measure = await makeMeasure(world, 'clerk', id, { wie: 'Jan Ångström' })
  const clerk = await world.signIn('clerk')
  await clerk.post(at(id, `${measure}/wie-weet-het`), rightTold())
  await makeLetter(world, 'clerk', id, measure)
  await handleAndClose(world, 'clerk', id)
  const left = async () => {
    const { rows } = await world.owner.query<{ who: number; letters: number; told: number; measures: number }>(
      `select (select count(*)::int from measure where case_id = $1 and sealed_who is not null) as who,
         (select count(*)::int from measure_letter where case_id = $1) as letters,
         (select count(*)::int from measure_told where case_id = $1) as told,
         (select count(*)::int from measure where case_id = $1) as measures`,
      [id],
    )
    return rows[0]
  }
  const month = async (days: number) => {
    world.clock.advance(days * day)
    await world.runJobs()
  }
  await month(31)
  await month(700)
  assert.deepEqual(await left(), { who: 1, letters: 1, told: 1, measures: 1 })
  const hold = await (
    await world.signIn('clerk')
  ).post(`/meldingen/${id}/bewaren`, { reden: 'court', uitleg: 'Hoger beroep.' })
  assert.equal(hold.status, 303)
  await month(70)
  assert.deepEqual(await left(), { who: 1, letters: 1, told: 1, measures: 1 })
  assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${id}/bewaren/beeindigen`)).status, 303)
  await month(40)
  assert.deepEqual(await left(), { who: 0, letters: 0, told: 0, measures: 1 })
  const page = (await (await world.signIn('clerk')).get(at(id, measure))).text
  assert.match(page, /honkbalknuppel/)
  assert.doesNotMatch(page, /Ångström/)
})

test('how long it is kept who did it is set by the privacy officer with a ground, and never for ever', async () => {
  const officer = await world.signIn('privacyOfficer')
  const rule = { soort: 'any', afloop: 'identity', maanden: '12', grond: 'Eigen besluit', bron: '', gecontroleerd: '' }
  const forever = await officer.post('/bewaartermijnen/instellen', { ...rule, maanden: '', altijd: 'ja' })
  assert.match(forever.text, /blijft nooit altijd bewaard/)
  assert.equal((await officer.post('/bewaartermijnen/instellen', { ...rule, grond: '' })).status, 422)
  assert.equal((await officer.post('/bewaartermijnen/instellen', rule)).status, 303)
  assert.match((await officer.get('/bewaartermijnen')).text, /Wie het deed 1 jaar/)
})
