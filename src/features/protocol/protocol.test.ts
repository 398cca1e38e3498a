import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { ProtocolForm, valuesOf } from './form.ts'
import { modelVersion } from './versions.ts'
import { mediaTypes } from '../../platform/documents/document.ts'
import { allTagged, docxText, readPdf } from '../../../test/support/documents.ts'
import { idOf } from '../../../test/support/people.ts'
import { modelAnswers } from '../../../test/support/protocol-answers.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

const hour = 3_600_000
const today = '2026-04-24'

let world: World
let administrator: Visitor
let member: Visitor
let clerk: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** Makes a version that differs from the model in these answers. */
async function makeVersion(changes: Record<string, string> = {}): Promise<string> {
  const answers = modelAnswers(changes)
  const answer = await administrator.post('/beheer/protocol/nieuw', answers)
  assert.equal(answer.status, 303, answer.text)
  return answers['versie'] ?? ''
}

async function adopt(version: string, deel: string, more: Record<string, string> = {}): Promise<void> {
  const answer = await administrator.post(`/beheer/protocol/${version}`, { deel, vastgesteld: today, ...more })
  assert.equal(answer.status, 303, answer.text)
}

/** After how many hours each task of a case is due, counted from when it was reported. */
async function clocksOf(id: string): Promise<Record<string, number>> {
  const { rows } = await world.owner.query<{ kind: string; due_at: Date; reported_at: Date }>(
    'select kind, due_at, reported_at from task join incident_case c on c.id = case_id where case_id = $1 and kind <> $2',
    [id, 'take_up'],
  )
  return Object.fromEntries(rows.map(it => [it.kind, (it.due_at.getTime() - it.reported_at.getTime()) / hour] as const))
}

const held = () => ({ entry: randomUUID(), text: 'Volgende week bellen.', code: 'held' })

test('an adopted protocol sets the clocks of new reports, and an older one keeps its own', async () => {
  const older = await world.report('member')
  assert.deepEqual(await clocksOf(older), { decision: 24, support_talk: 72 })

  const version = await makeVersion({ besluit: '12', gesprek: '48', vervolg_een: '1', vervolg_twee: '4' })
  const between = await world.report('member')
  assert.deepEqual(await clocksOf(between), { decision: 24, support_talk: 72 }, 'a draft changes nothing')
  world.clock.advance(60_000)
  await adopt(version, 'council')
  world.clock.advance(60_000)
  const newer = await world.report('member')
  assert.deepEqual(await clocksOf(newer), { decision: 12, support_talk: 48 })

  const [wasTold, isTold] = [
    await member.get(`/meldingen/${older}/ontvangst`),
    await member.get(`/meldingen/${newer}/ontvangst`),
  ]
  assert.match(wasTold.text, /Binnen 24 uur besluit .* Binnen 72 uur krijgt u/)
  assert.match(isTold.text, /Binnen 12 uur besluit .* Binnen 48 uur krijgt u/)

  for (const [id, decision, talk, first, second] of [
    [older, 24, 72, 2, 8],
    [newer, 12, 48, 1, 4],
  ] as const) {
    await clerk.post(`/meldingen/${id}/oppakken`)
    assert.match((await clerk.get(`/meldingen/${id}/besluit`)).text, new RegExp(`Leg binnen ${decision} uur vast`))
    assert.match((await clerk.get(`/meldingen/${id}/gesprek`)).text, new RegExp(`Bied binnen ${talk} uur een`))
    assert.match((await member.get(`/meldingen/${id}/voorval`)).text, new RegExp(`binnen ${decision} uur een besluit`))
    assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, held())).status, 303)
    const { follow_up_first, follow_up_second } = await clocksOf(id)
    assert.deepEqual([follow_up_first, follow_up_second], [first * 7 * 24, second * 7 * 24])
  }
})

test('each part is adopted by itself: what holds for the council does not hold for the staff', async () => {
  const version = await makeVersion({ besluit: '6' })
  await adopt(version, 'executive')
  world.clock.advance(60_000)
  const staff = await world.report('officer')
  assert.equal((await clocksOf(staff))['decision'], 24)

  const lacks = await administrator.post(`/beheer/protocol/${version}`, { deel: 'staff', vastgesteld: today })
  assert.equal(lacks.status, 422)
  assert.match(lacks.text, /Vul in wanneer de ondernemingsraad instemde/)
  await adopt(version, 'staff', { instemming: '2026-04-20' })
  world.clock.advance(60_000)
  assert.equal((await clocksOf(await world.report('officer')))['decision'], 6)
})

test('a version is not adopted before it was decided, and not on a day before the one that holds', async () => {
  const version = await makeVersion()
  for (const [vastgesteld, says] of [
    ['2027-01-01', /kan niet in de toekomst/],
    ['2020-01-01', /al een versie vastgesteld op een latere dag/],
    ['', /Vul de dag van het besluit in/],
    ['30-2-2026', /Deze datum bestaat niet/],
  ] as const) {
    const answer = await administrator.post(`/beheer/protocol/${version}`, { deel: 'council', vastgesteld })
    assert.equal(answer.status, 422)
    assert.match(answer.text, says)
  }
})

test('members read what was adopted, with where it differs from the model; a draft they do not find', async () => {
  const version = await makeVersion({
    besluit: '10',
    prevention: 'Wij oefenen elk kwartaal.',
    altijd: 'threat\nstalking',
  })
  assert.equal((await member.get(`/protocol/${version}`)).status, 404)
  assert.match((await administrator.get(`/protocol/${version}`)).text, /Dit is een concept/)
  await adopt(version, 'council')
  assert.match((await member.get('/protocol')).text, /Volksvertegenwoordigers Versie \d+ voor volksvertegenwoordigers/)
  const { text } = await member.get(`/protocol/${version}`)
  assert.match(text, /Binnen 10 uur na de melding besluit de organisatie/)
  assert.match(text, /Wij oefenen elk kwartaal/)
  assert.match(text, /Wij doen altijd aangifte bij:/)
  assert.match(text, /Verschillen met het model .* Besluit over de reactie 24 uur 10 uur/)
  assert.match(text, /Eigen uitwerking/)
  assert.doesNotMatch(text, /Dit is een concept/)
  assert.match((await member.get('/protocol/model')).text, /Eigen uitwerking/)
  assert.equal((await (await world.signIn('foreignMember')).get(`/protocol/${version}`)).status, 404)
})

test('what is read on the page is saved as a file, with its headings and tables named as what they are', async () => {
  const version = await makeVersion({ besluit: '10', norm: 'Wij groeten Ibrahim Yıldız en Łucja.' })
  await adopt(version, 'council')
  const pdf = await readPdf((await member.bytes(`/protocol/${version}/protocol.pdf`)).body)
  const tagged = (tag: string) => allTagged(pdf.structure, tag).map(it => it.text.trim().replaceAll('\n', ' '))
  assert.deepEqual(tagged('H1'), ['Agressieprotocol van Gemeente Waterstad'])
  assert.deepEqual(tagged('Caption'), ['Welke stappen wij gebruiken', 'Verschillen met het model'])
  assert.ok(pdf.text.includes('Wij groeten Ibrahim Yıldız en Łucja.'))
  const docx = await member.bytes(`/protocol/${version}/protocol.docx`)
  assert.equal(docx.headers.get('content-type'), mediaTypes.docx)
  const text = await docxText(docx.body)
  for (const words of [
    'Binnen 10 uur na de melding',
    'Wij groeten Ibrahim Yıldız',
    '17. Wie u belt',
    'Eigen uitwerking',
  ])
    assert.ok(text.includes(words), words)
  const draft = await makeVersion()
  assert.equal((await member.bytes(`/protocol/${draft}/protocol.pdf`)).status, 404)
})

test('what cannot be a protocol is refused, and what was filled in stays', async () => {
  for (const wrong of [
    { besluit: '0' },
    { besluit: '169' },
    { besluit: 'morgen' },
    { vervolg_een: '8' },
    { stap_access_ban: 'iemand' },
    { weken_access_ban: '261' },
    { altijd: 'kritiek' },
    { tekst: 'iets' },
    { norm: 'x'.repeat(4001) },
  ]) {
    const answer = await administrator.post('/beheer/protocol/nieuw', modelAnswers({ ...wrong, media: 'Alleen ik.' }))
    assert.equal(answer.status, 422, JSON.stringify(wrong))
    assert.match(answer.html, /Alleen ik\./)
  }
})

test('the form as it is shown makes a version that is the same as the model', async () => {
  const answers = valuesOf(modelVersion)
  const { shape } = ProtocolForm
  assert.deepEqual(
    Object.keys(answers).toSorted(),
    Object.keys(shape)
      .filter(it => it !== 'versie')
      .toSorted(),
  )
  const version = await makeVersion(answers)
  assert.match((await administrator.get(`/protocol/${version}`)).text, /Dit protocol is gelijk aan het model/)
})

test('the same form sent twice is one version; a draft can go, and what was adopted stays', async () => {
  const answers = modelAnswers()
  for (const _ of [1, 2]) await administrator.post('/beheer/protocol/nieuw', answers)
  const id = answers['versie'] ?? ''
  const count = async () => (await world.owner.query('select id from protocol_version where id = $1', [id])).rows.length
  assert.equal(await count(), 1)
  assert.equal((await administrator.post(`/beheer/protocol/${id}/verwijderen`)).location, '/beheer/protocol?klaar=weg')
  assert.equal(await count(), 0)
  const adopted = await makeVersion()
  await adopt(adopted, 'council')
  await administrator.post(`/beheer/protocol/${adopted}/verwijderen`)
  assert.equal((await member.get(`/protocol/${adopted}`)).status, 200)
})

test('what was done to the protocol stands in the trail, by number and part', async () => {
  const { rows } = await world.owner.query<{ object: string }>(
    `select object from audit_entry where action = 'protocol.adopted' and organisation_id = $1 order by id limit 2`,
    [idOf('waterstad')],
  )
  assert.deepEqual(
    rows.map(it => it.object),
    ['version:1 part:council', 'version:2 part:executive'],
  )
})
