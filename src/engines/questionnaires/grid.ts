import { z } from 'zod'
import { isAsking, type Asking, type Choice, type Column, type Definition } from './definition.ts'

export type Grid = Extract<Asking, { kind: 'grid' }>
export type List = Extract<Asking, { kind: 'list' }>
export type Row = NonNullable<Grid['rows']>[number]

/** One answer of a table. */
export interface Cell {
  field: string
  row: Row
  column: Column
}

/** The answers of a table whose rows are known, row by row. */
export const cellsOf = ({ id, rows = [], columns }: Grid): readonly Cell[] =>
  rows.flatMap(row => columns.map(column => ({ field: `${id}_${row.id}_${column.id}`, row, column })))

export const linesOf = ({ id, most }: List): readonly string[] =>
  Array.from({ length: most }, (_, place) => `${id}_${place + 1}`)

/** A checked box of a table. */
export const checked = 'ja'

/** What can be chosen in a column; one choice for a box to check. */
export function choicesIn({ anchors, options }: Column): readonly Choice[] {
  if (options) return options
  if (anchors) return anchored(anchors)
  return [{ value: checked, label: 'Ja' }]
}

/** The steps of a scale. */
export const anchored = (anchors: readonly string[]): Choice[] =>
  anchors.map((label, place) => ({ value: String(place + 1), label: `${place + 1}. ${label}` }))

export const isBox = ({ anchors, options }: Column): boolean => !anchors && !options

/** The rows of a table that are lent, or were named in a list before: as they are for these answers. */
export function withRows(
  it: Grid,
  values: Readonly<Record<string, string>>,
  lent: Readonly<Record<string, readonly Choice[]>>,
): Grid {
  const { from } = it
  if (from === undefined) return it
  const rows =
    lent[from]?.map(({ value, label, hint }) => ({ id: value, label, ...(hint !== undefined && { hint }) })) ??
    namedIn(from, values)
  return { ...it, rows }
}

// A list holds at most as many lines as its schema allows; which of them are filled in, the answers say.
const mostLines = 30

const namedIn = (list: string, values: Readonly<Record<string, string>>): Row[] =>
  Array.from({ length: mostLines }, (_, place) => String(place + 1)).flatMap(number => {
    const label = values[`${list}_${number}`]
    return label ? [{ id: number, label }] : []
  })

/** Rows that are lent to everybody who answers, by the name of their list. */
export const LentRows = z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string() })))
export type LentRows = z.infer<typeof LentRows>

/** The lists in which people name rows themselves. */
export const listsIn = (it: Definition): List[] =>
  it.pages.flatMap(page => page.questions.filter(isAsking).filter(one => one.kind === 'list'))

/** The lines of a list that were filled in, as rows to lend to others. */
export const rowsOf = (lines: readonly string[]): Choice[] =>
  lines.flatMap((line, place) => (line === '' ? [] : [{ value: String(place + 1), label: line }]))
