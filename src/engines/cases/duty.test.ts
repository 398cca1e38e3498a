import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dutyAt, type Shift } from './duty.ts'

const weekMs = 7 * 24 * 3_600_000
// A week in which the clock is not changed, from Monday 00:00 in Amsterdam.
const monday = new Date('2026-06-01T00:00:00+02:00').getTime()
const moment = (weekday: number, time: string) => new Date(`2026-06-0${weekday}T${time}:00+02:00`)

const shift = (weekday: number, starts: string, ends: string, person_id = 'a'): Shift => ({
  weekday,
  starts,
  ends,
  person_id,
})

test('a shift across midnight is on duty on both sides of it, and until its end', () => {
  const friday = [shift(5, '18:00', '08:00')]
  for (const at of [moment(5, '18:00'), moment(5, '23:59'), moment(6, '00:00'), moment(6, '07:59')])
    assert.deepEqual(dutyAt(friday, at), { now: { person: 'a', until: moment(6, '08:00') } })
  assert.deepEqual(dutyAt(friday, moment(5, '17:59')), { next: moment(5, '18:00') })
  assert.deepEqual(dutyAt(friday, moment(6, '08:00')).next?.getTime(), moment(5, '18:00').getTime() + weekMs)
})

test('a shift across the end of the week goes on into Monday', () => {
  const sunday = [shift(7, '22:00', '06:00')]
  assert.deepEqual(dutyAt(sunday, moment(1, '05:59')), { now: { person: 'a', until: moment(1, '06:00') } })
  assert.deepEqual(dutyAt(sunday, moment(1, '06:00')), { next: moment(7, '22:00') })
})

test('a shift that ends when it starts lasts a day; who cannot take the report is passed over', () => {
  const shifts = [shift(3, '09:00', '09:00', 'a'), shift(3, '12:00', '13:00', 'b')]
  assert.deepEqual(dutyAt(shifts, moment(4, '08:59')), { now: { person: 'a', until: moment(4, '09:00') } })
  assert.deepEqual(dutyAt(shifts, moment(3, '12:30'), new Set(['a'])), {
    now: { person: 'b', until: moment(3, '13:00') },
  })
  assert.deepEqual(dutyAt(shifts, moment(3, '12:30'), new Set(['a', 'b'])), {})
  assert.deepEqual(dutyAt([], moment(3, '12:30')), {})
})

test('on the nights that the clock is changed somebody is on duty as on any other', () => {
  const sunday = [shift(7, '00:00', '00:00')]
  for (const at of ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
    assert.equal(dutyAt(sunday, new Date(at)).now?.person, 'a')
})

const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map(it => `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`)
const anyShift = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  starts: time,
  ends: time,
  person_id: fc.constantFrom('a', 'b', 'c', 'd'),
})
const anyRota = fc.array(anyShift, { maxLength: 8 })
const anyMoment = fc.integer({ min: 0, max: weekMs - 1 }).map(it => new Date(monday + it))
const anyNever = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map(it => new Set<string>(it))

/** The same question answered the slow way: every shift of last week and this one, as an interval of moments. */
function intervals(shifts: readonly Shift[]): { from: number; to: number; person: string }[] {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return shifts.flatMap(({ weekday, starts, ends, person_id: person }) => {
    const from = monday + ((weekday - 1) * 1440 + minutes(starts)) * 60_000
    const length = (minutes(ends) > minutes(starts) ? 0 : 1440) + minutes(ends) - minutes(starts)
    return [-1, 0, 1].map(week => ({ from: from + week * weekMs, to: from + week * weekMs + length * 60_000, person }))
  })
}

test('whoever is on duty is so by the rota, is never one of those who cannot, and is said to be so until the end', () => {
  fc.assert(
    fc.property(anyRota, anyMoment, anyNever, (shifts, at, never) => {
      const duty = dutyAt(shifts, at, never)
      const able = intervals(shifts).filter(it => !never.has(it.person))
      const now = able.filter(it => it.from <= at.getTime() && at.getTime() < it.to)
      assert.equal(duty.now !== undefined, now.length > 0)
      if (duty.now) {
        const { person, until } = duty.now
        assert.ok(now.some(it => it.person === person && it.to === until.getTime()))
      } else {
        const next = able.filter(it => it.from > at.getTime()).map(it => it.from)
        assert.equal(duty.next?.getTime(), next.length > 0 ? Math.min(...next) : undefined)
      }
    }),
    { numRuns: 2000 },
  )
})
