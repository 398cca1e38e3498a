import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { allTagged, docxText, readPdf } from '../../../../test/support/documents.ts'
import { join, twoCases } from '../../../../test/support/joined.ts'
import { makeMeasure } from '../../../../test/support/measures.ts'
import { aLetter, aPicture } from '../../../../test/support/stories.ts'
import { type Visitor } from '../../../../test/support/world.ts'
import { isoDay } from '../../../ui/dates.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const home = 'Zilverlindelaan 12, 1234 AB Waterstad'
const filled = (more: Record<string, string> = {}) => ({
  what: 'Hij riep dat hij mij zou weten te vinden.',
  at_home: 'nee',
  known_on: '2026-04-24',
  domicile: 'Gemeente Waterstad, de griffie, Raadhuisplein 1, 9999 XX Waterstad',
  ...more,
})

async function caseOf(report: Record<string, string> = {}, category = 'threat'): Promise<string> {
  const id = await story.world.report('member', report, [aPicture])
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category })).status, 303)
  return id
}

const at = (id: string, page = '') => `/meldingen/${id}/aangifte${page && `/${page}`}`

async function draw(who: Visitor, id: string, more: Record<string, string> = {}) {
  const gezien = /name="gezien" value="([^"]*)"/u.exec((await who.get(at(id, 'opstellen'))).html)?.[1] ?? ''
  return who.post(at(id, 'opstellen'), filled({ gezien, ...more }))
}

async function pdfOf(who: Visitor, id: string) {
  const { status, body } = await who.bytes(at(id, 'pdf'))
  assert.equal(status, 200)
  return readPdf(body)
}

const docxOf = async (who: Visitor, id: string) => docxText((await who.bytes(at(id, 'docx'))).body)

const record = (id: string, step: string, day: string, more: Record<string, string> = {}) =>
  clerk.post(at(id, `stap/${step}`), { entry: randomUUID(), day, words: 'PL0600-2026', ...more })

async function tasksOf(id: string) {
  const { rows } = await story.world.owner.query<{ kind: string; due_at: Date }>(
    `select kind, due_at from task where case_id = $1 and done_at is null and kind like 'police%' order by kind`,
    [id],
  )
  return rows.map(it => `${it.kind} ${it.due_at.toISOString().slice(0, 10)}`)
}

test('the home address of whoever was threatened never comes into the document, wherever it was told of', async () => {
  const what = `Hij stond voor mijn huis aan de ${home} en belde 06 12345678.`
  const id = await caseOf({ what, reach: `Bij mijn zus, ${home}` })
  const untouched = [(await pdfOf(clerk, id)).text, await docxOf(clerk, id), (await pdfOf(member, id)).text]
  for (const who of [clerk, member]) {
    const saved = await draw(who, id, {
      what,
      where: home,
      witnesses: `Buurman, ${home}, anna@thuis.example`,
      damage: what,
    })
    assert.equal(saved.status, 303, saved.text.slice(0, 300))
    const page = await who.get(at(id))
    assert.match(page.text, /Dit kan van een woning of privé zijn/)
    assert.match(page.text, /Waar: een adres, “Zilverlindelaan 12”/)
    untouched.push((await pdfOf(who, id)).text, await docxOf(who, id))
  }
  for (const text of untouched) {
    assert.doesNotMatch(text, /Zilverlinde|1234 ?AB|12345678|anna@/)
    assert.match(text, /\[adres bij de politie bekend\]/)
  }
})

test('where the home is the scene, the document says only that', async () => {
  const id = await caseOf({}, 'home_visit')
  assert.equal((await draw(clerk, id, { at_home: 'ja', where: 'In de achtertuin van nummer 12' })).status, 303)
  const { text } = await pdfOf(clerk, id)
  assert.match(text, /woning, adres bij de politie bekend/)
  assert.doesNotMatch(text, /achtertuin/)
})

test('an office that is told of as a home is refused as the address of the office, and nothing is lost', async () => {
  const id = await caseOf({ reach: home })
  const answer = await draw(clerk, id, { domicile: home })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /kan een privéadres of privénummer zijn/)
  assert.match(answer.html, /mij zou weten te vinden/)
  assert.equal((await draw(clerk, id, { domicile: '' })).status, 422)
})

test('what the organisation set as its address is in every report, and then nobody is asked for it', async () => {
  const id = await caseOf()
  const admin = await story.world.signIn('administrator')
  const set = await admin.post('/beheer/teksten/aangifte', { police_domicile: 'Stadhuis van Waterstad\nPostbus 1' })
  assert.equal(set.status, 303, set.text.slice(0, 300))
  assert.doesNotMatch((await clerk.get(at(id, 'opstellen'))).html, /name="domicile"/)
  assert.equal((await draw(clerk, id)).status, 303)
  assert.match((await pdfOf(clerk, id)).text, /Stadhuis van Waterstad/)
  await story.world.owner.query(`delete from organisation_text where text_id = 'police_domicile'`)
})

test('only the version that the person hit signs asks for prosecution, and neither side reads the version of the other', async () => {
  const id = await caseOf({}, 'stalking')
  const own = { what: 'Alleen van mij.', complaint: 'ja', offences: 'stalking' }
  assert.equal((await draw(member, id, own)).status, 303)
  assert.equal((await draw(clerk, id, { what: 'Van de organisatie.', complaint: 'ja' })).status, 303)
  const mine = await pdfOf(member, id)
  const theirs = await pdfOf(clerk, id)
  assert.match(mine.text, /Ik verzoek uitdrukkelijk om vervolging/)
  assert.match(mine.text, /Alleen van mij/)
  assert.doesNotMatch(mine.text, /Van de organisatie\./)
  assert.match(theirs.text, /Er staat geen klacht in/)
  assert.doesNotMatch(theirs.text, /Ik verzoek uitdrukkelijk|Alleen van mij/)
  for (const { text } of [mine, theirs])
    assert.match(text, /VPT-code te registreren en de Eenduidige Landelijke Afspraken/)
})

test('the document is read aloud by its headings, names its evidence, and writes each Latin name as it is', async () => {
  const names = 'Łukasz Żółć, Đặng Ǻsa Ňové, Çağrı İnce, Ærø Þórsdóttir, Œdipe'
  const id = await caseOf()
  assert.equal((await draw(clerk, id, { witnesses: names })).status, 303)
  const pdf = await pdfOf(clerk, id)
  assert.equal(pdf.language, 'nl-NL')
  const headings = allTagged(pdf.structure, 'H4').map(it => it.text.trim())
  assert.deepEqual(headings.slice(0, 7), ['Wie', 'Wat', 'Waar', 'Waarmee', 'Op welke wijze', 'Wanneer', 'Waarom'])
  assert.match(pdf.text, /scherm\.png/)
  assert.match(pdf.text.replaceAll(/\s/gu, ''), /SHA-256:[0-9a-f]{64}/)
  for (const text of [pdf.text, await docxOf(clerk, id)])
    for (const name of names.split(', ')) assert.ok(text.normalize('NFC').includes(name.normalize('NFC')), name)
})

test('a text of two hundred pages is refused clearly and comes back; the longest that is taken comes out whole', async () => {
  const id = await caseOf()
  const tooLong = await draw(clerk, id, { what: 'Lang verhaal. '.repeat(50_000) })
  assert.equal(tooLong.status, 422)
  assert.match(tooLong.text.slice(0, 2000), /Gebruik ten hoogste 20.000 tekens. U heeft er nu 699\.999\./)
  assert.ok(tooLong.html.includes('Lang verhaal. '.repeat(49_999)))
  const long = 'Lang verhaal. '.repeat(1_400)
  const everywhere = Object.fromEntries(
    [
      'what',
      'who',
      'where',
      'with_what',
      'how',
      'when',
      'why',
      'task',
      'witnesses',
      'earlier',
      'warnings',
      'damage',
    ].map(name => [name, `${long}Slot van ${name}.`]),
  )
  assert.equal((await draw(clerk, id, everywhere)).status, 303)
  const { text } = await pdfOf(clerk, id)
  for (const name of Object.keys(everywhere))
    assert.ok(text.replaceAll(/\s+/gu, ' ').includes(`Slot van ${name}.`), name)
})

test('who kept it meanwhile is not overwritten; the same form sent twice is kept once', async () => {
  const id = await caseOf()
  assert.equal((await draw(clerk, id, { what: 'Eerst.' })).status, 303)
  assert.equal((await clerk.post(at(id, 'opstellen'), filled({ what: 'Eerst.' }))).status, 303)
  const late = await clerk.post(at(id, 'opstellen'), filled({ what: 'Te laat geschreven.' }))
  assert.equal(late.status, 422)
  assert.match(late.text, /intussen veranderd.*Te laat geschreven\./s)
  assert.match((await clerk.get(at(id, 'opstellen'))).text, /Eerst\./)
})

test('when it is decided to report, somebody goes within two working days; a complaint has three months', async () => {
  const id = await caseOf({}, 'stalking')
  const decision = { entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, decision)).status, 303)
  // Friday night; King's day is the Monday after it.
  assert.deepEqual(await tasksOf(id), ['police_report 2026-04-29'])
  // The last day, 11 April, is a Saturday.
  assert.equal((await draw(member, id, { known_on: '2026-01-11', offences: 'stalking' })).status, 303)
  assert.match((await member.get(at(id))).text, /De termijn voor een klacht liep tot en met zaterdag 11 april 2026/)
  assert.equal((await draw(member, id, { known_on: '2026-02-02', offences: 'stalking' })).status, 303)
  assert.deepEqual(await tasksOf(id), ['police_complaint 2026-05-01', 'police_report 2026-04-29'])
  assert.match((await member.get(at(id))).text, /tot en met zaterdag 2 mei 2026. Ga uiterlijk op vrijdag 1 mei 2026/)
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
  const page = await member.get(at(id))
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
    (await clerk.get(at(both.one, 'stap/gedaan'))).text,
    /Geldt dit ook voor de andere melding van dit incident/,
  )
  assert.equal((await record(both.one, 'gedaan', '2026-06-12', { code: 'by_organisation', allen: 'ja' })).status, 303)
  for (const id of [both.one, both.two])
    assert.match((await clerk.get(at(id))).text, /Aangifte is gedaan: de organisatie/)
  assert.equal((await record(both.one, 'vpt-code', '2026-06-12', { code: 'given', allen: 'nee' })).status, 303)
  assert.doesNotMatch((await clerk.get(at(both.two))).text, /VPT-code: ja/)
})

test('one report of the organisation names all who were hit in the incident, and is found from each of its cases', async () => {
  const both = await twoCases(story.world)
  assert.doesNotMatch((await clerk.get(at(both.one))).text, /Eén aangifte voor het hele voorval/)
  await join(story.world, both)
  assert.equal((await draw(clerk, both.one)).status, 303)
  assert.match((await clerk.get(at(both.one))).text, /U behandelt nog een melding van dit voorval/)
  assert.ok((await clerk.get(at(both.two))).html.includes(`href="${at(both.one)}"`))
  const all = /Naam member\s+Naam otherMember/u
  assert.match((await pdfOf(clerk, both.one)).text, all)
  assert.match(await docxOf(clerk, both.one), all)
  // Those who were hit name themselves, and read nothing of each other.
  const own = await pdfOf(member, both.one)
  assert.doesNotMatch(own.text, /Naam otherMember|Woorden over de ander/)
  assert.doesNotMatch((await member.get(at(both.one))).text, /voor het hele voorval/)
})

test('a document that is fetched stands in the trail', async () => {
  const id = await story.world.report('member', {}, [aLetter])
  await member.bytes(at(id, 'pdf'))
  const trail = await story.world.owner.query(
    `select 1 from audit_entry where case_id = $1 and action = 'case.report_made'`,
    [id],
  )
  assert.equal(trail.rows.length, 1)
})
