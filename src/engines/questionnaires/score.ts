import { isAsking, type Asking, type Column, type Definition } from './definition.ts'
import { cellsOf } from './grid.ts'
import { reaches, risksOf } from './risk.ts'
import type { Advice, Theme } from './scan.ts'
import { fieldsOf, holds, noSetting, type Way } from './walk.ts'

/** What the answers to one theme come to. */
export interface ThemeScore {
  theme: Theme
  points: number
  /** The most that could have been reached with what was answered. */
  most: number
  /** How many answers count, out of how many questions that could. */
  answered: number
  of: number
  notApplicable: number
  /** Points in percent of the most, not rounded; undefined when nothing counts yet. */
  share: number | undefined
}

/** Whether anything counts for a theme. One that only has risks has no share. */
export const isCounted = ({ pages }: Definition, theme: string): boolean =>
  pages.some(page => page.theme === theme && page.questions.some(one => isAsking(one) && counts(one)))

const themes = new WeakMap<Definition, readonly Theme[]>()

function countingThemes(it: Definition): readonly Theme[] {
  const found = themes.get(it) ?? (it.scan?.themes ?? []).filter(theme => isCounted(it, theme.id))
  themes.set(it, found)
  return found
}

/** The points of the kept answers by theme. What is not applicable, not known or not answered counts for nothing, either way. */
export function scoreOf(it: Definition, way: Way): ThemeScore[] {
  return countingThemes(it).map(theme => {
    let points = 0
    let most = 0
    let answered = 0
    let of = 0
    let notApplicable = 0
    for (const { page, asked } of way.pages) {
      if (page.theme !== theme.id) continue
      for (const one of asked) {
        for (const { field, points: scale } of countedIn(one)) {
          const answer = way.kept[field] ?? ''
          const reached = scale.of(answer)
          if (answer === 'na') {
            notApplicable += 1
            continue
          }
          of += 1
          if (reached === undefined) continue
          points += reached
          most += scale.most
          answered += 1
        }
      }
    }
    return { theme, points, most, answered, of, notApplicable, share: most === 0 ? undefined : (points / most) * 100 }
  })
}

/** A field that can have points, with those. */
export interface Counting {
  field: string
  points: Points
}

// Looked up once for each question, as ten thousand sets are scored anew in seconds.
const known = new WeakMap<Asking, readonly Counting[]>()

/** The fields of a question that can have points. Those of a table whose rows are not known yet are not there. */
export function countedIn(it: Asking): readonly Counting[] {
  let counting = known.get(it)
  if (counting === undefined) known.set(it, (counting = countingIn(it)))
  return counting
}

function countingIn(it: Asking): Counting[] {
  if (it.kind === 'grid')
    return cellsOf(it).flatMap(({ field, column }) => {
      const points = pointsIn(column)
      return points ? [{ field, points }] : []
    })
  const points = pointsFor(it)
  const fields = it.kind === 'item' || it.kind === 'scale' ? [it.id] : fieldsOf(it)
  return points ? fields.map(field => ({ field, points })) : []
}

/** Whether a question can have points, whatever its rows are. */
export const counts = (it: Asking): boolean =>
  it.kind === 'grid' ? it.columns.some(column => pointsIn(column)) : pointsFor(it) !== undefined

/** The points of a column of a table. A box that is not checked has none, and counts: it was looked at. */
export function pointsIn({ anchors, options, score, unscored }: Column): Points | undefined {
  if (anchors) return unscored ? undefined : scalePoints(anchors)
  if (!score) return undefined
  const most = Math.max(...Object.values(score))
  return { most, of: options ? answer => score[answer] : answer => score[answer] ?? 0 }
}

export interface Points {
  most: number
  of: (answer: string) => number | undefined
}

export const scalePoints = ({ length }: readonly string[]): Points => ({
  most: length - 1,
  of: answer => (answer === '' ? undefined : Number(answer) - 1),
})

const itemPoints: Points = {
  most: 1,
  of: answer => (answer === '' || answer === 'na' ? undefined : answer === 'done' ? 1 : 0),
}

/** How many points an answer has, or undefined when it has none; undefined for a question that does not count by itself. */
function pointsFor(it: Asking): Points | undefined {
  switch (it.kind) {
    case 'item':
      return itemPoints
    case 'scale':
      return it.unscored ? undefined : scalePoints(it.anchors)
    case 'choices': {
      const { score } = it
      // Several together: each adds its own.
      return (
        score && {
          most: sum(Object.values(score)),
          of: answer => (answer === '' ? undefined : sum(answer.split('\n').map(one => score[one] ?? 0))),
        }
      )
    }
    case 'choice':
    case 'yesno':
    case 'matrix': {
      const { score } = it
      if (!score) return undefined
      return { most: Math.max(...Object.values(score)), of: answer => score[answer] }
    }
    case 'grid':
    case 'list':
    case 'check':
    case 'text':
    case 'line':
    case 'place':
    case 'date':
    case 'time':
    case 'number':
    case 'colleague':
    case 'files':
    default:
      return undefined
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0)

/** The part of the scale in which a share falls: from its `from` up to its `to`, the last one with 100. */
export const bandOf = ({ theme, share }: ThemeScore) =>
  share === undefined
    ? undefined
    : theme.bands?.find(band => share >= band.from && (share < band.to || (band.to === 100 && share === 100)))

const byPriority = { high: 0, normal: 1, low: 2 } as const

/** The advice for these answers: what can be done now first, then by priority, in the order of the file. */
export function adviceFor(it: Definition, way: Way, scores: readonly ThemeScore[]): Advice[] {
  const { scan } = it
  const shares = new Map(scores.map(it => [it.theme.id, it.share]))
  const risks = scan?.risks ? risksOf(it, way) : []
  const fires = (advice: Advice) =>
    holds(advice.when, way.kept, noSetting) &&
    reaches(advice, risks) &&
    Object.entries(advice.scores ?? {}).every(([theme, { below = Infinity, from = 0 }]) => {
      const share = shares.get(theme)
      return share !== undefined && share < below && share >= from
    })
  const rank = ({ now, priority }: Advice) => (now ? 0 : 3) + byPriority[priority]
  return (scan?.advice ?? []).filter(fires).toSorted((one, other) => rank(one) - rank(other))
}
