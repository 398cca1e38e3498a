import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** What is told of these tables: numbers, -1 for fewer than five, null for not told. */
async function told(tables: readonly number[][]): Promise<(number | null)[][]> {
  const { rows } = await world.owner.query<{ told: (number | null)[] }>(
    `select app.hide_small(array(select jsonb_array_elements_text(t)::integer)) as told
     from jsonb_array_elements($1::jsonb) with ordinality as all_tables (t, place) order by place`,
    [JSON.stringify(tables)],
  )
  return rows.map(it => it.told)
}

const sum = (table: readonly number[]) => table.reduce((total, n) => total + n, 0)

test('of all small tables there is none in which a number from one to four follows from what is told', async () => {
  for (const [cells, most] of [
    [1, 30],
    [2, 20],
    [3, 14],
    [4, 10],
  ] as const) {
    const tables = tablesOf(cells, most)
    const views = await told(tables)
    const alike = new Map<string, number[][]>()
    for (const [index, table] of tables.entries()) {
      // The total is told from five on.
      const key = JSON.stringify([views[index], sum(table) < 5 ? 'few' : sum(table)])
      alike.set(key, [...(alike.get(key) ?? []), table])
    }
    for (const [key, group] of alike)
      for (let cell = 0; cell < cells; cell++) {
        const possible = new Set(group.map(it => it[cell]))
        const [only = 0] = possible
        assert.ok(possible.size > 1 || only === 0 || only >= 5, `${key} is only ${JSON.stringify(group[0])}`)
      }
  }
})

const tablesOf = (cells: number, most: number): number[][] =>
  cells === 0
    ? [[]]
    : tablesOf(cells - 1, most).flatMap(rest => Array.from({ length: most + 1 }, (_, n) => [...rest, n]))

const someTable = fc.array(fc.oneof(fc.nat(4), fc.nat(12), fc.nat(2000)), { minLength: 2, maxLength: 17 })

test('whatever the table, each small number has another that it could be', async () => {
  const tables = fc.sample(someTable, 300).filter(it => sum(it) >= 5)
  const views = await told(tables)
  const others = tables.map((table, index) => table.flatMap((n, cell) => lookalike(table, views[index] ?? [], n, cell)))
  const seen = await told(others.flat().map(it => it.table))
  let place = 0
  for (const [index, table] of tables.entries())
    for (const [cell, n] of table.entries()) {
      if (n < 1 || n > 4) continue
      const tries = others[index]?.filter(it => it.cell === cell) ?? []
      const works = tries.map(() => JSON.stringify(seen[place++]) === JSON.stringify(views[index]))
      assert.ok(works.includes(true), `${n} at ${cell} of ${JSON.stringify(table)}: ${JSON.stringify(views[index])}`)
    }
})

/** Tables with the same total in which this small number is another: one moved to or from another hidden cell, or the two changed about. */
function lookalike(table: readonly number[], view: readonly (number | null)[], n: number, cell: number) {
  if (n < 1 || n > 4) return []
  return table.flatMap((other, at) => {
    const hidden = view[at] === null || view[at] === -1
    if (at === cell || !hidden) return []
    return [
      [other, n],
      [n + 1, other - 1],
      [n - 1, other + 1],
    ].flatMap(([here = 0, there = 0]) =>
      here === n || there < 0
        ? []
        : [{ cell, table: table.map((it, i) => (i === cell ? here : i === at ? there : it)) }],
    )
  })
}

test('what is five or more is told where that gives nothing away, and where it does the smallest goes too', async () => {
  const cases: [number[], (number | null)[]][] = [
    [
      [12, 30, 5],
      [12, 30, 5],
    ],
    [
      [13, 0, 0],
      [13, -1, -1],
    ],
    [
      [12, 1, 3, 40],
      [12, -1, -1, 40],
    ],
    [
      [12, 1, 40],
      [null, null, 40],
    ],
    [
      [12, 1, 12, 40],
      [null, null, null, 40],
    ],
    [
      [12, 4, 4, 40],
      [null, null, null, 40],
    ],
    [
      [4, 4, 4],
      [null, null, null],
    ],
    [
      [12, 0, 0, 0, 0, 3],
      [12, -1, -1, -1, -1, -1],
    ],
    [
      [1, 2, 1],
      [-1, -1, -1],
    ],
    [[0], [-1]],
  ]
  assert.deepEqual(
    await told(cases.map(([table]) => table)),
    cases.map(([, expected]) => expected),
  )
})
