import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smallScan, sound } from '../../../test/support/questionnaires.ts'
import { isAsking } from './definition.ts'
import { adviceFor, bandOf, scoreOf } from './score.ts'
import { dropped } from './changing.ts'
import { fieldsOf, noSetting, walk, type Values } from './walk.ts'

const scan = sound(smallScan())
const answers: fc.Arbitrary<Values> = fc
  .record(
    {
      garden: fc.constantFrom('yes', 'no'),
      doors: fc.constantFrom('0', '3', '9'),
      lock: fc.constantFrom('yes', 'partly', 'no', 'na'),
      hedge: fc.constantFrom('yes', 'partly', 'no', 'na'),
      words: fc.string({ maxLength: 10 }),
    },
    { requiredKeys: [] },
  )
  .map(it => Object.fromEntries(Object.entries(it).filter(([, value]) => value !== '')))

test('nobody is asked about the hedge who has no garden, and what was said of it then counts for nothing', () => {
  const way = walk(scan, { garden: 'no', lock: 'yes', hedge: 'no' }, noSetting)
  assert.deepEqual(way.kept, { garden: 'no', lock: 'yes' })
  assert.deepEqual(
    scoreOf(scan, way).map(it => [it.points, it.most, it.share]),
    [[2, 2, 100]],
  )
})

test('who changes an earlier answer is told which answers are dropped', () => {
  const before = { garden: 'yes', lock: 'yes', hedge: 'no' }
  assert.deepEqual(
    dropped(scan, before, { ...before, garden: 'no' }, noSetting).map(it => it.id),
    ['hedge'],
  )
  assert.deepEqual(dropped(scan, before, { ...before, lock: 'no' }, noSetting), [])
})

test('what does not apply counts neither way, and without any answer there is no share', () => {
  assert.equal(scoreOf(scan, walk(scan, { lock: 'na' }, noSetting))[0]?.share, undefined)
  assert.equal(scoreOf(scan, walk(scan, {}, noSetting))[0]?.share, undefined)
})

test('a question is kept only when it is asked, and walking what was kept keeps the same', () => {
  fc.assert(
    fc.property(answers, values => {
      const way = walk(scan, values, noSetting)
      const asked = new Set(way.pages.flatMap(it => it.asked.flatMap(fieldsOf)))
      for (const name of Object.keys(way.kept)) assert.ok(asked.has(name))
      assert.deepEqual(walk(scan, way.kept, noSetting), way)
    }),
  )
})

test('a share lies between 0 and 100, falls in exactly one result, and never falls by a better answer', () => {
  fc.assert(
    fc.property(answers, values => {
      const [score] = scoreOf(scan, walk(scan, values, noSetting))
      assert.ok(score)
      if (score.share === undefined) return assert.equal(bandOf(score), undefined)
      assert.ok(score.share >= 0 && score.share <= 100 && score.answered <= score.of)
      assert.ok(bandOf(score))
      const [better] = scoreOf(scan, walk(scan, { ...values, lock: 'yes' }, noSetting))
      if (values['lock'] === 'no' || values['lock'] === 'partly')
        assert.ok(better?.share !== undefined && better.share >= score.share)
    }),
  )
})

test('advice comes for these answers and for no others, and what can be done today comes first', () => {
  fc.assert(
    fc.property(answers, values => {
      const way = walk(scan, values, noSetting)
      const advice = adviceFor(scan, way, scoreOf(scan, way))
      assert.equal(
        advice.some(it => it.id === 'lock_it'),
        way.kept['lock'] === 'no',
      )
      if (advice.length > 1) assert.equal(advice[0]?.now, true)
    }),
  )
})

test('what is off the way has no question that is asked', () => {
  fc.assert(
    fc.property(answers, answers, (before, after) => {
      const asked = new Set(
        walk(scan, after, noSetting).pages.flatMap(it =>
          it.page.questions
            .filter(isAsking)
            .filter(one => it.asked.includes(one))
            .map(one => one.id),
        ),
      )
      for (const one of dropped(scan, before, after, noSetting)) assert.ok(!asked.has(one.id))
    }),
  )
})
