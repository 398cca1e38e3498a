import { isAsking, type Definition } from './definition.ts'
import type { Theme } from './scan.ts'
import { countedIn, counts } from './score.ts'

/** What a decided answer came to for one theme, as it is kept. */
export interface ThemeResult {
  points: number
  most: number
  answered: number
  asked: number
  notApplicable: number
}

/** An answer on which the organisation decided. */
export interface Decided {
  id: string
  version: number
  /** The first, second, … on which it decided. */
  number: number
  decidedOn: string
  themes: ReadonlyMap<string, ThemeResult>
}

/** A share, never without its count: items that are done out of those that apply, or points on the ground of answers. */
export interface Share {
  kind: 'items' | 'points'
  /** Items done, or questions answered. */
  n: number
  of: number
  notApplicable: number
  /** In whole percents; undefined when nothing counts. 100 is all of it and 0 is nothing of it, also when rounding says otherwise. */
  percent: number | undefined
}

/** The share of one theme, from what was kept of it. */
export function shareOf(it: Definition, theme: string, result: ThemeResult): Share {
  const { points, most, answered, asked, notApplicable } = result
  return isOfItems(it, theme)
    ? { kind: 'items', n: points, of: asked, notApplicable, percent: percentOf(points, asked) }
    : { kind: 'points', n: answered, of: asked, notApplicable, percent: percentOf(points, most) }
}

function percentOf(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined
  const rounded = Math.round((part / whole) * 100)
  if (part > 0 && rounded === 0) return 1
  return part < whole && rounded === 100 ? 99 : rounded
}

/** Whether a theme counts items of a norm, and nothing else. */
export const isOfItems = (it: Definition, theme: string): boolean =>
  countingIn(it, theme).every(one => one.kind === 'item')

const countingIn = (it: Definition, theme: string) =>
  it.pages
    .filter(page => page.theme === theme)
    .flatMap(page => page.questions)
    .filter(isAsking)
    .filter(counts)

/** How a theme stood at one decision. */
export interface Moment {
  decided: Decided
  share: Share
  /** Asks the same as at the moment before. Where it does not, there is a gap between the two. */
  comparable: boolean
}

export interface ThemeProgress {
  theme: Theme
  moments: readonly Moment[]
}

/** How each theme went over the decisions, the oldest first; themes in the order of the newest version that has them. */
export function progressOver(versions: readonly Definition[], decided: readonly Decided[]): ThemeProgress[] {
  const byNumber = decided.toSorted((one, other) => one.number - other.number)
  const newestFirst = versions.toSorted((one, other) => other.version - one.version)
  const themes = new Map<string, Theme>()
  for (const { scan } of newestFirst) for (const it of scan?.themes ?? []) if (!themes.has(it.id)) themes.set(it.id, it)
  return [...themes.values()]
    .map(theme => ({ theme, moments: momentsOf(versions, byNumber, theme.id) }))
    .filter(it => it.moments.length > 0)
}

function momentsOf(versions: readonly Definition[], decided: readonly Decided[], theme: string): Moment[] {
  const moments: Moment[] = []
  for (const it of decided) {
    const version = versions.find(one => one.version === it.version)
    const result = it.themes.get(theme)
    if (!version || !result) continue
    const before = moments.at(-1)?.decided.version
    const comparable = before === undefined || asksTheSame(versions, theme, before, it.version)
    moments.push({ decided: it, share: shareOf(version, theme, result), comparable })
  }
  return moments
}

/**
 * Whether a theme may be compared between two versions: in each version between them it counts the same questions as the one
 * before, and each of those is marked as comparable. A version that is not known here breaks it.
 */
export function asksTheSame(versions: readonly Definition[], theme: string, one: number, other: number): boolean {
  const [from, to] = one < other ? [one, other] : [other, one]
  for (let version = from + 1; version <= to; version += 1) {
    const before = versions.find(it => it.version === version - 1)
    const after = versions.find(it => it.version === version)
    if (!before || !after || !isContinued(countingIn(before, theme), countingIn(after, theme))) return false
  }
  return true
}

type Counting = ReturnType<typeof countingIn>

function isContinued(before: Counting, after: Counting): boolean {
  const fields = new Set(before.flatMap(countedNames))
  const now = after.flatMap(countedNames)
  return after.every(it => it.comparable) && now.length === fields.size && now.every(name => fields.has(name))
}

// A table whose rows are an organisation's own asks the same when its columns do.
const countedNames = (it: Counting[number]): string[] =>
  it.kind === 'grid' && it.from !== undefined
    ? it.columns.map(column => `${it.id}_${column.id}`)
    : countedIn(it).map(one => one.field)

/** By how many percents a theme went up since the decision before; undefined where there is none, or the two cannot be compared. */
export function changeOf(moments: readonly Moment[]): number | undefined {
  const [before, last] = [moments.at(-2), moments.at(-1)]
  if (!last?.comparable || before?.share.percent === undefined || last.share.percent === undefined) return undefined
  return last.share.percent - before.share.percent
}
