import { cellsOf } from './grid.ts'
import type { Definition } from './definition.ts'
import type { Advice, Risk, RiskBand, Scan } from './scan.ts'
import type { Way } from './walk.ts'

/** A risk as it was answered; of a table one for each row of which both were answered. */
export interface FoundRisk {
  risk: Risk
  /** The row of a table. */
  row: { label: string; isOwn: boolean } | undefined
  /** The fields in which they were answered. */
  fields: { chance: string; impact: string }
  chance: number
  impact: number
  /** Chance × impact. */
  size: number
  /** Undefined where no band is of this size, which a sound questionnaire does not have. */
  band: RiskBand | undefined
}

/** The risks for these answers, in the order of the file and of the rows. */
export const risksOf = ({ scan }: Definition, way: Way): FoundRisk[] =>
  (scan?.risks ?? []).flatMap(risk =>
    placesOf(risk, way).flatMap(({ row, fields }) => {
      const [chance, impact] = [Number(way.kept[fields.chance] ?? 0), Number(way.kept[fields.impact] ?? 0)]
      const size = chance * impact
      return size > 0 ? [{ risk, row, fields, chance, impact, size, band: bandAt(scan, size) }] : []
    }),
  )

type At = Pick<FoundRisk, 'row' | 'fields'>

function placesOf({ grid: name, chance, impact }: Risk, { pages }: Way): At[] {
  if (name === undefined) return [{ row: undefined, fields: { chance, impact } }]
  const grid = pages.flatMap(page => page.asked).find(it => it.id === name)
  if (grid?.kind !== 'grid') return []
  const cells = cellsOf(grid)
  const isOwn = grid.from !== undefined
  return (grid.rows ?? []).flatMap(row => {
    const of = (column: string) => cells.find(it => it.row === row && it.column.id === column)?.field
    const fields = { chance: of(chance), impact: of(impact) }
    return fields.chance !== undefined && fields.impact !== undefined
      ? [{ row: { label: row.label, isOwn }, fields: { chance: fields.chance, impact: fields.impact } }]
      : []
  })
}

/** What a size means. */
export const bandAt = (scan: Scan | undefined, size: number): RiskBand | undefined =>
  scan?.risk_bands?.find(({ from, to }) => size >= from && size <= to)

/** The risks for which an advice is given, if it is given for any: those in one of its bands. */
export const risksFor = ({ risks = {} }: Advice, found: readonly FoundRisk[]): FoundRisk[] =>
  found.filter(({ risk, band }) => band !== undefined && risks[risk.id]?.includes(band.id))

/** Whether each risk that an advice names is in one of its bands. */
export const reaches = (advice: Advice, found: readonly FoundRisk[]): boolean =>
  Object.keys(advice.risks ?? {}).every(id => risksFor(advice, found).some(it => it.risk.id === id))

/** The largest, and of two as large the first; undefined where there are none. */
export const largest = (found: readonly FoundRisk[]): FoundRisk | undefined =>
  found.reduce<FoundRisk | undefined>((most, it) => (most === undefined || it.size > most.size ? it : most), undefined)

/** How a risk is called, in the words of the instrument: what people typed is not in it. */
export const titleOf = ({ risk, row }: FoundRisk): string =>
  row && !row.isOwn ? `${risk.title}: ${row.label}` : risk.title
