import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const own = 'private answers are opened, changed and thrown away by whose they are, and by nobody else'
const shared =
  'shared answers are read by an adviser who was named, until it is taken back, and the look leaves its moment'
const finished = 'what is finished is changed by nobody any more'
const joint = 'the answer of an organisation is led by its coordinators, and stays once it was decided on'
const begun =
  'nobody begins answers for another organisation, nor for the organisation without leading it, nor in a round without being asked'
const counting =
  'the job is handed private answers from ten people on, one of each, none of a household and none that was told of'
const releasing = 'a release is made by the job only, of ten sets or more, and of each only once'
const rows = 'the role of the application has on each table what was written down, and nothing more'

const twice = 'who was told of once is in no other release, also not after throwing those answers away'
const frozen = 'who sees the answers to an instrument is said by nobody who answers it'
const keyed = 'nobody who is signed in names a master key that no server has to have'
const thrown =
  'what somebody throws away is remembered by its id and month only, so that a backup does not bring it back'

/** The walls around answers to scans. */
export const scanWalls: readonly Wall[] = [
  piece('answers_as', 'when a.person_id = app.viewer()', 'when app.viewer() is not null', own),
  piece('answers_as', `when a.privacy = 'shared' and`, 'when', own),
  piece('answers_as', 'and c.person_id = app.viewer()', '', shared),
  piece('answers_as', 'and c.withdrawn_at is null', '', shared),
  piece('answers_as', `a.organisation_id in (select app.organisations_as('coordinator'))`, 'true', joint),
  piece('open_answers', 'if found_as is null then return; end if;', '', own),
  piece('open_answers', 'set looked_at = app.now()', 'set looked_at = null', shared),
  piece(
    'keep_answers',
    `if app.answers_as(s) is null or (finished and app.answers_as(s) = 'adviser') then return false; end if;`,
    '',
    own,
  ),
  piece('keep_answers', `or (finished and app.answers_as(s) = 'adviser')`, '', shared),
  piece('keep_answers', `and a.state = 'open'`, '', finished),
  piece('forget_answers', `app.answers_as(s) = 'own'`, 'app.answers_as(s) is not null', shared),
  piece('forget_answers', `app.answers_as(s) = 'manager' and a.state = 'open'`, `app.answers_as(s) = 'manager'`, joint),
  piece('keep_result', `app.answers_as(s) = 'manager' and `, '', joint),
  piece('results_of', 'and o in (select app.my_organisations())', '', joint),
  piece('share_answers', `and a.person_id = app.viewer()`, '', shared),
  piece('share_answers', `and a.privacy = 'shared'`, '', own),
  piece('share_answers', 'and m.starts <= app.now() and (m.ends is null or m.ends > app.now())', '', shared),
  piece('consents_of', `and app.answers_as(s) = 'own'`, '', shared),
  piece('begin_answers', 'if not (o in (select app.my_organisations())) then return false; end if;', '', begun),
  piece(
    'begin_answers',
    `if kept_from = 'organisation' and not (o in (select app.organisations_as('coordinator'))) then return false; end if;`,
    '',
    begun,
  ),
  piece('begin_answers', 'm.person_id = app.viewer()', 'true', begun),
  piece('answers_to_count', 'and o = app.system_of()', '', counting),
  piece('answers_to_count', 'where (select count(*) from ready) >= 10', '', counting),
  piece('answers_to_count', 'and not a.counted', '', counting),
  piece('answers_to_count', 'and not a.household', '', counting),
  piece('answers_to_count', 'distinct on (a.person_id) ', '', counting),
  piece('release_answers', 'if o is distinct from app.system_of() then return false; end if;', '', releasing),
  piece('release_answers', 'n < 10 or ', '', releasing),
  piece('release_answers', 'and not a.counted', '', releasing),
  piece(
    'answers_to_count',
    'and not exists (select from answer_counted c where c.mark = app.counted_mark(a.person_id, o, q))',
    '',
    twice,
  ),
  piece(
    'expire_answers',
    'delete from answer_counted c where o = app.system_of() and c.keep_until <= app.today();',
    '',
    twice,
  ),
  piece('begin_answers', 'and p.privacy = kept_from', '', frozen),
  ...['answer_key', 'authenticator', 'identity_provider'].map(table =>
    statement(`drop trigger known_master_key on ${table}`, keyed),
  ),
  piece('forget_answers', `date_trunc('month', app.now())`, 'app.now()', thrown),
  piece(
    'reapply_destruction',
    `delete from answer_set where id in (select id from destroyed_key where kind = 'answers');`,
    '',
    thrown,
  ),
  statement('grant select on answer_set to weerbaar_app', rows),
  statement('grant select on answer_key to weerbaar_app', rows),
]
