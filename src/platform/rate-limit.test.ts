import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fixedClock } from './clock.ts'
import { rateLimit } from './rate-limit.ts'

const start = new Date('2026-04-24T20:00:00Z')

test('after the turns are used up there is a new one every so often', () => {
  const clock = fixedClock(start)
  const limit = rateLimit({ capacity: 3, perMinute: 6, clock })
  for (let n = 0; n < 3; n += 1) assert.deepEqual(limit.take('mila'), { ok: true })
  assert.deepEqual(limit.take('mila'), { ok: false, retryAfterSeconds: 10 })
  assert.deepEqual(limit.take('bram'), { ok: true })
  clock.advance(9_000)
  assert.deepEqual(limit.take('mila'), { ok: false, retryAfterSeconds: 1 })
  clock.advance(1_000)
  assert.deepEqual(limit.take('mila'), { ok: true })
  assert.deepEqual(limit.take('mila'), { ok: false, retryAfterSeconds: 10 })
})

test('who waits as long as was said gets a turn, and nobody gets more than the limit', () => {
  const capacities = fc.integer({ min: 1, max: 20 })
  const rates = fc.integer({ min: 1, max: 600 })
  const waits = fc.array(fc.integer({ min: -5_000, max: 60_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(capacities, rates, waits, (capacity, perMinute, steps) => {
      const clock = fixedClock(start)
      const limit = rateLimit({ capacity, perMinute, clock })
      let taken = 0
      let passed = 0
      for (const step of steps) {
        clock.advance(step)
        passed += Math.max(0, step)
        const answer = limit.take('mila')
        if (answer.ok) taken += 1
        else {
          clock.advance(answer.retryAfterSeconds * 1000)
          passed += answer.retryAfterSeconds * 1000
          assert.ok(limit.take('mila').ok)
          taken += 1
        }
        assert.ok(taken <= capacity + (passed / 60_000) * perMinute + 1e-6)
      }
    }),
  )
})

test('only so many keys are remembered: the one used longest ago is forgotten', () => {
  const limit = rateLimit({ capacity: 1, perMinute: 1, clock: fixedClock(start), maxKeys: 2 })
  assert.ok(limit.take('a').ok)
  assert.ok(limit.take('b').ok)
  assert.ok(!limit.take('a').ok)
  assert.ok(limit.take('c').ok)
  assert.ok(limit.take('b').ok)
  assert.ok(!limit.take('c').ok)
})
