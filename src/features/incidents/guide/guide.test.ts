import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import fc from 'fast-check'
import { aLetter, takeUp } from '../../../../test/support/stories.ts'
import { stepPlan } from '../../../engines/cases/step-plan.ts'
import { countDone, nextStep, progressOf, type ProgressFacts, type ProgressTraces } from './progress.ts'

const story = openStory()

/** The steps by how they stand, as numbers. */
const standing = (text: string, words: string) =>
  [...text.matchAll(/(\d)\. [^.]{10,60}? (Gedaan|Nu aan de beurt|Nog niet gedaan|Niet vastgelegd bij het besluit) /gu)]
    .filter(it => it[2] === words)
    .map(it => Number(it[1]))

test('the guide follows the case: what is done, what is next, and the act that goes with it', async () => {
  const id = await story.world.report('member', { safe_now: 'no' })
  const clerk = await story.world.signIn('clerk')
  const guide = async () => (await clerk.get(`/meldingen/${id}/stappenplan`)).text
  assert.deepEqual(standing(await guide(), 'Gedaan'), [3])
  await takeUp(story.world, 'clerk', id)
  await clerk.post(`/meldingen/${id}/veiligheid`, { veiligheid: 'safety_police' })
  assert.deepEqual(standing(await guide(), 'Gedaan'), [3])
  assert.deepEqual(standing(await guide(), 'Nu aan de beurt'), [1])

  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  const decision = { entry: randomUUID(), code: 'talk', text: 'Wij spreken met elkaar.' }
  const decided = await clerk.post(`/meldingen/${id}/besluit`, decision)
  assert.equal(decided.status, 303, decided.text)
  assert.deepEqual(standing(await guide(), 'Gedaan'), [3, 5, 7])
  assert.deepEqual(standing(await guide(), 'Niet vastgelegd bij het besluit'), [2, 6])
})

test('that somebody will go to the police is not yet that somebody went', async () => {
  const id = await story.world.report('member', { safe_now: 'yes' })
  const clerk = await story.world.signIn('clerk')
  await takeUp(story.world, 'clerk', id)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  const guide = async () => clerk.get(`/meldingen/${id}/stappenplan`)
  const decision = { entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, decision)).status, 303)
  assert.deepEqual(standing((await guide()).text, 'Gedaan'), [1, 3, 5, 7])
  const talk = { entry: randomUUID(), code: 'held', text: '' }
  assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, talk)).status, 303)
  assert.deepEqual(standing((await guide()).text, 'Nu aan de beurt'), [6])
  assert.match((await guide()).html, new RegExp(`href="/meldingen/${id}/aangifte"`))
  const filed = { entry: randomUUID(), code: 'by_organisation', day: '2026-04-24', words: '' }
  assert.equal((await clerk.post(`/meldingen/${id}/aangifte/stap/gedaan`, filed)).status, 303)
  assert.deepEqual(standing((await guide()).text, 'Gedaan'), [1, 3, 4, 5, 6, 7])
})

test('whoever was hit sees the same steps, and adds evidence from there', async () => {
  const id = await story.world.report('member', { safe_now: 'yes' })
  const member = await story.world.signIn('member')
  const before = await member.get(`/meldingen/${id}/stappenplan`)
  assert.deepEqual(standing(before.text, 'Gedaan'), [1, 3])
  assert.match(before.html, new RegExp(`href="/meldingen/${id}#bewijs"`))
  await member.upload(`/meldingen/${id}/bewijs`, { toelichting: '' }, [aLetter])
  assert.deepEqual(standing((await member.get(`/meldingen/${id}/stappenplan`)).text, 'Gedaan'), [1, 2, 3])
  assert.match((await member.get(`/meldingen/${id}`)).text, /Stappenplan 3 van 9 stappen gedaan/)
})

test('whoever watches over the line, reads along, or has nothing to do with it, has no guide in it', async () => {
  const id = await story.world.report('member')
  for (const who of ['politicalCoordinator', 'administrator', 'foreignClerk'] as const)
    assert.equal((await (await story.world.signIn(who)).get(`/meldingen/${id}/stappenplan`)).status, 404, who)
})

test('whatever happened in a case: the next step is the first open one, and doing more never undoes a step', () => {
  const facts: fc.Arbitrary<ProgressFacts> = fc.record({
    state: fc.constantFrom('reported', 'in_progress', 'closed', 'withdrawn'),
    safe_now: fc.constantFrom('yes', 'no', null),
    category: fc.constantFrom('threat', null),
    outcome: fc.constantFrom('police_informed', 'no_reaction', null),
    taken_up_at: fc.constantFrom(new Date(0), null),
  })
  const traces: fc.Arbitrary<ProgressTraces> = fc.record({
    tasks: fc.array(
      fc.record({
        kind: fc.constantFrom('safety_police', 'safety_home', 'follow_up_first', 'decision'),
        open: fc.boolean(),
        outcome: fc.constantFrom('done', 'not_done', null),
      }),
      { maxLength: 5 },
    ),
    events: fc.array(
      fc.record({
        event: fc.constantFrom('decide', 'record_talk', 'take_up'),
        code: fc.constantFrom('police_report', 'talk', null),
      }),
      { maxLength: 5 },
    ),
    pieces: fc.nat({ max: 2 }),
    police: fc.array(fc.record({ kind: fc.constantFrom('filed', 'no_report', 'vpt'), code: fc.constant(null) }), {
      maxLength: 3,
    }),
  })
  fc.assert(
    fc.property(facts, traces, (facts, it) => {
      const progress = progressOf(facts, it)
      const open = stepPlan.steps.filter(step => progress[step.id] === 'open')
      assert.equal(nextStep(progress), open[0]?.id)
      const later = progressOf(facts, {
        ...it,
        events: [...it.events, { event: 'record_talk', code: 'held' }],
        pieces: 3,
      })
      assert.ok(countDone(later) >= countDone(progress))
      for (const { id } of stepPlan.steps) if (progress[id] === 'done') assert.equal(later[id], 'done', id)
    }),
  )
})
