import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { decide, fillIn, halfway, publishNorm, seenIn, seenOn } from '../../../test/support/norms.ts'
import { idOf } from '../../../test/support/people.ts'
import { begin } from '../../../test/support/scanning.ts'

const story = openStory(world => publishNorm(world))
const coordinator = story.visitor('politicalCoordinator')
const colleague = story.visitor('staffCoordinator')
const member = story.visitor('member')

const trail = async (action: string): Promise<string[]> =>
  (
    await story.world.owner.query<{ object: string }>('select object from audit_entry where action = $1 order by id', [
      action,
    ])
  ).rows.map(it => it.object)
const days = (n: number) => story.world.clock.advance(n * 24 * 3_600_000)

test('two coordinators fill in one answer over weeks, decide on it, and everybody sees how far the organisation is', async () => {
  assert.match((await member.get('/scans/small-norm/organisatie')).text, /Er is nog geen antwoord vastgesteld/)
  const id = await begin(coordinator, 'small-norm')
  await fillIn(coordinator, id, { mensen: halfway.mensen })
  days(14)
  assert.equal(await begin(colleague, 'small-norm'), id, 'there is one answer, and the colleague goes on in it')
  await fillIn(colleague, id, { papier: halfway.papier })
  assert.match((await colleague.get(`/antwoorden/${id}/controleren`)).text, /Vaststellen\?.*Teamleider balie/)
  assert.equal((await colleague.post(`/antwoorden/${id}/controleren`)).status, 303)
  assert.deepEqual(await trail('scan.decided'), [`answers:${id} instrument:small-norm@1`])
  const { text } = await member.get('/scans/small-norm/organisatie')
  assert.match(text, /vastgesteld op 08-05-2026/)
  assert.match(text, /Mensen 1 van 2 uitgevoerd \(50 procent\)/)
  assert.match(text, /Papier Niets om te tellen, 1 niet van toepassing/)
  assert.match(text, /De volgende voortgangsrapportage is nodig op 08-05-2028/)
  assert.doesNotMatch(text, /Teamleider|regio|balie/)
})

test('what was decided changes no more, and who begins again starts from it', async () => {
  const [first] = (await trail('scan.decided')).map(it => it.slice(8, 44))
  assert.ok(first)
  const again = { alarm: 'missing', gezien: '' }
  assert.equal(
    (await coordinator.post(`/antwoorden/${first}/vragen/mensen`, again)).location,
    `/antwoorden/${first}/uitslag`,
  )
  assert.equal((await coordinator.post(`/antwoorden/${first}/weggooien`)).status, 404)
  const id = await begin(coordinator, 'small-norm')
  assert.notEqual(id, first)
  const { text, html } = await coordinator.get(`/antwoorden/${id}/vragen/mensen`)
  assert.match(text, /Dit begon met het antwoord van 08-05-2026 Wij namen 3 van de 3 antwoorden over/)
  assert.match(html, /Teamleider balie/)
  assert.equal((await coordinator.post(`/antwoorden/${id}/weggooien`)).status, 303, 'a draft may go')
})

test('two coordinators who begin at the same moment are in the same answer', async () => {
  const ids = await Promise.all([coordinator, colleague, coordinator].map(who => begin(who, 'small-norm')))
  assert.equal(new Set(ids).size, 1)
  await coordinator.post(`/antwoorden/${ids[0]}/weggooien`)
})

test('a page that a colleague changed meanwhile says so, loses nothing that was typed, and lets the coordinator decide', async () => {
  const id = await begin(coordinator, 'small-norm')
  const gezien = await seenOn(coordinator, id, 'mensen')
  await fillIn(colleague, id, { mensen: { alarm: 'missing', training: 'done' } })
  const mine = { alarm: 'done', training: 'done', alarm_owner: 'Beveiliging' }
  const told = await coordinator.post(`/antwoorden/${id}/vragen/mensen`, { ...mine, gezien })
  assert.equal(told.status, 422)
  assert.match(told.text, /Iemand anders heeft deze pagina gewijzigd.*Dit staat er nu Er is alarm\. Ontbreekt/)
  assert.match(told.html, /value="Beveiliging"/)
  assert.equal(
    (await coordinator.post(`/antwoorden/${id}/vragen/mensen`, { ...mine, gezien: seenIn(told) })).status,
    303,
  )
  assert.match((await colleague.get(`/antwoorden/${id}/controleren`)).text, /Eigenaar: Beveiliging/)
  assert.equal(
    (await coordinator.post(`/antwoorden/${id}/vragen/mensen`, { ...mine, gezien })).status,
    303,
    'the same form sent twice is no change',
  )
})

test('a mistake in the form does not hide that a colleague changed the page', async () => {
  const id = await begin(coordinator, 'small-norm')
  const gezien = await seenOn(coordinator, id, 'papier')
  const wrong = await coordinator.post(`/antwoorden/${id}/vragen/papier`, { policy: 'na', gezien })
  assert.match(wrong.text, /Schrijf op waarom dit voor u niet geldt/)
  await fillIn(colleague, id, { papier: { policy: 'done' } })
  const sent = await coordinator.post(`/antwoorden/${id}/vragen/papier`, { policy: 'missing', gezien: seenIn(wrong) })
  assert.equal(sent.status, 422)
  assert.match(sent.text, /Iemand anders heeft deze pagina gewijzigd/)
  await coordinator.post(`/antwoorden/${id}/weggooien`)
})

test('what was answered of a norm is closed and still sent, what is open is named, and a mistake opens it', async () => {
  await publishNorm(story.world, { id: 'open-norm' })
  const id = await begin(coordinator, 'open-norm')
  const send = (form: Record<string, string>) => coordinator.post(`/antwoorden/${id}/vragen/mensen`, form)
  const folds = (html: string) => html.match(/<details class="weerbaar-card weerbaar-fold"[^>]*>/g)
  const half = await send({ alarm: 'done', gezien: '' })
  assert.equal(half.status, 422)
  assert.match(half.text, /1 van 2 ingevuld\..*Nog open: 8/)
  assert.match(half.html, /href="#training"/)
  assert.deepEqual(folds(half.html), ['<details class="weerbaar-card weerbaar-fold">'])
  assert.match(half.html, /value="done" checked/)
  const wrong = await send({ alarm: 'na', training: 'done', gezien: '' })
  assert.deepEqual(folds(wrong.html), [
    '<details class="weerbaar-card weerbaar-fold" open>',
    '<details class="weerbaar-card weerbaar-fold">',
  ])
  assert.equal((await send({ alarm: 'done', training: 'missing', gezien: '' })).status, 303)
  assert.match((await coordinator.get(`/antwoorden/${id}/controleren`)).text, /Mensen 2 van 2 ingevuld/)
  await coordinator.post(`/antwoorden/${id}/weggooien`)
})

test('the items, with owner, day and evidence, are for coordinators, managers and auditors; late ones come first', async () => {
  const id = await decide(coordinator, 'small-norm', halfway)
  const path = `/scans/small-norm/vastgesteld/${id}`
  for (const who of ['politicalCoordinator', 'manager', 'auditor'] as const) {
    const { text } = await (await story.world.signIn(who)).get(path)
    assert.match(text, /Eén onderdeel is te laat 8 Er is training\. Klaar op 01-03-2026, Teamleider balie\./, who)
    assert.match(
      text,
      /Mensen 1 van 2 uitgevoerd, 1 in ontwikkeling, 1 te laat .*De knop bij de balie\..*Papier 0 van 0 uitgevoerd, 1 niet van toepassing .*Dat maakt de regio\./,
    )
  }
  for (const who of [
    'member',
    'clerk',
    'administrator',
    'privacyOfficer',
    'confidant',
    'foreignCoordinator',
  ] as const) {
    const visitor = await story.world.signIn(who)
    assert.notEqual((await visitor.get(path)).status, 200, who)
    assert.notEqual((await visitor.bytes('/scans/small-norm/voortgang.pdf')).status, 200, who)
    assert.equal((await visitor.get(`/antwoorden/${id}/controleren`)).status, 404)
  }
  assert.doesNotMatch((await member.get('/scans/small-norm/organisatie')).html, /vastgesteld\//)
})

test('the progress report says how far it is, what is to be done, and when the next one is due', async () => {
  const auditor = await story.world.signIn('auditor')
  const { text } = await readPdf((await auditor.bytes('/scans/small-norm/voortgang.pdf')).body)
  assert.match(text, /Voortgangsrapportage: Een kleine norm/)
  assert.match(text, /De volgende rapportage is nodig op 08-05-2028/)
  assert.match(text, /1 van 2 uitgevoerd \(50 procent\)/)
  assert.match(text, /Teamleider balie/)
  assert.equal((await auditor.bytes('/scans/small-norm/voortgang.docx')).status, 200)
})

test('progress stands side by side over the years, with a gap where the questions are others', async () => {
  days(365)
  await publishNorm(story.world, { version: 2, people: ['alarm', 'training', 'duress'] })
  await decide(coordinator, 'small-norm', {
    mensen: { alarm: 'done', training: 'done', duress: 'missing' },
    papier: { policy: 'done' },
  })
  const { text, html } = await member.get('/scans/small-norm/organisatie')
  assert.match(text, /Mensen 2 van 3 uitgevoerd \(67 procent\) Niet te vergelijken: de vragen zijn veranderd/)
  assert.match(text, /Papier 1 van 1 uitgevoerd \(100 procent\)/)
  assert.match(html, /Staven: 08-05-2026: 50%; 08-05-2026: 50%; andere vragen: niet te vergelijken; 08-05-2027: 67%/)
  assert.match(text, /Antwoord 3, vastgesteld op 08-05-2027 \(versie 2\)/)
})

test('a new version takes over only what it asks as before', async () => {
  await publishNorm(story.world, { version: 3, people: ['alarm'], paper: ['policy', 'plan'], comparable: false })
  const id = await begin(coordinator, 'small-norm')
  const { text } = await coordinator.get(`/antwoorden/${id}/vragen/mensen`)
  assert.match(text, /Wij namen 0 van de 3 antwoorden over.*Er is alarm\. Er is policy\. Er is plan\./)
  await coordinator.post(`/antwoorden/${id}/weggooien`)
})

test('after two years the coordinators are reminded, without a word of what it is about, and it stands on their home page', async () => {
  assert.doesNotMatch((await coordinator.get('/')).text, /Tijd voor een voortgangsrapportage/)
  days(732)
  story.world.mails.length = 0
  await story.world.runJobs()
  const told = story.world.mails.filter(it => /opnieuw te bekijken/.test(it.subject))
  assert.deepEqual(told.map(it => it.to).toSorted(), [
    'politicalcoordinator@waterstad.example',
    'staffcoordinator@waterstad.example',
  ])
  assert.doesNotMatch(told.map(it => it.text).join(' '), /norm|Mensen|50/)
  assert.match((await coordinator.get('/')).text, /Tijd voor een voortgangsrapportage.*Een kleine norm/)
  assert.match((await member.get('/scans/small-norm/organisatie')).text, /Tijd voor een nieuwe voortgangsrapportage/)
  assert.doesNotMatch((await member.get('/')).text, /Tijd voor een voortgangsrapportage/)
  await decide(coordinator, 'small-norm', { mensen: { alarm: 'done' }, papier: { policy: 'done', plan: 'done' } })
  assert.doesNotMatch((await coordinator.get('/')).text, /Tijd voor een voortgangsrapportage/)
})

test('a decided answer is kept for ten years, and then goes', async () => {
  const count = async () =>
    (
      await story.world.owner.query('select from answer_set where organisation_id = $1 and decided_number = 4', [
        idOf('waterstad'),
      ])
    ).rowCount
  days(9 * 366)
  await story.world.runJobs()
  assert.equal(await count(), 1)
  days(2 * 366)
  await story.world.runJobs()
  assert.equal(await count(), 0)
})
