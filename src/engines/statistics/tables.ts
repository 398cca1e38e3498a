/** One count of a release; null is withheld. The database gives no other. */
export interface Figure {
  /** 1 to 4 are the quarters, 5 is the year. */
  period: number
  subject: string
  cell: string
  n: number | null
}

export interface Cell {
  subject: string
  cell: string
}

export interface Row {
  cell: string
  label: string
}

/** What is counted, in words. The counting itself, and what is withheld, is in the database: `figure_subject`. */
export interface Measure {
  subject: string
  title: string
  /** Over the column of its rows. */
  heading: string
  /** Its rows in their order. Those that are not here come after, by their name. */
  rows: readonly Row[]
  /** What it divides, when that is not everything, and how that is called. */
  among?: Cell & { words: string }
  /** A drawing beside the table: where how much of each there is, is the point. */
  drawn?: true
}

export const wholeYear = 5

/** The subject of everything together. */
export const total: Cell = { subject: 'total', cell: 'all' }

export interface FigureRow {
  label: string
  /** By period; a period without an entry was not released, or does not have this row. */
  counts: ReadonlyMap<number, number | null>
}

export interface FigureTable {
  measure: Measure
  rows: readonly FigureRow[]
  /** How many there are together in each period. */
  whole: ReadonlyMap<number, number | null>
  /** Whether any number stands in it. */
  told: boolean
}

/** How many this cell has in each period; null is withheld, undefined not released. */
export const countsOf = (figures: readonly Figure[], { subject, cell }: Cell): ReadonlyMap<number, number | null> =>
  new Map(figures.filter(it => it.subject === subject && it.cell === cell).map(it => [it.period, it.n]))

/**
 * What was told of these measures in these periods, in their order; a measure of which the periods have nothing is not there.
 * @param names of cells that have one here only, by subject and cell
 */
export const tablesOf = (
  figures: readonly Figure[],
  measures: readonly Measure[],
  periods: readonly number[],
  names: ReadonlyMap<string, string>,
): FigureTable[] => measures.flatMap(measure => tableOf(figures, measure, periods, names))

function tableOf(
  figures: readonly Figure[],
  measure: Measure,
  periods: readonly number[],
  names: ReadonlyMap<string, string>,
): FigureTable[] {
  const { subject } = measure
  const here = figures.filter(it => it.subject === subject && periods.includes(it.period))
  if (here.length === 0) return []
  const cells = new Set(here.map(it => it.cell))
  const known = measure.rows.filter(it => cells.delete(it.cell))
  const others = [...cells]
    .map(cell => ({ cell, label: names.get(`${subject} ${cell}`) ?? 'Bestaat niet meer' }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'nl'))
  // What is nobody's comes last.
  const isRest = ({ cell }: Row) => cell === 'none' || cell === 'other'
  const rows = [...known.filter(it => !isRest(it)), ...others, ...known.filter(isRest)].map(({ cell, label }) => ({
    label,
    counts: countsOf(here, { subject, cell }),
  }))
  const told = here.some(it => it.n !== null && it.n > 0)
  return [{ measure, rows, whole: countsOf(figures, measure.among ?? total), told }]
}

/** A count in words. */
export const inWords = (n: number | null | undefined): string =>
  n === undefined ? '–' : n === null ? 'niet getoond' : n.toLocaleString('nl-NL')

/** What part of a whole this is, as a whole percentage; nothing when either is withheld. */
export const shareOf = (n: number | null | undefined, whole: number | null | undefined): string =>
  n === undefined || n === null || !whole ? '–' : `${Math.round((100 * n) / whole)}%`
