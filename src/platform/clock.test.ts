import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock, systemClock } from './clock.ts'

test('a fixed clock stands still until it is set or moved', () => {
  const start = new Date('2026-04-24T20:00:00Z')
  const clock = fixedClock(start)
  assert.equal(clock.now().toISOString(), '2026-04-24T20:00:00.000Z')
  clock.advance(90_000)
  assert.equal(clock.now().toISOString(), '2026-04-24T20:01:30.000Z')
  clock.set(new Date('2026-05-01T00:00:00Z'))
  assert.equal(clock.now().toISOString(), '2026-05-01T00:00:00.000Z')
})

test('who changes a date that the clock gave does not change the clock', () => {
  const clock = fixedClock(new Date(1000))
  clock.now().setTime(5000)
  assert.equal(clock.now().getTime(), 1000)
})

test('the system clock tells the time of the machine', () => {
  assert.ok(Math.abs(systemClock.now().getTime() - Date.now()) < 1000)
})
