import { z } from 'zod'
import { categories, channels, families, functions, outcomes } from '../../engines/cases/vocabulary.ts'
import type { Figure, Measure, Row } from '../../engines/statistics/tables.ts'
import { total, wholeYear } from '../../engines/statistics/tables.ts'
import { readContent } from '../../platform/content.ts'

// What is counted, in words: content/figures.yaml, with the codes of a case for its longer rows.

type Named = readonly { id: string; label: string }[]

const Options = z.object({ options: z.array(z.object({ id: z.string(), label: z.string() })).default([]) })
const police = readContent(
  'police-report.yaml',
  z.object({ steps: z.array(Options.extend({ id: z.string() })), no_report: Options }),
)
const ofStep = (id: string): Named => police.steps.find(it => it.id === id)?.options ?? []

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const month = new Intl.DateTimeFormat('nl-NL', { month: 'long', timeZone: 'UTC' })

const lists: Record<string, Named> = {
  months: Array.from({ length: 12 }, (_, at) => ({
    id: String(at + 1),
    label: capital(month.format(new Date(Date.UTC(2000, at)))),
  })),
  families,
  ...Object.fromEntries(families.map(({ id }) => [id, categories.filter(it => it.family === id)])),
  channels,
  functions: functions.map(({ id, label }) => ({ id, label: capital(label) })),
  outcomes: outcomes.closing.options,
  police_filed: ofStep('filed'),
  police_vpt: ofStep('vpt'),
  police_not: police.no_report.options,
}

/** Those of the list in its order, in other words where there are any, and what comes after them. */
const rowsOf = (list: Named, words: Record<string, string>): Row[] =>
  [...new Set([...list.map(it => it.id), ...Object.keys(words)])].map(cell => ({
    cell,
    label: words[cell] ?? list.find(it => it.id === cell)?.label ?? cell,
  }))

const Words = z
  .object({
    subject: z.string(),
    title: z.string(),
    heading: z.string(),
    list: z.enum(Object.keys(lists)).optional(),
    rows: z.record(z.string(), z.string()).default({}),
    among: z.object({ subject: z.string(), cell: z.string(), words: z.string() }).optional(),
    drawn: z.literal(true).optional(),
  })
  .strict()
  .transform(({ list, rows, among, drawn, ...it }): Measure => ({
    ...it,
    rows: rowsOf(lists[list ?? ''] ?? [], rows),
    ...(among && { among }),
    ...(drawn && { drawn }),
  }))

const Groups = z.object({
  groups: z.array(z.object({ id: z.string(), title: z.string(), measures: z.array(Words) })),
})

export const { groups } = readContent('figures.yaml', Groups)
export const measures: readonly Measure[] = groups.flatMap(it => it.measures)

/** Whether figures of a year tell of this cell; units and other cells that differ by organisation are not among these. */
export const tellsOf = (subject: string, cell: string): boolean =>
  (subject === total.subject && cell === total.cell) ||
  measures.some(it => it.subject === subject && it.rows.some(row => row.cell === cell))

/** The months of a quarter by their name. On the page of a year they are months of the year, and not of its quarters. */
export function withMonths(figures: readonly Figure[], period: number): Figure[] {
  const months = figures
    .filter(it => it.subject === 'month')
    .map(it => (it.cell === 'none' ? it : { ...it, cell: String(3 * (it.period - 1) + Number(it.cell)) }))
  const others = figures.filter(it => it.subject !== 'month')
  if (period !== wholeYear) return [...others, ...months]
  const sum = (them: readonly Figure[]) =>
    them.reduce<number | null>((n, it) => (n === null || it.n === null ? null : n + it.n), 0)
  const ofYear = [...Map.groupBy(months, it => it.cell)].map(([cell, them]) => ({
    subject: 'month',
    cell,
    period: wholeYear,
    n: sum(them),
  }))
  return [...others, ...ofYear]
}
