import { z } from 'zod'
import { isAsking, type Asking } from './definition.ts'
import type { Instrument } from './library.ts'
import { choosing, noSetting, walk, type Values } from './walk.ts'

/** Of fewer people nothing is told. */
export const fewest = 10

/** How many of all gave an answer: less than a quarter, up to half, up to three quarters, or more. */
export const quarters = ['few', 'some', 'many', 'most'] as const

export const Release = z.array(
  z.object({ field: z.string(), shares: z.array(z.object({ value: z.string(), quarter: z.enum(quarters) })) }),
)
export type Release = z.infer<typeof Release>

/**
 * What is told of private answers: for each question that everybody is asked and that is answered with a choice, how large a
 * part gave which answer, in quarters. Undefined for fewer than ten people.
 *
 * Only what everybody is asked: a question that some are asked would tell by how many it was answered, or by its absence, what
 * they said before. In quarters, and of ten: so that not even everybody's same answer, or that of nobody, can be told from almost.
 */
export function releaseOf(it: Instrument, all: readonly Values[]): Release | undefined {
  if (all.length < fewest) return undefined
  const ways = all.map(values => walk(it, values, noSetting).kept)
  return countable(it).map(({ field, values }) => ({
    field,
    shares: values.map(value => ({
      value,
      quarter: quarterOf(ways.filter(kept => (kept[field] ?? '').split('\n').includes(value)).length, all.length),
    })),
  }))
}

export const quarterOf = (n: number, of: number) => quarters[Math.min(3, Math.floor((n / of) * 4))] ?? 'few'

/** The fields that can be told of: asked of everybody, and answered with a choice. Never a text, a number or a day. */
export const countable = (it: Instrument): { field: string; asked: Asking; values: string[] }[] =>
  it.pages
    .filter(page => page.when === undefined)
    .flatMap(page => page.questions)
    .filter(isAsking)
    .filter(asked => asked.when === undefined)
    // Rows that people name themselves are words of theirs: a table of those has no fields here.
    .flatMap(asked =>
      choosing(asked, noSetting).map(({ field, options }) => ({ field, asked, values: options.map(it => it.value) })),
    )
