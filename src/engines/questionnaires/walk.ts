import {
  isAsking,
  type Asking,
  type Choice,
  type Condition,
  type Definition,
  type Question,
  type QuestionPage,
} from './definition.ts'

/** Answers by question, as a form sends them: several choices are joined with line ends. */
export type Values = Readonly<Record<string, string>>

/** What the one who asks knows beforehand. */
export interface Setting {
  /** Each fact of the questionnaire: yes or no. */
  facts: Values
  /** The lists that questions take their options from. */
  lists: Readonly<Record<string, readonly Choice[]>>
  /** Questions that were answered before, and are not asked again. */
  told?: ReadonlySet<string>
}

const valuesOf = (answer: string | undefined): string[] => (answer ?? '').split('\n').filter(Boolean)

const holds = (when: Condition | undefined, values: Values, { facts }: Setting): boolean =>
  Object.entries(when ?? {}).every(([name, wanted]) =>
    valuesOf(facts[name] ?? values[name]).some(value => wanted.includes(value)),
  )

/** What can be chosen for a question, or undefined when it is none to choose for. */
export function optionsOf(it: Question, { lists }: Setting): readonly Choice[] | undefined {
  if (it.kind !== 'choice' && it.kind !== 'choices') return undefined
  return it.options ?? lists[it.from ?? ''] ?? []
}

/** What stands on a page for these answers. Where there is nothing to choose, nothing is asked. */
export const shownOn = (page: QuestionPage, values: Values, setting: Setting): Question[] =>
  page.questions.filter(
    it => holds(it.when, values, setting) && !setting.told?.has(it.id) && (optionsOf(it, setting)?.length ?? 2) > 1,
  )

export const askedOn = (page: QuestionPage, values: Values, setting: Setting): Asking[] =>
  shownOn(page, values, setting).filter(isAsking)

/** The pages that apply, in order. A page on which everything was told before is left out, with what it explains. */
export const pagesFor = (it: Definition, values: Values, setting: Setting): QuestionPage[] =>
  it.pages.filter(
    page =>
      holds(page.when, values, setting) &&
      shownOn(page, values, setting).length > 0 &&
      (askedOn(page, values, setting).length > 0 || !page.questions.some(isAsking) || lists(page)),
  )

// A page with a slot shows something of its own, also when it asks nothing now.
const lists = (page: QuestionPage) => page.questions.some(it => it.kind === 'explain' && it.slot !== undefined)

/** The page at this address, if it applies. */
export const pageAt = (it: Definition, path: string, values: Values, setting: Setting): QuestionPage | undefined =>
  pagesFor(it, values, setting).find(page => page.path === path)

/** The page after this one, or the one before it; undefined at either end. */
export function nextTo(
  it: Definition,
  page: QuestionPage,
  step: 1 | -1,
  values: Values,
  setting: Setting,
): QuestionPage | undefined {
  const pages = pagesFor(it, values, setting)
  const at = pages.findIndex(one => one.id === page.id)
  // An answer can take its own page away: then on from where it stood.
  if (at >= 0) return pages[at + step]
  const order = it.pages.findIndex(one => one.id === page.id)
  return step === 1
    ? pages.find(one => it.pages.indexOf(one) > order)
    : pages.findLast(one => it.pages.indexOf(one) < order)
}

/** How far somebody is: the number of this page, and how many there are for these answers. */
export function progress(it: Definition, page: QuestionPage, values: Values, setting: Setting) {
  const pages = pagesFor(it, values, setting)
  return { number: pages.findIndex(one => one.id === page.id) + 1, of: pages.length }
}

/** The answers to what is asked for these answers; what was answered on a way not taken is left out. */
export function answersOnWay(it: Definition, values: Values, setting: Setting): Values {
  const names = pagesFor(it, values, setting).flatMap(page => askedOn(page, values, setting).flatMap(fieldsOf))
  return Object.fromEntries(names.flatMap(name => (values[name] ? [[name, values[name]]] : [])))
}

/** The names of the fields of a question. A colleague is typed, and then maybe chosen out of those with such a name. */
export const fieldsOf = (it: Asking): string[] => {
  if (it.kind === 'files') return []
  return it.kind === 'colleague' ? [it.id, `${it.id}_id`] : [it.id]
}
