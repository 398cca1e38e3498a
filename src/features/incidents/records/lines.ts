import { aftercareLine } from '../aftercare/line.ts'
import { damagesLine } from '../damages/line.ts'
import { evaluationLine } from '../evaluation/line.ts'
import { improperLine } from '../improper/line.ts'
import { legalLine } from '../legal/line.ts'
import { mediaLine } from '../media/line.ts'
import type { PartLine } from './line.ts'

/** The parts of the follow-up that are kept in records, in the order of the chain. */
export const recordLines: readonly PartLine[] = [
  improperLine,
  legalLine,
  damagesLine,
  mediaLine,
  aftercareLine,
  evaluationLine,
]
