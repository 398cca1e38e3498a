import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { writeCsv } from './csv.ts'

const read = (csv: Buffer): string[][] => parse(csv, { bom: true, delimiter: ';', relax_column_count: true })

const begins = ['=', '+', '-', '@', '\t', '\r', '|', '％', '＝', '＋', '－', '＠']

test('what begins as a formula does not begin as one in the file, also behind what is not seen', () => {
  const unseen = ['', ' ', '\u00A0', '\u200B', '\uFEFF', '\n', '\t ']
  for (const begin of begins)
    for (const before of unseen) {
      const value = `${before}${begin}HYPERLINK("https://example.org")`
      assert.deepEqual(read(writeCsv([[value]])), [[`'${value}`]], JSON.stringify(value))
    }
})

test('whatever is written is read back as it was, and no cell begins with what a spreadsheet runs', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.tuple(fc.constantFrom(...begins), fc.string({ maxLength: 12 })).map(([begin, rest]) => begin + rest),
    fc.constantFrom(';=A1', '"=A1', '";=A1', '\r\n=A1', "'=A1", 'a\n=A1'),
  )
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), rows => {
      const found = read(writeCsv(rows))
      assert.equal(found.length, rows.length)
      for (const [at, row] of rows.entries())
        for (const [column, value] of row.entries()) {
          const cell = found[at]?.[column] ?? ''
          assert.ok(cell === value || cell === `'${value}`)
          assert.doesNotMatch(cell, /^[\s\p{Cf}]*[=+\-@\t\r]/u)
        }
    }),
  )
})

test('a number stays a number', () => {
  assert.equal(writeCsv([['Aantal', 7, -3]]).toString(), '\uFEFF"Aantal";7;-3\r\n')
})
