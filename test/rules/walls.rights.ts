import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const opened =
  'a request is opened by who handles it, who was asked about it and whose it is, and each look is in the trail'
const named = 'no key of a request is handed out for an entry that names somebody else, another request or a refusal'
const handled =
  'a request is handled by a privacy officer of the organisation with two factors, and never by whose it is or who left it'
const byNamed =
  'who is named in a report of who asks handles no request of theirs, and the administrator hears that somebody else is needed'
const begun =
  'who writes down a request for somebody else is a privacy officer, and nobody writes one down in the name of another'
const order =
  'nothing is asked or decided before it is known who asks, and a request is extended once and within its first month'
const asked = 'only who handles cases is asked, never whose request it is, and answers once for themself'
const goes = 'requests are removed and reminded of by a job of the organisation, and what goes on stays'

/** The walls around requests about own data. */
export const rightsWalls: readonly Wall[] = [
  piece(
    'open_request',
    'insert into audit_entry (entry, salt) values (open_request.entry, open_request.salt);',
    '',
    opened,
  ),
  piece(
    'open_request',
    'if r not in (select app.rights_desk() union all select app.rights_asked() union all select app.own_requests()) then return; end if;',
    '',
    opened,
  ),
  piece('open_request', `(entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or`, '', named),
  piece('open_request', `(entry::jsonb) ->> 'object' is distinct from 'request:' || r`, 'false', named),
  piece('open_request', `or (entry::jsonb) ->> 'action' is distinct from 'rights.open'`, '', named),
  piece('rights_desk', `q.organisation_id in (select app.organisations_as('privacy_officer')) and`, '', handled),
  piece('rights_desk', 'and q.person_id is distinct from app.viewer()', '', handled),
  piece(
    'rights_desk',
    'and not exists (select from rights_recusal l where l.request_id = q.id and l.person_id = app.viewer())',
    '',
    handled,
  ),
  piece('rights_desk', 'and not app.is_named_by_asker(q.id, app.viewer())', '', byNamed),
  piece('tell_rights_desk', 'and not app.is_named_by_asker(q.id, m.person_id)', '', byNamed),
  piece('step_request', 'or r not in (select app.rights_desk())', '', handled),
  piece('begin_request', `(not own and o in (select app.organisations_as('privacy_officer')))`, 'not own', begun),
  piece('begin_request', '(own and o in (select app.my_organisations()))', 'own', begun),
  piece('rights_person', `and o in (select app.organisations_as('privacy_officer'))`, '', begun),
  piece('step_request', 'q.extended_on is not null or', '', order),
  piece(
    'ask_about',
    `or not exists (select from rights_transition t where t.from_state = q.state and t.event = 'ask')`,
    '',
    order,
  ),
  piece('rights_askable', 'and p.id is distinct from q.person_id', '', asked),
  piece('rights_askable', `and m.role in ('handler', 'manager')`, '', asked),
  piece('rights_askable', 'and r in (select app.rights_desk())', '', asked),
  piece('answer_about', 'or a.asked_of <> app.viewer()', '', asked),
  piece('answer_about', 'or a.answered_at is not null', '', asked),
  piece('answer_about', 'or a.organisation_id not in (select app.my_desks())', '', asked),
  piece('remove_requests', 'if o is distinct from app.system_of()', 'if false', goes),
  piece('remind_rights_desk', 'if o is distinct from app.system_of()', 'if false', goes),
  statement(
    'grant select on rights_key to weerbaar_app',
    'the role of the application has on each table what was written down, and nothing more',
  ),
]
