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
      assert.deepEqual(spreadOf(scan, few), { people: null, works: [], themes: [], questions: [] }),
    ),
  )
})

test('no kind of work and no answer of fewer than three is told, and none follows by taking what is told from the whole', () => {
  fc.assert(
    fc.property(team, all => {
      const { people: whole, works: kinds, questions } = spreadOf(scan, all)
      assert.ok(whole !== null && whole >= fewestTogether)
      for (const told of [kinds, ...questions.map(it => it.answers)]) {
        // Every choice of what is taken away: what is left is nobody, or three people or more.
        for (let chosen = 0; chosen < 2 ** told.length; chosen += 1) {
          const taken = told.filter((_, place) => (chosen >> place) % 2 === 1)
          const left = whole - sum(taken.map(it => it.n))
          assert.ok(left === 0 || left >= fewestTogether, `${left} are left`)
        }
        for (const { n } of told) assert.ok(n >= fewestTogether)
      }
    }),
  )
})

test('a mean by kind of work is of three people or more who gave an answer that counts', () => {
  fc.assert(
    fc.property(team, all => {
      for (const { field, works: means } of spreadOf(scan, all).questions) {
        assert.notEqual(means.length, 1)
        for (const { work } of means.filter(it => it.work !== 'other')) {
          const of = all.filter(one => one.work === work && ['yes', 'partly', 'no'].includes(one.values[field] ?? ''))
          assert.ok(of.length >= fewestTogether, `${of.length} in ${work}`)
        }
      }
    }),
  )
})

test('of three people who answered differently it is not told how many gave which answer', () => {
  const [one] = spreadOf(scan, [...people('data', 1, 'yes'), ...people('data', 2, 'no')]).questions
  assert.deepEqual(one, { field: 'lock', mean: 0.5, answers: [], works: [] })
  assert.deepEqual(
    spreadOf(scan, [...people('data', 4, 'yes'), ...people('data', 1, 'no'), ...people('data', 1, 'na')]).questions[0]
      ?.answers,
    [],
    'two who are left go with those who are shown',
  )
  assert.deepEqual(
    spreadOf(scan, [...people('data', 4, 'yes'), ...people('data', 1, 'no'), ...people('data', 2, 'na')]).questions[0]
      ?.answers,
    [{ name: 'yes', n: 4 }],
  )
})

test('a mean is in halves and a share in steps of five, so that they tell no exact sum', () => {
  fc.assert(
    fc.property(team, all => {
      const { questions, themes } = spreadOf(scan, all)
      for (const { mean } of questions.flatMap(it => [it, ...it.works])) assert.equal(mean * 2, Math.round(mean * 2))
      for (const { share } of themes) assert.equal(share % 5, 0)
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
        ...it.answers.map(one => one.name),
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
  const works = (all: readonly Answered[]) => spreadOf(scan, all).works.map(({ name, n }) => `${name} ${n}`)
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
  const told = spreadOf(scan, [...people('security', 3, 'no'), ...people('data', 3, 'partly')])
  assert.equal(themesOf(scan, told)[0]?.share, 25)
  // Half a point is as near to one as to none: then the mean answer is "no".
  const advised = (all: readonly Answered[]) => adviceTogether(scan, spreadOf(scan, all)).map(it => it.id)
  assert.deepEqual(
    adviceTogether(scan, told).map(it => it.id),
    ['lock_it', 'more_at_home'],
  )
  assert.equal(told.questions[0] && gapOf(told.questions[0]), 1)
  assert.deepEqual(advised(people('security', 3, 'no')), ['lock_it', 'more_at_home'])
  assert.deepEqual(advised([...people('security', 1, 'no'), ...people('security', 3, 'partly')]), ['more_at_home'])
})

test('two rounds are compared only in what both versions mark as comparable', () => {
  const marked = sound(smallScan(text => text.replace('id: lock\n', 'id: lock\n        comparable: true\n')))
  assert.ok(isInstrument(marked))
  const of = (it: typeof marked) => shownOf(it, spreadOf(it, people('data', 3, 'yes')))
  assert.ok(compareRounds(of(marked), of(marked))[0]?.before)
  assert.equal(compareRounds(of(marked), of(scan))[0]?.before, undefined)
  assert.equal(compareRounds(of(scan), of(marked))[0]?.before, undefined)
})
