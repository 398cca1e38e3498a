import { z } from 'zod'

// The log as it leaves the database: a line of JSON for each thing, in this order. decision 0024 and scripts/check-log.mjs describe it for
// who writes a checker of their own.

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/)
const number = z.number().int().nonnegative()

const Begin = z.object({ log: z.literal('weerbaar'), v: z.literal(1), at: z.string() })
const Head = z.object({ head: z.string() })
/** What the searchable columns of an entry say; they are read from its text. */
const shown = z.array(z.string().nullable()).length(7)
const Leaf = z.object({
  leaf: number,
  hash: hex,
  /** Null when the row of the entry is gone. */
  entry: z.string().nullable(),
  salt: hex.nullable(),
  shown: shown.nullable(),
})
const Subtree = z.object({ subtree: z.tuple([number, number]), hash: hex })
/** An entry that has no number, or one that waits for a second one. */
const Loose = z.object({
  loose: z.enum(['waiting', 'lost', 'twice']),
  id: z.string(),
  entry: z.string(),
  salt: hex,
  shown,
})
const End = z.object({ end: z.literal(true) })

export const Line = z.union([Leaf, Subtree, Head, Loose, Begin, End])
export type Line = z.infer<typeof Line>
export type LeafLine = z.infer<typeof Leaf>
export type LooseLine = z.infer<typeof Loose>

const fields = ['action', 'result', 'at', 'actor', 'organisation', 'case', 'object'] as const

/** What the searchable columns must say by the text of the entry. */
export function shownBy(entry: string): (string | null)[] {
  const facts = z.record(z.string(), z.unknown()).safeParse(parsed(entry)).data ?? {}
  return fields.map(name => (typeof facts[name] === 'string' ? facts[name] : null))
}

/** A field of the text of an entry; undefined when it does not say. */
export const factOf = (entry: string, name: (typeof fields)[number] | 'origin'): string | undefined =>
  z.looseObject({ [name]: z.string() }).safeParse(parsed(entry)).data?.[name]

function parsed(entry: string): unknown {
  try {
    return JSON.parse(entry)
  } catch {
    return undefined
  }
}
