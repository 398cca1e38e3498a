import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { codeInWords } from '../../../test/support/trail-words.ts'

let world: World
let auditor: Visitor
before(async () => {
  world = await openWorld()
  auditor = await world.signIn('auditor')
  const administrator = await world.signIn('administrator')
  await administrator.post('/beheer/eenheden', { naam: 'Geheime Eenheid' })
  const foreign = await world.signIn('foreignAdministrator')
  await foreign.post('/beheer/eenheden', { naam: 'Vreemde Eenheid' })
})
after(() => world.close())

test('an auditor reads what was done in the own organisation, in words and codes, without content', async () => {
  const { text } = await auditor.get('/controle/logboek')
  assert.match(text, /vandaag, 20:50:00 Eenheid toegevoegd Naam administrator Eenheid: [0-9a-f]{8}/)
  assert.doesNotMatch(text, /Geheime Eenheid/)
  assert.equal(text.match(/Eenheid toegevoegd Naam administrator/g)?.length, 1)
  assert.doesNotMatch(text, /foreignAdministrator|buiten uw organisatie/, 'nothing of another organisation')
})

test('that somebody looked stands in it too', async () => {
  const officer = await world.signIn('privacyOfficer')
  await officer.get('/controle/logboek?wat=administration')
  assert.match(
    (await auditor.get('/controle/logboek')).text,
    /Logboek bekeken Naam privacyOfficer Gezocht op: Alles van beheer/,
  )
})

test('of people in a code the name is shown, of anything else the beginning of its id', async () => {
  const administrator = await world.signIn('administrator')
  await administrator.post(`/beheer/mensen/${idOf('otherMember')}/rollen`, {
    functie: 'council_member',
    rol: 'confidant',
  })
  const { text } = await auditor.get('/controle/logboek?wat=administration.role_given')
  assert.match(
    text,
    /Persoon: Naam otherMember Nummer van de rol: [0-9a-f]{8} Rol: Vertrouwenspersoon Functie: raadslid/,
  )
})

test('codes are read out in words; an unknown one stays as it is', () => {
  const words = (action: string, code: string) => codeInWords(action, code, new Map())
  assert.equal(words('administration.logo_changed', 'logo:removed'), 'Logo: weggehaald')
  assert.equal(words('administration.theme_changed', 'brand:default'), 'Kleur: standaard')
  assert.equal(words('administration.route_set', 'line:none→mayor'), 'Lijn: geen, nu Bestuur')
  assert.equal(words('administration.duty_added', 'from:20:00'), 'Vanaf: 20:00')
  assert.equal(words('case.set_category', 'threat'), 'Bedreiging')
  assert.equal(words('case.emergency_asked', 'danger_now'), 'Iemand kan nu in gevaar zijn')
  assert.equal(words('case.open', 'police_report'), 'Aangifte bij de politie')
  assert.equal(words('retention.rule_set', 'ending:withdrawn'), 'Afloop: Ingetrokken door de melder')
  assert.equal(words('case.open', 'toString:x'), 'toString:x')
})

test('the filters narrow it down, and no address of a person comes in the address of the page', async () => {
  const form = { wat: 'administration', wie: 'Administrator@waterstad.example', vanaf: '24-4-2026', tot: '24-4-2026' }
  const answer = await auditor.post('/controle/logboek', form)
  assert.equal(
    answer.location,
    `/controle/logboek?wat=administration&persoon=${idOf('administrator')}&vanaf=2026-04-24&tot=2026-04-24`,
  )
  const page = await auditor.get(answer.location)
  assert.match(page.text, /Eenheid toegevoegd Naam administrator/)
  assert.doesNotMatch(page.text, /Logboek bekeken Naam/)
  assert.match(page.html, /value="administrator@waterstad\.example"/)
  assert.match((await auditor.get('/controle/logboek?wat=administration&tot=2026-04-23')).text, /Niets gevonden/)
  assert.match(
    (await auditor.get('/controle/logboek?wat=administration.unit_added&vanaf=2026-04-24')).text,
    /Eenheid toegevoegd Naam/,
  )
})

test('a filter that is not right comes back with a sentence', async () => {
  for (const [form, expected] of [
    [{ wie: 'foreignadministrator@waterstad.example' }, /hoort niemand van uw organisatie/],
    [{ vanaf: '2026-02-30' }, /Deze datum bestaat niet/],
    [{ vanaf: '2026-04-24', tot: '2026-04-23' }, /eerder dan de eerste dag/],
    [{ wat: "x'; drop" }, /Kies iets uit de lijst/],
  ] as const) {
    const answer = await auditor.post('/controle/logboek', form)
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
  }
  for (const query of [
    'wat=%00',
    'persoon=x',
    'zaak=%27',
    'vanaf=2026-02-30',
    'na=2026-02-30T00:00:00.000Z_1',
    'na=0000-01-01T00:00:00.000Z_1',
    'na=x_1',
    'na=2026-04-24T18:50:00.000Z_999999999999999999',
  ])
    assert.equal((await auditor.get(`/controle/logboek?${query}`)).status, 200, query)
})

test('a long log comes fifty at a time, each entry once', async () => {
  const member = await world.signIn('member')
  for (let n = 0; n < 60; n++) {
    world.clock.advance(n % 3 === 0 ? 1000 : 0)
    await member.post('/account/afwezigheid', {
      van: '2026-06-01',
      van_tijd: '00:00',
      tot: '2026-06-10',
      tot_tijd: `${10 + (n % 10)}:${10 + Math.floor(n / 10)}`,
    })
  }
  let next: string | undefined = '/controle/logboek?wat=account.absence_added'
  const objects: string[] = []
  while (next !== undefined) {
    const { html }: { html: string } = await auditor.get(next)
    objects.push(...[...html.matchAll(/<small>([0-9a-f]{8})<\/small>/g)].map(it => it[1] ?? ''))
    next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.equal(objects.length, 60)
  assert.equal(new Set(objects).size, 60)
})

test('a report leaves its steps in the log, and none of its words', async () => {
  const id = await world.report('member', { what: 'Woorden die nergens staan' })
  const { text } = await auditor.get(`/controle/logboek?zaak=${id}`)
  assert.match(text, /Melding verstuurd/)
  assert.doesNotMatch(text, /Woorden die nergens staan/)
  assert.equal((await auditor.get(`/meldingen/${id}`)).status, 404)
})

test('nobody but who supervises reads the log', async () => {
  for (const key of ['administrator', 'clerk', 'mayor', 'politicalCoordinator', 'member'] as const)
    assert.equal((await (await world.signIn(key)).get('/controle/logboek')).status, 404, key)
  assert.equal((await world.visitor.get('/controle/logboek')).status, 303)
})
