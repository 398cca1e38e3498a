import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smallScan, sound } from '../../../test/support/questionnaires.ts'
import { isInstrument } from './library.ts'
import {
  adviceTogether,
  compareRounds,
  fewestTogether,
  gapOf,
  shownOf,
  spreadOf,
  themesOf,
  type Answered,
} from './spread.ts'

const scan = sound(smallScan())
assert.ok(isInstrument(scan))

const works = ['governance', 'security', 'permits', 'data', 'other'] as const
const person: fc.Arbitrary<Answered> = fc.record({
  work: fc.constantFrom(...works),
  values: fc.record(
    {
      garden: fc.constantFrom('yes', 'no'),
      lock: fc.constantFrom('yes', 'partly', 'no', 'na'),
      hedge: fc.constantFrom('yes', 'partly', 'no'),
      words: fc.constantFrom('mijn geheim', 'iets anders'),
    },
    { requiredKeys: ['garden'] },
  ),
})
const team = fc.array(person, { minLength: fewestTogether, maxLength: 30 })
const people = (work: string, n: number, lock: string): Answered[] =>
  Array.from({ length: n }, () => ({ work, values: { garden: 'no', lock } }))
const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0)

test('of fewer than three people nothing is shown, not even how many they were', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: fewestTogether - 1 }), few =>
      assert.deepEqual(spreadOf(scan, few), { people: null, questions: [] }),
    ),
  )
})

test('no kind of work of fewer than three is shown, and none follows by taking what is shown from the whole', () => {
  fc.assert(
    fc.property(team, all => {
      for (const { counts, works: shown } of spreadOf(scan, all).questions) {
        const whole = sum(counts.map(it => it.n))
        assert.ok(whole >= fewestTogether)
        // Every choice of what is taken away: what is left is nobody, or three people or more.
        for (let chosen = 0; chosen < 2 ** shown.length; chosen += 1) {
          const taken = shown.filter((_, place) => (chosen >> place) % 2 === 1)
          const left = whole - sum(taken.map(it => it.n))
          assert.ok(left === 0 || left >= fewestTogether, `${left} are left`)
        }
        for (const { n } of shown) assert.ok(n >= fewestTogether)
      }
    }),
  )
})

test('a mean is in halves, so that it tells no exact sum', () => {
  fc.assert(
    fc.property(team, all => {
      for (const { works: shown } of spreadOf(scan, all).questions)
        for (const { mean } of shown) assert.equal(mean * 2, Math.round(mean * 2))
    }),
  )
})

test('no free text, no number and no name is in it: only known codes', () => {
  const known = new Set<string>(['lock', 'hedge', 'yes', 'partly', 'no', ...works])
  fc.assert(
    fc.property(team, all => {
      const told = spreadOf(scan, all)
      const words = told.questions.flatMap(it => [
        it.field,
        ...it.counts.map(one => one.value),
        ...it.works.map(one => one.work),
      ])
      assert.deepEqual(
        words.filter(it => !known.has(it)),
        [],
      )
      assert.doesNotMatch(JSON.stringify(told), /geheim|anders|garden|words/)
    }),
  )
})

test('whatever the order of the people, the result is the same', () => {
  fc.assert(
    fc.property(team, fc.integer(), (all, seed) => {
      const mixed = all
        .map((one, place) => ({ one, key: Math.sin(seed + place) }))
        .toSorted((a, b) => a.key - b.key)
        .map(it => it.one)
      assert.deepEqual(spreadOf(scan, mixed), spreadOf(scan, all))
    }),
  )
})

test('what somebody answered on a way that they left does not count', () => {
  const all = people('data', 3, 'yes').map(it => ({ ...it, values: { ...it.values, hedge: 'yes' } }))
  assert.deepEqual(
    spreadOf(scan, all).questions.map(it => it.field),
    ['lock'],
  )
})

test('a kind of two goes with the others; when the others are two, the smallest that is shown goes with them', () => {
  const works = (all: readonly Answered[]) =>
    spreadOf(scan, all).questions[0]?.works.map(({ work, n }) => `${work} ${n}`)
  const five = people('security', 5, 'yes')
  const three = people('data', 3, 'no')
  assert.deepEqual(works([...five, ...three]), ['security 5', 'data 3'])
  assert.deepEqual(works([...five, ...three, ...people('permits', 2, 'no')]), ['security 5', 'other 5'])
  assert.deepEqual(works([...five, ...people('permits', 2, 'no'), ...people('governance', 1, 'no')]), [
    'security 5',
    'other 3',
  ])
  assert.deepEqual(works([...five, ...people('permits', 2, 'no')]), [], 'of seven people none stand apart')
})

test('all together have a share by theme, the advice for their mean answer, and how far the kinds lie apart', () => {
  const shown = shownOf(scan, spreadOf(scan, [...people('security', 3, 'no'), ...people('data', 3, 'partly')]))
  assert.equal(themesOf(scan, shown)[0]?.share, 25)
  assert.deepEqual(
    adviceTogether(scan, shown).map(it => it.id),
    // Half a point is as near to one as to none: the mean answer is "partly".
    ['more_at_home'],
  )
  assert.equal(shown[0] && gapOf(shown[0].spread), 1)
  const low = shownOf(scan, spreadOf(scan, people('security', 3, 'no')))
  assert.deepEqual(
    adviceTogether(scan, low).map(it => it.id),
    ['lock_it', 'more_at_home'],
  )
})

test('two rounds are compared only in what both versions mark as comparable', () => {
  const marked = sound(smallScan(text => text.replace('id: lock\n', 'id: lock\n        comparable: true\n')))
  assert.ok(isInstrument(marked))
  const of = (it: typeof marked) => shownOf(it, spreadOf(it, people('data', 3, 'yes')))
  assert.ok(compareRounds(of(marked), of(marked))[0]?.before)
  assert.equal(compareRounds(of(marked), of(scan))[0]?.before, undefined)
  assert.equal(compareRounds(of(scan), of(marked))[0]?.before, undefined)
})
