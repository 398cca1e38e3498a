import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const published =
  'a norm is read by everybody once it was adopted, with the contact points that were made public, and those only'
const confirms = 'who says to know the norm belongs to the group today, and only reads back what they said themself'
const shares =
  'how a group stands is told from five people, in parts of yesterday, of those who were in it, and to its organisation'
const receives = 'what teams flag is seen by who works in a team that receives visitors, as long as they do'

/** The walls around who said to know the norm, and around what is public of it. */
export const guidanceWalls: readonly Wall[] = [
  piece('public_norm', 'and p.published', '', published),
  piece(
    'public_norm',
    `and exists (select from organisation_text t where t.organisation_id = o.id and t.text_id = 'norm_adopted_on')`,
    '',
    published,
  ),
  piece('confirm_norm', 'and app.group_of(m.function) = t.members', '', confirms),
  piece('confirm_norm', 'and m.starts <= app.now() and (m.ends is null or m.ends > app.now())', '', confirms),
  piece('my_confirmations', 'k.person_id = app.viewer()', 'true', confirms),
  piece('norm_shares', 'case when n.people >= 5 then n.people end', 'n.people', shares),
  piece('norm_shares', 'when n.people >= 9 then least(', 'when n.people >= 5 then least(', shares),
  piece('norm_shares', 'when n.people >= 5 then 2 *', 'when true then 2 *', shares),
  piece('norm_shares', 'least(1, n.confirmed * 2 / n.people)', 'n.confirmed * 2 / n.people', shares),
  piece('norm_shares', 'least(3, n.confirmed * 4 / n.people)', 'n.confirmed * 4 / n.people', shares),
  piece('norm_shares', 'and k.confirmed_on < app.today()', '', shares),
  piece('norm_shares', '(m.ends is null or m.ends > t.recorded_at)', '(m.ends is null or m.ends > app.now())', shares),
  piece('norm_shares', 'm.starts <= t.recorded_at and', '', shares),
  piece('norm_shares', 'and o in (select app.my_organisations())', '', shares),
  piece('units_i_work_in', 'and starts <= app.now() and (ends is null or ends > app.now())', '', receives),
  piece('organisations_i_receive_for', 'where unit_id in (select app.units_i_work_in())', '', receives),
  statement(
    'grant select on norm_confirmation to weerbaar_app',
    'the role of the application has on each table what was written down, and nothing more',
  ),
]
