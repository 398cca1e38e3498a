import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const comes = 'a file comes to answers by who may change them, as long as they may be changed, and never in a round'
const most = 'answers have no more files than may be'
const read = 'files are listed and read by who reads the answers, once they are whole, and by nobody else'
const taken = 'a file is taken away by who may change the answers; what did not arrive also when they are done'
const swept = 'what never arrived is swept by the job of its organisation, a week after it was first seen'
const rows = 'the role of the application has on each table what was written down, and nothing more'

/** The walls around files with answers. */
export const answerFileWalls: readonly Wall[] = [
  piece('may_add_files', `and a.state = 'open'`, '', comes),
  piece('may_add_files', `and a.privacy <> 'team'`, '', comes),
  piece('may_add_files', 'and app.answers_as(s) is not null', '', comes),
  piece('begin_answer_file', 'if not app.may_add_files(s) then return false; end if;', '', comes),
  piece('add_answer_chunk', 'and app.may_add_files(f.set_id)', '', comes),
  piece('add_answer_chunk', 'and f.sealed is null', '', comes),
  piece('complete_answer_file', 'not app.may_add_files(s) or ', '', comes),
  piece('complete_answer_file', 'where f.id = file and f.sealed is null', 'where f.id = file', comes),
  piece(
    'complete_answer_file',
    ' or (select count(*) from answer_file f where f.set_id = s and f.sealed is not null) >= most',
    '',
    most,
  ),
  piece('reads_answer_files', 'app.answers_as(s) is not null', 'true', read),
  piece('answer_files', 'and app.reads_answer_files(s)', '', read),
  piece('answer_files', 'and f.sealed is not null', '', read),
  piece('answer_chunk', 'and app.reads_answer_files(f.set_id)', '', read),
  piece('answer_chunk', 'and f.sealed is not null', '', read),
  piece('drop_answer_file', 'app.may_add_files(f.set_id)', 'app.answers_as(f.set_id) is not null', taken),
  piece('drop_answer_file', 'and app.answers_as(f.set_id) is not null', '', taken),
  piece('sweep_answer_files', 'if o is distinct from app.system_of() then return; end if;', '', swept),
  piece('sweep_answer_files', 'and f.stale', '', swept),
  statement('grant select on answer_file to weerbaar_app', rows),
  statement('grant select on answer_file_chunk to weerbaar_app', rows),
]
