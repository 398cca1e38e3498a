import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aMeasure } from '../../../test/support/plans.ts'
import { progressOf } from './progress.ts'

const now = new Date('2026-04-24T18:50:00Z')
const at = (moment: string) => new Date(moment)

test('a plan stood at the end of each month as it was changed up to then, in the time of Amsterdam', () => {
  const plan = [
    aMeasure({ id: 'a', state: 'done', madeAt: at('2026-01-10T10:00:00Z') }),
    aMeasure({ id: 'b', state: 'dropped', reasonCode: 'other', madeAt: at('2026-01-31T23:30:00Z') }),
    aMeasure({ id: 'c', madeAt: at('2026-04-01T10:00:00Z') }),
  ]
  const changes = [
    { measure: 'a', old: 'proposed', new: 'accepted', at: at('2026-02-28T22:59:00Z') },
    { measure: 'a', old: 'accepted', new: 'done', at: at('2026-02-28T23:01:00Z') },
    { measure: 'b', old: 'proposed', new: 'dropped', at: at('2026-04-02T10:00:00Z') },
  ]
  assert.deepEqual(progressOf(plan, changes, now), [
    { month: '2026-01', proposed: 1, toDo: 0, done: 0, givenUp: 0 },
    { month: '2026-02', proposed: 1, toDo: 1, done: 0, givenUp: 0 },
    { month: '2026-03', proposed: 1, toDo: 0, done: 1, givenUp: 0 },
    { month: '2026-04', proposed: 1, toDo: 0, done: 1, givenUp: 1 },
  ])
  assert.deepEqual(progressOf([], [], now), [])
})

test('at the end of every month each measure that was there is counted once, and at most thirteen months are shown', () => {
  const moment = fc.date({ min: at('2024-01-01T00:00:00Z'), max: now, noInvalidDate: true })
  const history = fc.record({
    madeAt: moment,
    states: fc.array(fc.tuple(moment, fc.constantFrom('accepted', 'done', 'in_progress'))),
  })
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 8 }), histories => {
      const plan = histories.map(({ madeAt }, n) => aMeasure({ id: String(n), madeAt }))
      const changes = histories.flatMap(({ madeAt, states }, n) =>
        states
          .filter(([when]) => when >= madeAt)
          .toSorted(([a], [b]) => a.getTime() - b.getTime())
          .map(([when, state]) => ({ measure: String(n), old: 'proposed', new: state, at: when })),
      )
      const months = progressOf(plan, changes, now)
      const totals = months.map(it => it.proposed + it.toDo + it.done + it.givenUp)
      assert.ok(months.length <= 13)
      assert.equal(totals.at(-1), plan.length)
      assert.deepEqual(
        totals,
        totals.toSorted((a, b) => a - b),
      )
    }),
  )
})
