import { labelOf } from '../../engines/questionnaires/labels.ts'
import { bandOf } from '../../engines/questionnaires/score.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { dutchDay } from '../../ui/dates.ts'
import { leadBlocks, type Leads } from './leads.tsx'
import { riskBlocks } from './risks.tsx'
import { workName } from './rounds.ts'
import { words } from './words.ts'
import { changeWords, meanWords, peopleWords, worksWords, type ThemeTogether, type Workshop } from './workshop.ts'

/** What a round came to, to keep and to talk about. There is no name of anybody in it. */
export function roundReport(
  { round, people, works, themes, risks, before }: Workshop,
  leads: Leads,
  organisation: string,
): TextDocument {
  const { instrument, number, closedOn } = round
  return {
    title: `${instrument.title}: verslag van ronde ${number}`,
    organisation,
    about: [
      ...(closedOn ? [`Gesloten op ${dutchDay(closedOn)}`] : []),
      `Versie ${instrument.version}`,
      instrument.source,
    ],
    footer: `${instrument.title}, ronde ${number}`,
    blocks: [
      { paragraph: instrument.scan.why },
      { note: `${peopleWords(people ?? 0)} vulden dit in. Van minder dan drie mensen staat hier niets apart.` },
      ...(works.length > 0 ? [{ paragraph: worksWords(works) }] : []),
      ...riskBlocks(risks),
      ...themes.flatMap(it => themeBlocks(it, leads)),
      ...(before ? beforeBlocks(before) : []),
    ],
  }
}

function themeBlocks({ score, questions, advice, note }: ThemeTogether, leads: Leads): Block[] {
  const band = bandOf(score)
  const share =
    score.share === undefined
      ? 'Te weinig antwoorden'
      : `${band ? `${band.title} (` : ''}${Math.round(score.share)} procent${band ? ')' : ''}`
  return [
    { heading: score.theme.title, level: 2 },
    ...(score.of === 0 ? [] : [{ paragraph: band ? `${share}. ${band.text}` : share }]),
    ...leadBlocks(band?.leads_to, leads),
    ...questions.map((it): Block => ({
      table: {
        caption: labelOf(it.asked, it.field),
        columns: ['Soort werk', 'Gemiddelde'],
        rows: [
          ...it.spread.works.map(one => [workName(one.work), meanWords(it, one.mean)]),
          ['Iedereen', meanWords(it, it.spread.mean)],
        ],
      },
    })),
    ...(note ? [{ heading: 'Wat er is besproken', level: 3 } as const, { paragraph: note }] : []),
    ...(advice.length > 0 ? [{ heading: 'Handelingsperspectief', level: 3 } as const] : []),
    ...advice.flatMap((it): Block[] => [
      { heading: it.title, level: 3 },
      { paragraph: it.text },
      ...leadBlocks(it.leads_to, leads),
      { paragraph: `${words.priorities[it.priority]}. Waar dit op rust: ${it.basis}` },
    ]),
  ]
}

const beforeBlocks = ({ number, questions }: NonNullable<Workshop['before']>): Block[] => [
  { heading: `Vergeleken met ronde ${number}`, level: 2 },
  {
    table: {
      caption: 'Gemiddelde van iedereen',
      columns: ['Vraag', `Ronde ${number}`, 'Deze ronde', 'Verschil'],
      rows: questions.map(it => [
        labelOf(it.now.asked, it.now.field),
        it.before ? meanWords(it.before, it.before.spread.mean) : '–',
        meanWords(it.now, it.now.spread.mean),
        changeWords(it),
      ]),
    },
  },
]
