import type { RecordPart } from '../records/part.ts'
import { aid } from './aid.ts'
import { legalLine } from './line.ts'
import { steps } from './steps.ts'

/** Procedures and accusations that are aimed at the person. */
export const legalPressure: RecordPart = {
  line: legalLine,
  lead: ({ facts }) =>
    facts.part === 'handler'
      ? 'Gewoon bezwaar maken of naar de rechter gaan is een recht. Leg alleen vast wat er gebeurde: de feiten en de dagen.'
      : 'Hier staat wat er in de procedure gebeurde, en hoe het staat met hulp van een advocaat.',
  kinds: [steps, aid],
}
