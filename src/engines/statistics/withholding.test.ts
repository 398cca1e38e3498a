import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import {
  derivedFrom,
  derivedOfYear,
  isOfFew,
  releaseAll,
  someDivided,
  someOrder as order,
  someTable as table,
  truth,
  type People,
} from '../../../test/support/releasing.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('of no table, after one release or after several, can anybody compute a number of fewer than five people', async () => {
  let [withheld, shown] = [0, 0]
  await fc.assert(
    fc.asyncProperty(table, order, async (it, periods) => {
      for (const release of await releaseAll(world, it, periods)) {
        for (const found of derivedFrom(it, release)) {
          const n = truth(it, found)
          assert.ok(found.least <= n && n <= found.most, 'the attack itself is right')
          withheld++
          // One of five people or more, that was withheld to cover another, may follow: it gives nobody away by itself.
          if (isOfFew(it, found)) assert.ok(found.least < found.most, `${JSON.stringify(found)} is known`)
        }
        shown += release.told.filter(Boolean).length
      }
    }),
    { numRuns: 60 },
  )
  assert.ok(withheld > 100 && shown > 100, 'and something is told at all')
})

test('what is told of a period stays as it was when more is released', async () => {
  await fc.assert(
    fc.asyncProperty(table, order, async (it, periods) => {
      const releases = await releaseAll(world, it, periods)
      for (const [at, { told, total, released }] of releases.entries()) {
        const next = releases[at + 1]
        if (!next) continue
        for (const q of released) {
          assert.equal(next.total[q - 1], total[q - 1])
          for (const row of it.keys()) assert.equal(next.told[row * 5 + q - 1], told[row * 5 + q - 1])
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('what is told is about five reports of five people at least, or about nobody; and so is what is left of a total', async () => {
  await fc.assert(
    fc.asyncProperty(table, order, async (it, periods) => {
      const last = (await releaseAll(world, it, periods)).at(-1)
      assert.ok(last)
      const people = (row: People[], q: number) => (q === 5 ? row.flat() : (row[q - 1] ?? []))
      const safe = (them: People) => them.length === 0 || (them.length >= 5 && new Set(them).size >= 5)
      for (const q of [1, 2, 3, 4, 5]) {
        const hidden = it.filter((_, row) => !last.told[row * 5 + q - 1]).flatMap(row => people(row, q))
        if (last.total[q - 1]) assert.ok(safe(hidden), `left of period ${q}`)
        for (const [at, row] of it.entries())
          if (last.told[at * 5 + q - 1]) assert.ok(safe(people(row, q)), `${at} ${q}`)
      }
    }),
    { numRuns: 30 },
  )
})

test('of what divides the cells of a subject nobody computes a number of fewer than five people either', async () => {
  let [withheld, of] = [0, 0]
  await fc.assert(
    fc.asyncProperty(someDivided, async divided => {
      for (const { people, least, most } of await derivedOfYear(world, divided)) {
        assert.ok(least <= people.length && people.length <= most, 'the attack itself is right')
        withheld++
        const few = new Set(people).size
        if (few > 0 && few < 5) assert.ok(least < most, `${people.length} of ${few} people are known`)
      }
      of++
    }),
    { numRuns: 60 },
  )
  assert.ok(withheld > 100 && of === 60)
})
