import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'

const opened =
  'a round is opened by a coordinator of the organisation, of an instrument for teams, each with its own number'
const asked = 'only who leads a round asks people in it, of the organisation and not themself, and reads who was asked'
const named = 'rows are named by who leads the round, of their own open round, until somebody is asked'
const finished = 'how many finished is told to who leads the round, from three on'
const handed = 'the answers of a round are handed out once, to who leads it, from three finished ones on'
const closed =
  'a round is closed by who leads it, after it was counted and once; then nobody is asked, and what is open is gone'
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
  piece('ask_in_round', 'x.id = r and x.closed_on is null', 'x.id = r', closed),
  piece('name_rows', 'and app.leads_round(r)', '', named),
  piece('name_rows', 'x.id = r and x.closed_on is null', 'x.id = r', named),
  piece('name_rows', 'and not exists (select from round_member m where m.round_id = r)', '', named),
  piece('round_members', 'and app.leads_round(r)', '', asked),
  piece('finished_in_round', 'when count(*) >= 3', 'when true', finished),
  piece('finished_in_round', 'and app.leads_round(r)', '', finished),
  piece('hand_round', 'and app.leads_round(r)', '', handed),
  piece('hand_round', 'and x.handed_on is null', '', handed),
  piece(
    'hand_round',
    `and (select count(*) from answer_set b where b.round_id = r and b.state = 'done') >= 3`,
    '',
    handed,
  ),
  piece('close_round', 'and x.handed_on is not null', '', closed),
  piece('close_round', 'and app.leads_round(r)', '', closed),
  piece('close_round', `delete from answer_set a where a.round_id = r and a.state = 'open';`, '', closed),
  piece('round_before', 'x.id in (select app.rounds_i_am_in())', 'true', before),
  piece('expire_rounds', 'if o is distinct from app.system_of() then return; end if;', '', expired),
]
