import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { join, twoCases } from '../../../../test/support/joined.ts'
import { makeMeasure } from '../../../../test/support/measures.ts'
import { docxOf, draw, pdfOf, policeAt, policeStory } from '../../../../test/support/police.ts'
import { isoDay } from '../../../ui/dates.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')
const { caseOf, record, tasksOf } = policeStory(story, clerk)

test('when it is decided to report, somebody goes within two working days; a complaint has three months', async () => {
  const id = await caseOf({}, 'stalking')
  const decision = { entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, decision)).status, 303)
  // Friday night; King's day is the Monday after it.
  assert.deepEqual(await tasksOf(id), ['police_report 2026-04-29'])
  // The last day, 11 April, is a Saturday.
  assert.equal((await draw(member, id, { known_on: '2026-01-11', offences: 'stalking' })).status, 303)
  assert.match(
    (await member.get(policeAt(id))).text,
    /De termijn voor een klacht liep tot en met zaterdag 11 april 2026/,
  )
  assert.equal((await draw(member, id, { known_on: '2026-02-02', offences: 'stalking' })).status, 303)
  assert.deepEqual(await tasksOf(id), ['police_complaint 2026-05-01', 'police_report 2026-04-29'])
  assert.match(
    (await member.get(policeAt(id))).text,
    /tot en met zaterdag 2 mei 2026. Ga uiterlijk op vrijdag 1 mei 2026/,
  )
})

test('a threat is followed from report to acquittal: what the person hit must hear and what must be reviewed becomes a task', async () => {
  const id = await caseOf()
  for (const [step, day, more] of [
    ['gedaan', '2026-04-24', { code: 'by_organisation' }],
    ['vpt-code', '2026-04-24', { code: 'not_given' }],
    ['contactpersoon', '2026-04-24', { words: 'Wijkagent' }],
    ['overgedragen', '2026-04-24', { words: 'Openbaar Ministerie' }],
    ['vervolging', '2026-04-24', { code: 'prosecuted' }],
    ['zitting', '2026-06-10', {}],
  ] as const) {
    const answer = await record(id, step, day, more)
    assert.equal(answer.status, 303, `${step}: ${answer.text.slice(0, 300)}`)
  }
  const tasks = await tasksOf(id)
  assert.deepEqual(
    tasks.filter(it => !it.startsWith('police_tell')),
    ['police_hearing 2026-06-03', 'police_vpt 2026-05-04'],
  )
  assert.equal(tasks.length, 7)
  story.world.clock.advance(60 * 24 * 3_600_000)
  assert.equal((await record(id, 'uitspraak', '2026-06-15', { code: 'acquitted' })).status, 303)
  assert.ok(!(await tasksOf(id)).some(it => it.startsWith('police_review')), 'no measure runs')
  const page = await member.get(policeAt(id))
  assert.match(page.text, /Uitspraak: vrijspraak maandag 15 juni 2026/)
  assert.match(page.text, /Wat dit betekent: Uitspraak: vrijspraak.*bespreekt met u wat dit betekent/)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Uitspraak: vrijspraak/)
})

test('a dismissal and an acquittal ask to look again at the measures that run, and a conviction does not', async () => {
  const clock = story.world.clock.now()
  const day = isoDay(clock)
  const later = (days: number) => isoDay(new Date(clock.getTime() + days * 24 * 3_600_000))
  const run = { feit_op: day, begint: day, beoordelen: later(20), eindigt: later(30) }
  const reviewed = async (step: string, code: string, ends: boolean) => {
    const id = await caseOf()
    const measure = await makeMeasure(story.world, 'clerk', id, run)
    const lift = { entry: randomUUID(), uitkomst: 'lifted', waarom: 'Hij bood excuses aan.' }
    if (ends) assert.equal((await clerk.post(`/meldingen/${id}/maatregelen/${measure}/beoordelen`, lift)).status, 303)
    assert.equal((await record(id, step, day, { code })).status, 303)
    return (await tasksOf(id)).some(it => it.startsWith('police_review'))
  }
  assert.equal(await reviewed('uitspraak', 'acquitted', false), true)
  assert.equal(await reviewed('vervolging', 'dismissed', false), true)
  assert.equal(await reviewed('uitspraak', 'acquitted', true), false)
  assert.equal(await reviewed('uitspraak', 'convicted', false), false)
})

test('a day that is out of order, yet to come or forgotten is refused with the reason, and nothing is written', async () => {
  const id = await caseOf()
  assert.equal((await record(id, 'gedaan', '2026-06-10', { code: 'by_person' })).status, 303)
  const refused = async (step: string, day: string, more: Record<string, string>, why: RegExp) => {
    const answer = await record(id, step, day, more)
    assert.equal(answer.status, 422, step)
    assert.match(answer.text, why)
  }
  await refused('uitspraak', '2026-06-01', { code: 'convicted' }, /Deze dag ligt voor “Aangifte is gedaan”/)
  await refused('vervolging', '2030-01-01', { code: 'dismissed' }, /Deze dag moet nog komen/)
  await refused('vervolging', '2026-06-12', {}, /Kies een antwoord/)
  await refused('vervolging', '', { code: 'dismissed' }, /Vul in op welke dag het was/)
  await refused('contactpersoon', '2026-06-12', { words: '' }, /Vul dit in/)
  assert.equal((await record(id, 'vervolging', '2026-06-12', { code: 'dismissed' })).status, 303)
  await refused('gedaan', '2026-06-14', { code: 'by_person' }, /Deze dag ligt na “Beslissing over vervolging”/)
  const { rows } = await story.world.owner.query('select kind from police_step where case_id = $1', [id])
  assert.equal(rows.length, 2)
})

test('why there is no report is kept as a code, and ends the task to go', async () => {
  const id = await caseOf()
  const decision = { entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, decision)).status, 303)
  assert.equal((await record(id, 'geen-aangifte', '2026-06-12', { code: 'fear' })).status, 303)
  assert.deepEqual(await tasksOf(id), [])
  const { rows } = await story.world.owner.query('select kind, code, sealed from police_step where case_id = $1', [id])
  assert.deepEqual(rows, [{ kind: 'no_report', code: 'fear', sealed: null }])
})

test('one report to the police for an incident is followed in each of its cases that the handler has', async () => {
  const both = await twoCases(story.world)
  await join(story.world, both)
  assert.match(
    (await clerk.get(policeAt(both.one, 'stap/gedaan'))).text,
    /Geldt dit ook voor de andere melding van dit incident/,
  )
  assert.equal((await record(both.one, 'gedaan', '2026-06-12', { code: 'by_organisation', allen: 'ja' })).status, 303)
  for (const id of [both.one, both.two])
    assert.match((await clerk.get(policeAt(id))).text, /Aangifte is gedaan: de organisatie/)
  assert.equal((await record(both.one, 'vpt-code', '2026-06-12', { code: 'given', allen: 'nee' })).status, 303)
  assert.doesNotMatch((await clerk.get(policeAt(both.two))).text, /VPT-code: ja/)
})

test('one report of the organisation names all who were hit in the incident, and is found from each of its cases', async () => {
  const both = await twoCases(story.world)
  assert.doesNotMatch((await clerk.get(policeAt(both.one))).text, /Eén aangifte voor het hele voorval/)
  await join(story.world, both)
  assert.equal((await draw(clerk, both.one)).status, 303)
  assert.match((await clerk.get(policeAt(both.one))).text, /U behandelt nog een melding van dit voorval/)
  assert.ok((await clerk.get(policeAt(both.two))).html.includes(`href="${policeAt(both.one)}"`))
  const all = /Naam member\s+Naam otherMember/u
  assert.match((await pdfOf(clerk, both.one)).text, all)
  assert.match(await docxOf(clerk, both.one), all)
  // Those who were hit name themselves, and read nothing of each other.
  const own = await pdfOf(member, both.one)
  assert.doesNotMatch(own.text, /Naam otherMember|Woorden over de ander/)
  assert.doesNotMatch((await member.get(policeAt(both.one))).text, /voor het hele voorval/)
})
