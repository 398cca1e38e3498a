import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { attack, type Derived } from '../../../test/support/attacker.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** Everything that is told of a table after each release: cells in rows of four quarters and the year. */
interface Releases {
  told: boolean[]
  total: boolean[]
  released: number[]
}

type People = readonly number[]
/** Reports by row and quarter; each number is a person. */
type Table = People[][]

const quarters = [1, 2, 3, 4]

/** Releases these periods one by one, as app.release_subject does, and gives what was told after each. */
async function releaseAll(table: Table, periods: readonly number[]): Promise<Releases[]> {
  const found: Releases[] = []
  let total = blank(1)
  let told = blank(table.length)
  const released: number[] = []
  const everything: Table = [quarters.map(q => table.flatMap(row => row[q - 1] ?? []))]
  for (const period of periods) {
    released.push(period)
    total = await withhold(
      everything,
      blank(1)
        .map(() => false)
        .slice(0, 5),
      total,
      period,
      released,
      true,
    )
    told = await withhold(table, total, told, period, released, total[period - 1] === true)
    found.push({ told, total, released: [...released] })
  }
  return found
}

const blank = (rows: number): boolean[] => Array.from({ length: rows * 5 }, () => false)

async function withhold(
  table: Table,
  head: readonly boolean[],
  before: readonly boolean[],
  period: number,
  released: readonly number[],
  fresh: boolean,
): Promise<boolean[]> {
  const counted = (row: People[], q: number): People =>
    q === 5 ? row.filter((_, at) => released.includes(at + 1)).flat() : released.includes(q) ? (row[q - 1] ?? []) : []
  const cells = table.flatMap(row => [1, 2, 3, 4, 5].map(q => counted(row, q)))
  const { rows } = await world.owner.query<{ told: boolean[] }>(
    'select app.withhold($1::integer[], $2::jsonb, $3::boolean[], $4::boolean[]) as told',
    [
      [1000, 1000, 1000, 1000, 1000, ...cells.map(it => it.length)],
      JSON.stringify([...Array.from({ length: 5 }, () => [-1, -2, -3, -4, -5]), ...cells.map(it => [...new Set(it)])]),
      [...head, ...before],
      [1, 2, 3, 4, 5].map(q => q === period && fresh),
    ],
  )
  return rows[0]?.told.slice(5) ?? []
}

/** What the one who computes finds. */
function derivedFrom(table: Table, { told, total, released }: Releases): Derived[] {
  const shown = (is: (q: number) => boolean | undefined, n: (q: number) => number) =>
    new Map(released.map(q => [q, is(q) === true ? n(q) : null]))
  return attack({
    total: shown(
      q => total[q - 1],
      q => table.reduce((sum, row) => sum + sizeOf(row, q), 0),
    ),
    rows: new Map(
      table.map((row, at) => [
        String(at),
        shown(
          q => told[at * 5 + q - 1],
          q => sizeOf(row, q),
        ),
      ]),
    ),
  })
}

const sizeOf = (row: People[], q: number) => (q === 5 ? row.flat().length : (row[q - 1]?.length ?? 0))
const truth = (table: Table, { cell, period }: Derived) =>
  cell === 'total'
    ? table.reduce((sum, row) => sum + sizeOf(row, period), 0)
    : sizeOf(table[Number(cell)] ?? [], period)

// Mostly small, as in a small organisation, and sometimes many of few people.
const cell = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
  fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 5, maxLength: 12 }),
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 9 }),
  fc.constant([]),
)
const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 5 })
const order = fc.oneof(
  fc.constant([1, 2, 3, 4, 5]),
  fc.shuffledSubarray(quarters, { minLength: 4 }).map(it => [...it, 5]),
)

test('of no table, after one release or after several, can anybody compute a number that was withheld', async () => {
  let [withheld, shown] = [0, 0]
  await fc.assert(
    fc.asyncProperty(table, order, async (it, periods) => {
      for (const release of await releaseAll(it, periods)) {
        for (const found of derivedFrom(it, release)) {
          const n = truth(it, found)
          assert.ok(found.least <= n && n <= found.most, 'the attack itself is right')
          withheld++
          if (n > 0) assert.ok(found.least < found.most, `${JSON.stringify(found)} is known`)
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
      const releases = await releaseAll(it, periods)
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
      const last = (await releaseAll(it, periods)).at(-1)
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
