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

const Groups = z.array(z.object({ name: z.string(), n: z.number() }))

export const Spread = z.object({
  /** How many people finished; null when they are too few, and then there is nothing else. */
  people: z.number().nullable(),
  /** The kinds of work of who finished. Empty when everybody is of one kind. */
  works: Groups,
  /** What all answers to a theme come to, in steps of five percent. */
  themes: z.array(z.object({ theme: z.string(), share: z.number() })),
  questions: z.array(
    z.object({
      field: z.string(),
      /** The mean points, in halves. */
      mean: z.number(),
      /** Which answers at least three people gave. Of who is in none of these there are none, or three or more. */
      answers: Groups,
      /** The mean by kind of work. Empty when everybody is of one kind. */
      works: z.array(z.object({ work: z.string(), mean: z.number() })),
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
 * How people answered from their own kind of work: for each question the mean, also by kind, and which answers were given often.
 * No kind and no answer of fewer than three people is in it, and none can be found by taking what is shown from the whole: what is
 * not shown by itself is together, and of three people or more. A question that fewer than three answered is left out.
 */
export function spreadOf(it: Instrument, all: readonly Answered[], lists: LentRows = {}): Spread {
  if (all.length < fewestTogether) return { people: null, works: [], themes: [], questions: [] }
  const ways = all.map(({ work, values }) => {
    const { kept, pages } = walk(it, values, { ...noSetting, lists })
    return { work, kept, asked: new Set(pages.flatMap(page => page.asked.flatMap(fieldsOf))) }
  })
  const counted = countedFields(it, lists).flatMap(one => {
    const given = ways.map(({ work, kept, asked }) => ({
      work,
      ...(asked.has(one.field) && one.answers.find(({ value }) => value === (kept[one.field] ?? ''))),
    }))
    const scored = given.flatMap(({ work, points }) => (points === undefined ? [] : [{ work, points }]))
    return scored.length < fewestTogether ? [] : [{ ...one, given, scored }]
  })
  return {
    people: all.length,
    ...(Object.keys(lists).length > 0 && { lists }),
    works: kindsOf(ways).map(({ name, of }) => ({ name, n: of.length })),
    themes: it.scan.themes.flatMap(({ id }) => {
      const here = counted.filter(one => one.theme === id && one.counts)
      const most = sum(here.map(one => mostOf(one) * one.scored.length))
      const points = sum(here.flatMap(one => one.scored.map(it => it.points)))
      return most === 0 ? [] : [{ theme: id, share: Math.round((points / most) * 20) * 5 }]
    }),
    questions: counted.map(({ field, given, scored }) => ({
      field,
      mean: meanOf(scored),
      answers: apart(given, it => it.value).shown.map(({ name, of }) => ({ name, n: of.length })),
      works: kindsOf(scored).map(({ name, of }) => ({ work: name, mean: meanOf(of) })),
    })),
  }
}

/**
 * Puts apart what is of three people or more, the largest first; who has no name goes with the rest. A rest of one or two would follow
 * from the whole: then the smallest that is shown goes with it.
 */
function apart<One>(all: readonly One[], nameOf: (one: One) => string | undefined) {
  const groups = [...Map.groupBy(all, nameOf)]
    .map(([name, of]) => ({ name, of }))
    .toSorted((one, other) => other.of.length - one.of.length || ((one.name ?? '') < (other.name ?? '') ? -1 : 1))
  const shown = groups.flatMap(({ name, of }) =>
    name !== undefined && of.length >= fewestTogether ? [{ name, of }] : [],
  )
  const rest = groups.filter(it => !shown.some(one => one.name === it.name)).flatMap(it => it.of)
  while (rest.length > 0 && rest.length < fewestTogether) rest.push(...(shown.pop()?.of ?? []))
  return { shown, rest }
}

/** By kind of work, with everybody of a small kind together. One kind is everybody: it says nothing. */
function kindsOf<One extends { work: string }>(all: readonly One[]) {
  const { shown, rest } = apart(all, ({ work }) => (work === otherWork ? undefined : work))
  const kinds = rest.length > 0 ? [...shown, { name: otherWork, of: rest }] : shown
  return kinds.length < 2 ? [] : kinds
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0)
const mostOf = ({ answers }: Counted) => Math.max(...answers.map(it => it.points))
const meanOf = (of: readonly { points: number }[]) => Math.round((sum(of.map(it => it.points)) / of.length) * 2) / 2

/** How far the kinds of work lie apart, in points. */
export const gapOf = ({ works }: QuestionSpread): number =>
  works.length === 0 ? 0 : Math.max(...works.map(it => it.mean)) - Math.min(...works.map(it => it.mean))

/** A counted field with how it was answered. */
export interface Shown extends Counted {
  spread: QuestionSpread
  most: number
}

/** What is shown of a result, in the order of the instrument. */
export function shownOf(it: Instrument, { questions, lists }: Spread): Shown[] {
  const found = new Map(questions.map(one => [one.field, one]))
  return countedFields(it, lists).flatMap(counted => {
    const spread = found.get(counted.field)
    return spread ? [{ ...counted, spread, most: mostOf(counted) }] : []
  })
}

/** What all answers to a theme come to together. */
export const themesOf = (it: Instrument, spread: Spread): ThemeScore[] =>
  it.scan.themes.map(theme => {
    const fields = countedFields(it, spread.lists).filter(one => one.theme === theme.id && one.counts)
    const share = spread.themes.find(one => one.theme === theme.id)?.share
    return {
      theme,
      points: share ?? 0,
      most: 100,
      answered: fields.filter(one => spread.questions.some(({ field }) => field === one.field)).length,
      notApplicable: 0,
      of: fields.length,
      share,
    }
  })

/** The advice for all together: for the mean answer to each question, and the share of each theme. */
export function adviceTogether(it: Instrument, spread: Spread): Advice[] {
  return adviceFor(it, typicalWay(it, spread), themesOf(it, spread))
}

/** The way of the mean answers. */
export const typicalWay = (it: Instrument, spread: Spread): Way =>
  walk(it, Object.fromEntries(shownOf(it, spread).map(one => [one.field, nearest(one)])), {
    ...noSetting,
    lists: spread.lists ?? {},
  })

/**
 * The answer of which the points are nearest to the mean. Of two that are as near the one with fewer, and of a scale that does not count,
 * such as chance or impact, the one with more: an advice too many harms less.
 */
function nearest({ answers, counts, spread: { mean } }: Shown): string {
  const worse = counts ? 1 : -1
  return (
    answers.toSorted(
      (one, other) =>
        Math.abs(one.points - mean) - Math.abs(other.points - mean) || worse * (one.points - other.points),
    )[0]?.value ?? ''
  )
}

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
