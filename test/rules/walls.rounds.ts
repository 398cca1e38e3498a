import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'

const opened =
  'a round is opened by a coordinator of the organisation, of an instrument for teams, each with its own number'
const asked = 'only who leads a round asks people in it, of the organisation and not themself, and reads who was asked'
const named = 'rows are named by who leads the round, of their own open round, until somebody is asked'
const finished = 'how many finished is told to who leads the round, in threes: nobody is followed one by one'
const ended =
  'a round is ended by who leads it, once, with an entry in the trail that says so; then nobody answers or is asked'
const finishing = 'who is finishing while a round is ended is waited for and counted'
const handed =
  'the answers of a round are handed to a job of the organisation, once it was ended, from three finished ones on'
const closed =
  'the outcome of a round is written by a job of the organisation only, once, and then what is open is gone'
const taken =
  'a round whose leader left is taken over by another coordinator who was not asked in it, with an entry in the trail'
const before = 'the round before is shown to who was asked in this one and to coordinators of the organisation'
const expired = 'who was asked in a round goes when its time is over, by the job of the organisation only'

/** The walls around rounds of a team. */
export const roundWalls: readonly Wall[] = [
  piece(
    'open_round',
    `if not (o in (select app.organisations_as('coordinator'))) then return false; end if;`,
    '',
    opened,
  ),
  piece('open_round', `and p.privacy = 'team'`, '', opened),
  piece('leads_round', 'x.facilitator_id = app.viewer()', 'true', asked),
  piece('ask_in_round', 'or who = app.viewer()', '', asked),
  piece('ask_in_round', 'and m.starts <= app.now() and (m.ends is null or m.ends > app.now())', '', asked),
  piece('name_rows', 'and app.leads_round(r)', '', named),
  piece('name_rows', 'x.id = r and x.ended_on is null', 'x.id = r', named),
  piece('name_rows', 'and not exists (select from round_member m where m.round_id = r)', '', named),
  piece('ask_in_round', 'x.id = r and x.ended_on is null', 'x.id = r', ended),
  piece('round_members', 'and app.leads_round(r)', '', asked),
  piece('finished_in_round', 'when count(*) >= 3', 'when true', finished),
  piece('finished_in_round', 'count(*) / 3 * 3', 'count(*)', finished),
  piece('finished_in_round', 'and app.leads_round(r)', '', finished),
  piece('end_round', 'not app.leads_round(r) or', '', ended),
  piece('end_round', `or not app.says_of_round(entry, 'scan.round_ended', r)`, '', ended),
  piece('end_round', 'and x.ended_on is null', '', ended),
  piece('end_round', 'insert into audit_entry (entry, salt) values (end_round.entry, end_round.salt);', '', ended),
  ...[
    `(entry::jsonb) ->> 'actor' = app.viewer()::text and`,
    `and (entry::jsonb) ->> 'action' = done`,
    `and (entry::jsonb) ->> 'result' = 'done'`,
    `and (entry::jsonb) ->> 'object' = 'round:' || r`,
    `and (entry::jsonb) ->> 'case' is null`,
    `and (entry::jsonb) ->> 'organisation' = (select x.organisation_id::text from answer_round x where x.id = r)`,
  ].map(said => piece('says_of_round', said, '', ended)),
  piece('begin_answers', 'and r.ended_on is null', '', ended),
  piece(
    'keep_answers',
    'exists (select from answer_round r where r.id = a.round_id and r.ended_on is null)',
    'true',
    ended,
  ),
  piece('keep_answers', 'r.ended_on is null for share', 'r.ended_on is null', finishing),
  piece('hand_round', 'and x.organisation_id = app.system_of()', '', handed),
  piece('hand_round', 'and x.ended_on is not null', '', handed),
  piece('hand_round', 'and x.closed_on is null', '', handed),
  piece(
    'hand_round',
    `and (select count(*) from answer_set b where b.round_id = r and b.state = 'done') >= 3`,
    '',
    handed,
  ),
  piece('close_round', 'and x.ended_on is not null', '', closed),
  piece('close_round', 'and x.closed_on is null', '', closed),
  piece('close_round', 'and x.organisation_id = app.system_of()', '', closed),
  piece('close_round', `delete from answer_set a where a.round_id = r and a.state = 'open';`, '', closed),
  piece('round_is_left', 'and x.ended_on is null', '', taken),
  piece('round_is_left', `and x.organisation_id in (select app.organisations_as('coordinator'))`, '', taken),
  piece('round_is_left', `and m.role = 'coordinator'`, '', taken),
  piece('take_round', `not app.says_of_round(entry, 'scan.round_taken', r) or`, '', taken),
  piece('take_round', 'or r in (select app.rounds_i_am_in())', '', taken),
  piece('take_round', 'if not app.round_is_left(r) then return false; end if;', '', taken),
  piece('take_round', 'insert into audit_entry (entry, salt) values (take_round.entry, take_round.salt);', '', taken),
  piece('round_before', 'x.id in (select app.rounds_i_am_in())', 'true', before),
  piece('expire_rounds', 'if o is distinct from app.system_of() then return; end if;', '', expired),
]
