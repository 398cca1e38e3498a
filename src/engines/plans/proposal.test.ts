import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { idOf } from '../../../test/support/people.ts'
import { proposal, proposeFor } from '../../../test/support/plans.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import type { ProposedMeasure } from './proposal.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const keys = ['locks', 'lighting', 'letterbox'] as const
const references = ['home-check@1:1', 'home-check@2:1', 'norm@1:7', 'self-scan@1:4'] as const
const homes = [undefined, 'member', 'clerk'] as const

const proposed = fc.record({
  key: fc.constantFrom(...keys),
  reference: fc.constantFrom(...references),
  home: fc.constantFrom(...homes),
  priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const),
})
type Proposed = typeof proposed extends fc.Arbitrary<infer It> ? It : never

const toMeasure = ({ key, reference, home, priority }: Proposed): ProposedMeasure =>
  proposal({
    key,
    priority,
    title: `Maatregel ${key}`,
    finding: { kind: 'questionnaire', reference, label: `Uit ${reference}` },
    ...(home && { person: idOf(home) }),
  })

test('whatever is proposed in whatever order, each measure is there once, with everything that proposed it', async () => {
  const inSteps = fc.array(fc.array(proposed, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(inSteps, async steps => {
      await world.owner.query('delete from plan_measure')
      const count = { added: 0, joined: 0 }
      for (const step of steps)
        for (const [home, those] of Map.groupBy(step, it => it.home)) {
          const done = await proposeFor(world, home ?? 'politicalCoordinator', those.map(toMeasure))
          count.added += done.added
          count.joined += done.joined
        }
      const all = steps.flat()
      const expected = new Map<string, Set<string>>()
      for (const { key, home, reference } of all) {
        const name = `${home ? idOf(home) : 'organisation'} ${key}`
        expected.set(name, (expected.get(name) ?? new Set()).add(reference))
      }
      const { rows } = await world.owner.query<{ name: string; found: string[] }>(
        `select coalesce(m.person_id::text, 'organisation') || ' ' || m.measure_key as name, array_agg(f.reference) as found
         from plan_measure m join plan_finding f on f.measure_id = m.id group by m.id`,
      )
      const sorted = (entries: [string, string[]][]) => entries.toSorted(([a], [b]) => a.localeCompare(b))
      assert.deepEqual(
        sorted(rows.map(it => [it.name, it.found.toSorted()])),
        sorted(Array.from(expected, ([name, found]) => [name, [...found].toSorted()])),
      )
      const findings = [...expected.values()].reduce((sum, it) => sum + it.size, 0)
      assert.deepEqual(count, { added: expected.size, joined: findings - expected.size })
    }),
    { numRuns: 40 },
  )
})

test('two coordinators who propose the same at the same moment make one measure', async () => {
  await world.owner.query('delete from plan_measure')
  const there = proposal({ key: 'lighting' })
  const again = (n: number) => ({ ...there.finding, reference: `norm@1:${n}` })
  const both = await Promise.all([
    proposeFor(world, 'politicalCoordinator', [there, proposal()]),
    proposeFor(world, 'staffCoordinator', [proposal({ finding: again(1) }), { ...there, finding: again(2) }]),
  ])
  assert.equal(
    both.reduce((sum, it) => sum + it.added, 0),
    2,
  )
  const { rows } = await world.owner.query('select from plan_measure')
  assert.equal(rows.length, 2)
})

test('a measure that was given up and is proposed again stays as it was decided, and says that it was proposed', async () => {
  await world.owner.query('delete from plan_measure')
  await proposeFor(world, 'politicalCoordinator', [proposal()])
  const coordinator = await world.signIn('politicalCoordinator')
  const { rows } = await world.owner.query<{ id: string }>('select id from plan_measure')
  const at = `/plan/${rows[0]?.id}`
  await coordinator.post(`${at}/stand`, { stand: 'dropped', reden_code: 'too_costly' })
  const again = proposal({
    priority: 'high',
    finding: { kind: 'questionnaire', reference: 'norm@1:7', label: 'De norm' },
  })
  assert.deepEqual(await proposeFor(world, 'politicalCoordinator', [again]), { added: 0, joined: 1 })
  assert.match((await coordinator.get(at)).text, /Vervallen .*Gewoon .*De norm Vragenlijst norm@1:7/)
})
