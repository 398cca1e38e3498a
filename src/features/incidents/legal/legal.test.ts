import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { keepRecord, refusedWith } from '../../../../test/support/records.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const stepsAt = 'juridische-druk/stappen'
const aidAt = 'juridische-druk/rechtsbijstand'
const letter = { dag: '2026-03-02', soort: 'letter', wat: 'Een advocaat stelt haar persoonlijk aansprakelijk.' }

test('a legal-pressure case: the steps of the procedure in order, and legal aid from the request to the objection', async () => {
  const id = await story.taken('legal_intimidation')
  // Written down in another order than it happened: it reads in the order of the days.
  await keepRecord(clerk, id, stepsAt, { dag: '2026-04-10', soort: 'ruling', wat: 'De eis is afgewezen.' })
  await keepRecord(clerk, id, stepsAt, { ...letter, termijn: '2026-03-16' })
  await keepRecord(clerk, id, stepsAt, { dag: '2026-03-20', soort: 'summons', wat: 'Zij wordt gedagvaard.' })
  const { text } = await clerk.get(`/meldingen/${id}/juridische-druk`)
  assert.match(text, /aansprakelijk.*gedagvaard.*afgewezen/su)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Juridische druk.{0,20}3 stappen vastgelegd/u)

  const asked = { gevraagd: '2026-03-03', waarvoor: 'Een advocaat.', besluit: 'waiting' }
  const page = await clerk.get(`/meldingen/${id}/${aidAt}`)
  assert.match(page.text, /De procedure komt door het werk voor onze organisatie\./)
  const condition = 'De procedure komt door het werk voor onze organisatie.'
  const aid = await keepRecord(clerk, id, aidAt, { ...asked, voorwaarden: condition })
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Rechtsbijstand is gevraagd/)
  const decided = { ...asked, voorwaarden: condition, record: aid, besluit: 'partly', besloten: '2026-03-05' }
  await keepRecord(clerk, id, aidAt, {
    ...decided,
    reden: 'Tot en met de eerste uitspraak.',
    ten_hoogste: '5.000,00',
    kosten: '1250.75',
    bezwaar: 'filed',
    bezwaar_op: '2026-03-09',
  })
  const own = await member.get(`/meldingen/${id}/juridische-druk`)
  for (const words of ['Voor een deel', '€ 5.000,00', '€ 1.250,75', 'Bezwaar gemaakt', condition])
    assert.ok(own.text.includes(words), words)
})

test('days of a procedure that cannot have been in this order are refused, in whichever order they are written', async () => {
  const id = await story.taken('legal_intimidation')
  await keepRecord(clerk, id, stepsAt, { dag: '2026-03-20', soort: 'summons', wat: 'Dagvaarding.' })
  const ruling = await keepRecord(clerk, id, stepsAt, { dag: '2026-04-10', soort: 'ruling', wat: 'Uitspraak.' })
  const right = { dag: '2026-04-12', soort: 'appeal', wat: 'Zij gaan in beroep.' }
  const wrongs = [
    [{ dag: '2026-04-09' }, /“Beroep of hoger beroep” kan niet eerder zijn dan “Uitspraak of oordeel” van/],
    [{ soort: 'hearing', dag: '2026-03-19' }, /“Zitting of hoorzitting” kan niet eerder zijn dan “Dagvaarding/],
    [{ dag: '2039-01-01' }, /Alleen een zitting kan later zijn dan vandaag/],
    [{ termijn: '2026-04-11' }, /eerder dan de stap zelf/],
    [{ dag: '' }, /Kies op welke dag het was/],
  ] as const
  await refusedWith(clerk, id, stepsAt, right, wrongs, /Zij gaan in beroep\./)
  await keepRecord(clerk, id, stepsAt, right)
  const moved = { record: ruling, dag: '2026-03-19', soort: 'ruling', wat: 'Uitspraak.' }
  await refusedWith(clerk, id, stepsAt, moved, [[{}, /“Uitspraak of oordeel” kan niet eerder zijn/]], /Uitspraak/)
})

test('a decision on legal aid comes after its request, with a reason when it is no, and an objection after that', async () => {
  const id = await story.taken('legal_intimidation')
  const right = {
    gevraagd: '2026-03-03',
    waarvoor: 'Een advocaat voor de zitting.',
    besluit: 'refused',
    besloten: '2026-03-05',
    reden: 'Het is geen zaak van het werk.',
  }
  const wrongs = [
    [{ besloten: '2026-03-02' }, /kan niet eerder zijn dan de vraag/],
    [{ besloten: '' }, /Kies wanneer er is besloten/],
    [{ reden: '' }, /Schrijf waarom het besluit geen volledig ja is/],
    [{ bezwaar: 'filed' }, /Kies wanneer het bezwaar is gemaakt/],
    [{ bezwaar: 'filed', bezwaar_op: '2026-03-04' }, /Bezwaar kan niet eerder zijn dan het besluit/],
    [{ besluit: 'waiting', besloten: '', bezwaar: 'filed' }, /pas als er een besluit is/],
    [{ voorwaarden: 'Zelf bedacht.' }, /Kies een van deze antwoorden/],
    [{ kosten: '12,345' }, /niet duidelijk welk bedrag/],
  ] as const
  await refusedWith(clerk, id, aidAt, right, wrongs, /Een advocaat voor de zitting\./)
})

test('the conditions are those of the organisation; a request keeps those that it was held against', async () => {
  const id = await story.taken('legal_intimidation')
  const administrator = await story.world.signIn('administrator')
  const set = (legal_aid_conditions: string) =>
    administrator.post('/beheer/teksten/rechtsbijstand', { legal_aid_conditions })
  assert.equal((await set('Onze eigen voorwaarde.')).status, 303)
  const form = {
    gevraagd: '2026-03-03',
    waarvoor: 'Advocaat.',
    besluit: 'waiting',
    voorwaarden: 'Onze eigen voorwaarde.',
  }
  const aid = await keepRecord(clerk, id, aidAt, form)
  assert.equal((await set('Een nieuwe voorwaarde.')).status, 303)
  await keepRecord(clerk, id, aidAt, { ...form, record: aid, waarvoor: 'Advocaat en deurwaarder.' })
  const { text } = await clerk.get(`/meldingen/${id}/vastgelegd/${aid}`)
  assert.match(text, /Een nieuwe voorwaarde\./)
  assert.match(text, /Onze eigen voorwaarde\./)
})

test('in a case that is not about procedures its own page does not stand there for the person hit', async () => {
  const id = await story.taken('threat')
  assert.equal((await member.get(`/meldingen/${id}/juridische-druk`)).status, 404)
  assert.equal((await clerk.get(`/meldingen/${id}/juridische-druk`)).status, 200)
})
