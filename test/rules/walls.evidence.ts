import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'

/** The walls around taking in evidence. */
export const evidenceWalls: readonly Wall[] = [
  piece(
    'count_pieces',
    'if not app.may_open(c)',
    'if false',
    'the pieces of a case are counted, and the case held, for who may open it',
  ),
]
