import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { keepRecord, refusedWith, sendRecord } from '../../../../test/support/records.ts'
import { type Visitor } from '../../../../test/support/world.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')
const coordinator = story.visitor('politicalCoordinator')

const lessonsAt = 'evaluatie/lessen'
const agree = (who: Visitor, id: string, record: string, akkoord: string, version = '1') =>
  who.post(`/meldingen/${id}/evaluatie/akkoord`, { record, version, entry: randomUUID(), akkoord })

test('a lesson is told to who works there when whose case it is said yes, and leads back to nobody', async () => {
  const id = await story.taken('threat')
  await keepRecord(clerk, id, 'evaluatie/verslagen', { dag: '2026-04-20', anders: 'Wij bellen voortaan dezelfde dag.' })
  const lesson = await keepRecord(clerk, id, lessonsAt, { les: 'Bel iemand nog dezelfde dag.' })
  assert.doesNotMatch((await coordinator.get('/lessen')).text, /nog dezelfde dag/)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Een les wacht op het akkoord/)

  const page = await member.get(`/meldingen/${id}/evaluatie`)
  assert.match(page.text, /Mag deze les gedeeld worden\?.*Bel iemand nog dezelfde dag/su)
  assert.doesNotMatch(page.text, /Wij bellen voortaan/)
  const unanswered = await agree(member, id, lesson, '')
  assert.equal(unanswered.status, 422)
  assert.match(unanswered.text, /Kies ja of nee/)
  for (const _ of ['once', 'twice']) assert.equal((await agree(member, id, lesson, 'agreed')).status, 303)

  const told = await coordinator.get('/lessen')
  assert.equal(told.text.match(/Bel iemand nog dezelfde dag/gu)?.length, 1)
  // Everybody who works there reads it, also who did it: a day would say of which report it is.
  assert.doesNotMatch(told.text, /april|24-0?4/)
  assert.ok(!told.html.includes(id))
  assert.match((await (await story.world.signIn('staffCoordinator')).get('/lessen')).text, /nog dezelfde dag/)
  assert.doesNotMatch((await (await story.world.signIn('foreignCoordinator')).get('/lessen')).text, /nog dezelfde dag/)
  assert.match((await clerk.get('/lessen')).text, /nog dezelfde dag/)
  assert.match((await (await story.world.signIn('otherMember')).get('/lessen')).text, /nog dezelfde dag/)
  const changed = { record: lesson, les: 'Iets anders.' }
  await refusedWith(clerk, id, lessonsAt, changed, [[{}, /Deze les is al gedeeld/]], /Iets anders/)
})

test('without a yes a lesson stays in the case; changed, it is asked anew', async () => {
  const id = await story.taken('threat')
  const lesson = await keepRecord(clerk, id, lessonsAt, { les: 'Eerste woorden van de les.' })
  assert.equal((await agree(clerk, id, lesson, 'agreed')).status, 404)
  assert.equal((await agree(member, id, lesson, 'declined')).status, 303)
  assert.match((await agree(member, id, lesson, 'agreed')).text, /Dit kan nu niet/)
  assert.doesNotMatch((await coordinator.get('/lessen')).text, /Eerste woorden/)
  await keepRecord(clerk, id, lessonsAt, { record: lesson, les: 'Andere woorden van de les.' })
  assert.equal((await agree(member, id, lesson, 'agreed', '3')).status, 303)
  assert.match((await coordinator.get('/lessen')).text, /Andere woorden van de les/)
})

test('a yes is to the words that somebody read: changed meanwhile, they are shown first', async () => {
  const id = await story.taken('threat')
  const lesson = await keepRecord(clerk, id, lessonsAt, { les: 'Woorden die zij las.' })
  const page = await member.get(`/meldingen/${id}/evaluatie`)
  assert.match(page.html, /name="version" value="1"/)
  await keepRecord(clerk, id, lessonsAt, { record: lesson, les: 'Raadslid Member durfde niet meer.' })
  const asked = await agree(member, id, lesson, 'agreed')
  assert.equal(asked.status, 422)
  assert.match(asked.text, /Raadslid Member durfde niet meer.*De les is intussen veranderd/su)
  assert.doesNotMatch((await coordinator.get('/lessen')).text, /durfde niet meer/)
  assert.equal((await agree(member, id, lesson, 'agreed', '2')).status, 303)
  assert.match((await coordinator.get('/lessen')).text, /durfde niet meer/)
})

test('a lesson that is too long or says nothing is said so', async () => {
  const id = await story.taken('threat')
  assert.match((await sendRecord(clerk, id, lessonsAt, { les: '' })).text, /Schrijf de les op/)
  const long = await sendRecord(clerk, id, lessonsAt, { les: 'a'.repeat(4001) })
  assert.equal(long.status, 422)
  assert.match(long.text, /ten hoogste 4\.000 tekens/)
})
