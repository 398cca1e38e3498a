import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, writeCalendar } from './calendar.ts'

test('a line of any text is folded at 75 octets, cuts no character, and is the same when it is unfolded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
      const line = text.replaceAll(/[\r\n]/g, '').toWellFormed()
      const folded = fold(line)
      for (const part of folded.split('\r\n')) assert.ok(Buffer.byteLength(part) <= 75)
      assert.equal(folded.replaceAll('\r\n ', ''), line)
    }),
  )
})

test('what is a mark in a calendar is escaped, and every line ends in CRLF', () => {
  const at = new Date('2026-04-25T18:50:00Z')
  const text = writeCalendar(
    'Termijnen',
    [{ uid: 'a@weerbaar', at, summary: 'Besluit; nu, of\nlater', url: 'https://w.example/' }],
    at,
  )
  assert.match(text, /SUMMARY:Besluit\\; nu\\, of\\nlater\r\n/)
  assert.match(text, /DTSTART:20260425T185000Z\r\n/)
  // An end must lie after the beginning, and a moment has none.
  assert.doesNotMatch(text, /DTEND/)
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/)
})
