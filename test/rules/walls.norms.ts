import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const read = 'what an organisation decided on is read by who leads scans, managers and auditors, and by nobody else'
const shown = 'a province sees the shares of who agreed in it, for who leads scans there, until it is taken back'
const lies = 'in which province an organisation lies is told to its own members and jobs; a province says it itself'
const due = 'what is due again after two years is told to the job and to who leads scans'
const kept =
  'a joint answer is numbered and kept for ten years from the moment it is decided on, and another answer is not'

const whole = 'a decision is kept whole: with what it came to, and an entry in the trail by who decided'
const once = 'what a decision came to is written with it, once for each theme, and not after it'
const raced = 'who agrees while another province is being chosen agrees to nothing'

/** The walls around the joint answers of organisations, and what a province sees of them. */
export const normWalls: readonly Wall[] = [
  piece('open_decided', `a.organisation_id in (select app.organisations_as('coordinator'))`, 'true', read),
  piece('open_decided', `a.organisation_id in (select app.organisations_as('manager'))`, 'true', read),
  piece('open_decided', `a.organisation_id in (select app.organisations_as('auditor'))`, 'true', read),
  piece('open_decided', 'and a.decided_number is not null', '', read),
  piece('shares_in_province', 'on p.province = v.code', 'on true', shown),
  piece('shares_in_province', 'and s.questionnaire = q', '', shown),
  piece('shares_in_province', `and v.kind = 'province'`, '', shown),
  piece('shares_in_province', `and o in (select app.organisations_as('coordinator'))`, '', shown),
  piece('province_of', 'and (o in (select app.my_organisations()) or o = app.system_of())', '', lies),
  piece('progress_due', `and (o = app.system_of() or o in (select app.organisations_as('coordinator')))`, '', due),
  statement('drop trigger stop_sharing on organisation_province', shown),
  statement('drop trigger keep_history on answer_set', kept),
  statement('drop trigger whole_decision on answer_set', whole),
  piece('require_whole_decision', 'not exists (select from answer_result r where r.set_id = new.id) or', '', whole),
  piece('require_whole_decision', `and e.object like 'answers:' || new.id || ' %'`, '', whole),
  piece('keep_result', `and a.state = 'done'`, '', once),
  piece('keep_result', 'and a.xmin = pg_current_xact_id()::xid', '', once),
  statement(
    `alter policy agree on scan_sharing with check (organisation_id in (select app.organisations_as('coordinator')) and agreed_by = (select app.viewer()))`,
    'a yes to the province is of the day itself',
  ),
  statement('drop trigger same_province on scan_sharing', shown),
  piece('require_same_province', 'p.province = new.province for share', 'p.province = new.province', raced),
]
