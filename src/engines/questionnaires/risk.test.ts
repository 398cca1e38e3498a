import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { riskScan } from '../../../test/support/risks.ts'
import { sound } from '../../../test/support/questionnaires.ts'
import { proposalFor, isProposing } from './proposal.ts'
import { isAsking } from './definition.ts'
import { readDefinition } from './reading.ts'
import { largest, risksOf } from './risk.ts'
import { adviceFor, scoreOf } from './score.ts'
import { noSetting, walk, type Values } from './walk.ts'

const scan = sound(riskScan())
const step = fc.integer({ min: 1, max: 5 })
const answered = (chance: number, impact: number): Values => ({
  desk_chance: String(chance),
  desk_impact: String(impact),
})
const found = (values: Values) => risksOf(scan, walk(scan, values, noSetting))
const order = ['low', 'middle', 'high', 'very_high']

test('a risk is chance × impact, falls in exactly one band, and never in a lower one when either is larger', () => {
  fc.assert(
    fc.property(step, step, step, step, (chance, impact, more, worse) => {
      const [risk] = found(answered(chance, impact))
      assert.equal(risk?.size, chance * impact)
      const bands = scan.scan?.risk_bands?.filter(it => it.from <= risk.size && risk.size <= it.to) ?? []
      assert.deepEqual(bands, [risk.band])
      const [larger] = found(answered(Math.max(chance, more), Math.max(impact, worse)))
      assert.ok(order.indexOf(larger?.band?.id ?? '') >= order.indexOf(risk.band?.id ?? ''))
    }),
  )
})

test('an advice for a size is given at that size and at no other, and a risk of which half was answered is none', () => {
  fc.assert(
    fc.property(step, step, (chance, impact) => {
      const way = walk(scan, answered(chance, impact), noSetting)
      const given = adviceFor(scan, way, scoreOf(scan, way)).some(it => it.id === 'second_door')
      assert.equal(given, chance * impact >= 10)
    }),
  )
  assert.deepEqual(found({ desk_chance: '5' }), [])
})

test('of a table each row has its own risk, and the largest is that of one of them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 4 }), rows => {
      const values = Object.fromEntries(
        rows.flatMap(([chance, impact], place) => [
          [`own_${place + 1}`, `Proces ${place}`],
          [`processes_${place + 1}_chance`, String(chance)],
          [`processes_${place + 1}_impact`, String(impact)],
        ]),
      )
      const risks = found(values)
      assert.deepEqual(
        risks.map(it => it.size),
        rows.map(([chance, impact]) => chance * impact),
      )
      assert.equal(largest(risks)?.size, Math.max(...rows.map(([chance, impact]) => chance * impact)))
      const way = walk(scan, values, noSetting)
      const given = adviceFor(scan, way, scoreOf(scan, way)).some(it => it.id === 'four_eyes')
      assert.equal(
        given,
        risks.some(it => it.size >= 16),
      )
    }),
  )
})

test('bands are refused exactly when a size that can come has none, or two', () => {
  const sizes = [...new Set([1, 2, 3, 4, 5].flatMap(one => [1, 2, 3, 4, 5].map(other => one * other)))]
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 }), (to, from) => {
      const text = riskScan(whole =>
        whole.replace('from: 1, to: 4,', `from: 1, to: ${to},`).replace('from: 5, to: 9,', `from: ${from}, to: 9,`),
      )
      const faults = readDefinition(text).faults.join('\n')
      const n = (size: number) => Number(size <= to) + Number(size >= from && size <= 9) + Number(size >= 10)
      assert.equal(
        /zegt niets over kans/.test(faults),
        sizes.some(size => n(size) === 0),
        faults,
      )
      assert.equal(
        /zegt twee dingen over kans/.test(faults),
        sizes.some(size => n(size) > 1),
        faults,
      )
    }),
  )
})

test('a number proposes the last answer whose number it reaches, and a larger one never less', () => {
  const [it] = scan.pages.flatMap(page => page.questions.filter(isAsking)).filter(isProposing)
  assert.ok(it)
  const proposed = (n: number) => Number(proposalFor(it, n, 2025).value)
  assert.deepEqual([0, 1, 4, 5, 9, 10, 19, 20, 999].map(proposed), [1, 2, 2, 3, 3, 4, 4, 5, 5])
  fc.assert(fc.property(fc.nat(99), fc.nat(99), (one, more) => assert.ok(proposed(one + more) >= proposed(one))))
})
