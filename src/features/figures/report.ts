import { z } from 'zod'
import { inWords, wholeYear } from '../../engines/statistics/tables.ts'
import { readContent } from '../../platform/content.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { formatDate } from '../../ui/dates.ts'
import { periodName } from './period.ts'
import type { Figures } from './reading.ts'
import { amongOf, captionOf, columnsOf, groupsOf, onlyOfYear, totalOf, type TableGroup } from './shown.ts'

const Audience = z.object({ id: z.string(), label: z.string(), intro: z.string(), talk: z.array(z.string()) })
const Words = z.object({
  audiences: z.tuple([Audience], Audience),
  how_to_read: z.array(z.string()),
  groups: z.record(z.string(), z.string()),
  own_part: z.object({ title: z.string(), text: z.string() }),
  woo: z.object({ title: z.string(), text: z.string(), note: z.string() }),
})
const words = readContent('annual-report.yaml', Words)

export const { audiences, how_to_read: howToRead, groups: aboutGroups, woo } = words
type Audience = z.infer<typeof Audience>

/** For whom the report is; the first, unless the address says another. */
export const audienceIn = (query: URLSearchParams): Audience =>
  audiences.find(it => it.id === query.get('voor')) ?? audiences[0]

/** The report of a period for the council or the works council: our words, and only numbers that were told. */
export const reportOf = (it: Figures, audience: Audience): TextDocument => ({
  ...titled(it, `Verslag over agressie, intimidatie en bedreiging: ${periodName(it)}`),
  blocks: [
    { paragraph: audience.intro },
    ...(it.released
      ? [
          ...figureBlocks(it),
          { heading: words.own_part.title, level: 1 } as const,
          { note: words.own_part.text },
          { heading: 'Om over te praten', level: 1 } as const,
          { list: audience.talk },
        ]
      : [notReleased]),
  ],
})

/** The figures for who asks for public information. */
export const wooDocument = (it: Figures): TextDocument => ({
  ...titled(it, woo.title),
  blocks: [{ paragraph: woo.text }, { note: woo.note }, ...(it.released ? figureBlocks(it) : [notReleased])],
})

const titled = (it: Figures, title: string) => ({
  title,
  organisation: it.organisation,
  about: [
    `Periode: ${periodName(it)}`,
    it.released ? `Cijfers vastgesteld op ${formatDate(it.released)}` : 'Cijfers niet vastgesteld',
  ],
  footer: it.organisation,
})

const notReleased: Block = { note: 'Over deze periode zijn nog geen cijfers vastgesteld.' }

function figureBlocks(it: Figures): Block[] {
  const whole = totalOf(it, it.period)
  return [
    { heading: 'Zo leest u de cijfers', level: 1 },
    { list: howToRead },
    {
      paragraph:
        typeof whole === 'number'
          ? `In ${periodName(it)} telden wij ${inWords(whole)} meldingen.`
          : `Over ${periodName(it)} zijn er te weinig meldingen om een aantal te tonen, of u kunt er een klein getal mee uitrekenen.`,
    },
    ...(it.period === wholeYear ? [] : [{ paragraph: onlyOfYear }]),
    ...groupsOf(it).flatMap(group => groupBlocks(it, group)),
  ]
}

const groupBlocks = (it: Figures, { id, title, told, notes }: TableGroup): Block[] => [
  { heading: title, level: 1 },
  ...(words.groups[id] ? [{ paragraph: words.groups[id] }] : []),
  ...told.flatMap((table): Block[] => {
    const columns = columnsOf(table, it)
    const among = amongOf(table, it)
    return [
      { heading: table.measure.title, level: 2 },
      ...(among === undefined ? [] : [{ paragraph: among }]),
      {
        table: {
          caption: captionOf(table, it),
          columns: columns.map(column => column.label),
          rows: table.rows.map(row => columns.map(column => column.cell(row))),
        },
      },
    ]
  }),
  ...notes.map(paragraph => ({ paragraph })),
]
