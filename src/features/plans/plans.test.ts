import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { idOf } from '../../../test/support/people.ts'
import { addMeasure, homeOf, measureForm, proposal, proposeFor, proposeHome } from '../../../test/support/plans.ts'
import { docxText } from '../../../test/support/documents.ts'

const story = openStory()
const coordinator = story.visitor('politicalCoordinator')
const manager = story.visitor('manager')
const clerk = story.visitor('clerk')
const member = story.visitor('member')

const stands = { stand: 'accepted', reden_code: '', reden: '', bewijs: '', bewijs_url: '' }

test('a coordinator writes down a measure, and who may read the plan reads it', async () => {
  const empty = await coordinator.get('/plan')
  assert.match(empty.text, /Er staat nog niets in het plan/)
  const id = await addMeasure(coordinator, { colleague: 'clerk@waterstad.example', eenheid: idOf('publiekszaken') })
  for (const who of [coordinator, manager, story.visitor('auditor')]) {
    const { text } = await who.get('/plan')
    assert.match(text, /Training voor baliemedewerkers Mensen en opleiding .* Voorgesteld Eerst doen Naam clerk/)
    assert.match(text, /De organisatie € 1\.500,00 € 250,50/)
  }
  const { text } = await manager.get(`/plan/${id}`)
  assert.match(text, /Twee keer per jaar oefenen/)
  assert.match(text, /Klaar op dinsdag 1 september 2026/)
  assert.doesNotMatch(text, /Wijzig deze maatregel|Bewaar de stand/, 'a manager only reads')
  for (const who of [member, story.visitor('administrator'), story.visitor('foreignCoordinator')])
    assert.equal((await who.get(`/plan/${id}`)).status, 404)
  assert.equal((await member.get('/plan')).status, 404)
})

test('what is not right comes back with what was filled in, and says how to mend it', async () => {
  for (const [wrong, said] of [
    [{ titel: '' }, /Schrijf in een paar woorden/],
    [{ thema: '' }, /Kies waar dit bij hoort/],
    [{ kosten_eenmalig: 'veel' }, /Vul een bedrag in/],
    [{ betaalt: 'niemand' }, /Kies wie betaalt/],
    [{ klaar_op: '31-02-2026' }, /Deze datum bestaat niet/],
    [{ kans_voor: '3' }, /Vul kans en gevolg allebei in/],
    [{ kans_nu: '1', gevolg_nu: '1' }, /hoe groot het risico was voor de maatregel/],
    [{ colleague: 'Iemand Anders' }, /Wij vinden geen collega/],
    [{ colleague: 'clerk' }, /Kies hieronder wie u bedoelt/],
    [{ colleague: 'foreignClerk@waterstad.example' }, /Wij vinden geen collega/],
    [{ eenheid: idOf('balie') }, /Kies een eenheid uit de lijst/],
  ] as const) {
    const answer = await coordinator.post('/plan/nieuw', { ...measureForm, maatregel: idOf('new'), ...wrong })
    assert.equal(answer.status, 422)
    assert.match(answer.text, said)
  }
  assert.equal((await manager.post('/plan/nieuw', measureForm)).status, 404)
})

test('a measure that is sent twice is there once', async () => {
  const maatregel = idOf('sent twice')
  for (const titel of ['Twee keer verstuurd', 'En nog een keer']) await addMeasure(coordinator, { maatregel, titel })
  const { text } = await coordinator.get('/plan')
  assert.match(text, /Twee keer verstuurd/)
  assert.doesNotMatch(text, /En nog een keer/)
  await coordinator.post(`/plan/${maatregel}/stand`, { ...stands, stand: 'dropped', reden_code: 'other_measure' })
})

test('who does a measure says how it stands, and arranges nothing else of it', async () => {
  const id = await addMeasure(coordinator, { titel: 'Camera bij de ingang', colleague: 'clerk@waterstad.example' })
  assert.match((await clerk.get('/plan/mijn')).text, /Op mijn naam .*Camera bij de ingang/)
  assert.match((await clerk.get('/')).text, /Er staan 2 maatregelen op uw naam/)
  const done = {
    ...stands,
    stand: 'done',
    bewijs: 'Zie de foto bij de bode.',
    bewijs_url: 'https://intranet.example/x',
  }
  assert.equal((await clerk.post(`/plan/${id}/stand`, done)).status, 303)
  assert.match((await manager.get(`/plan/${id}`)).text, /Gedaan .*Zie de foto bij de bode\./)
  assert.equal((await clerk.post(`/plan/${id}/wijzigen`, measureForm)).status, 404)
  assert.equal((await clerk.get(`/plan/${id}/wijzigen`)).status, 404)
  assert.equal((await manager.post(`/plan/${id}/stand`, done)).status, 404)
  assert.match((await clerk.post(`/plan/${id}/stand`, { ...stands, stand: 'dropped' })).text, /Kies waarom niet/)
  assert.match(
    (await clerk.post(`/plan/${id}/stand`, { ...done, bewijs_url: 'javascript:alert(1)' })).text,
    /Vul een heel adres in/,
  )
  assert.equal((await clerk.post(`/plan/${id}/weg`)).status, 404, 'of the organisation nothing is taken away')
})

test('every change says who, when, what it was and what it became', async () => {
  const id = await addMeasure(coordinator, { titel: 'Noodknop in de raadszaal' })
  const changed = {
    ...measureForm,
    titel: 'Noodknop in de zaal',
    colleague: 'clerk@waterstad.example',
    kosten_eenmalig: '2.000',
    klaar_op: '2026-10-01',
  }
  assert.match((await coordinator.post(`/plan/${id}/wijzigen`, changed)).text, /niet duidelijk welk bedrag/)
  assert.equal((await coordinator.post(`/plan/${id}/wijzigen`, { ...changed, kosten_eenmalig: '2000' })).status, 303)
  assert.equal((await clerk.post(`/plan/${id}/stand`, stands)).status, 303)
  const { text } = await coordinator.get(`/plan/${id}`)
  assert.match(text, /Naam clerk Stand Voorgesteld Besloten/)
  assert.match(text, /Naam politicalCoordinator Wie het doet leeg Naam clerk/)
  assert.match(text, /Titel Noodknop in de raadszaal Noodknop in de zaal/)
  assert.match(text, /Kosten, eenmalig € 1\.500,00 € 2\.000,00/)
  assert.match(text, /Klaar op dinsdag 1 september 2026 donderdag 1 oktober 2026/)
})

test('the plan is looked at by theme, unit, person and state', async () => {
  const shows = async (query: string) => {
    const { text } = await coordinator.get(`/plan?${query}`)
    return ['Training voor baliemedewerkers', 'Camera bij de ingang', 'Noodknop in de zaal'].filter(it =>
      text.includes(it),
    )
  }
  assert.deepEqual(await shows('stand=done'), ['Camera bij de ingang'])
  assert.deepEqual(await shows(`eenheid=${idOf('publiekszaken')}`), ['Training voor baliemedewerkers'])
  assert.equal((await shows(`wie=${idOf('clerk')}`)).length, 3)
  assert.deepEqual(await shows(`wie=${idOf('clerk')}&stand=accepted`), ['Noodknop in de zaal'])
  assert.equal((await shows('thema=people')).length, 3)
  assert.equal((await shows('thema=bestaat-niet')).length, 3, 'what is not in the plan is passed over')
})

test('a measure that two scans propose is one measure with two findings', async () => {
  const one = proposal({ key: 'lighting', title: 'Licht bij de achterdeur' })
  const again = { ...one, finding: { ...one.finding, reference: 'norm@1:12', label: 'Norm: buitenlicht' } }
  assert.deepEqual(await proposeFor(story.world, 'politicalCoordinator', [one]), { added: 1, joined: 0 })
  assert.deepEqual(await proposeFor(story.world, 'staffCoordinator', [again, one]), { added: 0, joined: 1 })
  const { rows } = await story.world.owner.query<{ id: string }>(
    `select id from plan_measure where measure_key = 'lighting'`,
  )
  assert.equal(rows.length, 1)
  const { text } = await manager.get(`/plan/${rows[0]?.id}`)
  assert.match(text, /De voordeur heeft een oud slot Vragenlijst home-check@1:locks/)
  assert.match(text, /Norm: buitenlicht Vragenlijst norm@1:12/)
})

test('for the organisation only who manages the plan proposes, and for a home only who lives there', async () => {
  await assert.rejects(proposeFor(story.world, 'clerk', [proposal()]), {
    name: 'Error',
    message: 'Deze pagina is er niet',
  })
  await assert.rejects(proposeFor(story.world, 'politicalCoordinator', [proposal({ person: idOf('member') })]))
  assert.deepEqual(await proposeHome(story.world, 'member'), { added: 1, joined: 0 })
})

test('a measure at somebody’s home is seen by that person, and by the colleague they put beside it', async () => {
  const id = await homeOf(story.world, 'member')
  assert.match((await member.get('/plan/mijn')).text, /Bij mij thuis .*Goede sloten op de voordeur/)
  const others = [coordinator, manager, clerk, story.visitor('auditor'), story.visitor('administrator')]
  for (const who of others) assert.equal((await who.get(`/plan/${id}`)).status, 404)
  for (const path of ['/plan', '/plan/tweede-lezer', '/plan/voortgang'])
    assert.doesNotMatch((await coordinator.get(path)).text, /Goede sloten/)
  const arranged = {
    voorrang: 'high',
    colleague: 'clerk@waterstad.example',
    klaar_op: '2026-05-20',
    betaalt: 'shared',
    kosten_eenmalig: '900',
  }
  assert.equal((await coordinator.post(`/plan/${id}/thuis`, arranged)).status, 404)
  assert.equal((await member.post(`/plan/${id}/thuis`, arranged)).status, 303)
  assert.match((await clerk.get(`/plan/${id}`)).text, /Goede sloten op de voordeur/)
  assert.equal((await clerk.post(`/plan/${id}/thuis`, arranged)).status, 404, 'who does it arranges nothing')
  assert.equal((await clerk.post(`/plan/${id}/stand`, { stand: 'in_progress' })).status, 303)
  const { rows } = await story.world.owner.query(`select from audit_entry where entry like '%plan.home_read%'`)
  assert.ok(rows.length > 0, 'that the colleague looked is in the trail')
  assert.equal((await coordinator.get(`/plan/${id}`)).status, 404)
})

test('nothing that somebody types about a home is kept', async () => {
  const id = await homeOf(story.world, 'member')
  const { html } = await member.get(`/plan/${id}`)
  assert.doesNotMatch(html, /name="(?:reden|bewijs|bewijs_url)"/)
  const typed = {
    stand: 'done',
    reden: 'Wij zijn in juli weg',
    bewijs: 'Sleutel onder de mat',
    bewijs_url: 'https://x.example/',
  }
  assert.equal((await member.post(`/plan/${id}/stand`, typed)).status, 303)
  assert.equal(
    (await member.post(`/plan/${id}/wijzigen`, { ...measureForm, titel: 'Sleutel onder de mat' })).status,
    404,
  )
  const { rows } = await story.world.owner.query(
    `select from plan_measure m where m::text ~ 'juli|mat|x.example' union all select from plan_change c where c::text ~ 'juli|mat|x.example'`,
  )
  assert.equal(rows.length, 0)
})

test('who lives there takes it away, with all that was kept of it', async () => {
  const id = await homeOf(story.world, 'member')
  assert.equal((await clerk.post(`/plan/${id}/weg`)).status, 404)
  assert.equal((await member.post(`/plan/${id}/weg`)).status, 303)
  const { rows } = await story.world.owner.query(
    'select measure_id from plan_finding where measure_id = $1 union all select measure_id from plan_change where measure_id = $1',
    [id],
  )
  assert.equal(rows.length, 0)
})

test('the plan leaves as Word, as a table and as days for a calendar, each with what was chosen', async () => {
  const nobody = await addMeasure(coordinator, { titel: 'Zonder naam' })
  assert.equal((await coordinator.post(`/plan/${nobody}/stand`, stands)).status, 303)
  assert.match((await coordinator.get('/plan/tweede-lezer')).text, /Besloten, maar zonder naam .*Zonder naam/)
  const docx = await coordinator.bytes('/plan/plan.docx')
  const words = await docxText(docx.body)
  assert.match(words, /Noodknop in de zaal/)
  assert.match(words, /Wat een tweede lezer vraagt/)
  assert.ok(words.includes(`Zonder naam (http://localhost:8080/plan/${nobody})`))
  const csv = (await coordinator.bytes('/plan/plan.csv?stand=done')).body.toString()
  assert.match(csv, /"Camera bij de ingang"/)
  assert.doesNotMatch(csv, /Noodknop/)
  const ics = (await coordinator.bytes('/plan/plan.ics')).body.toString().replaceAll('\r\n ', '')
  assert.match(ics, /DTSTART:20261001T110000Z\r\nSUMMARY:Maatregel klaar: Noodknop in de zaal/)
  assert.doesNotMatch(ics, /Camera/, 'what is done needs no day')
})

test('a calendar says of a home no more than that there is something', async () => {
  await proposeHome(story.world, 'otherMember')
  const other = story.visitor('otherMember')
  const id = await homeOf(story.world, 'otherMember')
  await other.post(`/plan/${id}/thuis`, { voorrang: 'high', klaar_op: '2026-05-20', betaalt: 'employer' })
  const ics = (await other.bytes('/plan/mijn/agenda.ics')).body.toString()
  assert.match(ics, /SUMMARY:Termijn in Weerbaar: maatregel/)
  assert.doesNotMatch(ics, /slot/i)
})
