import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import type { PersonKey } from '../../../test/support/people.ts'
import { addMeasure, homeOf, proposeHome } from '../../../test/support/plans.ts'

const story = openStory()
const coordinator = story.visitor('politicalCoordinator')
const people = ['member', 'otherMember', 'doubleMember', 'clerk', 'mayor', 'alderman', 'officer'] as const
const visitors = new Map(people.map(who => [who, story.visitor(who)]))
const dayMs = 24 * 3_600_000
const tomorrow = () => story.world.clock.set(new Date(story.world.clock.now().getTime() + dayMs))

async function fillIn(who: (typeof people)[number], euros: number): Promise<void> {
  if ((await homeOf(story.world, who)) === '') await proposeHome(story.world, who)
  const form = { voorrang: 'normal', betaalt: 'employer', kosten_eenmalig: String(euros) }
  const answer = await visitors.get(who)?.post(`/plan/${await homeOf(story.world, who)}/thuis`, form)
  assert.equal(answer?.status, 303)
}

/** What the plan says that homes cost together, in euros. */
async function told(): Promise<number | undefined> {
  const { text } = await coordinator.get('/plan')
  const found = /Bij mensen thuis, samen € ([\d.]+),00/.exec(text)?.[1]
  return found === undefined ? undefined : Number(found.replaceAll('.', ''))
}

test('whoever fills in what, when: what the plan tells of homes is made of whole groups of five people or more', async () => {
  await addMeasure(coordinator)
  const fill = fc.record({ who: fc.constantFrom(...people), euros: fc.integer({ min: 1, max: 9000 }) })
  const days = fc.array(fc.array(fill, { maxLength: 8 }), { minLength: 3, maxLength: 6 })
  let groups = 0
  await fc.assert(
    fc.asyncProperty(days, async done => {
      await story.world.owner.query('delete from plan_measure where person_id is not null; delete from plan_home_batch')
      // The same by hand: each cost once, as it stood when its group of five was there, and not on its own day.
      const waiting = new Map<PersonKey, { euros: number; ripe: boolean }>()
      const counted = new Set<PersonKey>()
      let total: number | undefined
      for (const it of done.flatMap(day => [...day, 'tomorrow' as const])) {
        if (it === 'tomorrow') {
          tomorrow()
          for (const [who, { euros }] of waiting) waiting.set(who, { euros, ripe: true })
          continue
        }
        await fillIn(it.who, it.euros)
        const same = waiting.get(it.who)?.euros === it.euros
        if (!counted.has(it.who) && !same) waiting.set(it.who, { euros: it.euros, ripe: false })
        const ripe = [...waiting].filter(([, found]) => found.ripe)
        if (ripe.length >= 5) {
          groups++
          total = (total ?? 0) + ripe.reduce((sum, [, found]) => sum + found.euros, 0)
          for (const [who] of ripe) {
            waiting.delete(who)
            counted.add(who)
          }
        }
        assert.equal(await told(), total)
      }
    }),
    { numRuns: 12 },
  )
  assert.ok(groups > 0, 'often enough something was told')
})

test('no page and no file of the plan says a word of a home, its person or its cost', async () => {
  await story.world.owner.query('delete from plan_measure where person_id is not null; delete from plan_home_batch')
  for (const who of people.slice(0, 4)) await fillIn(who, 4321)
  tomorrow()
  await fillIn('member', 4322)
  for (const path of ['/plan', '/plan/voortgang', '/plan/tweede-lezer', '/plan/plan.csv', '/plan/plan.ics']) {
    const { body } = await coordinator.bytes(path)
    assert.doesNotMatch(body.toString(), /Goede sloten|4\.?321|4\.?322|thuis, samen|Woning/, path)
  }
})
