import type { ComponentChildren } from 'preact'
import type { PartLine } from './line.ts'
import type { Around, RecordKind } from './record.ts'

/** A page under that of the case, with the records of a few kinds. */
export interface RecordPart {
  line: PartLine
  /** What the page says first, to who handles the case and to whose case it is. */
  lead: (around: Around) => string
  kinds: readonly RecordKind[]
  /** What stands under the lead besides the records. */
  above?: (around: Around) => ComponentChildren
}
