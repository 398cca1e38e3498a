import { fits, type Condition, type Wanted } from './condition.ts'
import { isAsking, yesNo, statuses, type Asking, type Definition } from './definition.ts'
import { cellsOf, choicesIn } from './grid.ts'
import { fieldsOf, itemFields } from './walk.ts'

interface Literal {
  name: string
  wanted: Wanted
  /** False: it must not be so, or not be answered. */
  is: boolean
}
type Clause = readonly Literal[]

/** What is known of a field: which answers it can have, and when it is asked. */
export interface Field {
  /** Undefined: any words, or a list that is lent. */
  values?: ReadonlySet<string>
  range?: { min: number; max: number }
  several?: boolean
  asked: readonly Condition[]
}

/** All facts and fields of a questionnaire that a condition can name. */
export function knownFields(it: Definition): Map<string, Field> {
  const known = new Map<string, Field>(it.facts.map(name => [name, { values: new Set(['yes', 'no']), asked: [] }]))
  for (const page of it.pages)
    for (const question of page.questions.filter(isAsking)) {
      const asked = [page.when, question.when].filter(when => when !== undefined)
      for (const name of fieldsOf(question)) known.set(name, { ...answersOf(question, name), asked })
    }
  return known
}

function answersOf(it: Asking, name: string): Omit<Field, 'asked'> {
  const these = (values: readonly string[]) => ({ values: new Set(values) })
  switch (it.kind) {
    case 'check':
      return these(['ja'])
    case 'yesno':
      return these(it.answers ?? Object.keys(yesNo))
    case 'scale':
      if (name !== it.id) return {}
      return { ...these(it.anchors.map((_, place) => String(place + 1))), range: { min: 1, max: it.anchors.length } }
    case 'item':
      return itemFields.some(field => name === `${it.id}_${field}`) ? {} : these(Object.keys(statuses))
    case 'choice':
    case 'choices':
      return it.options ? { ...these(it.options.map(one => one.value)), several: it.kind === 'choices' } : {}
    case 'grid': {
      const column = cellsOf(it).find(cell => cell.field === name)?.column
      return column ? these(choicesIn(column).map(one => one.value)) : {}
    }
    case 'matrix':
      return these(it.options.map(one => one.value))
    case 'number':
      return { range: it }
    case 'list':
    case 'text':
    case 'line':
    case 'place':
    case 'date':
    case 'time':
    case 'colleague':
    case 'files':
    default:
      return {}
  }
}

/** Whether there are answers at which all these conditions hold, given when each question in them is asked itself. */
export function canHold(conditions: readonly Condition[], known: ReadonlyMap<string, Field>): boolean {
  return clausesOf(conditions, true).some(clause => withAsking(clause, known, new Set()).some(it => agrees(it, known)))
}

// Beyond this a condition is too intricate to judge, and is taken to be possible.
const most = 5000

function clausesOf(conditions: readonly Condition[], is: boolean): Clause[] {
  const parts = conditions.map(it => (is ? holding(it) : failing(it)))
  return is ? together(parts) : parts.flat()
}

const holding = (it: Condition): Clause[] =>
  together([
    [[...it.all].map(([name, wanted]) => ({ name, wanted, is: true }))],
    ...(it.any.length > 0 ? [it.any.flatMap(holding)] : []),
    ...it.none.map(failing),
  ])

const failing = (it: Condition): Clause[] => [
  ...[...it.all].map(([name, wanted]) => [{ name, wanted, is: false }]),
  ...(it.any.length > 0 ? together(it.any.map(failing)) : []),
  ...it.none.flatMap(holding),
]

const together = (parts: readonly (readonly Clause[])[]): Clause[] =>
  parts.reduce<Clause[]>(
    (before, part) => before.flatMap(one => part.map(other => [...one, ...other])).slice(0, most),
    [[]],
  )

/** With what must hold for each question in it to be asked, and for the questions in that. */
function withAsking(clause: Clause, known: ReadonlyMap<string, Field>, seen: ReadonlySet<string>): Clause[] {
  const names = [...new Set(clause.filter(it => it.is && !seen.has(it.name)).map(it => it.name))]
  if (names.length === 0) return [clause]
  const asked = names.flatMap(name => known.get(name)?.asked ?? [])
  const after = new Set([...seen, ...names])
  return clausesOf(asked, true)
    .flatMap(more => withAsking([...clause, ...more], known, after))
    .slice(0, most)
}

/** Whether each field has an answer that is all that it must be. */
function agrees(clause: Clause, known: ReadonlyMap<string, Field>): boolean {
  return [...new Set(clause.map(it => it.name))].every(name => {
    const literals = clause.filter(it => it.name === name)
    const wanted = literals.filter(it => it.is)
    if (wanted.length === 0) return true
    const field = known.get(name)
    if (field?.values === undefined) return rangesMeet(wanted, field?.range)
    const allowed = [...field.values].filter(value => literals.every(it => it.is || !fits(value, it.wanted)))
    if (field.several) return wanted.every(it => allowed.some(value => fits(value, it.wanted)))
    return allowed.some(value => wanted.every(it => fits(value, it.wanted)))
  })
}

function rangesMeet(literals: readonly Literal[], range: Field['range']): boolean {
  const low = Math.max(range?.min ?? -Infinity, ...literals.map(it => it.wanted.min))
  return low <= Math.min(range?.max ?? Infinity, ...literals.map(it => it.wanted.max))
}

/** The answers that are asked for and that nobody can give. */
export function impossible({ values, range }: Field, { oneOf, min, max }: Wanted): string[] {
  if (oneOf) return values ? [...oneOf].filter(value => !values.has(value)) : []
  if (!range) return ['een getal']
  return min > range.max || max < range.min
    ? [min === -Infinity ? `${max} of minder` : max === Infinity ? `${min} of meer` : `${min} tot en met ${max}`]
    : []
}
