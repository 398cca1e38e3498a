import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate, formatDateTime, formatRemaining, formatShort, formatTime } from './dates.ts'

const fridayEvening = new Date('2026-04-24T14:50:00Z')

test('a date is written out in Dutch, in the time of Amsterdam', () => {
  assert.equal(formatDateTime(fridayEvening), 'vrijdag 24 april 2026, 16:50')
  assert.equal(formatDate(fridayEvening), 'vrijdag 24 april 2026')
  assert.equal(formatTime(new Date('2026-01-05T08:05:00Z')), '09:05')
})

test('a date can be written in the time of Bonaire', () => {
  assert.equal(formatDateTime(fridayEvening, 'America/Kralendijk'), 'vrijdag 24 april 2026, 10:50')
})

test('a day close by is called by its name', () => {
  const now = new Date('2026-04-24T21:30:00Z')
  assert.equal(formatShort(fridayEvening, now), 'vandaag, 16:50')
  assert.equal(formatShort(new Date('2026-04-23T12:00:00Z'), now), 'gisteren, 14:00')
  assert.equal(formatShort(new Date('2026-04-24T22:30:00Z'), now), 'morgen, 00:30')
  assert.equal(formatShort(new Date('2026-04-27T14:57:00Z'), now), 'ma 27 april, 16:57')
})

test('a day in another year carries its year, but yesterday stays yesterday at new year', () => {
  const newYear = new Date('2026-01-01T08:00:00Z')
  assert.equal(formatShort(new Date('2025-06-02T08:00:00Z'), newYear), 'ma 2 juni 2025, 10:00')
  assert.equal(formatShort(new Date('2025-12-31T08:00:00Z'), newYear), 'gisteren, 09:00')
})

test('the day on which the clock goes forward counts as one day', () => {
  assert.equal(formatShort(new Date('2026-03-28T22:30:00Z'), new Date('2026-03-29T21:30:00Z')), 'gisteren, 23:30')
})

test('what remains is rounded down, so that nobody is promised more time than there is', () => {
  const after = (minutes: number) =>
    formatRemaining(new Date(fridayEvening.getTime() + minutes * 60_000), fridayEvening)
  assert.equal(after(0.5), 'nog minder dan een minuut')
  assert.equal(after(1), 'nog 1 minuut')
  assert.equal(after(59.9), 'nog 59 minuten')
  assert.equal(after(60), 'nog 1 uur')
  assert.equal(after(5 * 60 + 59), 'nog 5 uur')
  assert.equal(after(47 * 60), 'nog 47 uur')
  assert.equal(after(53 * 60), 'nog 2 dagen')
  assert.equal(after(72 * 60), 'nog 3 dagen')
})

test('what is late says how much', () => {
  const ago = (minutes: number) => formatRemaining(new Date(fridayEvening.getTime() - minutes * 60_000), fridayEvening)
  assert.equal(ago(0.5), 'minder dan een minuut te laat')
  assert.equal(ago(20), '20 minuten te laat')
  assert.equal(ago(3 * 60 + 10), '3 uur te laat')
  assert.equal(ago(72 * 60), '3 dagen te laat')
})
