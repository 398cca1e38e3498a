import { writeCsv } from '../../engines/statistics/csv.ts'
import { wholeYear } from '../../engines/statistics/tables.ts'
import { periodsOf, type Figures } from './reading.ts'
import { totalOf } from './shown.ts'

const notReleased = 'Over deze periode zijn nog geen cijfers vastgesteld'
const withheld = 'niet getoond'
const nameOf = (period: number) => (period === wholeYear ? 'jaar' : `kwartaal ${period}`)

/** Every number of the page as rows, one to a line. */
export function csvOf(it: Figures): Buffer {
  const head = ['Onderwerp', 'Rij', 'Jaar', 'Periode', 'Aantal']
  if (!it.released) return writeCsv([head, [notReleased]])
  const count = (n: number | null) => n ?? withheld
  const all = periodsOf(it).flatMap(period => {
    const n = totalOf(it, period)
    return n === undefined ? [] : [['Alle meldingen', 'Alles', it.year, nameOf(period), count(n)]]
  })
  const rows = it.tables.flatMap(({ measure, rows: them }) =>
    them.flatMap(row =>
      [...row.counts].map(([period, n]) => [measure.title, row.label, it.year, nameOf(period), count(n)]),
    ),
  )
  return writeCsv([head, ...all, ...rows])
}

/**
 * A line for each report of the quarters, made of the figures and not of the reports: its kind where that is told, and nothing
 * where it is not.
 */
export function redactedList(it: Figures): Buffer {
  const family = it.tables.find(table => table.measure.subject === 'family')
  const rows: (string | number)[][] = []
  for (const period of periodsOf(it).filter(q => q !== wholeYear)) {
    const n = totalOf(it, period)
    if (n === undefined || n === null) continue
    const kinds = (family?.rows ?? []).flatMap(row =>
      Array.from({ length: row.counts.get(period) ?? 0 }, () => row.label),
    )
    const hidden = Array.from({ length: n - kinds.length }, () => 'niet vermeld')
    for (const kind of [...kinds, ...hidden]) rows.push([rows.length + 1, it.year, nameOf(period), kind])
  }
  return writeCsv([['Nummer in deze lijst', 'Jaar', 'Kwartaal', 'Familie'], ...rows])
}
