import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findPrivate, withoutPrivate } from './private-data.ts'

const streets = [
  'Zilverlindelaan',
  'Jan van Galenstraat',
  'De Ruyterkade',
  'Binnenhof',
  'Hoge Veld',
  'Lange Wal',
  "'t Hof",
]
const houses = ['1', '12', '12a', '12 A', '112-3', '7 bis', '21-hs']

test('an address is found wherever it stands in a text, in whatever way it is written', () => {
  const street = fc.constantFrom(...streets, 'kerkstraat', 'KERKSTRAAT')
  const address = fc.tuple(street, fc.constantFrom(' ', ', ', ' nr. ', ' nummer '), fc.constantFrom(...houses))
  const around = fc.constantFrom('', 'Hij stond bij ', 'Ik woon op de ', 'hij zei: "', '(', 'adres: ')
  const after = fc.constantFrom('', '.', ', en toen', ' te Waterstad', '\nDaarna ging hij weg.', '")')
  fc.assert(
    fc.property(address, around, after, ([name, gap, number], before, end) => {
      const text = withoutPrivate(`${before}${name}${gap}${number}${end}`)
      const last = name.split(' ').at(-1) ?? ''
      assert.ok(!text.includes(last), text)
    }),
  )
})

test('a postcode, a telephone number and a mail address are found', () => {
  const found = (text: string) => findPrivate(text).map(it => it.kind)
  for (const postcode of ['1234 AB', '1234AB', '1234  AB', '1234ab', '1234 xb'])
    assert.deepEqual(found(`Mijn postcode is ${postcode}.`), ['postcode'], postcode)
  for (const phone of [
    '06 12345678',
    '06-12345678',
    '0612345678',
    '+31 6 12 34 56 78',
    '0031612345678',
    '010-1234567',
    '(06) 12 34 56 78',
  ])
    assert.deepEqual(found(`Bel mij op ${phone}, graag.`), ['phone'], phone)
  for (const mail of ['iemand@thuis.example', 'i.van-der_a+b@mail.thuis.example'])
    assert.deepEqual(found(`Mail ${mail}.`), ['mail'], mail)
})

test('a telephone number is found beside other numbers too, and with any dash in it', () => {
  for (const [before, phone, after] of [
    ['Bel ', '06 12345678', ' 2 keer.'],
    ['Bel ', '06 12345678', ' 24 uur per dag.'],
    ['1. ', '06-12345678', '\n2. Mijn zus'],
    ['Gebeld op 24-04-2026 ', '06-12345678', '.'],
    ['Gebeld op 01-02-2026 ', '0612345678', ' om 14:30.'],
    ['Wij zijn met 3 ', '0612345678', ''],
    ['', '06–12345678', ''],
    ['', '06‑1234‑5678', ' '],
    ['', '+31 6 – 12345678', '!'],
    ['', '(+31) 6 12345678', ''],
    ['Of 010 7654321, of ', '06 12345678', ''],
  ] as const)
    assert.ok(
      findPrivate(`${before}${phone}${after}`).some(it => it.kind === 'phone' && it.text.includes(phone)),
      `${before}${phone}${after}`,
    )
})

test('days, times, amounts, articles and what is counted stay as they were written', () => {
  for (const text of [
    'Op 24 april 2026 om 16:50 uur kwam hij.',
    'Van 01-02-2026 14:30 tot 02-02-2026 15:00.',
    'In 2024 is het ook gebeurd, en in 2025 en 2026.',
    'Hij belde 12 keer en stuurde 300 berichten in 2 weken.',
    'Artikel 285 van het Wetboek van Strafrecht, kenmerk M-2026-000123.',
    'Sinds Mei 2025 kwam hij 3 keer. Daarna 4 mensen.',
    'De schade is 1.250,50 euro. Onderweg 2 keer gestopt.',
    'Bel 112 of 0900-8844.',
    // A letter of two units, at which a search must not stand still.
    '\u{1D40A}erkstraat 12 keer',
  ])
    assert.deepEqual(findPrivate(text), [], text)
})

test('the address of the office may stand there, and how somebody said to be reached may not', () => {
  const office = 'Gemeente Waterstad, Raadhuisplein 1, 9999 XX Waterstad, 010 1234567'
  assert.deepEqual(findPrivate('Het was op het Raadhuisplein 1, 9999XX.', office), [])
  assert.equal(findPrivate('Het was op het Raadhuisplein 11.', office).length, 1)
  // Somebody lives in the street of the town hall, or in one whose name ends like it.
  const village = 'Raadhuisplein 12, 9999 XX Waterstad, 010 1234567'
  for (const home of ['Raadhuisplein 1', 'Raadhuisplein 2', 'Plein 12', 'Plein 1'])
    assert.deepEqual(
      findPrivate(`Ik woon aan ${home} te Waterstad.`, village).map(it => it.text),
      [home],
    )
  assert.deepEqual(findPrivate('Kom naar Raadhuisplein 12, 9999XX. Of bel 010-1234567.', village), [])
  assert.equal(
    withoutPrivate('Zij zit bij Anna op zolder.', '', ['bij Anna op zolder']),
    'Zij zit [telefoonnummer weggelaten].',
  )
})

test('however somebody said to be reached, those very words are left out', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40 }), reach => {
      fc.pre(reach.trim().length >= 8)
      const text = withoutPrivate(`Bel: <${reach.trim()}> graag.`, '', [reach])
      assert.ok(!text.includes(reach.trim()), text)
    }),
  )
})

test('what is left has nothing private any more, and a long text takes a moment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      assert.deepEqual(findPrivate(withoutPrivate(text)), [])
    }),
  )
  for (const sign of ['a', 'A', '0', '@', ' ', 'Aa ', '1234 ', 'a.', '0-'])
    assert.ok(withoutPrivate(sign.repeat(20_000 / sign.length)).length > 0)
  assert.doesNotMatch(withoutPrivate(`Ik woon Dorpsstraat${' '.repeat(100)}12`), /Dorpsstraat/)
  // Two thousand spaces took three seconds here, and twenty thousand a thousand times as long.
  const began = performance.now()
  for (const begin of [
    'Dorpsstraat',
    'Dorpsstraat,',
    'Dorpsstraat nr',
    'Dorpsstraat 12',
    'Jan van Dorp',
    'Dorp '.repeat(2000),
  ])
    assert.ok(withoutPrivate(`${begin}${' '.repeat(20_000)}x`).length > 0)
  withoutPrivate(`Dorp${' '.repeat(40)}`.repeat(450))
  assert.ok(performance.now() - began < 1000)
})
