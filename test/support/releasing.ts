import fc from 'fast-check'
import { attack, interval, type Derived } from './attacker.ts'
import type { World } from './world.ts'

// Invented tables, withheld by the database as a release does it, and attacked.

/** Everything that is told of a table after each release: cells in rows of four quarters and the year. */
export interface Releases {
  told: boolean[]
  total: boolean[]
  released: number[]
}

export type People = readonly number[]
/** Reports by row and quarter; each number is a person. */
export type Table = People[][]

const quarters = [1, 2, 3, 4]

/** Releases these periods one by one, as app.release_subject does, and gives what was told after each. */
export async function releaseAll(world: World, table: Table, periods: readonly number[]): Promise<Releases[]> {
  const found: Releases[] = []
  let total = blank(1)
  let told = blank(table.length)
  const released: number[] = []
  const everything: Table = [quarters.map(q => table.flatMap(row => row[q - 1] ?? []))]
  for (const period of periods) {
    released.push(period)
    total = await withhold(world, everything, blank(1), total, period, released, true)
    told = await withhold(world, table, total, told, period, released, total[period - 1] === true)
    found.push({ told, total, released: [...released] })
  }
  return found
}

const blank = (rows: number): boolean[] => Array.from({ length: rows * 5 }, () => false)

async function withhold(
  world: World,
  table: Table,
  head: readonly boolean[],
  before: readonly boolean[],
  period: number,
  released: readonly number[],
  fresh: boolean,
): Promise<boolean[]> {
  const counted = (row: People[], q: number): People => (q === 5 ? row.flat() : (row[q - 1] ?? []))
  const cells = table.flatMap(row => [1, 2, 3, 4, 5].map(q => counted(row, q)))
  const { rows } = await world.owner.query<{ told: boolean[] }>(
    'select app.withhold($1::integer[], $2::jsonb, $3::boolean[], $4::boolean[], $5::boolean[]) as told',
    [
      [1000, 1000, 1000, 1000, 1000, ...cells.map(it => it.length)],
      JSON.stringify([...Array.from({ length: 5 }, () => [-1, -2, -3, -4, -5]), ...cells.map(it => [...new Set(it)])]),
      [...head, ...before],
      [1, 2, 3, 4, 5].map(q => q === period && fresh),
      [1, 2, 3, 4, 5].map(q => released.includes(q)),
    ],
  )
  return rows[0]?.told.slice(5) ?? []
}

/** What the one who computes finds. */
export function derivedFrom(table: Table, { told, total, released }: Releases): Derived[] {
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
export const truth = (table: Table, { cell, period }: Derived) =>
  cell === 'total'
    ? table.reduce((sum, row) => sum + sizeOf(row, period), 0)
    : sizeOf(table[Number(cell)] ?? [], period)

/** Whether somebody is in it, and fewer than five people. */
export function isOfFew(table: Table, { cell, period }: Derived): boolean {
  const rows = cell === 'total' ? table : [table[Number(cell)] ?? []]
  const people = new Set(rows.flatMap(row => (period === 5 ? row.flat() : (row[period - 1] ?? []))))
  return people.size > 0 && people.size < 5
}

// Mostly small, as in a small organisation, and sometimes many of few people.
const cell = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
  fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 5, maxLength: 12 }),
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 9 }),
  fc.constant([]),
)
export const someTable = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 5 })
/** Quarters in any order, and the year among them: after its quarters, or before some of them. */
export const someOrder = fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 })

/** Reports of a year by the cell of a subject, and of each cell by the cells of what divides it; each number is a person. */
export type Divided = People[][]

/**
 * Releases the year of a subject and of what divides each of its cells, as app.release_subject does, and gives everything that
 * follows from it: all that was told is known at once.
 */
export async function derivedOfYear(
  world: World,
  divided: Divided,
): Promise<{ people: People; least: number; most: number }[]> {
  const everybody = divided.flat(2)
  const cells = divided.map(parts => parts.flat())
  const [whole = false] = await ofYear(world, [everybody], false, true)
  const told = await ofYear(world, cells, whole, whole)
  const parts = await Promise.all(divided.map((them, at) => ofYear(world, them, told[at] === true, told[at] === true)))
  const numbered = divided.map((them, at) => them.map((_, part) => divided.slice(0, at).flat().length + part))
  const numbers = [
    { of: numbered.flat(), people: everybody, told: whole },
    ...cells.map((people, at) => ({ of: numbered[at] ?? [], people, told: told[at] === true })),
    ...divided.flatMap((them, at) =>
      them.map((people, part) => ({ of: [numbered[at]?.[part] ?? 0], people, told: parts[at]?.[part] === true })),
    ),
  ]
  const sums = numbers.filter(it => it.told).map(({ of, people }) => ({ of, is: people.length }))
  return numbers
    .filter(it => !it.told)
    .map(({ of, people }) => {
      const [least, most] = interval({ unknowns: numbered.flat().length, sums }, of)
      return { people, least, most }
    })
}

/** What is told of a year in which its quarters are not told of. */
async function ofYear(world: World, rows: readonly People[], head: boolean, fresh: boolean): Promise<boolean[]> {
  const table: Table = rows.map(row => [row, [], [], []])
  const all = await withhold(world, table, [false, false, false, false, head], blank(rows.length), 5, [5], fresh)
  return rows.map((_, at) => all[at * 5 + 4] === true)
}
export const someDivided = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 4 })
