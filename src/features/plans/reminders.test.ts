import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import type { Visitor } from '../../../test/support/world.ts'
import { addMeasure, homeOf, measureForm, proposeHome } from '../../../test/support/plans.ts'

const story = openStory()
let coordinator: Visitor
const owner = { colleague: 'clerk@waterstad.example', klaar_op: '2026-06-01' }

const mails = async (day: string) => {
  story.world.clock.set(new Date(`${day}T12:00:00Z`))
  story.world.mails.length = 0
  await story.world.runJobs()
  return story.world.mails.map(it => it.to)
}
beforeEach(async () => {
  await story.world.owner.query('delete from plan_measure; delete from job')
  story.world.clock.set(new Date('2026-04-24T18:50:00Z'))
  coordinator = await story.world.signIn('politicalCoordinator')
})

test('who does a measure hears two weeks before, the day after, and four weeks later, and never of what it is', async () => {
  await addMeasure(coordinator, { ...owner, titel: 'Geheime deur' })
  assert.deepEqual(await mails('2026-05-17'), [])
  assert.deepEqual(await mails('2026-05-18'), ['clerk@waterstad.example'])
  const [mail] = story.world.mails
  assert.match(mail?.text ?? '', /http:\/\/localhost:8080\/plan\/mijn/)
  assert.doesNotMatch(JSON.stringify(mail), /Geheime|deur|maatregel/i)
  assert.deepEqual(await mails('2026-06-01'), [])
  assert.deepEqual(await mails('2026-06-02'), ['clerk@waterstad.example'])
  assert.deepEqual(await mails('2026-06-30'), ['clerk@waterstad.example'])
  assert.deepEqual(await mails('2026-12-31'), [])
})

test('who has many measures on one day gets one mail', async () => {
  for (const titel of ['Een', 'Twee', 'Drie']) await addMeasure(coordinator, { ...owner, titel })
  assert.deepEqual(await mails('2026-05-18'), ['clerk@waterstad.example'])
})

test('what is done, put off or given to somebody else is not asked again', async () => {
  const done = await addMeasure(coordinator, owner)
  await coordinator.post(`/plan/${done}/stand`, { stand: 'done' })
  const off = await addMeasure(coordinator, owner)
  await coordinator.post(`/plan/${off}/wijzigen`, { ...measureForm, ...owner, klaar_op: '2027-06-01' })
  const given = await addMeasure(coordinator, owner)
  await coordinator.post(`/plan/${given}/wijzigen`, { ...measureForm, ...owner, colleague: 'mayor@waterstad.example' })
  assert.deepEqual(await mails('2026-05-18'), ['mayor@waterstad.example'])
  assert.deepEqual(await mails('2026-06-02'), ['mayor@waterstad.example'])
})

test('who lives there is reminded of what is done at home, and the colleague instead when one does it', async () => {
  await proposeHome(story.world, 'member')
  const member = await story.world.signIn('member')
  const at = `/plan/${await homeOf(story.world, 'member')}/thuis`
  const form = { voorrang: 'normal', betaalt: 'self', klaar_op: '2026-06-01' }
  await member.post(at, form)
  assert.deepEqual(await mails('2026-05-18'), ['member@waterstad.example'])
  const later = await story.world.signIn('member')
  await later.post(at, { ...form, colleague: owner.colleague })
  assert.deepEqual(await mails('2026-06-02'), ['clerk@waterstad.example'])
})

test('who left is not mailed', async () => {
  await addMeasure(coordinator, { ...owner, colleague: 'dutyOfficer@waterstad.example' })
  await story.world.owner.query(
    `update membership set ends = '2026-05-01' where person_id = (select id from person where email = 'dutyofficer@waterstad.example')`,
  )
  assert.deepEqual(await mails('2026-05-18'), [])
  const { text } = await (await story.world.signIn('politicalCoordinator')).get('/plan')
  assert.match(text, /Een tweede lezer vraagt 1 ding/)
})
