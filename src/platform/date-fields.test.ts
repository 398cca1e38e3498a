import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateField, timeField } from './date-fields.ts'

const day = (sent: string | undefined) => dateField().safeParse(sent)
const error = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.error?.issues[0]?.message

test('a day comes as the browser sends it, or as a person types it', () => {
  assert.equal(day('2026-04-24').data, '2026-04-24')
  assert.equal(day(' 4-5-2026 ').data, '2026-05-04')
  assert.equal(day('').data, '')
  assert.equal(day(undefined).data, '')
})

test('a day that does not exist is refused with a sentence', () => {
  for (const sent of ['2026-02-30', '31-2-2026', '2025-02-29', 'morgen', '2026-4-1', '2026-04-24T10:00', '\u0000'])
    assert.match(error(day(sent)) ?? '', /bestaat niet/, sent)
})

test('a year that PostgreSQL or common sense refuses is refused here', () => {
  for (const sent of ['0000-01-01', '1999-12-31', '2101-01-01', '9999-12-31'])
    assert.match(error(day(sent)) ?? '', /jaar/, sent)
})

test('a required day says so', () => {
  assert.equal(error(dateField({ required: 'Vul de eerste dag in.' }).safeParse(' ')), 'Vul de eerste dag in.')
})

test('a time is read with a colon or a dot', () => {
  const time = timeField({ required: 'Vul een tijd in.' })
  assert.equal(time.parse('9.05'), '09:05')
  assert.equal(time.parse('23:59:00'), '23:59')
  for (const sent of ['24:00', '12:60', '9', 'middag', '-1:00'])
    assert.match(error(time.safeParse(sent)) ?? '', /bestaat niet/, sent)
  assert.equal(error(time.safeParse('')), 'Vul een tijd in.')
})
