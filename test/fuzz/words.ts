import fc from 'fast-check'

// What people and attackers fill in.

/** Stands in every odd text: what must never come back as a mark of the page. */
export const mark = '<b zqfuzz onerror=1>'

const rightWords = [
  'Er stond iemand voor de deur.',
  'Dank u wel, ik bel morgen.',
  'Zoë à la carte',
  '«Ja», zei zij 🙂',
  'ok',
]

/** A text as a person writes it. */
export const rightText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...rightWords) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).map(it => `Tekst ${it}`) },
)

const unpleasant = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202Etxt.exe',
  '\u2066\u2069\u200F\u061C',
  'مرحبا עולם',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301'.repeat(200),
  '\u0301'.repeat(500),
  '\uFEFF\uFFFE\uFFFF',
  '\r\n\r\nSet-Cookie: a=b',
  "=cmd|'/c calc'!A0",
  '+1+1',
  "' or 1=1 --",
  '\\',
  '${7*7}{{7*7}}',
  '../../../etc/passwd',
  '%00%0d%0a%ff',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '99999999999999999999',
  '0x10',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '9999-12-31T23:59:59Z',
  '25:61',
  '[]',
  '{"a":1}',
  'M-2026-000001',
  mark,
]

/** A text that nobody means well with; lone surrogates too. */
export const oddText = fc.oneof(
  fc.constantFrom(...unpleasant),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 20 }).map(it => String.fromCharCode(...it)),
  fc
    .record({
      unit: fc.constantFrom('a', '🙂', '\u0301', '\n', ' ', '<', '. ', '&', '\u202E'),
      times: fc.constantFrom(300, 20_001, 100_000),
    })
    .map(({ unit, times }) => unit.repeat(times)),
)

const bytes = (parts: (number[] | string)[]) => Buffer.concat(parts.map(it => Buffer.from(it)))
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=='
export const picture = Buffer.from(png, 'base64')
const mail = bytes([
  'From: a@b.example\r\nSubject: Dreiging\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n',
  'Content-Type: text/html\r\n\r\n<p>Tekst</p>\r\n--x\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nBijlage\r\n--x--\r\n',
])

/** A list of people to invite, as an administrator sends one. */
export const people = 'naam;email;rol;functie\nSam Jansen;sam.jansen@waterstad.example;melder;raadslid'

export interface SentFile {
  name: string
  content: Buffer
}

export const rightFile = fc.constantFrom<SentFile>(
  { name: 'scherm.png', content: picture },
  { name: 'brief.txt', content: Buffer.from('Wij weten waar u woont.') },
  { name: 'dreiging.eml', content: mail },
)

const starts = [
  picture,
  mail,
  Buffer.from('%PDF-1.7\n'),
  Buffer.from('PK\u0003\u0004'),
  Buffer.from('GIF89a'),
  Buffer.from('<svg onload=1>'),
]

export const oddFile = fc
  .record({
    name: oddText.map(it => it.slice(0, 400)),
    start: fc.constantFrom(...starts),
    cut: fc.nat(400),
    rest: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ name, start, cut, rest }): SentFile => ({ name, content: Buffer.concat([start.subarray(0, cut), rest]) }))
