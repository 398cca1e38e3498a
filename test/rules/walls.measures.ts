import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const told =
  'what somebody was told of a measure is opened by them only, while it holds and they work there, and each look is written down'
const own = 'that there is a measure, of which kind and until when, is told to whose case it is and to nobody else'
const ends = 'a measure becomes no longer, is not opened again, and is ended by a job only when its last day has passed'
const whom =
  'of a measure is told only who works there, is not named as the one who did it, and where a name may be kept'
const forgets = 'who did it is forgotten by a job of the organisation only, when a case is over and nobody must keep it'
const names = 'whose names stand in no answer is told to whom the question was asked of, and to nobody else'

/** The walls around the reaction towards the one who did it. */
export const measureWalls: readonly Wall[] = [
  piece('told_of', 't.person_id = app.viewer() and', '', told),
  piece('told_of', 'and m.ended_at is null', '', told),
  piece('told_of', 't.ended_at is null and', '', told),
  piece('told_of', `and (app.now() at time zone 'Europe/Amsterdam')::date <= m.ends_on`, '', told),
  piece('told_of', 't.organisation_id in (select app.my_organisations()) and', '', told),
  piece('told_of', 'and not app.is_named(t.case_id, app.viewer())', '', told),
  piece('open_told', `(entry::jsonb) ->> 'actor' is distinct from app.viewer()::text or`, '', told),
  piece('open_told', 'insert into audit_entry (entry, salt) values (open_told.entry, open_told.salt);', '', told),
  piece('measures_for_own', 'app.is_own(c) and', '', own),
  statement('drop trigger guard_measure on measure', ends),
  piece('may_be_told', 'not app.is_named(c, may_be_told.person) and', '', whom),
  piece('may_be_told', 'select app.handles(c) and', 'select', whom),
  piece('may_be_told', 'm.person_id = may_be_told.person and', '', whom),
  piece('forget_identities', 'if o is distinct from app.system_of()', 'if false', forgets),
  piece('forget_identities', 'i.closed_at is null', 'false', forgets),
  piece('forget_identities', 'm.ended_at is null or', '', forgets),
  piece('forget_identities', 'where h.case_id = i.id and h.ended_at is null', 'where false', forgets),
  piece('names_to_keep', 'and q.asked_of = app.viewer()', '', names),
]
