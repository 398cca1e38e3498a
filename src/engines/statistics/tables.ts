import { measures, total, type Measure } from './measures.ts'

/** One count of a release; null is withheld. The database gives no other. */
export interface Figure {
  /** 1 to 4 are the quarters, 5 is the year. */
  period: number
  subject: string
  cell: string
  n: number | null
}

export const wholeYear = 5

export interface FigureRow {
  label: string
  /** By period; a period without an entry was not released, or does not have this row. */
  counts: ReadonlyMap<number, number | null>
}

export interface FigureTable {
  measure: Measure
  rows: readonly FigureRow[]
  /** Whether any number stands in it. */
  told: boolean
}

/**
 * What was told of a measure in these periods, in rows; undefined when they have nothing of it.
 * @param names of cells that have one here only, by subject and cell
 */
export function tableOf(
  figures: readonly Figure[],
  measure: Measure,
  periods: readonly number[],
  names: ReadonlyMap<string, string>,
): FigureTable | undefined {
  const cells = new Map<string, Map<number, number | null>>()
  for (const { subject, cell, period, n } of figures) {
    if (subject !== measure.subject || !periods.includes(period)) continue
    const counts = cells.get(cell) ?? new Map<number, number | null>()
    cells.set(cell, counts.set(period, n))
  }
  if (cells.size === 0) return undefined
  const known = measure.rows.filter(it => cells.has(it.cell))
  const others = [...cells.keys()]
    .filter(cell => !known.some(it => it.cell === cell))
    .map(cell => ({ cell, label: names.get(`${measure.subject} ${cell}`) ?? 'Bestaat niet meer' }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'nl'))
  // What is nobody's comes last.
  const rest = known.filter(it => it.cell === 'none' || it.cell === 'other')
  const rows = [...known.filter(it => !rest.includes(it)), ...others, ...rest].map(it => ({
    label: names.get(`${measure.subject} ${it.cell}`) ?? it.label,
    counts: cells.get(it.cell) ?? new Map<number, number | null>(),
  }))
  return { measure, rows, told: rows.some(it => [...it.counts.values()].some(n => n !== null && n > 0)) }
}

/** Every table of these periods, in the order of the measures. */
export const tablesOf = (
  figures: readonly Figure[],
  periods: readonly number[],
  names: ReadonlyMap<string, string>,
): FigureTable[] =>
  measures.flatMap(measure => {
    const table = tableOf(figures, measure, periods, names)
    return table ? [table] : []
  })

/** How many reports there were; null is withheld, undefined not released. */
export const totalOf = (figures: readonly Figure[], period: number): number | null | undefined =>
  figures.find(it => it.subject === total.subject && it.period === period)?.n

/** A count in words. */
export const inWords = (n: number | null | undefined): string =>
  n === undefined ? '–' : n === null ? 'niet getoond' : n.toLocaleString('nl-NL')

/** What part of a total this is, as a whole percentage; nothing when either is withheld. */
export const shareOf = (n: number | null | undefined, whole: number | null | undefined): string =>
  n === undefined || n === null || !whole ? '–' : `${Math.round((100 * n) / whole)}%`
