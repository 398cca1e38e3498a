import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const parts =
  'of a joined case everybody finds what is theirs and what is shared, who is named finds nothing, and all of it is undone by splitting'
const joins =
  'a case goes into an incident by who handles a case in both, and never to somebody who is named or was passed over'
const copies = 'a decision comes into the incident of its case, and with somebody else as its author only as a copy'
const beside = 'which cases lie beside one is told to who handles it, and to jobs'

/** The walls between the cases of one incident. */
export const joiningWalls: readonly Wall[] = [
  piece('is_named', 'o.incident_id = i.incident_id', 'o.id = i.id', parts),
  piece('barred_cases', 'o.incident_id = i.incident_id', 'o.id = i.id', parts),
  piece('check_joining', 'o.id <> c and app.handles(o.id)', 'o.id <> c', joins),
  piece('check_joining', 'app.is_named(case when', 'false and app.is_named(case when', joins),
  piece('check_joining', `or (p.role in ('handler', 'deputy', 'duty')`, `or (p.role in ('no')`, joins),
  piece('may_copy', 'copy.sealed)', 'o.sealed)', copies),
  piece('may_copy', '(o.content_id, o.kind, o.code,', '(o.content_id, o.kind, copy.code,', copies),
  piece('cases_beside', 'app.handles(c) or', 'true or', beside),
  statement('drop trigger guard_shared on incident_entry', copies),
]
