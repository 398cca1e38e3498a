import { z } from 'zod'
import { isAsking, type Asking } from './definition.ts'
import type { Instrument } from './library.ts'
import { cellsOf, isBox, LentRows, withRows } from './grid.ts'
import { adviceFor, countedIn, scalePoints, type Counting, type ThemeScore } from './score.ts'
import type { Advice } from './scan.ts'
import { choosing, fieldsOf, noSetting, walk, type Values, type Way } from './walk.ts'

/** Of fewer people nothing is shown. */
export const fewestTogether = 3

/** The kind of work of everybody whose own kind is too small to show. */
export const otherWork = 'other'

/** The answers of one person, and from which kind of work. */
export interface Answered {
  work: string
  values: Values
}

export const Spread = z.object({
  /** How many people finished; null when they are too few, and then there are no questions. */
  people: z.number().nullable(),
  questions: z.array(
    z.object({
      field: z.string(),
      counts: z.array(z.object({ value: z.string(), n: z.number() })),
      /** The mean points by kind of work, in halves. Empty when everybody is of one kind. */
      works: z.array(z.object({ work: z.string(), n: z.number(), mean: z.number() })),
    }),
  ),
  /** The rows that were lent to everybody, by list: what the numbers are about. */
  lists: LentRows.optional(),
})
export type Spread = z.infer<typeof Spread>
export type QuestionSpread = Spread['questions'][number]

/** A field that counts for a theme and has one answer. */
export interface Counted {
  field: string
  asked: Asking
  theme: string
  /** Whether its points count for the theme: of a scale that says not to, people are compared only. */
  counts: boolean
  /** The answers that have points, in order. */
  answers: readonly { value: string; points: number }[]
}

/** What can be compared between people: of a question with several answers at once the spread would say little. */
export const countedFields = (it: Instrument, lists: LentRows = {}): Counted[] =>
  it.pages.flatMap(({ theme, questions }) =>
    theme === undefined
      ? []
      : questions.filter(isAsking).flatMap(one => {
          const asked = one.kind === 'grid' ? withRows(one, {}, lists) : one
          return asked.kind === 'choices' ? [] : comparedIn(asked, theme)
        }),
  )

function comparedIn(asked: Asking, theme: string): Counted[] {
  const unscored = unscoredIn(asked)
  const boxes = new Set(asked.kind === 'grid' ? cellsOf(asked).flatMap(it => (isBox(it.column) ? [it.field] : [])) : [])
  const options = new Map(choosing(asked, noSetting).map(it => [it.field, it.options.map(option => option.value)]))
  return [...countedIn(asked), ...unscored].flatMap(({ field, points }) => {
    // A box that is not checked is an answer too.
    const values = [...(boxes.has(field) ? [''] : []), ...(options.get(field) ?? [])]
    const answers = values.flatMap(value => {
      const reached = points.of(value)
      return reached === undefined ? [] : [{ value, points: reached }]
    })
    return answers.length === 0
      ? []
      : [{ field, asked, theme, counts: !unscored.some(it => it.field === field), answers }]
  })
}

/** The scales that do not count for a theme, such as chance and impact: people are compared on them all the same. */
function unscoredIn(it: Asking): Counting[] {
  if (it.kind === 'scale' && it.unscored) return [{ field: it.id, points: scalePoints(it.anchors) }]
  if (it.kind !== 'grid') return []
  return cellsOf(it).flatMap(({ field, column: { anchors, unscored } }) =>
    anchors && unscored ? [{ field, points: scalePoints(anchors) }] : [],
  )
}

/**
 * How people answered from their own kind of work: for each question how often each answer was given, and the mean by kind.
 * No kind of fewer than three people is in it, and none can be found by taking what is shown from the whole: what is not shown
 * by itself is together, and of three people or more. A question that fewer than three answered is left out.
 */
export function spreadOf(it: Instrument, all: readonly Answered[], lists: LentRows = {}): Spread {
  if (all.length < fewestTogether) return { people: null, questions: [] }
  const ways = all.map(({ work, values }) => {
    const { kept, pages } = walk(it, values, { ...noSetting, lists })
    return { work, kept, asked: new Set(pages.flatMap(page => page.asked.flatMap(fieldsOf))) }
  })
  return {
    people: all.length,
    ...(Object.keys(lists).length > 0 && { lists }),
    questions: countedFields(it, lists).flatMap(({ field, answers }) => {
      const given = ways.flatMap(({ work, kept, asked }) => {
        const answer = asked.has(field) ? answers.find(one => one.value === (kept[field] ?? '')) : undefined
        return answer ? [{ work, ...answer }] : []
      })
      if (given.length < fewestTogether) return []
      return [
        {
          field,
          counts: answers.map(({ value }) => ({ value, n: given.filter(one => one.value === value).length })),
          works: byWork(given),
        },
      ]
    }),
  }
}

function byWork(given: readonly { work: string; points: number }[]): QuestionSpread['works'] {
  const groups = Object.entries(Object.groupBy(given, it => it.work))
    .map(([work, of = []]) => ({ work, points: of.map(it => it.points) }))
    .toSorted((one, other) => other.points.length - one.points.length || (one.work < other.work ? -1 : 1))
  const shown = groups.filter(it => it.work !== otherWork && it.points.length >= fewestTogether)
  const rest = groups.filter(it => !shown.includes(it)).flatMap(it => it.points)
  // Alone it would follow from the whole: the smallest that is shown goes with it.
  while (rest.length > 0 && rest.length < fewestTogether) rest.push(...(shown.pop()?.points ?? []))
  const together = rest.length > 0 ? [...shown, { work: otherWork, points: rest }] : shown
  // One kind is everybody: it says nothing that the counts do not.
  if (together.length < 2) return []
  return together.map(({ work, points }) => ({ work, n: points.length, mean: inHalves(meanOf(points)) }))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0)
const meanOf = (numbers: readonly number[]) => sum(numbers) / numbers.length
const inHalves = (mean: number) => Math.round(mean * 2) / 2

/** How far the kinds of work lie apart, in points. */
export const gapOf = ({ works }: QuestionSpread): number =>
  works.length === 0 ? 0 : Math.max(...works.map(it => it.mean)) - Math.min(...works.map(it => it.mean))

/** The mean points of everybody who answered. */
export function overallMean({ answers }: Counted, { counts }: QuestionSpread): number {
  const points = new Map(answers.map(it => [it.value, it.points]))
  return sum(counts.map(it => it.n * (points.get(it.value) ?? 0))) / sum(counts.map(it => it.n))
}

/** A counted field with how it was answered. */
export interface Shown extends Counted {
  spread: QuestionSpread
  mean: number
  most: number
}

/** What is shown of a result, in the order of the instrument. */
export function shownOf(it: Instrument, { questions, lists }: Spread): Shown[] {
  const found = new Map(questions.map(one => [one.field, one]))
  return countedFields(it, lists).flatMap(counted => {
    const spread = found.get(counted.field)
    return spread
      ? [
          {
            ...counted,
            spread,
            mean: overallMean(counted, spread),
            most: Math.max(...counted.answers.map(a => a.points)),
          },
        ]
      : []
  })
}

/** What all answers to a theme come to together. */
export const themesOf = (it: Instrument, shown: readonly Shown[], lists: LentRows = {}): ThemeScore[] =>
  it.scan.themes.map(theme => {
    const here = shown.filter(one => one.theme === theme.id && one.counts)
    const people = (one: Shown) => sum(one.spread.counts.map(count => count.n))
    const points = sum(here.map(one => one.mean * people(one)))
    const most = sum(here.map(one => one.most * people(one)))
    return {
      theme,
      points,
      most,
      answered: here.length,
      notApplicable: 0,
      of: countedFields(it, lists).filter(one => one.theme === theme.id && one.counts).length,
      share: most === 0 ? undefined : (points / most) * 100,
    }
  })

/** The advice for all together: for the mean answer to each question, and the share of each theme. */
export const adviceTogether = (it: Instrument, shown: readonly Shown[], lists: LentRows = {}): Advice[] =>
  adviceFor(it, typicalWay(it, shown, lists), themesOf(it, shown, lists))

/** The way of the mean answers. */
export const typicalWay = (it: Instrument, shown: readonly Shown[], lists: LentRows = {}): Way =>
  walk(it, Object.fromEntries(shown.map(one => [one.field, nearest(one)])), { ...noSetting, lists })

/** The answer of which the points are nearest to the mean; of two that are as near, the one with more. */
const nearest = ({ answers, mean }: Shown): string =>
  answers.toSorted(
    (one, other) => Math.abs(one.points - mean) - Math.abs(other.points - mean) || other.points - one.points,
  )[0]?.value ?? ''

/** A cell of lent rows is the same where its row is called the same: the first of one round may be another than that of the next. */
function cellOf({ asked, field }: Shown): string {
  if (asked.kind !== 'grid' || asked.from === undefined) return field
  const cell = cellsOf(asked).find(it => it.field === field)
  return `${asked.id} ${cell?.column.id} ${cell?.row.label.trim().toLowerCase()}`
}

/** A question in two rounds; without `before` it cannot be compared. */
export interface Compared {
  now: Shown
  before: Shown | undefined
}

/** Two rounds of one organisation, question by question: only what both versions mark as comparable. */
export const compareRounds = (now: readonly Shown[], before: readonly Shown[]): Compared[] =>
  now.map(one => ({
    now: one,
    before: before.find(
      it => cellOf(it) === cellOf(one) && one.asked.comparable && it.asked.comparable && it.most === one.most,
    ),
  }))
