import { z } from 'zod'
import { isAsking, type Asking } from './definition.ts'
import type { Instrument } from './library.ts'
import { adviceFor, pointsFor, type ThemeScore } from './score.ts'
import type { Advice } from './scan.ts'
import { fieldsOf, noSetting, optionsOf, walk, type Values, type Way } from './walk.ts'

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
})
export type Spread = z.infer<typeof Spread>
export type QuestionSpread = Spread['questions'][number]

/** A field that counts for a theme and has one answer. */
export interface Counted {
  field: string
  asked: Asking
  theme: string
  /** The answers that have points, in order. */
  answers: readonly { value: string; points: number }[]
}

/** What can be compared between people: of a question with several answers at once the spread would say little. */
export const countedFields = (it: Instrument): Counted[] =>
  it.pages.flatMap(({ theme, questions }) =>
    theme === undefined
      ? []
      : questions.filter(isAsking).flatMap(asked => {
          const points = asked.kind === 'choices' ? undefined : pointsFor(asked)
          const answers = (optionsOf(asked, noSetting) ?? []).flatMap(({ value }) => {
            const reached = points?.of(value)
            return reached === undefined ? [] : [{ value, points: reached }]
          })
          return answers.length === 0 ? [] : fieldsOf(asked).map(field => ({ field, asked, theme, answers }))
        }),
  )

/**
 * How people answered from their own kind of work: for each question the mean, also by kind, and which answers were given often.
 * No kind and no answer of fewer than three people is in it, and none can be found by taking what is shown from the whole: what is
 * not shown by itself is together, and of three people or more. A question that fewer than three answered is left out.
 */
export function spreadOf(it: Instrument, all: readonly Answered[]): Spread {
  if (all.length < fewestTogether) return { people: null, works: [], themes: [], questions: [] }
  const kept = all.map(({ work, values }) => ({ work, values: walk(it, values, noSetting).kept }))
  const counted = countedFields(it).flatMap(one => {
    const given = kept.map(({ work, values }) => ({ work, ...one.answers.find(it => it.value === values[one.field]) }))
    const scored = given.flatMap(({ work, points }) => (points === undefined ? [] : [{ work, points }]))
    return scored.length < fewestTogether ? [] : [{ ...one, given, scored }]
  })
  return {
    people: all.length,
    works: kindsOf(kept).map(({ name, of }) => ({ name, n: of.length })),
    themes: it.scan.themes.flatMap(({ id }) => {
      const here = counted.filter(one => one.theme === id)
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
export function shownOf(it: Instrument, { questions }: Spread): Shown[] {
  const found = new Map(questions.map(one => [one.field, one]))
  return countedFields(it).flatMap(counted => {
    const spread = found.get(counted.field)
    return spread ? [{ ...counted, spread, most: mostOf(counted) }] : []
  })
}

/** What all answers to a theme come to together. */
export const themesOf = (it: Instrument, spread: Spread): ThemeScore[] =>
  it.scan.themes.map(theme => {
    const fields = countedFields(it).filter(one => one.theme === theme.id)
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
  const typical = Object.fromEntries(shownOf(it, spread).map(one => [one.field, nearest(one)]))
  const way: Way = walk(it, typical, noSetting)
  return adviceFor(it, way, themesOf(it, spread))
}

/** The answer of which the points are nearest to the mean; of two that are as near, the one with fewer: an advice too many harms less. */
const nearest = ({ answers, spread: { mean } }: Shown): string =>
  answers.toSorted(
    (one, other) => Math.abs(one.points - mean) - Math.abs(other.points - mean) || one.points - other.points,
  )[0]?.value ?? ''

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
      it => it.field === one.field && one.asked.comparable && it.asked.comparable && it.most === one.most,
    ),
  }))
