import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'
import { source } from './walls.source.ts'

const whoDidIt =
  'who did it is kept with a report of the council only when the privacy officer said so, and read by who wrote it and who handles it'
const passedOver = 'a manager who is passed over finds nothing of the report, by no page, no row and no count'

/** The walls around what a full report keeps apart, and around whom it passes over. */
export const fullWalls: readonly Wall[] = [
  piece('may_name_perpetrator', 'and (o.perpetrator_council or not app.is_council(i.function))', '', whoDidIt),
  piece('is_council', `'council_member', `, '', whoDidIt),
  source('the unit of a report that passes the manager over is not kept', passedOver, 'engines/cases/routing.ts', [
    'unit: staff && !it.notManager ? it.unit : null',
    'unit: staff ? it.unit : null',
  ]),
  source('who is passed over does not get the report', passedOver, 'engines/cases/routing.ts', [
    'for (const manager of passedOver) never.add(manager)',
    '',
  ]),
]
