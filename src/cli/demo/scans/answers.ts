import { isAsking, type Asking } from '../../../engines/questionnaires/definition.ts'
import { shippedInstruments, type Instrument } from '../../../engines/questionnaires/library.ts'
import { fieldsOf, noSetting, optionsOf, walk, type Values } from '../../../engines/questionnaires/walk.ts'
import { isoDay } from '../../../ui/dates.ts'
import { seededRandom, type Random } from '../cases/random.ts'
import { demoId } from '../ids.ts'
import type { DemoNorm, DemoScans } from './shapes.ts'

// What people of the demonstration answer: the same every time, and right by the questions as they are asked.

const dayMs = 86_400_000

/** The newest version of an instrument that comes with the product. */
export function instrumentOf(id: string): Instrument {
  const found = shippedInstruments().findLast(it => it.id === id)
  if (!found) throw new Error(`There is no instrument ${id}`)
  return found
}

interface Choosing {
  /** Who, when and what: the same name gives the same answers. */
  name: string
  /** How well off somebody is, from 0 to 100. */
  level: number
  given?: Values
  until?: string | undefined
}

/** Walks an instrument and answers all that is asked, up to the page at this address. */
export function chosenAnswers(it: Instrument, { name, level, given = {}, until }: Choosing): Values {
  const random = seededRandom(Number.parseInt(demoId(name).slice(0, 8), 16))
  let values: Values = {}
  for (;;) {
    const known = values
    const { pages, kept } = walk(it, known, noSetting)
    const stop = until === undefined ? pages.length : pages.findIndex(({ page }) => page.path === until)
    const open = pages
      .slice(0, stop)
      .flatMap(({ asked }) => asked)
      .filter(one => fieldsOf(one).every(field => known[field] === undefined))
    if (open.length === 0) return kept
    values = { ...known, ...Object.fromEntries(open.flatMap(one => answersTo(one, random, level, given))) }
  }
}

const answersTo = (it: Asking, random: Random, level: number, given: Values): (readonly [string, string])[] =>
  fieldsOf(it).map(field => [field, given[field] ?? chosen(it, random, level)] as const)

function chosen(it: Asking, random: Random, level: number): string {
  const options = optionsOf(it, noSetting)?.map(one => one.value) ?? []
  if (options.length === 0) return ''
  const near = Math.min(99.9, Math.max(0, level + random.below(60) - 30)) / 100
  if (it.kind === 'scale') return options[Math.floor(near * options.length)] ?? ''
  const points = 'score' in it ? (it.score ?? {}) : {}
  const counting = options.filter(one => points[one] !== undefined)
  if (counting.length === 0) return random.pick(options)
  const best = counting.toSorted((a, b) => (points[a] ?? 0) - (points[b] ?? 0))
  return best[Math.floor(near * best.length)] ?? ''
}

const statusOf: Readonly<Record<string, string>> = { u: 'done', o: 'developing', x: 'missing', n: 'na' }

/** What an organisation answers to a norm, with who does it, by when and what shows it. */
export function normAnswers({ instrument, statuses }: DemoNorm, beside: DemoScans['beside'], at: Date): Values {
  const turn = <T>(list: readonly T[], n: number) => list[n % list.length]
  const values: [string, string | undefined][] = []
  for (const { theme = '', questions } of instrumentOf(instrument).pages) {
    const letters = statuses[theme] ?? ''
    const items = questions.filter(isAsking)
    if (letters !== '' && letters.length !== items.length)
      throw new Error(`${instrument} has ${items.length} items in ${theme}, and not ${letters.length}`)
    for (const [n, { id }] of items.entries()) {
      const status = statusOf[letters[n] ?? '']
      if (status === undefined) continue
      values.push([id, status], [`${id}_owner`, turn(beside.owners, n)])
      if (status === 'na') values.push([`${id}_reason`, turn(beside.reasons, n)])
      if (status === 'done') values.push([`${id}_shown_by`, turn(beside.shown_by, n)])
      // Of some the day is over soon, and of what lacks altogether there is no day yet.
      if (status === 'developing')
        values.push([`${id}_due`, isoDay(new Date(at.getTime() + (10 + ((n * 67) % 320)) * dayMs))])
    }
  }
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}
