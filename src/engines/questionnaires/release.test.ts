import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smallScan, sound } from '../../../test/support/questionnaires.ts'
import { withFiles } from '../../../test/support/scanning.ts'
import { isInstrument } from './library.ts'
import { countable, fewest, releaseOf } from './release.ts'
import type { Values } from './walk.ts'

const scan = sound(smallScan())
assert.ok(isInstrument(scan))

const person: fc.Arbitrary<Values> = fc.record(
  {
    garden: fc.constantFrom('yes', 'no'),
    lock: fc.constantFrom('yes', 'partly', 'no', 'na'),
    hedge: fc.constantFrom('yes', 'no'),
    doors: fc.constantFrom('1', '9'),
    words: fc.constantFrom('mijn geheim', 'iets anders'),
  },
  { requiredKeys: ['garden', 'lock'] },
)

test('of nine people nothing is told', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: fewest - 1 }), people =>
      assert.equal(releaseOf(scan, people), undefined),
    ),
  )
})

test('no text, no number and no question that only some are asked is told of', () => {
  assert.deepEqual(
    countable(scan).map(it => it.field),
    ['garden', 'lock'],
  )
  fc.assert(
    fc.property(fc.array(person, { minLength: fewest, maxLength: 40 }), people => {
      const told = JSON.stringify(releaseOf(scan, people))
      assert.doesNotMatch(told, /geheim|anders|hedge|doors|words/)
    }),
  )
})

test('a question for files is in nothing that is told', () => {
  const withPage = sound(withFiles('own-files')(smallScan()))
  assert.ok(isInstrument(withPage))
  assert.deepEqual(
    countable(withPage).map(it => it.field),
    ['garden', 'lock'],
  )
})

test('what is told leaves open, for each person, whether they gave another answer: also to who knows all the others but one', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: fewest, maxLength: 30 }), people => {
      const told = JSON.stringify(releaseOf(scan, people))
      for (const [at, one] of people.entries())
        for (const { field, values } of countable(scan)) {
          const couldBe = values.some(
            value =>
              value !== one[field] &&
              (people.some((other, place) => place !== at && other[field] === value) ||
                JSON.stringify(releaseOf(scan, people.with(at, { ...one, [field]: value }))) === told),
          )
          assert.ok(couldBe, `${field} of person ${at} follows from ${told}`)
        }
    }),
  )
})

test('whatever the order in which people answered, the same is told', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: fewest, maxLength: 30 }), people => {
      assert.deepEqual(releaseOf(scan, people.toReversed()), releaseOf(scan, people))
    }),
  )
})
