import { cellsOf, type Grid } from './grid.ts'
import { pointsIn } from './score.ts'
import type { Values } from './walk.ts'

/** Points, and the most that could have been reached with what was answered. */
export interface Total {
  points: number
  most: number
}

/** The points of each row and of each column of a table, and of all of it. */
export function totalsOf(it: Grid, values: Values) {
  const rows = new Map<string, Total>()
  const columns = new Map<string, Total>()
  const whole: Total = { points: 0, most: 0 }
  for (const { field, row, column } of cellsOf(it)) {
    const points = pointsIn(column)
    const reached = points?.of(values[field] ?? '')
    if (!points || reached === undefined) continue
    for (const total of [of(rows, row.id), of(columns, column.id), whole]) {
      total.points += reached
      total.most += points.most
    }
  }
  return { rows, columns, whole }
}

function of(totals: Map<string, Total>, id: string): Total {
  const total = totals.get(id) ?? { points: 0, most: 0 }
  totals.set(id, total)
  return total
}
