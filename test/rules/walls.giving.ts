import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'

const given = 'a case is given to who handles cases of its line, and into no other line or role'
const gives = 'a case is given by who handles it, or by who coordinates its line and has no part in it'

/** The walls around handing a case over. */
const closedOff =
  'a case is closed off only of the kinds that belong there and by who handles it, and does not come back'

export const givingWalls: readonly Wall[] = [
  piece('guard_case', `and new.category in ('bribery', 'extortion', 'infiltration')`, '', closedOff),
  piece(
    'guard_case',
    `closes := old.line is distinct from 'integrity' and new.line = 'integrity'`,
    'closes := true',
    closedOff,
  ),
  piece('may_be_given', 'app.on_line(i.organisation_id, i.line, i.unit_id, person)', 'true', given),
  piece('on_line', `and m.role = 'handler'`, '', given),
  piece(
    'coordinates',
    'and (i.organisation_id, i.line) in',
    'and i.organisation_id is not null or (i.organisation_id, i.line) in',
    gives,
  ),
  piece('coordinates', `and p.role in ('reporter', 'person_hit', 'helper')`, 'and false', gives),
  piece('coordinates', 'and not app.is_named(c, app.viewer())', '', gives),
]
