import { anchored, cellsOf, choicesIn, linesOf, withRows } from './grid.ts'
import type { Proposal } from './proposal.ts'
import { fits, namesIn, type Condition } from './condition.ts'
import {
  isAsking,
  yesNo,
  yesNoAnswers,
  type Asking,
  type Choice,
  type Definition,
  type Question,
  type QuestionPage,
} from './definition.ts'

/** Answers by field, as a form sends them: several choices are joined with line ends. */
export type Values = Readonly<Record<string, string>>

/** What the one who asks knows beforehand. */
export interface Setting {
  /** Each fact of the questionnaire: yes or no. */
  facts: Values
  /** The lists that questions take their options from. */
  lists: Readonly<Record<string, readonly Choice[]>>
  /** Questions that were answered before, and are not asked again. */
  told?: ReadonlySet<string>
  /** What figures propose for a question. */
  proposals?: Readonly<Record<string, Proposal>>
}

export const noSetting: Setting = { facts: {}, lists: {} }

/** A page as it stands for some answers. */
export interface WayPage {
  page: QuestionPage
  /** What stands on it. Where there is nothing to choose, nothing is asked. */
  shown: readonly Question[]
  asked: readonly Asking[]
}

/** What is asked for some answers, in order, and those of the answers that are kept. */
export interface Way {
  pages: readonly WayPage[]
  /** The answers to what is asked; what was answered on a way not taken is left out. */
  kept: Values
}

/**
 * Walks a questionnaire from the start. Whether something is asked is decided by the answers that count so far, and an answer
 * counts when its question was asked: so an answer on a way that was left decides nothing any more.
 */
export function walk(it: Definition, values: Values, setting: Setting): Way {
  const counting = withTold(values, setting.told)
  const pages: WayPage[] = []
  for (const { page, parts, asks, hasSlot } of preparedOf(it)) {
    if (!holds(page.when, counting, setting)) continue
    const shown: Question[] = []
    const asked: Asking[] = []
    const deciding: string[] = []
    for (const part of parts) {
      if (!isShown(part, counting, setting)) continue
      const question = part.hasRowsLent ? withLent(part.question, counting, setting) : part.question
      if (question === undefined) continue
      shown.push(question)
      if (!isAsking(question)) continue
      asked.push(question)
      deciding.push(...part.deciding)
    }
    // A page on which everything was told before is left out, with what it explains; one with a slot shows something of its own.
    if (shown.length === 0 || (asked.length === 0 && asks && !hasSlot)) continue
    pages.push({ page, shown, asked })
    // Only from the next page on: on its own page an answer is not known yet.
    for (const name of deciding) {
      const value = values[name]
      if (value) counting[name] = value
    }
  }
  return new Walked(pages, values)
}

/** The answers that are kept are gathered when they are asked for: a page that is shown needs none of them. */
class Walked implements Way {
  readonly pages: readonly WayPage[]
  readonly #values: Values
  #kept: Values | undefined
  constructor(pages: readonly WayPage[], values: Values) {
    this.pages = pages
    this.#values = values
  }
  get kept(): Values {
    return (this.#kept ??= Object.fromEntries(
      this.pages.flatMap(({ asked }) =>
        asked.flatMap(one =>
          fieldsOf(one).flatMap(name => {
            const value = this.#values[name]
            return value ? [[name, value] as const] : []
          }),
        ),
      ),
    ))
  }
}

const withTold = (values: Values, told: ReadonlySet<string> | undefined): Record<string, string> =>
  Object.fromEntries([...(told ?? [])].flatMap(name => (values[name] ? [[name, values[name]]] : [])))

/** A question with what is the same of it at every walk. */
interface Part {
  question: Question
  /** Those of its fields that a condition names. */
  deciding: readonly string[]
  /** Its options are lent, and there may be nothing to choose. */
  lent: boolean
  /** Its rows are lent or named before, and there may be none. */
  hasRowsLent: boolean
}

interface PreparedPage {
  page: QuestionPage
  parts: readonly Part[]
  asks: boolean
  hasSlot: boolean
}

// A walk is made at every answer: what does not change with the answers is looked up once for each questionnaire.
const prepared = new WeakMap<Definition, readonly PreparedPage[]>()

function preparedOf(it: Definition): readonly PreparedPage[] {
  const known = prepared.get(it)
  if (known) return known
  const named = new Set(
    conditionsIn(it)
      .flatMap(namesIn)
      .map(([name]) => name),
  )
  const pages = it.pages.map(page => ({
    page,
    parts: page.questions.map((question): Part => {
      const asking = isAsking(question) ? question : undefined
      const lent = (question.kind === 'choice' || question.kind === 'choices') && question.options === undefined
      const isList = question.kind === 'list'
      const deciding = asking ? fieldsOf(asking).filter(name => isList || named.has(name)) : []
      return { question, deciding, lent, hasRowsLent: question.kind === 'grid' && question.from !== undefined }
    }),
    asks: page.questions.some(isAsking),
    hasSlot: page.questions.some(one => one.kind === 'explain' && one.slot !== undefined),
  }))
  prepared.set(it, pages)
  return pages
}

const conditionsIn = (it: Definition): Condition[] =>
  it.pages.flatMap(page => [page.when ?? [], page.questions.flatMap(one => one.when ?? [])].flat())

const isShown = ({ question, lent }: Part, kept: Values, setting: Setting): boolean =>
  holds(question.when, kept, setting) &&
  !setting.told?.has(question.id) &&
  !(question.kind === 'list' && setting.lists[question.id] !== undefined) &&
  (!lent || (optionsOf(question, setting)?.length ?? 0) > 1)

/** A table with its rows; nothing without any. */
function withLent(it: Question, counting: Values, { lists }: Setting): Question | undefined {
  const grid = it.kind === 'grid' ? withRows(it, counting, lists) : undefined
  return grid?.rows?.length ? grid : undefined
}

/** Whether a condition holds for the answers that count so far. */
export function holds(when: Condition | undefined, values: Values, setting: Setting): boolean {
  if (when === undefined) return true
  for (const [name, wanted] of when.all) {
    const answer = setting.facts[name] ?? values[name] ?? ''
    if (!(answer.includes('\n') ? answer.split('\n').some(it => fits(it, wanted)) : fits(answer, wanted))) return false
  }
  return (
    (when.any.length === 0 || when.any.some(one => holds(one, values, setting))) &&
    !when.none.some(one => holds(one, values, setting))
  )
}

/** What can be chosen for a question, or undefined when it is none to choose for. */
export function optionsOf(it: Question, { lists }: Setting): readonly Choice[] | undefined {
  switch (it.kind) {
    case 'choice':
    case 'choices':
      return it.options ?? lists[it.from ?? ''] ?? []
    case 'matrix':
      return it.options
    case 'yesno':
      return (it.answers ?? yesNoAnswers).map(value => ({ value, label: yesNo[value] }))
    case 'scale':
      return anchored(it.anchors)
    case 'grid':
    case 'list':
    case 'item':
    case 'check':
    case 'text':
    case 'line':
    case 'place':
    case 'date':
    case 'time':
    case 'number':
    case 'colleague':
    case 'files':
    case 'explain':
    default:
      return undefined
  }
}

/** The fields of a question that are answered by choosing, with what can be chosen. */
export function choosing(it: Asking, setting: Setting): { field: string; options: readonly Choice[] }[] {
  if (it.kind === 'grid') return cellsOf(it).map(({ field, column }) => ({ field, options: choicesIn(column) }))
  const options = optionsOf(it, setting)
  if (!options) return []
  return (it.kind === 'scale' ? [it.id] : fieldsOf(it)).map(field => ({ field, options }))
}

/** The page at this address, if it applies. */
export const pageAt = (way: Way, path: string): WayPage | undefined => way.pages.find(it => it.page.path === path)

/** The page after this one, or the one before it; undefined at either end. */
export function nextTo(it: Definition, way: Way, page: QuestionPage, step: 1 | -1): QuestionPage | undefined {
  const pages = way.pages.map(one => one.page)
  const at = pages.findIndex(one => one.id === page.id)
  // An answer can take its own page away: then on from where it stood.
  if (at >= 0) return pages[at + step]
  const order = it.pages.findIndex(one => one.id === page.id)
  return step === 1
    ? pages.find(one => it.pages.indexOf(one) > order)
    : pages.findLast(one => it.pages.indexOf(one) < order)
}

/** How far somebody is: the number of this page, and how many there are for these answers. */
export const progress = (way: Way, page: QuestionPage) => ({
  number: way.pages.findIndex(one => one.page.id === page.id) + 1,
  of: way.pages.length,
})

/** What an item of a norm is asked beside how far it is. */
export const itemFields = ['reason', 'owner', 'due', 'shown_by'] as const

/** The names of the fields of a question. A colleague is typed, and then maybe chosen out of those with such a name. */
export const fieldsOf = (it: Asking): readonly string[] => {
  switch (it.kind) {
    case 'files':
      return []
    case 'colleague':
      return [it.id, `${it.id}_id`]
    case 'matrix':
      return it.rows.map(row => `${it.id}_${row.id}`)
    case 'item':
      return [it.id, ...itemFields.map(name => `${it.id}_${name}`)]
    case 'list':
      return linesOf(it)
    case 'grid':
      return cellsOf(it).map(cell => cell.field)
    case 'scale':
      return it.figures ? [it.id, `${it.id}_reason`, `${it.id}_proposed`] : [it.id]
    case 'choice':
    case 'choices':
    case 'yesno':
    case 'check':
    case 'text':
    case 'line':
    case 'place':
    case 'date':
    case 'time':
    case 'number':
    default:
      return [it.id]
  }
}
