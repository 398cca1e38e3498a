import type { ProtocolSettings } from '../../engines/cases/protocol-settings.ts'
import { ladderSteps, routeGroups } from '../../engines/cases/protocol-settings.ts'
import { deciderLabels, ladderLabels, routeGroupLabels, routeRoleLabels } from '../../engines/cases/protocol-words.ts'
import { categories, categoryLabel } from '../../engines/cases/vocabulary.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { formatSize } from '../../ui/sizes.ts'
import { differences } from './differences.ts'
import { model, modelWords, type SectionPart, type TableId } from './model.ts'
import type { OwnDocument, Version } from './versions.ts'

/** What a document is written of: a version, or the model. */
export interface Written extends Pick<Version, 'settings' | 'words' | 'document'> {
  title: string
  organisation: string
  about: readonly string[]
  /** Whether it says where it differs from the model. */
  ofItsOwn: boolean
}

/** A protocol as a document for people: to read on a page, as DOCX and as PDF. */
export function protocolDocument(it: Written): TextDocument {
  const text = it.document ? elsewhere(it, it.document) : sections(it)
  return {
    title: it.title,
    organisation: it.organisation,
    about: it.about,
    footer: it.title,
    blocks: [...text, ...(it.ofItsOwn ? compared(it) : []), { note: `${model.label}. ${model.source}` }],
  }
}

const sections = (it: Written): Block[] =>
  model.sections.flatMap(({ title, blocks }, index) => [
    { heading: `${index + 1}. ${title}`, level: 2 } as const,
    ...blocks.flatMap(part => written(it, part)),
  ])

function written(it: Written, part: SectionPart): Block[] {
  if ('text' in part) return [{ paragraph: filled(it, part.text) }]
  if ('list' in part) return [{ list: part.list }]
  if ('table' in part) return tables[part.table](it.settings)
  return paragraphs(it.words[part.words] ?? modelWords(part.words))
}

const paragraphs = (text: string): Block[] => text.split(/\n{2,}/u).map(paragraph => ({ paragraph }))

const filled = ({ settings, organisation }: Written, text: string): string =>
  text
    .replaceAll('{organisation}', () => organisation)
    .replaceAll('{decision_hours}', String(settings.decisionHours))
    .replaceAll('{police_days}', String(settings.policeReportWorkingDays))

/** Where the text is a document of the organisation's own, only what drives the cases stands here. */
const elsewhere = ({ settings }: Written, { name, file }: OwnDocument): Block[] => [
  { paragraph: 'De tekst van dit protocol is een eigen document van de organisatie.' },
  {
    facts: [
      ['Document', name],
      ['Bestand', file ? `${file.type.label}, ${formatSize(file.size)}` : 'Nog niet toegevoegd'],
    ],
  },
  { heading: 'Wat in Weerbaar geldt', level: 2 },
  ...tables.routes(settings),
  ...tables.care(settings),
  ...tables.ladder(settings),
  ...tables.always(settings),
  ...tables.media(settings),
  ...tables.kept(settings),
]

const tables: Record<TableId, (settings: ProtocolSettings) => Block[]> = {
  categories: () => [{ list: categories.map(it => it.label) }],
  care: it => [
    {
      facts: [
        ['Besluit over de reactie', `binnen ${it.decisionHours} uur`],
        ['Opvanggesprek', `binnen ${it.supportTalkHours} uur`],
        ['Eerste vervolggesprek', weeksAfter(it.firstFollowUpWeeks)],
        ['Tweede vervolggesprek', weeksAfter(it.secondFollowUpWeeks)],
        ['Nazorg nagaan', it.aftercareCheckMonths === 1 ? 'na 1 maand' : `na ${it.aftercareCheckMonths} maanden`],
        [
          'Naar de politie',
          `binnen ${it.policeReportWorkingDays} ${it.policeReportWorkingDays === 1 ? 'werkdag' : 'werkdagen'}`,
        ],
      ],
    },
  ],
  ladder: ({ ladder }) => [
    {
      table: {
        caption: 'Welke stappen wij gebruiken',
        columns: ['Stap', 'Wie besluit', 'Hoe lang hoogstens'],
        rows: ladderSteps
          .filter(step => ladder[step].used)
          .map(step => [ladderLabels[step], deciderLabels[ladder[step].decidedBy], atMost(ladder[step].atMostWeeks)]),
      },
    },
  ],
  always: ({ alwaysReports }) =>
    alwaysReports.length === 0
      ? [{ paragraph: 'Wij kijken per melding of wij aangifte doen.' }]
      : [{ paragraph: 'Wij doen altijd aangifte bij:' }, { list: alwaysReports.map(categoryLabel) }],
  routes: ({ routes }) => {
    const rows = routeGroups.flatMap(group => {
      const rule = routes[group]
      return rule ? [[routeGroupLabels[group], routeRoleLabels[rule.handler], routeRoleLabels[rule.deputy]]] : []
    })
    const columns = ['Melding van', 'Wie krijgt de melding', 'Vervanger']
    return rows.length === 0 ? [] : [{ table: { caption: 'Wie krijgt welke melding', columns, rows } }]
  },
  kept: ({ retentionMonths: months }) =>
    months === null
      ? []
      : [
          {
            paragraph: `Een melding blijft ${months} ${months === 1 ? 'maand' : 'maanden'} na de afloop, als voor haar soort of afloop geen eigen termijn geldt.`,
          },
        ],
  media: ({ mediaLine }) =>
    paragraphs(mediaLine === '' ? 'Wij spreken per melding af wie het woord voert.' : mediaLine),
}

const weeksAfter = (weeks: number) => (weeks === 1 ? 'na 1 week' : `na ${weeks} weken`)
const atMost = (weeks: number | null) =>
  weeks === null ? 'geen vaste duur' : weeks === 1 ? '1 week' : `${weeks} weken`

function compared(it: Written): Block[] {
  const rows = differences(it.settings, it.document ? undefined : it.words)
  return [
    { heading: 'Waar dit protocol anders is dan het model', level: 2 },
    rows.length === 0
      ? { paragraph: 'Dit protocol is gelijk aan het model.' }
      : {
          table: {
            caption: 'Verschillen met het model',
            columns: ['Onderwerp', 'Model', 'Dit protocol'],
            rows: rows.map(({ subject, model: ours, own }) => [subject, ours, own]),
          },
        },
  ]
}
