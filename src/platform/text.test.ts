import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { cleanLine, cleanText, safeFileName, textField } from './text.ts'

const nastyPieces = fc.constantFrom(
  '\0',
  '\u0001',
  '\u001B',
  '\u007F',
  '\u0085',
  '\u009F',
  '\r',
  '\n',
  '\r\n',
  '\t',
  '\uD800',
  '\uDC00',
  '\uFEFF',
  '\u200B',
  '\u200D',
  '\u202A',
  '\u202E',
  '\u2066',
  '\u2069',
  '\u2028',
  'e\u0301',
  '\u0344'.repeat(20),
  '\u0300\u0316'.repeat(20),
  '\u1100',
  '\u1161',
  '\u11A8',
  '\u212B',
  '\uFB01',
  '.',
  '/',
  '\\',
  ' ',
  '<',
  '>\u0338',
  '..',
  ':',
  'a',
  '😀',
  '👩‍👩‍👧',
)
const nasty = fc.oneof(
  fc.array(fc.oneof(nastyPieces, fc.string({ maxLength: 4 })), { maxLength: 60 }).map(it => it.join('')),
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units)),
)

// What PostgreSQL takes for text in UTF-8: anything well-formed without NUL.
const storable = (text: string) => text.isWellFormed() && !text.includes('\0')

test('cleaned text is storable, holds no hidden controls, and stays as it is when cleaned again', () => {
  fc.assert(
    fc.property(nasty, text => {
      for (const clean of [cleanText, cleanLine]) {
        const cleaned = clean(text)
        assert.ok(storable(cleaned))
        assert.doesNotMatch(cleaned, /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u)
        assert.equal(cleaned, cleaned.normalize('NFC'))
        assert.equal(clean(cleaned), cleaned)
      }
      assert.doesNotMatch(cleanLine(text), /[\n\t]/u)
    }),
    { numRuns: 1000 },
  )
})

test('ordinary words are kept as they were', () => {
  const words = 'Hé, ‘raadslid’ Noor-Şükrü;\n\t"100 % zeker" – €5 👩‍👩‍👧 مرحبا'
  assert.equal(cleanText(words), words)
  assert.equal(cleanText('regel 1\r\nregel 2\rregel 3\vregel 4'), 'regel 1\nregel 2\nregel 3\nregel 4')
  assert.equal(cleanText('cafe\u0301'), 'café')
  assert.equal(cleanText('a\0b\uD800c\x1B'), 'ab\uFFFDc')
  assert.equal(cleanLine('  twee \r\n regels\t'), 'twee regels')
})

test('a megabyte of combining marks is cleaned at once', () => {
  const start = performance.now()
  cleanText(`a${'\u0300\u0316'.repeat(500_000)}`)
  assert.ok(performance.now() - start < 2000)
})

test('a file name has no path and no tricks, and is never empty', () => {
  const names: [string, string][] = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\mila\\brief.eml', 'brief.eml'],
    ['foto.jpg/', 'foto.jpg'],
    ['rekening\u202Efdp.exe', 'rekeningfdp.exe'],
    ['.htaccess', 'htaccess'],
    ['brief\r\nSet-Cookie: a=b', 'brief Set-Cookie_ a=b'],
    ['', 'bestand'],
    ['..', 'bestand'],
    ['\0', 'bestand'],
    ['   ', 'bestand'],
  ]
  for (const [name, safe] of names) assert.equal(safeFileName(name), safe)
  const long = safeFileName(`${'é'.repeat(400)}.docx`)
  assert.equal(Array.from(long).length, 150)
  assert.match(long, /é\.docx$/u)
})

test('any file name becomes a safe one, which stays as it is', () => {
  fc.assert(
    fc.property(nasty, name => {
      const safe = safeFileName(name)
      assert.ok(storable(safe) && safe !== '' && safe !== '.' && safe !== '..')
      assert.ok(Array.from(safe).length <= 150)
      assert.doesNotMatch(safe, /[/\\<>:"|?*\p{Cc}\p{Cf}]/u)
      assert.equal(safeFileName(safe), safe)
    }),
    { numRuns: 1000 },
  )
})

const errorOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message

test('a text field says what is missing and what is too long', () => {
  const what = textField({ required: 'Beschrijf wat er is gebeurd.' })
  assert.equal(what.parse('  Een brief\r\nonder de deur \0'), 'Een brief\nonder de deur')
  for (const empty of ['', ' \n ', '\u200B\u2060', '\0', undefined])
    assert.equal(errorOf(what, empty), 'Beschrijf wat er is gebeurd.')
  assert.equal(what.parse('x'.repeat(20_000)).length, 20_000)
  assert.equal(errorOf(what, 'x'.repeat(20_001)), 'Gebruik ten hoogste 20.000 tekens. U heeft er nu 20.001.')
  assert.equal(errorOf(textField({ max: 3, tooLong: 'Hooguit {max}, nu {n}.' }), 'vier'), 'Hooguit 3, nu 4.')
  assert.equal(errorOf(what, ['a', 'b']), 'Vul hier tekst in.')
  assert.equal(textField({ oneLine: true }).parse('Mila\nde Vries'), 'Mila de Vries')
})

test('an optional text field may be left out of the form', () => {
  assert.deepEqual(z.object({ note: textField() }).parse({}), { note: '' })
})
