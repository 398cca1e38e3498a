import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const asks = 'only the deputy who handles cases, and has no part in this one, may ask for emergency access'
const decides =
  'only a privacy officer without a part in the case decides, with two factors, and never the one who asks'
const hour = 'emergency access is for the one who asked, to read, for one hour, and for nobody with one factor or named'
const written = 'emergency access is neither asked nor given without an entry that says so'

/** The walls around emergency access. */
export const emergencyWalls: readonly Wall[] = [
  piece('may_have_emergency', 'i.deputy_id = may_have_emergency.person', 'true', asks),
  piece('may_have_emergency', 'and not app.is_named(c, may_have_emergency.person)', '', asks),
  piece(
    'may_have_emergency',
    'and not exists (select from participant p where p.case_id = c and p.person_id = may_have_emergency.person and p.ended_at is null)',
    '',
    hour,
  ),
  piece(
    'may_have_emergency',
    'and not app.is_passed_over(c, may_have_emergency.person)',
    '',
    'the manager who was passed over gets no emergency access',
  ),
  piece('emergency_cases', 'and e.ends_at > app.now()', '', hour),
  piece('emergency_cases', 'e.asker_id = app.viewer() and', '', hour),
  piece('emergency_cases', 'and e.organisation_id in (select app.my_desks())', '', hour),
  piece('decides_emergency', 'decides_emergency.person <> asker', 'true', decides),
  piece('decides_emergency', 'and not app.is_named(c, decides_emergency.person)', '', decides),
  piece('decides_emergency', `and p.role in ('reporter', 'person_hit', 'helper')`, 'and false', decides),
  piece('emergencies_to_decide', `o in (select app.organisations_as('privacy_officer')) and`, '', decides),
  piece(
    'decide_emergency',
    `or e.id not in (select d.id from app.emergencies_to_decide(e.organisation_id) d)`,
    '',
    decides,
  ),
  piece('record_emergency', `(entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or`, '', written),
  piece('record_emergency', `(entry::jsonb) ->> 'case' is distinct from c::text`, 'false', written),
  piece('record_emergency', `or (entry::jsonb) ->> 'action' is distinct from wanted`, '', written),
  statement(
    'grant select on emergency_access to weerbaar_app',
    'the role of the application has on each table what was written down, and nothing more',
  ),
]
