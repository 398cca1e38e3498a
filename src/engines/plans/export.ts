import type { CalendarEvent } from '../../platform/calendar.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { formatEuros, typedEuros } from '../../platform/money.ts'
import { formatDate, isoDay } from '../../ui/dates.ts'
import { costsOf, type Costs } from './costs.ts'
import { dayInWords, noon } from './days.ts'
import { sizeOf, type Measure, type Risk } from './measures.ts'
import { secondReading } from './second-reader.ts'
import { isOver, payerLabel, priorityLabel, reasonLabel, stateLabel } from './words.ts'

const amount = (cents: number | null) => (cents === null ? '' : typedEuros(cents))
const risk = (it: Risk | null) => (it === null ? '' : sizeOf(it))

const columns: readonly (readonly [label: string, cell: (it: Measure) => string | number])[] = [
  ['Thema', it => it.themeTitle],
  ['Maatregel', it => it.title],
  ['Uitleg', it => it.explanation],
  ['Stand', it => stateLabel(it.state)],
  ['Voorrang', it => priorityLabel(it.priority)],
  ['Wie', it => it.owner?.name ?? ''],
  ['Eenheid', it => it.unit?.name ?? ''],
  ['Klaar op', it => it.dueOn ?? ''],
  ['Kosten eenmalig', it => amount(it.costOnce)],
  ['Kosten per jaar', it => amount(it.costYearly)],
  ['Wie betaalt', it => payerLabel(it.payer)],
  ['Risico', it => it.risk],
  ['Risico voor', it => risk(it.before)],
  ['Risico nu', it => risk(it.after)],
  ['Reden', it => [it.reasonCode && reasonLabel(it.reasonCode), it.reason].filter(Boolean).join(': ')],
  ['Waaraan u het ziet', it => it.evidence],
  ['Waar dat staat', it => it.evidenceUrl],
]

/** The plan for a spreadsheet. */
export const planRows = (plan: readonly Measure[]): (readonly (string | number)[])[] => [
  columns.map(([label]) => label),
  ...plan.map(it => columns.map(([, cell]) => cell(it))),
]

const addressOf = (it: Measure, origin: string) => `${origin}/plan/${it.id}`

/** The moments of a plan for a calendar. Of a measure at somebody's home it says no more than that there is one. */
export const planEvents = (plan: readonly Measure[], origin: string): CalendarEvent[] =>
  plan.flatMap(it =>
    it.dueOn === null || isOver(it.state)
      ? []
      : [
          {
            uid: `plan-${it.id}@${new URL(origin).hostname}`,
            at: noon(it.dueOn),
            summary: it.person === null ? `Maatregel klaar: ${it.title}` : 'Termijn in Weerbaar: maatregel',
            url: addressOf(it, origin),
          },
        ],
  )

interface Printed {
  organisation: string
  plan: readonly Measure[]
  homes: Costs | undefined
  now: Date
  /** Where this installation is, for links to the measures. */
  origin: string
}

/** The plan as a document to decide on: by theme, with its costs and what a second reader asks. */
export const planDocument = ({ organisation, plan, homes, now, origin }: Printed): TextDocument => ({
  title: 'Plan van maatregelen',
  organisation,
  about: [`Stand op ${formatDate(now)}`],
  footer: organisation,
  blocks: [
    { paragraph: `In dit plan staan ${plan.length} maatregelen. Maatregelen bij mensen thuis staan er niet in.` },
    ...costBlocks(plan, homes),
    ...[...Map.groupBy(plan, it => it.themeTitle)].flatMap(([theme, measures]) => [
      { heading: theme, level: 1 } as const,
      ...measures.flatMap(measureBlocks),
    ]),
    { heading: 'Wat een tweede lezer vraagt', level: 1 },
    ...readerBlocks(plan, isoDay(now), origin),
  ],
})

function costBlocks(plan: readonly Measure[], homes: Costs | undefined): Block[] {
  const costs = costsOf(plan).map(it => [payerLabel(it.payer), formatEuros(it.once), formatEuros(it.yearly)])
  if (homes) costs.push(['Bij mensen thuis, samen', formatEuros(homes.once), formatEuros(homes.yearly)])
  if (costs.length === 0) return []
  return [
    { heading: 'Kosten', level: 1 },
    { table: { caption: 'Kosten, naar wie betaalt', columns: ['Wie betaalt', 'Eenmalig', 'Per jaar'], rows: costs } },
  ]
}

function measureBlocks(it: Measure): Block[] {
  const facts: (readonly [string, string])[] = columns
    .filter(([label]) => !['Thema', 'Maatregel', 'Uitleg', 'Klaar op'].includes(label))
    .map(([label, cell]) => [label, String(cell(it))])
  if (it.dueOn !== null) facts.push(['Klaar op', dayInWords(it.dueOn)])
  return [
    { heading: it.title, level: 2 },
    ...(it.explanation === '' ? [] : [{ paragraph: it.explanation }]),
    { facts: facts.filter(([, value]) => value !== '') },
  ]
}

function readerBlocks(plan: readonly Measure[], today: string, origin: string): Block[] {
  const remarks = secondReading(plan, today)
  if (remarks.length === 0) return [{ paragraph: 'Een tweede lezer heeft geen vragen.' }]
  return remarks.flatMap(({ rule, measures }) => [
    { heading: rule.title, level: 2 } as const,
    { paragraph: rule.advice },
    { list: measures.map(it => `${it.title} (${addressOf(it, origin)})`) },
  ])
}
