import { checkPage } from './answers.ts'
import { isAsking, type Asking, type Definition } from './definition.ts'
import { fieldsOf, noSetting, walk, type Values } from './walk.ts'

/** What a new answer begins with, out of the one before. */
export interface Carried {
  values: Values
  /** The questions whose answers came along, and those that are new or ask something else now. */
  along: readonly Asking[]
  fresh: readonly Asking[]
}

const askedIn = (it: Definition): Asking[] => it.pages.flatMap(page => page.questions.filter(isAsking))

// Which rows a table has, the answers say: of what does not belong to one, the walk keeps nothing.
const namesOf = (it: Asking, values: Values): readonly string[] =>
  it.kind === 'grid' && it.from !== undefined
    ? Object.keys(values).filter(name => name.startsWith(`${it.id}_`))
    : fieldsOf(it)

/**
 * Takes over what is still asked in this version: of the same version everything, of another one the answers to questions that are
 * marked as comparable. What would not be a right answer today stays behind.
 */
export function carryOver(from: Definition, values: Values, to: Definition, today: string): Carried {
  const before = new Map(askedIn(from).map(it => [it.id, it.kind]))
  const same = (it: Asking) => from.version === to.version || (it.comparable === true && before.get(it.id) === it.kind)
  const taken: Record<string, string> = {}
  for (const name of askedIn(to)
    .filter(same)
    .flatMap(it => namesOf(it, values))) {
    const value = values[name]
    if (value) taken[name] = value
  }
  for (const page of walk(to, taken, noSetting).pages)
    for (const name of Object.keys(checkPage(page, taken, noSetting, today).errors)) delete taken[name]
  const way = walk(to, taken, noSetting)
  const asked = way.pages.flatMap(page => page.asked)
  const isAlong = (it: Asking) => fieldsOf(it).some(name => way.kept[name] !== undefined)
  return { values: way.kept, along: asked.filter(isAlong), fresh: asked.filter(it => !isAlong(it)) }
}
