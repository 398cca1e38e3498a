import { counted } from '../records/line.ts'
import type { CasePart } from '../case.ts'
import type { Traces } from '../traces.ts'
import { dayOf } from './measure-words.ts'

/** Who handles the case, and whose case it is, each with a page of their own. */
export const seesMeasures: readonly CasePart[] = ['handler', 'own']

/** How many measures hold and when one is looked at again: "2 maatregelen gelden, 1 beoordelen voor 12 mei 2026". */
export function measuresStatus(measures: Traces['measures']): string | undefined {
  if (measures.length === 0) return undefined
  const open = measures.filter(it => !it.ended)
  const [first] = open
  if (!first) return counted(measures.length, 'maatregel is geëindigd', 'maatregelen zijn geëindigd')
  return `${counted(open.length, 'maatregel geldt', 'maatregelen gelden')}, 1 beoordelen voor ${dayOf(first.review_on)}`
}
