import type { Desk } from '../../engines/access/desk.ts'
import type { Asking } from '../../engines/questionnaires/definition.ts'
import { cellsOf } from '../../engines/questionnaires/grid.ts'
import { risksOf, type FoundRisk } from '../../engines/questionnaires/risk.ts'
import type { Advice } from '../../engines/questionnaires/scan.ts'
import type { ThemeScore } from '../../engines/questionnaires/score.ts'
import {
  adviceTogether,
  compareRounds,
  gapOf,
  shownOf,
  themesOf,
  typicalWay,
  type Compared,
  type Shown,
  type Spread,
} from '../../engines/questionnaires/spread.ts'
import type { KeyRing } from '../../platform/keys.ts'
import { readNotes } from './round-notes.ts'
import { readBefore, workName, type Round } from './rounds.ts'

/** One theme, for a workshop: the questions on which the kinds of work lie furthest apart first. */
export interface ThemeTogether {
  score: ThemeScore
  questions: readonly Shown[]
  advice: readonly Advice[]
  note: string | undefined
}

/** What a closed round came to. */
export interface Workshop {
  round: Round
  /** Undefined when too few people finished. */
  people: number | undefined
  works: Spread['works']
  themes: readonly ThemeTogether[]
  /** Those of the mean answers. */
  risks: readonly FoundRisk[]
  before: { number: number; questions: readonly Compared[] } | undefined
}

export async function readWorkshop(desk: Desk, keys: KeyRing, round: Round): Promise<Workshop> {
  const { instrument, result } = round
  const told = result ?? { people: null, works: [], themes: [], questions: [] }
  const shown = shownOf(instrument, told)
  const notes = await readNotes(desk, keys, round.id)
  const advice = adviceTogether(instrument, told)
  const before = await readBefore(desk, round)
  return {
    round,
    people: told.people ?? undefined,
    works: told.works,
    themes: themesOf(instrument, told).map(score => ({
      score,
      questions: shown
        .filter(it => it.theme === score.theme.id)
        .toSorted((one, other) => gapOf(other.spread) - gapOf(one.spread)),
      advice: advice.filter(it => it.theme === score.theme.id),
      note: notes[score.theme.id],
    })),
    risks: risksOf(instrument, typicalWay(instrument, told)),
    before: before && {
      number: before.number,
      questions: compareRounds(shown, shownOf(before.instrument, before.result)),
    },
  }
}

const number = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })

/** A scale is said as counting from 1, everything else in points. */
export const lowestOf = ({ asked, field }: Shown): number => (isScale(asked, field) ? 1 : 0)

const isScale = (it: Asking, field: string): boolean =>
  it.kind === 'scale' ||
  (it.kind === 'grid' && cellsOf(it).some(cell => cell.field === field && cell.column.anchors !== undefined))

export const meanWords = (it: Shown, mean: number): string =>
  `${number.format(mean + lowestOf(it))} van ${it.most + lowestOf(it)}`

export const peopleWords = (n: number): string => (n === 1 ? '1 mens' : `${n} mensen`)

/** How many people answered from which kind of work. */
export const worksWords = (works: Workshop['works']): string =>
  `Soorten werk: ${works.map(it => `${workName(it.name)} (${peopleWords(it.n)})`).join(', ')}.`

/** How far two rounds lie apart, in a word and a number. */
export function changeWords({ now, before }: Compared): string {
  if (!before) return 'niet te vergelijken'
  const change = Math.round((now.spread.mean - before.spread.mean) * 10) / 10
  if (change === 0) return 'gelijk'
  return `${number.format(Math.abs(change))} ${change > 0 ? 'hoger' : 'lager'}`
}
