import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { keepRecord, refusedWith, sendRecord, type Fields } from '../../../../test/support/records.ts'
import { rightForms } from '../../../../test/support/stories.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const taken = () => story.taken('threat')
const keep = (id: string, path: string, form: Fields) => keepRecord(clerk, id, path, form)

const openKinds = async (id: string) => (await story.tasksOf(id)).flatMap(it => (it.open ? [it.kind] : []))

const today = () => story.world.house.clock.now().toISOString().slice(0, 10)
const inDays = (days: number) =>
  new Date(story.world.house.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

test('a family is cared for: who they are, a talk for each, help that is offered, and the check three months later', async () => {
  const id = await taken()
  const karin = await keep(id, 'nazorg/mensen', { naam: 'Karin Ødegård', relatie: 'partner', bereik: '06 12345678' })
  const tom = await keep(id, 'nazorg/mensen', { naam: 'Tom', relatie: 'child', wil_contact: 'unknown' })
  const talk = { door: 'Maatschappelijk werk', hoe: 'promised' }
  const withKarin = await keep(id, 'nazorg/gesprekken', { ...talk, voor: karin, dag: inDays(2) })
  const withTom = await keep(id, 'nazorg/gesprekken', { ...talk, voor: tom, dag: inDays(3) })
  await keep(id, 'nazorg/aanbod', { voor: karin, welke: 'victim_support', dag: today(), antwoord: 'accepted' })
  await keep(id, 'nazorg/aanbod', { voor: 'person_hit', welke: 'support_team', dag: today(), antwoord: 'offered' })

  const planned = (await story.tasksOf(id)).filter(it => it.kind === 'care_talk')
  assert.deepEqual(
    planned.map(it => [it.id, it.due, it.open]),
    [
      [withKarin, inDays(2), true],
      [withTom, inDays(3), true],
    ],
  )
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Nazorg.{0,40}2 gesprekken staan nog open/u)

  // Whose case it is reads what was arranged, and changes nothing.
  const own = await member.get(`/meldingen/${id}/nazorg`)
  assert.ok(own.html.includes(`href="/meldingen/${id}#bericht"`))
  for (const words of ['Karin Ødegård', 'Slachtofferhulp', 'Ondersteuningsteam Weerbaar Bestuur', '3 maanden'])
    assert.ok(own.text.includes(words), words)
  assert.doesNotMatch(own.html, /vastgelegd|nazorg\/mensen/)

  // How each talk went is a next version; the task of it ends.
  const went = { door: 'Maatschappelijk werk', record: withKarin, voor: karin }
  await keep(id, 'nazorg/gesprekken', { ...went, entry: randomUUID(), dag: today(), hoe: 'held' })
  await keep(id, 'nazorg/gesprekken', { ...went, record: withTom, voor: tom, dag: inDays(3), hoe: 'declined' })
  assert.deepEqual(
    (await openKinds(id)).filter(it => it === 'care_talk'),
    [],
  )
  const { rows } = await story.world.owner.query<{ versions: number }>(
    'select count(*)::int as versions from case_record where record_id = $1',
    [withKarin],
  )
  assert.equal(rows[0]?.versions, 2)

  assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, rightForms()['gesprek'])).status, 303)
  const reported = story.world.house.clock.now()
  const [check] = (await story.tasksOf(id)).filter(it => it.kind === 'aftercare_check')
  const months = new Date(Date.UTC(reported.getUTCFullYear(), reported.getUTCMonth() + 3, reported.getUTCDate()))
  assert.equal(check?.due, months.toISOString().slice(0, 10))

  // It outlives the closing, and is ticked when it is done.
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, rightForms()['besluit'])).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/afsluiten`, rightForms()['afsluiten'])).status, 303)
  assert.ok((await openKinds(id)).includes('aftercare_check'))
  const done = { outcome: 'done', reason: 'Alles is gedaan.' }
  assert.equal((await clerk.post(`/meldingen/${id}/taken/${check?.id}`, done)).status, 303)
  assert.ok(!(await openKinds(id)).includes('aftercare_check'))
})

test('a talk is never written down over a task of something else: of this case, or of another', async () => {
  const [here, elsewhere] = [await taken(), await taken()]
  const idOfTask = async (id: string, kind: string) => (await story.tasksOf(id)).find(it => it.kind === kind)?.id ?? ''
  const promised = { voor: 'person_hit', door: 'De griffier', dag: inDays(30), hoe: 'promised' }
  const before = await Promise.all([story.tasksOf(here), story.tasksOf(elsewhere)])
  for (const record of [await idOfTask(here, 'support_talk'), await idOfTask(elsewhere, 'decision')]) {
    const refused = await sendRecord(clerk, here, 'nazorg/gesprekken', { ...promised, record })
    assert.equal(refused.status, 422)
    assert.match(refused.html, /De griffier/)
    await sendRecord(clerk, here, 'nazorg/gesprekken', { ...promised, record, dag: today(), hoe: 'held' })
  }
  assert.deepEqual(await Promise.all([story.tasksOf(here), story.tasksOf(elsewhere)]), before)
})

test('a case is not closed while a promised talk is open, unless it is said why; the talk stays promised', async () => {
  const id = await taken()
  assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, rightForms()['gesprek'])).status, 303)
  const talk = await keep(id, 'nazorg/gesprekken', {
    voor: 'person_hit',
    door: 'De griffier',
    dag: inDays(5),
    hoe: 'promised',
  })
  const refused = await clerk.post(`/meldingen/${id}/afsluiten`, rightForms()['afsluiten'])
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Er staat nog een beloofd gesprek open\. Schrijf waarom/)
  assert.match(refused.text, /Er is aangifte gedaan\./)

  const why = 'Zij wil pas na de zomer praten.'
  const closed = await clerk.post(`/meldingen/${id}/afsluiten`, { ...rightForms()['afsluiten'], gesprek_open: why })
  assert.equal(closed.status, 303, closed.text.slice(0, 300))
  assert.ok((await story.tasksOf(id)).some(it => it.id === talk && it.open))
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /pas na de zomer/)
  assert.doesNotMatch((await member.get(`/meldingen/${id}`)).text, /pas na de zomer/)
})

test('help that is offered tomorrow was not offered yet', async () => {
  const id = await taken()
  const offer = {
    voor: 'person_hit',
    welke: 'victim_support',
    dag: inDays(1),
    antwoord: 'offered',
    afspraak: 'Wij bellen.',
  }
  const refused = await sendRecord(clerk, id, 'nazorg/aanbod', offer)
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Deze dag moet nog komen.*Wij bellen\./su)
})

test('the first talk within three days is promised too', async () => {
  const id = await taken()
  assert.equal((await clerk.post(`/meldingen/${id}/afsluiten`, rightForms()['afsluiten'])).status, 422)
})

test('a promised talk moves with its day, and is not ticked off without saying how it went', async () => {
  const id = await taken()
  const form = { voor: 'person_hit', door: 'De griffier', hoe: 'promised' }
  const talk = await keep(id, 'nazorg/gesprekken', { ...form, dag: inDays(1) })
  await keep(id, 'nazorg/gesprekken', { ...form, record: talk, dag: inDays(9) })
  assert.deepEqual(
    (await story.tasksOf(id)).filter(it => it.id === talk).map(it => it.due),
    [inDays(9)],
  )
  for (const outcome of ['done', 'not_done'])
    assert.equal((await clerk.post(`/meldingen/${id}/taken/${talk}`, { outcome, reason: 'Geen tijd.' })).status, 422)
})

test('what is wrong in the form of a talk is said at the field, and what was written stays', async () => {
  const id = await taken()
  const right = { voor: 'person_hit', door: 'De griffier', dag: inDays(1), hoe: 'promised' }
  const wrongs = [
    [{ voor: '' }, /Kies met wie het gesprek is/],
    [{ voor: randomUUID() }, /Kies met wie het gesprek is/],
    [{ dag: inDays(-1) }, /Deze dag is al voorbij/],
    [{ dag: inDays(1), hoe: 'held' }, /was vandaag of eerder/],
    [{ dag: '31-02-2026' }, /Deze datum bestaat niet/],
    [{ afspraak: 'a'.repeat(20_001) }, /ten hoogste 20\.000 tekens/],
  ] as const
  await refusedWith(clerk, id, 'nazorg/gesprekken', right, wrongs, /De griffier/)
})

test('a form that is sent twice is kept once; the record of another case is not there', async () => {
  const id = await taken()
  const other = await taken()
  const form = { record: randomUUID(), entry: randomUUID(), naam: 'Karin', relatie: 'partner' }
  for (const at of [id, id]) assert.equal((await clerk.post(`/meldingen/${at}/nazorg/mensen`, form)).status, 303)
  assert.equal((await clerk.get(`/meldingen/${id}/nazorg`)).text.match(/Karin/gu)?.length, 1)
  assert.equal((await clerk.get(`/meldingen/${other}/vastgelegd/${form.record}`)).status, 404)
  assert.equal((await clerk.get(`/meldingen/${id}/vastgelegd/${form.record}`)).status, 200)
})

test('who watches over the line, is let in to read, or is of another organisation finds nothing of the aftercare', async () => {
  const id = await taken()
  await keep(id, 'nazorg/mensen', { naam: 'Karin Zorgvrouw', relatie: 'partner' })
  for (const who of ['politicalCoordinator', 'confidant', 'deputyClerk', 'manager', 'foreignClerk'] as const)
    assert.equal((await (await story.world.signIn(who)).get(`/meldingen/${id}/nazorg`)).status, 404, who)
  const found = async (who: 'clerk' | 'politicalCoordinator' | 'member') =>
    (await (await story.world.signIn(who)).post('/zoeken/woorden', { woorden: 'Zorgvrouw' })).html.includes(id)
  assert.deepEqual(
    [await found('clerk'), await found('member'), await found('politicalCoordinator')],
    [true, true, false],
  )
})
