import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smallNorm } from '../../../test/support/norms.ts'
import { sound } from '../../../test/support/questionnaires.ts'
import { carryOver } from './carry-over.ts'
import { asksTheSame, changeOf, progressOver, shareOf, type Decided } from './progress-over-time.ts'
import { scoreOf } from './score.ts'
import { walk, noSetting } from './walk.ts'

const norm = (version: number, people: string[], comparable = true) => sound(smallNorm({ version, people, comparable }))
const itemNames = ['alarm', 'training', 'duress', 'routes']

/** A history of versions, each with items of its own and maybe marked as comparable. */
const versions = fc
  .array(fc.record({ people: fc.subarray(itemNames, { minLength: 1 }), comparable: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  })
  .map(all => all.map((it, place) => ({ ...it, definition: norm(place + 1, it.people, it.comparable) })))

const result = fc.record({ points: fc.nat(40), open: fc.nat(40), notApplicable: fc.nat(9) }).map(it => ({
  points: it.points,
  most: it.points + it.open,
  answered: it.points + it.open,
  asked: it.points + it.open,
  notApplicable: it.notApplicable,
}))

const decidedOn = (versionOf: readonly number[], results: readonly ReturnType<typeof made>[]): Decided[] =>
  versionOf.map((version, place) => ({
    id: String(place),
    version,
    number: place + 1,
    decidedOn: `20${20 + place}-01-01`,
    themes: new Map([['people', results[place] ?? made()]]),
  }))
const made = () => ({ points: 1, most: 2, answered: 2, asked: 2, notApplicable: 0 })

test('two decisions are joined only when every version between them asks the same, and says so', () => {
  fc.assert(
    fc.property(versions, fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), (all, picks) => {
      const picked = picks.map(it => (it % all.length) + 1)
      const definitions = all.map(it => it.definition)
      const [people] = progressOver(definitions, decidedOn(picked, []))
      assert.equal(people?.moments.length, picked.length)
      for (const [place, moment] of people.moments.entries()) {
        const [one, other] = [picked[place - 1] ?? picked[place] ?? 1, picked[place] ?? 1].toSorted((a, b) => a - b)
        const between = all.slice(one ?? 1, other)
        const before = all[(one ?? 1) - 1]?.people.toSorted().join()
        const same = between.every(it => it.comparable && it.people.toSorted().join() === before)
        assert.equal(moment.comparable, place === 0 || same)
      }
    }),
  )
})

test('a comparison goes both ways, and is broken by a version that is not known', () => {
  const all = [norm(1, ['alarm']), norm(2, ['alarm']), norm(3, ['alarm'])]
  assert.equal(asksTheSame(all, 'people', 1, 3), true)
  assert.equal(asksTheSame(all, 'people', 3, 1), true)
  assert.equal(
    asksTheSame(
      all.filter(it => it.version !== 2),
      'people',
      1,
      3,
    ),
    false,
  )
})

test('a share has its count, lies between 0 and 100, and says all or nothing only when it is all or nothing', () => {
  const it = norm(1, ['alarm', 'training'])
  fc.assert(
    fc.property(result, one => {
      const share = shareOf(it, 'people', one)
      assert.deepEqual([share.n, share.of, share.notApplicable], [one.points, one.asked, one.notApplicable])
      if (one.asked === 0) return assert.equal(share.percent, undefined)
      assert.ok(share.percent !== undefined && share.percent >= 0 && share.percent <= 100)
      assert.equal(share.percent === 100, one.points === one.asked)
      assert.equal(share.percent === 0, one.points === 0)
    }),
  )
})

test('a change is the difference with the decision before, and there is none over a gap', () => {
  const same = [norm(1, ['alarm']), norm(2, ['alarm'])]
  const other = [norm(1, ['alarm']), norm(2, ['alarm', 'training'])]
  fc.assert(
    fc.property(result, result, (before, after) => {
      const decided = decidedOn([1, 2], [before, after])
      const [shareBefore, shareAfter] = [before, after].map(it => shareOf(same[0] ?? norm(1, []), 'people', it).percent)
      const expected = shareBefore === undefined || shareAfter === undefined ? undefined : shareAfter - shareBefore
      assert.equal(changeOf(progressOver(same, decided)[0]?.moments ?? []), expected)
      assert.equal(changeOf(progressOver(other, decided)[0]?.moments ?? []), undefined)
    }),
  )
})

test('what does not apply counts neither as done nor as open', () => {
  const it = norm(1, ['alarm', 'training'])
  const values = { alarm: 'done', training: 'na', training_reason: 'Geen balie.', policy: 'missing' }
  const [people] = scoreOf(it, walk(it, values, noSetting))
  assert.deepEqual([people?.points, people?.of, people?.notApplicable], [1, 1, 1])
})

const status = fc.constantFrom('done', 'developing', 'missing', 'na', '')
test('carrying over invents nothing, keeps only right answers, and never takes over what is asked otherwise', () => {
  fc.assert(
    fc.property(
      versions,
      fc.dictionary(fc.constantFrom(...itemNames), status),
      fc.nat(4),
      fc.nat(4),
      (all, given, a, b) => {
        const from = all[a % all.length]
        const to = all[b % all.length]
        assert.ok(from && to)
        const before = walk(from.definition, given, noSetting).kept
        const { values, along, fresh } = carryOver(from.definition, before, to.definition, '2026-04-24')
        for (const [name, value] of Object.entries(values)) {
          assert.equal(value, before[name])
          assert.ok(to.people.includes(name) && from.people.includes(name))
          assert.ok(from === to || to.comparable)
        }
        assert.equal(along.length + fresh.length, to.people.length + 1)
        if (from === to) assert.deepEqual(values, before)
      },
    ),
  )
})

test('an answer that would not be right today stays behind, and the rest of its item comes along', () => {
  const it = norm(1, ['alarm'])
  const before = { alarm: 'done', alarm_owner: 'Beveiliging', alarm_due: '31 februari', policy: 'strange' }
  const { values, fresh } = carryOver(it, before, it, '2026-04-24')
  assert.deepEqual(values, { alarm: 'done', alarm_owner: 'Beveiliging' })
  assert.deepEqual(
    fresh.map(one => one.id),
    ['policy'],
  )
})
