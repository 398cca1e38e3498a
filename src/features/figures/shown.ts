import { inWords, shareOf, total, countsOf, wholeYear } from '../../engines/statistics/tables.ts'
import type { FigureRow, FigureTable } from '../../engines/statistics/tables.ts'
import { groups } from './measures.ts'
import { periodName } from './period.ts'
import type { Figures } from './reading.ts'

// What a page, a document and a file say of the tables, in the same words.

export interface TableGroup {
  id: string
  title: string
  told: FigureTable[]
  /** Why the other tables are not there. */
  notes: string[]
}

/** The tables of the period by what they are about; a group of which it has none is not there. */
export const groupsOf = (it: Figures): TableGroup[] =>
  groups.flatMap(({ id, title, measures }) => {
    const tables = it.tables.filter(({ measure }) => measures.includes(measure))
    if (tables.length === 0) return []
    const silent = tables.filter(table => !table.told)
    const isEmpty = ({ whole }: FigureTable) => whole.get(it.period) === 0
    const notes = [
      noteOf('Geen meldingen', silent.filter(isEmpty)),
      noteOf(
        'Niet getoond, want te klein of uit te rekenen',
        silent.filter(table => !isEmpty(table)),
      ),
    ]
    return [{ id, title, told: tables.filter(table => table.told), notes: notes.flat() }]
  })

const noteOf = (why: string, tables: readonly FigureTable[]): string[] =>
  tables.length === 0 ? [] : [`${why}: ${tables.map(it => `“${it.measure.title}”`).join(', ')}.`]

/** What stands at the figures of a quarter. */
export const onlyOfYear =
  'Afloop, termijnen, aangifte, maatregelen, invloed en “heeft melden geholpen” staan alleen bij het hele jaar. Dan zijn de meeste meldingen afgerond.'

export const captionOf = ({ measure }: FigureTable, it: Figures): string => `${measure.title}, ${periodName(it)}`

/** Of how many the table is, where those are not all reports. */
export function amongOf({ measure: { among, subject }, whole }: FigureTable, it: Figures): string | undefined {
  const n = whole.get(it.period)
  return among && among.subject !== subject && typeof n === 'number'
    ? `Van de ${inWords(n)} ${among.words}.`
    : undefined
}

export interface FigureColumn {
  label: string
  cell: (row: FigureRow) => string
}

export function columnsOf({ measure, rows, whole }: FigureTable, { period }: Figures): FigureColumn[] {
  // A quarter of which nothing is told is no column: that it is not told stands at all reports together.
  const there = (q: number) => rows.some(it => typeof it.counts.get(q) === 'number')
  const quarters = period === wholeYear ? [1, 2, 3, 4].filter(there) : []
  const count = (label: string, q: number): FigureColumn => ({ label, cell: it => inWords(it.counts.get(q)) })
  return [
    { label: measure.heading, cell: it => it.label },
    ...quarters.map(q => count(`${q}e kwartaal`, q)),
    count(period === wholeYear && quarters.length > 0 ? 'Jaar' : 'Aantal', period),
    ...(measure.among?.subject === measure.subject
      ? []
      : [
          {
            label: measure.among ? 'Deel hiervan' : 'Deel van alles',
            cell: (it: FigureRow) => shareOf(it.counts.get(period), whole.get(period)),
          },
        ]),
  ]
}

/** How many reports there were; null is withheld, undefined not released. */
export const totalOf = (it: Figures, period: number): number | null | undefined =>
  countsOf(it.figures, total).get(period)
