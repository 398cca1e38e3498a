import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWorkingDay } from '../../../engines/cases/deadlines.ts'
import { isoDay } from '../../../ui/dates.ts'
import { lastDayToComplain, workingDayBefore, workingDaysBefore } from './terms.ts'

test('a complaint can be made until three months after the day on which it was known', () => {
  assert.equal(lastDayToComplain('2026-04-24'), '2026-07-24')
  assert.equal(lastDayToComplain('2026-11-30'), '2027-02-28')
  assert.equal(lastDayToComplain('2027-11-30'), '2028-02-29')
  assert.equal(lastDayToComplain('2026-12-31'), '2027-03-31')
})

test('when the last day is a weekend or a holiday, the working day before it counts', () => {
  // Christmas on a Friday, and the weekend after it.
  assert.equal(isoDay(workingDayBefore(lastDayToComplain('2026-09-27'))), '2026-12-24')
  assert.equal(isoDay(workingDayBefore('2026-07-24')), '2026-07-24')
  assert.equal(isoDay(workingDayBefore('2026-04-27')), '2026-04-24')
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(day, date => {
      const last = lastDayToComplain(isoDay(date))
      const at = workingDayBefore(last)
      assert.ok(isoDay(at) <= last)
      assert.ok(isWorkingDay(at, 'Europe/Amsterdam'))
    }),
  )
})

test('to prepare, somebody has that many whole working days', () => {
  assert.equal(isoDay(workingDaysBefore('2026-05-06', 5)), '2026-04-29')
})
