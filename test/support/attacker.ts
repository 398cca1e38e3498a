// Somebody who reads everything that was told and computes what follows from it: the least and the most that a number can be, by
// linear programming. Every pivot keeps whole numbers, which is checked, so that nothing is lost to rounding.

/** Unknowns that are not negative, of which these sums are known. */
export interface Known {
  unknowns: number
  sums: { of: readonly number[]; is: number }[]
}

/** The least and the most that these unknowns together can be. */
export function interval(known: Known, of: readonly number[]): [least: number, most: number] {
  return [-most(known, of, -1), most(known, of, 1)]
}

/** The most that `sign` times the sum can be, by the simplex method with Bland's rule, which ends. */
function most({ unknowns, sums }: Known, of: readonly number[], sign: number): number {
  const width = unknowns + sums.length
  const rows = sums.map((sum, index) => {
    const row = Array.from({ length: width + 1 }, () => 0)
    for (const it of sum.of) row[it] = (row[it] ?? 0) + 1
    row[unknowns + index] = 1
    row[width] = sum.is
    return row
  })
  const basis = sums.map((_, index) => unknowns + index)
  // First without the helping unknowns, which stand for what the sums lack; then for what is asked.
  const lacking = Array.from({ length: width + 1 }, (_, at) => (at >= unknowns && at < width ? -1 : 0))
  const left = solve(rows, basis, lacking, width)
  if (left !== 0) throw new Error('What was told contradicts itself')
  for (const [at, it] of basis.entries()) {
    if (it < unknowns) continue
    const into = rows[at]?.findIndex((value, column) => column < unknowns && value !== 0) ?? -1
    if (into >= 0) pivot(rows, basis, at, into)
  }
  const goal = Array.from({ length: width + 1 }, (_, at) => (of.includes(at) ? sign : 0))
  return solve(rows, basis, goal, unknowns)
}

function solve(rows: number[][], basis: number[], goal: readonly number[], columns: number): number {
  for (;;) {
    const gain = (column: number) =>
      (goal[column] ?? 0) - rows.reduce((sum, row, at) => sum + (goal[basis[at] ?? 0] ?? 0) * (row[column] ?? 0), 0)
    const into = Array.from({ length: columns }, (_, at) => at).find(at => !basis.includes(at) && gain(at) > 0)
    if (into === undefined)
      return rows.reduce((sum, row, at) => sum + (goal[basis[at] ?? 0] ?? 0) * (row.at(-1) ?? 0), 0)
    const ratios = rows.flatMap((row, at) =>
      (row[into] ?? 0) > 0 ? [{ at, ratio: (row.at(-1) ?? 0) / (row[into] ?? 1) }] : [],
    )
    const least = Math.min(...ratios.map(it => it.ratio))
    const [out] = ratios.filter(it => it.ratio === least).toSorted((a, b) => (basis[a.at] ?? 0) - (basis[b.at] ?? 0))
    if (!out) return Infinity
    pivot(rows, basis, out.at, into)
  }
}

function pivot(rows: number[][], basis: number[], at: number, into: number): void {
  const by = rows[at]?.[into] ?? 1
  const chosen = (rows[at] ?? []).map(it => it / by)
  if (!chosen.every(it => Number.isInteger(it))) throw new Error('Not a whole number')
  rows[at] = chosen
  for (const [other, row] of rows.entries()) {
    const factor = row[into] ?? 0
    if (other !== at && factor !== 0) rows[other] = row.map((it, column) => it - factor * (chosen[column] ?? 0))
  }
  basis[at] = into
}

/** What was told of one table: by cell and period (1 to 4, and 5 for the year), and of all reports together. Null is withheld. */
export interface Told {
  rows: ReadonlyMap<string, ReadonlyMap<number, number | null>>
  total: ReadonlyMap<number, number | null>
}

export interface Derived {
  cell: string
  period: number
  least: number
  most: number
}

/** What follows for every number of the table that was withheld. */
export function attack({ rows, total }: Told): Derived[] {
  const cells = [...rows.keys()]
  const quarters = [1, 2, 3, 4]
  const at = (row: number, quarter: number) => row * 4 + quarter - 1
  const inPeriod = (row: number, period: number) => (period === 5 ? quarters.map(q => at(row, q)) : [at(row, period)])
  const all = (period: number) => cells.flatMap((_, row) => inPeriod(row, period))
  const sums: Known['sums'] = []
  const asked: { cell: string; period: number; of: number[] }[] = []
  const learn = (cell: string, period: number, of: number[], n: number | null | undefined) => {
    if (typeof n === 'number') sums.push({ of, is: n })
    else if (n === null) asked.push({ cell, period, of })
  }
  for (const period of [1, 2, 3, 4, 5]) {
    learn('total', period, all(period), total.get(period))
    for (const [row, cell] of cells.entries()) learn(cell, period, inPeriod(row, period), rows.get(cell)?.get(period))
  }
  const known = { unknowns: cells.length * 4, sums }
  return asked.map(({ cell, period, of }) => {
    const [least, highest] = interval(known, of)
    return { cell, period, least, most: highest }
  })
}
