import type { CaseFacts, CasePart } from '../case.ts'
import type { Traces } from '../traces.ts'
import { countDone, progressOf } from './progress.ts'

/** For whom the step plan is a guide in a case: whose case it is, and who handles it. */
export const guidedParts: ReadonlySet<CasePart> = new Set(['own', 'handler'])

/** Its place among the parts of the follow-up. */
export const guide = {
  path: 'stappenplan',
  label: 'Stappenplan',
  shows: (facts: CaseFacts) => guidedParts.has(facts.part),
  status: (facts: CaseFacts, traces: Traces) => `${countDone(progressOf(facts, traces))} van 9 stappen gedaan`,
}
