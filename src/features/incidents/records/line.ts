import type { CaseFacts } from '../case.ts'
import type { Traces } from '../traces.ts'
import type { RecordKindId } from './kinds.ts'

/** How a part that is kept in records stands on the page of its case: told from its kinds and states, without opening it. */
export interface PartLine {
  /** After the address of the case: `nazorg`. */
  path: string
  label: string
  shows: (facts: CaseFacts) => boolean
  status: (facts: CaseFacts, traces: Traces) => string | undefined
}

interface Told {
  path: string
  label: string
  kinds: readonly RecordKindId[]
  /** Whether it is there for this case; by itself for each. */
  shows?: (facts: CaseFacts) => boolean
  /** In a few words how it stands; undefined for nothing yet. */
  status: (states: Traces['records']) => string | undefined
}

/** Records are for who handles the case and whose case it is. */
const isTheirs = ({ part }: CaseFacts): boolean => part === 'handler' || part === 'own'

export const lineOf = ({ path, label, kinds, shows = () => true, status }: Told): PartLine => ({
  path,
  label,
  shows: facts => isTheirs(facts) && shows(facts),
  status: (_, { records }) => status(records.filter(it => kinds.some(kind => kind === it.kind))),
})

/** "1 gesprek", "3 gesprekken" */
export const counted = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`
