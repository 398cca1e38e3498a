import { aftercare } from './aftercare/aftercare.ts'
import { damages } from './damages/damages.tsx'
import { evaluated } from './evaluation/evaluation.tsx'
import { improperPressure } from './improper/improper.ts'
import { legalPressure } from './legal/legal.ts'
import { media } from './media/media.ts'
import type { RecordPart } from './records/part.ts'

/** The parts of the follow-up that are kept in records, in the order of the chain. */
export const recordParts: readonly RecordPart[] = [
  improperPressure,
  legalPressure,
  damages,
  media,
  aftercare,
  evaluated,
]
