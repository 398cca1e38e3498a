import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'
import { source } from './walls.source.ts'

const said = 'only a job of the own organisation says that a file is clean, and what was clean stays so'
const trail = 'what a scanner said is in the trail of its case, as it was said'
const key = 'the key of a file is for a job of its organisation, and only until it is clean'

const custody = 'who had a piece in hand is told to whose case it is and who handles it, of that case only'
const readFirst = 'a piece is described once, by who handles the case or reads along, and shown again by who asked only'

/** The walls around taking in evidence, and around handing it out. */
export const evidenceWalls: readonly Wall[] = [
  piece(
    'count_pieces',
    'if not app.may_open(c)',
    'if false',
    'the pieces of a case are counted, and the case held, for who may open it',
  ),
  piece('record_scan', 'organisation_id = app.system_of() and', '', said),
  piece('record_scan', `and scan is distinct from 'clean'`, '', said),
  piece(
    'record_scan',
    'insert into audit_entry (entry, salt) values (record_scan.entry, record_scan.salt);',
    '',
    trail,
  ),
  piece('record_scan', `if (entry::jsonb) ->> 'actor' is not null or`, 'if', trail),
  piece('record_scan', `(entry::jsonb) ->> 'case' is distinct from c::text`, 'false', trail),
  piece('record_scan', `or (entry::jsonb) ->> 'result' is distinct from 'done'`, '', trail),
  piece('file_to_scan', 'and it.organisation_id = app.system_of()', '', key),
  piece('file_to_scan', `and it.scan is distinct from 'clean'`, '', key),
  piece('custody_of', 'case_id = c and', '', custody),
  piece('custody_of', 'and (app.is_own(c) or app.handles(c))', '', custody),
  piece('custody_of', `and result = 'done'`, '', custody),
  piece('guard_reading', 'if old.asked_by = app.viewer() and', 'if false and', readFirst),
  piece('guard_reading', 'if old.asked_by <> app.viewer() and', 'if false and', readFirst),
  source(
    'an original that is shut is not packed',
    'an original that holds malware leaves by no door',
    'features/incidents/evidence/bundle.ts',
    [`if (stands === 'infected') return 'malware'`, ''],
  ),
  source(
    'an original that is shut is not handed out',
    'an original that holds malware leaves by no door',
    'features/incidents/evidence-routes.tsx',
    ['if (isShut(found.stands) || found.hidden)', 'if (found.hidden)'],
  ),
]
