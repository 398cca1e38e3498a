import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { publishText, releaseYear, riskScan } from '../../../test/support/risks.ts'
import { seenOn } from '../../../test/support/norms.ts'
import { measureForm } from '../../../test/support/plans.ts'
import { begin } from '../../../test/support/scanning.ts'

const story = openStory(world => publishText(world, riskScan()))
const coordinator = story.visitor('politicalCoordinator')
const colleague = story.visitor('staffCoordinator')

const page = (id: string, path: string) => coordinator.get(`/antwoorden/${id}/vragen/${path}`)
const send = async (id: string, path: string, form: Record<string, string>) =>
  coordinator.post(`/antwoorden/${id}/vragen/${path}`, { gezien: await seenOn(coordinator, id, path), ...form })
const again = async (): Promise<string> => {
  const id = await begin(coordinator, 'small-risks')
  await coordinator.post(`/antwoorden/${id}/weggooien`)
  return begin(coordinator, 'small-risks')
}

test('as long as no figure was released nothing is proposed, and no reason is asked', async () => {
  const id = await again()
  assert.match((await page(id, 'balie')).text, /Er is geen voorstel: het aantal meldingen van fysieke agressie/)
  assert.equal((await send(id, 'balie', { desk_chance: '1', desk_impact: '2' })).status, 303)
})

test('a number that figures withhold proposes nothing, also when it was counted', async () => {
  await releaseYear(story.world, 2024, null)
  const id = await again()
  const { text } = await page(id, 'balie')
  assert.match(text, /Er is geen voorstel/)
  assert.doesNotMatch(text, /2024|: 3,/)
})

test('figures propose a chance with their number and year, and who chooses otherwise says why', async () => {
  const early = await again()
  await send(early, 'balie', { desk_chance: '1', desk_impact: '2' })
  await releaseYear(story.world, 2025, 12)
  assert.match((await coordinator.get(`/antwoorden/${early}/controleren`)).text, /1\. Bijna nooit Voorstel: 4\. Vaak/)
  const finished = await coordinator.post(`/antwoorden/${early}/controleren`)
  assert.match(finished.text, /Schrijf op waarom u iets anders kiest/, 'also what was answered before it was released')
  const id = await again()
  const shown = await page(id, 'balie')
  assert.match(
    shown.text,
    /Voorstel: 4\. Vaak, op grond van 12 meldingen van fysieke agressie in 2025 \(vastgestelde cijfers/,
  )
  assert.doesNotMatch(shown.html, /checked/, 'a proposal is no answer')
  const refused = await send(id, 'balie', { desk_chance: '2', desk_impact: '5' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Schrijf op waarom u iets anders kiest dan het voorstel/)
  const invented = { desk_chance: '2', desk_impact: '5', desk_chance_proposed: '2 1 2025' }
  assert.equal((await send(id, 'balie', invented)).status, 422, 'what is proposed is not taken from a form')
  const { status } = await send(id, 'balie', { desk_chance: '4', desk_impact: '5' })
  assert.equal(status, 303, 'the proposal itself needs no reason')
  const reason = { desk_chance: '5', desk_impact: '4', desk_chance_reason: 'Er kwam een tweede balie bij.', gezien: '' }
  const overtaken = await colleague.post(`/antwoorden/${id}/vragen/balie`, reason)
  assert.match(overtaken.text, /Iemand anders heeft deze pagina gewijzigd.*Voorstel: 4/)
})

test('an organisation names its processes, weighs each, and reads which risks are large', async () => {
  const id = await again()
  await send(id, 'balie', { desk_chance: '5', desk_impact: '4', desk_chance_reason: 'Er kwam een balie bij.' })
  assert.match((await send(id, 'processen', { own_1: ' ', own_2: '' })).text, /Noem minstens één proces/)
  assert.match((await send(id, 'processen', { own_1: 'Inkoop', own_3: 'inkoop ' })).text, /Dit staat er al/)
  assert.equal((await send(id, 'processen', { own_1: 'Inkoop', own_3: 'Vergunningen' })).status, 303)
  const { text } = await page(id, 'tabel')
  assert.match(text, /Inkoop Kans.*Eén mens beslist Vergunningen Kans/)
  const weighed = {
    processes_1_chance: '2',
    processes_1_impact: '2',
    processes_1_rules: 'known',
    processes_3_chance: '4',
    processes_3_impact: '5',
    processes_3_rules: 'none',
    processes_3_alone: 'ja',
    processes_4_chance: '5',
  }
  const { processes_3_impact: _, ...incomplete } = weighed
  assert.match((await send(id, 'tabel', incomplete)).text, /Vergunningen, Gevolg: Kies een antwoord/)
  assert.equal((await send(id, 'tabel', weighed)).status, 303)
  assert.equal((await coordinator.post(`/antwoorden/${id}/controleren`)).status, 303)
  const result = await coordinator.get(`/antwoorden/${id}/uitslag`)
  assert.match(
    result.text,
    /Agressie aan de balie 5 × 4 = 20 Zeer hoog Ondermijning: Vergunningen 4 × 5 = 20 Zeer hoog Ondermijning: Inkoop 2 × 2 = 4 Laag/,
  )
  assert.match(result.text, /Zeer hoog : Doe dit eerst\./)
  assert.match(
    result.text,
    /Voorstel: 4\. Vaak, op grond van 12 .* in 2025 .* Gekozen is iets anders, want: Er kwam een balie bij\./,
  )
  assert.match(result.text, /Vergunningen 4\. Vaak 5\. Heel groot Er zijn er geen Ja 1 van 3/)
  assert.match(result.text, /Samen – – 2 van 4 1 van 2 3 van 6/)
  const history = await coordinator.get(`/scans/small-risks/vastgesteld/${id}`)
  assert.match(history.text, /Risico’s .*Agressie aan de balie 5 × 4 = 20 Zeer hoog/, 'also once it is history')
  const pdf = await readPdf((await coordinator.bytes(`/antwoorden/${id}/uitslag/pdf`)).body)
  assert.match(pdf.text, /Ondermijning: Vergunningen/)
  assert.match(pdf.text, /Samen/)
})

test('a measure that a risk proposes carries its chance and impact into the plan, where people change them by hand', async () => {
  const { rows } = await story.world.owner.query<{ id: string }>(`select id from answer_set where state = 'done'`)
  assert.equal((await coordinator.post(`/antwoorden/${rows[0]?.id}/maatregelen`)).location, '/plan')
  const { rows: measures } = await story.world.owner.query<{ id: string; row: string }>(
    `select id, concat_ws(' ', title, '|', risk, chance_before, impact_before, chance_after) as row from plan_measure order by title`,
  )
  assert.deepEqual(
    measures.map(it => it.row),
    [
      'Altijd twee mensen bij een besluit | Ondermijning 4 5',
      'Tweede uitgang achter de balie | Agressie aan de balie 5 4',
    ],
    'what people typed is in no measure',
  )
  const at = `/plan/${measures[1]?.id}`
  assert.match((await coordinator.get(at)).text, /20 \(kans 5, gevolg 4\)/)
  const risk = { risico: 'Agressie aan de balie', kans_voor: '4', gevolg_voor: '4', kans_nu: '2', gevolg_nu: '4' }
  const byHand = await coordinator.post(`${at}/wijzigen`, { ...measureForm, titel: 'Tweede uitgang', ...risk })
  assert.equal(byHand.status, 303, byHand.text)
  assert.match((await coordinator.get(at)).text, /16 \(kans 4, gevolg 4\)/)
  assert.match(
    (await coordinator.get('/plan/tweede-lezer')).text,
    /Risico lager, maar de maatregel is niet gedaan .*Tweede uitgang/,
  )
})

test('who takes a process out of the list is told that what was said of it goes, and it goes', async () => {
  const id = await begin(coordinator, 'small-risks')
  const { text } = await page(id, 'balie')
  assert.match(text, /Dit begon met het antwoord van/)
  await send(id, 'processen', { own_1: 'Inkoop', own_2: 'Subsidies', own_3: 'Vergunningen' })
  const cells = Object.fromEntries(
    ['1', '2', '3'].flatMap(row => ['chance', 'impact'].map(it => [`processes_${row}_${it}`, '3'])),
  )
  const rules = Object.fromEntries(['1', '2', '3'].map(row => [`processes_${row}_rules`, 'written']))
  assert.equal((await send(id, 'tabel', { ...cells, ...rules })).status, 303)
  const fewer = { own_1: 'Inkoop', own_2: '', own_3: 'Vergunningen' }
  const asked = await send(id, 'processen', fewer)
  assert.match(asked.text, /Deze antwoorden vervallen.*Wat geldt voor dit proces\? Subsidies/)
  assert.equal((await send(id, 'processen', { ...fewer, vervalt: 'ja' })).status, 303)
  await send(id, 'processen', { ...fewer, own_2: 'Subsidies' })
  assert.match((await coordinator.get(`/antwoorden/${id}/controleren`)).text, /Subsidies Niet ingevuld Niet ingevuld/)
})

test('on paper a table has its circumstances above it, and room to write the processes', async () => {
  const { text } = await readPdf((await coordinator.bytes('/scans/small-risks/papier')).body)
  assert.match(text, /Kans: 1\. Bijna nooit; 2\. Soms/)
  assert.match(text, /1 2 3 4 5/)
  assert.match(text, /Iedereen kent ze/)
})
