import type { Asking, Definition } from './definition.ts'
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
  /** Points in percent of the most, not rounded; undefined when nothing counts yet. */
  share: number | undefined
}

/** The points of the kept answers by theme. What is not applicable, not known or not answered counts for nothing, either way. */
export function scoreOf({ scan }: Definition, way: Way): ThemeScore[] {
  return (scan?.themes ?? []).map(theme => {
    let points = 0
    let most = 0
    let answered = 0
    let of = 0
    for (const { page, asked } of way.pages) {
      if (page.theme !== theme.id) continue
      for (const it of asked) {
        const scale = pointsOf(it)
        if (!scale) continue
        for (const name of scoredFields(it)) {
          const answer = way.kept[name] ?? ''
          const reached = scale.of(answer)
          if (answer === 'na') continue
          of += 1
          if (reached === undefined) continue
          points += reached
          most += scale.most
          answered += 1
        }
      }
    }
    return { theme, points, most, answered, of, share: most === 0 ? undefined : (points / most) * 100 }
  })
}

/** The fields of a question that can have points. */
export const scoredFields = (it: Asking): readonly string[] => (it.kind === 'item' ? [it.id] : fieldsOf(it))

// Looked up once for each question, as ten thousand sets are scored anew in seconds.
const known = new WeakMap<Asking, Points | 'none'>()

function pointsOf(it: Asking): Points | undefined {
  let points = known.get(it)
  if (points === undefined) {
    points = pointsFor(it) ?? 'none'
    known.set(it, points)
  }
  return points === 'none' ? undefined : points
}

interface Points {
  most: number
  of: (answer: string) => number | undefined
}

const itemPoints: Points = {
  most: 1,
  of: answer => (answer === '' || answer === 'na' ? undefined : answer === 'done' ? 1 : 0),
}

/** How many points an answer has, or undefined when it has none; undefined for a question that does not count. */
export function pointsFor(it: Asking): Points | undefined {
  switch (it.kind) {
    case 'item':
      return itemPoints
    case 'scale':
      return it.unscored
        ? undefined
        : { most: it.anchors.length - 1, of: answer => (answer === '' ? undefined : Number(answer) - 1) }
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
export function adviceFor({ scan }: Definition, way: Way, scores: readonly ThemeScore[]): Advice[] {
  const shares = new Map(scores.map(it => [it.theme.id, it.share]))
  const fires = ({ when, scores: wanted }: Advice) =>
    holds(when, way.kept, noSetting) &&
    Object.entries(wanted ?? {}).every(([theme, { below = Infinity, from = 0 }]) => {
      const share = shares.get(theme)
      return share !== undefined && share < below && share >= from
    })
  const rank = ({ now, priority }: Advice) => (now ? 0 : 3) + byPriority[priority]
  return (scan?.advice ?? []).filter(fires).toSorted((one, other) => rank(one) - rank(other))
}
