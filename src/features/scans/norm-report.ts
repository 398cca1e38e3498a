import { statuses } from '../../engines/questionnaires/definition.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { progressOver, type Decided } from '../../engines/questionnaires/progress-over-time.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { dutchDay } from '../../ui/dates.ts'
import { changeWords, itemsOf, shareWords, type ItemRow } from './norm.ts'
import { nextDue, type OpenedDecided } from './organisation.ts'

interface Reported {
  opened: OpenedDecided
  decided: readonly Decided[]
  versions: readonly Instrument[]
  organisation: string
  today: string
}

/** The progress report of every two years: how far each theme is, how that went, and what is to be done. */
export function progressReport({ opened, decided, versions, organisation, today }: Reported): TextDocument {
  const { instrument, number, decidedOn } = opened
  const themes = progressOver(versions, decided)
  return {
    title: `Voortgangsrapportage: ${instrument.title}`,
    organisation,
    about: [
      `Antwoord ${number}, vastgesteld op ${dutchDay(decidedOn)}`,
      `Versie ${instrument.version}`,
      `De volgende rapportage is nodig op ${dutchDay(nextDue(decidedOn))}`,
    ],
    footer: organisation,
    blocks: [
      { paragraph: instrument.scan.why },
      ...(instrument.scan.incomplete ? [{ note: `Niet volledig. ${instrument.scan.incomplete}` }] : []),
      { heading: 'Stand per thema', level: 1 },
      {
        table: {
          caption: 'Stand per thema',
          columns: ['Thema', 'Stand', 'Sinds de vorige keer'],
          rows: themes
            .filter(it => it.moments.at(-1)?.decided.id === opened.id)
            .map(it => [it.theme.title, it.moments.map(one => shareWords(one.share)).at(-1) ?? '', changeWords(it)]),
        },
      },
      {
        paragraph:
          'Aantallen tellen per thema. Een cijfer over alle thema’s samen zegt niets, en staat er daarom niet.',
      },
      ...(decided.length > 1
        ? [
            { heading: 'Verloop', level: 1 } as const,
            ...themes.map(({ theme, moments }): Block => ({
              table: {
                caption: theme.title,
                columns: ['Vastgesteld op', 'Stand', 'Te vergelijken met de vorige'],
                rows: moments.map((it, place) => [
                  dutchDay(it.decided.decidedOn),
                  shareWords(it.share),
                  place === 0 ? '' : it.comparable ? 'Ja' : 'Nee, de vragen zijn veranderd',
                ]),
              },
            })),
          ]
        : []),
      ...itemBlocks(opened, today),
      { paragraph: `Bron: ${instrument.source}` },
    ],
  }
}

const itemBlocks = (opened: OpenedDecided, today: string): Block[] =>
  [...itemsOf(opened, today)].flatMap(([status, rows]): Block[] =>
    rows.length === 0
      ? []
      : [
          { heading: `${statuses[status]} (${rows.length})`, level: 1 },
          {
            table: {
              caption: statuses[status],
              columns: ['Onderdeel', 'Eigenaar', 'Klaar op', 'Bewijs of toelichting'],
              rows: rows.map(inTable),
            },
          },
        ],
  )

const inTable = ({ item, owner, due, overdue, shownBy, files, reason }: ItemRow): string[] => [
  item.number ? `${item.number} ${item.label}` : item.label,
  owner,
  due === '' ? '' : `${dutchDay(due)}${overdue ? ' (te laat)' : ''}`,
  [shownBy, ...files.map(it => `Bestand: ${it.name}`), reason].filter(Boolean).join('\n'),
]
