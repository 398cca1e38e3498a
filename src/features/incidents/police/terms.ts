import { atHour, isWorkingDay } from '../../../engines/cases/deadlines.ts'
import { words } from './content.ts'

// Days as `2026-04-24`, in the time of Amsterdam.

const amsterdam = 'Europe/Amsterdam'
const noon = 12

const noonUtc = (day: string) => new Date(`${day}T12:00:00Z`)
const isoOf = (date: Date) => date.toISOString().slice(0, 10)

/** A number of months later, on the same day of the month, or on the last one when that month is shorter. */
export function addMonthsToDay(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return isoOf(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last), 12)))
}

/**
 * The last day on which a complaint can be made: three months after the day on which the offence was known (art. 66 Sr). That
 * it moves on when it is a Sunday is nothing to count on.
 */
export const lastDayToComplain = (knownOn: string): string => addMonthsToDay(knownOn, words.complaint.months)

/** The last working day until and with a day, at noon: there is an afternoon left to go. */
export function workingDayBefore(day: string): Date {
  let at = noonUtc(day)
  while (!isWorkingDay(at, amsterdam)) at = new Date(at.getTime() - 24 * 3_600_000)
  return atHour(at, noon, amsterdam)
}

/** So many working days before a day, at noon. */
export function workingDaysBefore(day: string, days: number): Date {
  let at = noonUtc(day)
  for (let left = days; left > 0;) {
    at = new Date(at.getTime() - 24 * 3_600_000)
    if (isWorkingDay(at, amsterdam)) left -= 1
  }
  return atHour(at, noon, amsterdam)
}

const formatter = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'full', timeZone: 'UTC' })

/** "vrijdag 24 april 2026"; what is no day stays as it is. */
export const readDay = (day: string): string =>
  /^\d{4}-\d\d-\d\d$/u.test(day) && !Number.isNaN(noonUtc(day).getTime()) ? formatter.format(noonUtc(day)) : day
