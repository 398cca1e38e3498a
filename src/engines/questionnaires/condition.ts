import { z } from 'zod'

/** A name of a question, a fact, a theme or an advice. */
export const id = z
  .string()
  .regex(/^[a-z][a-z_]{1,39}$/, 'Een naam is van kleine letters en lage streepjes, zoals front_door.')

const AsWritten = z.union([
  z.array(z.string()).min(1),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
])

/** One of these answers, or a number from `min` up to and including `max`. */
export interface Wanted {
  oneOf: ReadonlySet<string> | undefined
  min: number
  max: number
}

const toWanted = (it: z.infer<typeof AsWritten>): Wanted =>
  Array.isArray(it)
    ? { oneOf: new Set(it), min: -Infinity, max: Infinity }
    : { oneOf: undefined, min: it.min ?? -Infinity, max: it.max ?? Infinity }

/** Whether one answer is what is wanted; no answer never is. */
export const fits = (answer: string, { oneOf, min, max }: Wanted): boolean =>
  answer !== '' && (oneOf ? oneOf.has(answer) : Number(answer) >= min && Number(answer) <= max)

export interface Condition {
  /** Each question or fact that is named has one of these answers. */
  all: ReadonlyMap<string, Wanted>
  /** At least one of these holds; nothing is asked when there are none. */
  any: readonly Condition[]
  /** None of these holds. */
  none: readonly Condition[]
}

/**
 * When something is asked or advised: `{ pets: [yes], children: { min: 1 } }`, all of them together; with `any` and `none` for
 * what one line cannot say. It is data: nothing in it is carried out.
 */
export const Condition: z.ZodType<Condition> = z
  .object({
    get any() {
      return z.array(Condition).min(2).optional()
    },
    get none() {
      return z.array(Condition).min(1).optional()
    },
  })
  .catchall(AsWritten)
  .transform(({ any, none, ...all }) => ({
    all: new Map(Object.entries(all).map(([name, it]) => [name, toWanted(it)])),
    any: any ?? [],
    none: none ?? [],
  }))

/** Every name in a condition, however deep, with what is wanted of it. */
export const namesIn = (when: Condition | undefined): (readonly [string, Wanted])[] =>
  when === undefined ? [] : [...when.all, ...[...when.any, ...when.none].flatMap(namesIn)]
