import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// The codes that measures of a plan are stored with, and the words that people read for them.

export const states = ['proposed', 'accepted', 'in_progress', 'done', 'dropped', 'not_applicable'] as const
export type State = (typeof states)[number]
export const priorities = ['high', 'normal', 'low'] as const
export const payers = ['employer', 'self', 'shared', 'other', 'unknown'] as const

/** Where nothing is to be done any more. */
export const isOver = (state: State): boolean => !['proposed', 'accepted', 'in_progress'].includes(state)
/** Where it was decided not to do it, with a reason. */
export const isGivenUp = (state: State): boolean => state === 'dropped' || state === 'not_applicable'

const option = <Ids extends readonly string[]>(ids: Ids) =>
  z.array(z.object({ id: z.enum(ids), label: z.string(), hint: z.string().optional() }))
const Option = z.object({ id: z.string(), label: z.string() })

const words = readContent(
  'plan.yaml',
  z.object({
    themes: z.array(Option),
    priorities: option(priorities),
    payers: option(payers),
    states: option(states),
    reasons: z.array(Option),
    fields: z.record(z.string(), z.string()),
    kinds: z.record(z.string(), z.string()),
  }),
)

/** Themes of what somebody writes themself. */
export const ownThemes = words.themes
export const stateOptions = words.states
export const priorityOptions = words.priorities
export const payerOptions = words.payers
export const reasonOptions = words.reasons

const labels = (options: readonly { id: string; label: string }[]) => {
  const known = new Map(options.map(it => [it.id, it.label]))
  return (id: string): string => known.get(id) ?? id
}
export const stateLabel = labels(words.states)
export const priorityLabel = labels(words.priorities)
export const payerLabel = labels(words.payers)
export const reasonLabel = labels(words.reasons)
export const fieldLabel = (field: string): string => words.fields[field] ?? field
export const kindLabel = (kind: string): string => words.kinds[kind] ?? kind
