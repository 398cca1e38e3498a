import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { emergencyOf } from '../../../test/support/emergency.ts'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { referenceOf, rightForms, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const asked = '/noodtoegang'
const decided = '/privacy-instellingen/noodtoegang'

async function aCase(): Promise<{ id: string; kenmerk: string }> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await world.runJobs()
  world.mails.splice(0)
  return { id, kenmerk: await referenceOf(world, id) }
}

const ask = async (who: PersonKey, kenmerk: string, reden = 'danger_now') =>
  (await world.signIn(who)).post(asked, { kenmerk, reden })

const requestOf = (id: string) => emergencyOf(world, id)

const decide = async (id: string, besluit: 'ja' | 'nee') =>
  (await world.signIn('privacyOfficer')).post(decided, { verzoek: await requestOf(id), besluit })

async function mailed(): Promise<string[]> {
  await world.runJobs()
  return world.mails.splice(0).map(it => `${it.to}: ${it.subject}`)
}

const minutes = (n: number) => world.clock.advance(n * 60_000)

test('the deputy reads a case for one hour after the privacy officer said yes, and then it is gone in the open session too', async () => {
  const { id, kenmerk } = await aCase()
  const deputy = await world.signIn('deputyClerk')
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 404)
  assert.match((await deputy.get('/werklijst')).html, /href="\/noodtoegang"/)

  assert.equal((await ask('deputyClerk', kenmerk.toLowerCase())).location, `${asked}?klaar=gevraagd`)
  const waiting = await deputy.get(asked)
  assert.match(waiting.text, /Wacht op de privacyfunctionaris/)
  assert.doesNotMatch(waiting.text, /Naam member|Naam clerk|brief/)
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 404, 'to ask is not to have')
  assert.deepEqual(await mailed(), ['privacyofficer@waterstad.example: Iemand vraagt om noodtoegang'])

  const officer = await world.signIn('privacyOfficer')
  assert.match((await officer.get('/')).text, /Noodtoegang: 1 vraag/)
  const seen = await officer.get(decided)
  assert.match(seen.text, new RegExp(`${kenmerk}, gevraagd door Naam deputyClerk`))
  assert.match(seen.text, /Iemand kan nu in gevaar zijn/)
  assert.doesNotMatch(seen.text, /Naam member|Naam clerk|brief|raadslid/i)
  assert.equal((await decide(id, 'ja')).location, `${decided}?klaar=ja`)
  assert.equal((await officer.get(`/meldingen/${id}`)).status, 404, 'who decides reads nothing')
  assert.deepEqual((await mailed()).toSorted(), [
    'deputyclerk@waterstad.example: Er is beslist over uw vraag',
    'member@waterstad.example: Iemand anders kan een uur meelezen',
  ])

  assert.match((await deputy.get('/')).text, new RegExp(`${kenmerk}, tot `))
  const open = await deputy.get(`/meldingen/${id}`)
  assert.match(open.text, /Noodtoegang tot .*we weten waar je woont/)
  assert.equal((await deputy.post(`/meldingen/${id}/bericht`, rightForms()['bericht'])).status, 303)
  assert.equal((await deputy.post(`/meldingen/${id}/notitie`, rightForms()['notitie'])).status, 303)
  assert.deepEqual(await mailed(), ['member@waterstad.example: Er is een antwoord voor u'])

  minutes(25)
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 200)
  minutes(25)
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 200)
  minutes(10)
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 404)
  assert.equal((await deputy.post(`/meldingen/${id}/bericht`, rightForms()['bericht'])).status, 404)
  assert.match((await deputy.get(asked)).text, /Afgelopen/)
  assert.doesNotMatch((await deputy.get('/')).text, new RegExp(kenmerk))
})

test('the person hit reads who it was, why, when they looked, and who said yes', async () => {
  const { id, kenmerk } = await aCase()
  await ask('deputyClerk', kenmerk, 'police_asks')
  await decide(id, 'ja')
  await (await world.signIn('deputyClerk')).get(`/meldingen/${id}`)
  const member = await world.signIn('member')
  assert.match(
    (await member.get(`/meldingen/${id}`)).text,
    /Noodtoegang voor één uur gekregen \(De politie of een hulpdienst vraagt nu iets\) door Naam deputyClerk/,
  )
  const { text } = await member.get(`/meldingen/${id}/gekeken`)
  assert.match(text, /Naam privacyOfficer Noodtoegang voor één uur gegeven/)
  assert.match(text, /Naam deputyClerk Noodtoegang gevraagd, melding geopend/)
  const { rows } = await world.owner.query(
    `select action, actor_id, object from audit_entry where case_id = $1 and action like 'case.emergency%' order by id`,
    [id],
  )
  assert.deepEqual(rows, [
    { action: 'case.emergency_asked', actor_id: idOf('deputyClerk'), object: 'police_asks' },
    { action: 'case.emergency_access', actor_id: idOf('privacyOfficer'), object: idOf('deputyClerk') },
  ])
})

test('a deputy in an hour of access keeps nothing: not the case, not a task, and gives it to nobody', async () => {
  const { id, kenmerk } = await aCase()
  await ask('deputyClerk', kenmerk)
  await decide(id, 'ja')
  const deputy = await world.signIn('deputyClerk')
  const forms = rightForms()
  for (const act of ['oppakken', 'overnemen', 'besluit', 'gesprek', 'afsluiten', 'soort'])
    assert.equal((await deputy.post(`/meldingen/${id}/${act}`, forms[act])).status, 404, act)
  for (const path of ['overdragen', 'taken', 'samenvoegen', 'getuigen', 'gekeken'])
    assert.equal((await deputy.get(`/meldingen/${id}/${path}`)).status, 404, path)
  const { rows } = await world.owner.query('select from participant where case_id = $1 and person_id = $2', [
    id,
    idOf('deputyClerk'),
  ])
  assert.equal(rows.length, 0)
  minutes(60)
  await ask('deputyClerk', kenmerk)
  assert.notEqual(await requestOf(id), '', 'it may be asked again')
})

test('a privacy officer who says no gives nothing, and the deputy hears that', async () => {
  const { id, kenmerk } = await aCase()
  await ask('deputyClerk', kenmerk)
  await ask('deputyClerk', kenmerk)
  await mailed()
  const request = await requestOf(id)
  await decide(id, 'nee')
  assert.deepEqual(await mailed(), ['deputyclerk@waterstad.example: Er is beslist over uw vraag'])
  const deputy = await world.signIn('deputyClerk')
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 404)
  assert.match((await deputy.get(asked)).text, /Geweigerd/)
  const again = await (await world.signIn('privacyOfficer')).post(decided, { verzoek: request, besluit: 'ja' })
  assert.equal(again.status, 422)
  assert.match(again.text, /al beslist/)
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 404)
})

test('whoever is not the deputy reads the same as for a report that does not exist, and that they tried is in the trail', async () => {
  const { kenmerk } = await aCase()
  const nowhere = await ask('deputyClerk', 'M-2026-999999')
  assert.equal(nowhere.status, 422)
  for (const who of ['dutyOfficer', 'clerk', 'secretary', 'manager', 'mayor'] as const) {
    const answer = await ask(who, kenmerk)
    assert.equal(answer.status, 422, who)
    assert.equal(answer.text.includes('Wij kunnen deze vraag niet doorsturen'), true, who)
  }
  const { rows } = await world.owner.query(
    `select from audit_entry where action = 'case.emergency_asked' and result = 'refused' and case_id is null`,
  )
  assert.equal(rows.length, 6)
  assert.deepEqual(await mailed(), [])
})

test('what nobody decided within a day lapses, and can be asked anew', async () => {
  const { id, kenmerk } = await aCase()
  await ask('deputyClerk', kenmerk)
  const request = await requestOf(id)
  minutes(24 * 60)
  const late = await (await world.signIn('privacyOfficer')).post(decided, { verzoek: request, besluit: 'ja' })
  assert.equal(late.status, 422)
  assert.match((await (await world.signIn('deputyClerk')).get(asked)).text, /Verlopen/)
  await ask('deputyClerk', kenmerk)
  assert.notEqual(await requestOf(id), request)
  assert.equal((await decide(id, 'ja')).status, 303)
})

test('an approval that comes when the case was closed or has another deputy gives nothing', async () => {
  const { id, kenmerk } = await aCase()
  await ask('deputyClerk', kenmerk)
  await decide(id, 'ja')
  const deputy = await world.signIn('deputyClerk')
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 200)
  await world.owner.query('update incident_case set deputy_id = $2 where id = $1', [id, idOf('dutyOfficer')])
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 404)

  const other = await aCase()
  await ask('deputyClerk', other.kenmerk)
  await world.owner.query('update incident_case set deputy_id = null where id = $1', [other.id])
  assert.equal((await decide(other.id, 'ja')).status, 422)
})
