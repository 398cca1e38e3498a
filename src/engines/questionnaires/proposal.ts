import type { Asking } from './definition.ts'

/** An answer that a number proposes. */
export interface Proposal {
  /** The answer, as it is sent. */
  value: string
  /** How many, and in which year. */
  n: number
  year: number
}

type Scale = Extract<Asking, { kind: 'scale' }>
export type Proposing = Scale & { figures: NonNullable<Scale['figures']> }
export const isProposing = (it: Asking): it is Proposing => it.kind === 'scale' && it.figures !== undefined

export const reasonField = (id: string): string => `${id}_reason`
/** What was proposed when it was answered: kept with the answer, and never taken from a form. */
export const proposedField = (id: string): string => `${id}_proposed`

/** What a number proposes: the last answer whose number is reached. */
export const proposalFor = ({ figures }: Proposing, n: number, year: number): Proposal => ({
  value: String(1 + figures.from.filter(step => n >= step).length),
  n,
  year,
})

export const asKept = (it: Proposal | undefined): string => (it ? `${it.value} ${it.n} ${it.year}` : '')

const kept = /^([1-7]) (\d{1,9}) (\d{4})$/

/** What was proposed, as it was kept. */
export function proposedIn(values: Readonly<Record<string, string>>, id: string): Proposal | undefined {
  const found = kept.exec(values[proposedField(id)] ?? '')
  return found ? { value: found[1] ?? '', n: Number(found[2]), year: Number(found[3]) } : undefined
}

/** Whether another answer was chosen than was proposed. */
export function isOtherwise(values: Readonly<Record<string, string>>, id: string): boolean {
  const [answer, proposed] = [values[id] ?? '', proposedIn(values, id)]
  return answer !== '' && proposed !== undefined && proposed.value !== answer
}
