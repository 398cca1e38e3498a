import type { Grid } from '../../engines/questionnaires/grid.ts'
import { risksOf, type FoundRisk } from '../../engines/questionnaires/risk.ts'
import { fieldsOf } from '../../engines/questionnaires/walk.ts'
import { gridBlocks, riskBlocks } from './risks.tsx'
import { adviceFor, bandOf, scoreOf, type ThemeScore } from '../../engines/questionnaires/score.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { isOfItems, shareOf } from '../../engines/questionnaires/progress-over-time.ts'
import type { Advice } from '../../engines/questionnaires/scan.ts'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import type { Block, TextDocument } from '../../platform/documents/document.ts'
import { shareWords as itemWords } from './norm.ts'
import { leadBlocks, type Leads } from './leads.tsx'
import { wayOf } from './opened.ts'
import { words } from './words.ts'

/** What a finished set comes to. */
export interface Result {
  scores: readonly ThemeScore[]
  risks: readonly FoundRisk[]
  /** Tables of which something was answered. */
  grids: readonly Grid[]
  /** What can be done today. */
  now: readonly Advice[]
  /** The rest, by theme in the order of the instrument. */
  later: readonly { title: string; advice: readonly Advice[] }[]
  leads: Leads
}

export function resultOf(set: AnswerSet, leads: Leads): Result {
  const way = wayOf(set)
  const scores = scoreOf(set.instrument, way)
  const advice = adviceFor(set.instrument, way, scores)
  const later = set.instrument.scan.themes
    .map(theme => ({ title: theme.title, advice: advice.filter(it => it.theme === theme.id && !it.now) }))
    .filter(it => it.advice.length > 0)
  const risks = risksOf(set.instrument, way)
  const grids = way.pages.flatMap(page => page.asked.filter(it => it.kind === 'grid'))
  return {
    scores,
    risks,
    grids: grids.filter(it => fieldsOf(it).some(name => way.kept[name])),
    now: advice.filter(it => it.now),
    later,
    leads,
  }
}

/** A share as it is shown: always with the count that it stands on. */
export const shareWords = (it: Instrument, score: ThemeScore): string =>
  isOfItems(it, score.theme.id)
    ? itemWords(shareOf(it, score.theme.id, { ...score, asked: score.of }))
    : shareOfPoints(score)

const shareOfPoints = ({ share, answered, of }: ThemeScore): string =>
  share === undefined ? 'Nog niets ingevuld' : `${Math.round(share)} procent, op grond van ${answered} van ${of} vragen`

/** The result to print or to keep. It has no name in it. */
export function resultDocument(set: AnswerSet, leads: Leads): TextDocument {
  const { scores, risks, grids, now, later } = resultOf(set, leads)
  const { title, source, scan } = set.instrument
  const one = (it: Advice): Block[] => [
    { heading: it.title, level: 3 },
    { paragraph: it.text },
    ...leadBlocks(it.leads_to, leads),
    { paragraph: `${words.payers[it.pays]}. ${words.priorities[it.priority]}. Waar dit op rust: ${it.basis}` },
  ]
  return {
    title: `${title}: uitslag en advies`,
    organisation: '',
    about: [`Versie ${set.instrument.version}`, source],
    footer: title,
    blocks: [
      { paragraph: scan.why },
      ...(scores.length === 0
        ? []
        : [
            { heading: 'Uitslag', level: 2 } as const,
            {
              facts: scores.map(
                it => [it.theme.title, `${bandOf(it)?.title ?? ''} (${shareWords(set.instrument, it)})`] as const,
              ),
            },
          ]),
      ...scores.flatMap(it => leadBlocks(bandOf(it)?.leads_to, leads)),
      ...riskBlocks(risks),
      ...grids.flatMap(it => gridBlocks(it, set.values)),
      ...(now.length > 0 ? [{ heading: 'Doe dit nu', level: 2 } as const, ...now.flatMap(one)] : []),
      ...later.flatMap((it): Block[] => [{ heading: it.title, level: 2 }, ...it.advice.flatMap(one)]),
    ],
  }
}
