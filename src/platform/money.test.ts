import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { amountField, formatEuros, readEuros, typedEuros } from './money.ts'

const read = (text: string) => {
  const it = readEuros(text)
  return 'cents' in it ? it.cents : it.error
}

test('an amount is taken with a comma and with a point, with and without thousands', () => {
  for (const [typed, cents] of [
    ['12', 1200],
    ['12,5', 1250],
    ['12.50', 1250],
    ['€ 1250,50', 125_050],
    ['1.250,50', 125_050],
    ['1,250.50', 125_050],
    ['1 250,50', 125_050],
    ['1.250.000', 125_000_000],
    ['75,-', 7500],
    ['0,01', 1],
    ['0', 0],
  ] as const)
    assert.equal(read(typed), cents, typed)
})

test('what is no amount, or two amounts, is said so, and nothing is guessed', () => {
  assert.match(String(read('1.234')), /niet duidelijk/)
  assert.match(String(read('1,234')), /niet duidelijk/)
  for (const wrong of ['twaalf', '12,345,6', '1.2.3', '12,,5', '12.5,0', 'NaN', '1e5', '0x10', '١٢', '--5'])
    assert.equal(typeof read(wrong), 'string', wrong)
  assert.match(String(read('-5')), /niet onder nul/)
  assert.match(String(read('999999999999')), /ten hoogste € 99\.999\.999,99/)
})

test('whatever amount is kept comes back from the field as it was, to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), cents => {
      assert.equal(read(typedEuros(cents)), cents)
      assert.equal(read(formatEuros(cents)), cents)
      assert.equal(amountField().parse(typedEuros(cents)), String(cents))
    }),
  )
})

test('whatever is typed gives whole cents or a sentence', () => {
  fc.assert(
    fc.property(fc.string(), typed => {
      const it = readEuros(typed)
      assert.ok('error' in it ? it.error.length > 0 : Number.isSafeInteger(it.cents) && it.cents >= 0)
    }),
  )
})
