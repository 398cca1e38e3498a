import assert from 'node:assert/strict'
import { test } from 'node:test'
import Holidays from 'date-holidays'
import fc from 'fast-check'
import { addHours, addWorkingDays, isHoliday, isWorkingDay } from './deadlines.ts'

const amsterdam = 'Europe/Amsterdam'

const workingDays = (from: string, days: number, timeZone = amsterdam) =>
  addWorkingDays(new Date(from), days, timeZone).toISOString()

test('who reports on the Friday before King’s Day has two working days until Wednesday', () => {
  assert.equal(workingDays('2026-04-24T20:15:30.500Z', 2), '2026-04-29T20:15:30.500Z')
  assert.equal(workingDays('2026-04-24T20:15:30.500Z', 1), '2026-04-28T20:15:30.500Z')
})

test('a report in the weekend or on a holiday counts from the next working day', () => {
  assert.equal(workingDays('2026-04-25T08:00:00Z', 1), '2026-04-28T08:00:00.000Z')
  assert.equal(workingDays('2026-04-27T08:00:00Z', 1), '2026-04-28T08:00:00.000Z')
  assert.equal(workingDays('2026-04-25T08:00:00Z', 0), '2026-04-25T08:00:00.000Z')
})

test('the night of a report belongs to the day in its own time zone', () => {
  // 23:30 UTC on Thursday is Friday at half past one in summer; on Bonaire it is still Thursday evening.
  assert.equal(workingDays('2026-04-23T23:30:00Z', 1), '2026-04-27T23:30:00.000Z')
  assert.equal(workingDays('2026-04-23T23:30:00Z', 1, 'America/Kralendijk'), '2026-04-24T23:30:00.000Z')
})

test('holidays of every kind are skipped', () => {
  const cases: [string, string, string, number][] = [
    ['New Year', '2026-12-31T09:00:00Z', '2027-01-04', 1],
    ['Christmas', '2026-12-24T09:00:00Z', '2026-12-28', 1],
    ['Easter', '2026-04-03T09:00:00Z', '2026-04-07', 1],
    ['Ascension', '2026-05-13T09:00:00Z', '2026-05-15', 1],
    ['Whit Monday', '2026-05-22T09:00:00Z', '2026-05-26', 1],
    ['Liberation Day in a lustrum year', '2025-05-02T09:00:00Z', '2025-05-06', 1],
    ['Liberation Day in another year', '2026-05-04T09:00:00Z', '2026-05-05', 1],
    ['King’s Day on a Sunday is kept on Saturday', '2025-04-25T09:00:00Z', '2025-04-28', 1],
  ]
  for (const [name, from, to, days] of cases) {
    const found = addWorkingDays(new Date(from), days, amsterdam).toISOString().slice(0, 10)
    assert.equal(found, to, name)
  }
  assert.ok(isHoliday(new Date('2025-12-31T23:30:00Z'), amsterdam))
  assert.ok(!isHoliday(new Date('2025-12-31T22:30:00Z'), amsterdam))
  assert.ok(!isWorkingDay(new Date('2026-04-27T12:00:00Z'), amsterdam))
  assert.ok(isWorkingDay(new Date('2026-04-28T12:00:00Z'), amsterdam))
})

test('when the clock is put forward or back, a working day keeps its time and 24 hours stay 24 hours', () => {
  assert.equal(workingDays('2026-03-27T09:00:00Z', 1), '2026-03-30T08:00:00.000Z')
  assert.equal(workingDays('2026-10-23T08:00:00Z', 1), '2026-10-26T09:00:00.000Z')
  assert.equal(addHours(new Date('2026-03-28T20:00:00Z'), 24).toISOString(), '2026-03-29T20:00:00.000Z')
  assert.equal(addHours(new Date('2026-04-24T20:00:00Z'), 0.5).toISOString(), '2026-04-24T20:30:00.000Z')
})

test('a time that the clock skips becomes an hour later', () => {
  // Cairo puts the clock forward in the night to a Friday: half past midnight does not exist on 24 April 2026.
  assert.equal(workingDays('2026-04-22T22:30:00Z', 1, 'Africa/Cairo'), '2026-04-23T22:30:00.000Z')
})

test('a term that is no number of days, or a time zone that does not exist, is refused', () => {
  for (const days of [-1, 1.5, Number.NaN, 1001])
    assert.throws(() => workingDays('2026-04-24T20:00:00Z', days), RangeError)
  assert.throws(() => workingDays('2026-04-24T20:00:00Z', 1, 'Europe/Waterstad'), RangeError)
})

test('a term ends on a working day at the same time of day, and not sooner than a shorter one', () => {
  const dates = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  const clockOf = (date: Date) => date.toLocaleTimeString('nl-NL', { timeZone: amsterdam })
  fc.assert(
    fc.property(dates, fc.integer({ min: 1, max: 40 }), (from, days) => {
      const end = addWorkingDays(from, days, amsterdam)
      const before = addWorkingDays(from, days - 1, amsterdam)
      assert.ok(isWorkingDay(end, amsterdam))
      assert.equal(clockOf(end), clockOf(from))
      assert.ok(end > before)
    }),
  )
})

test('the holidays are those that an independent library computes, until 2060', () => {
  const library = new Holidays('NL', { timezone: amsterdam, types: ['public'] })
  for (let year = 2020; year <= 2060; year += 1) {
    const expected = new Set(library.getHolidays(year).map(it => it.date.slice(0, 10)))
    if (year % 5 === 0) expected.add(`${year}-05-05`)
    for (let time = Date.UTC(year, 0, 1, 12); new Date(time).getUTCFullYear() === year; time += 86_400_000) {
      const day = new Date(time).toISOString().slice(0, 10)
      assert.equal(isHoliday(new Date(time), amsterdam), expected.has(day), day)
    }
  }
})
