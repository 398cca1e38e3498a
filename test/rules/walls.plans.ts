import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const does = 'who does a measure says how it stands, and changes nothing else of it'
const here = 'who is made to do a measure works there, and one who left since stays with it'
const history = 'whatever is changed of a measure is in its history, with who did it and what it was'
const reads = 'a plan is read by who manages it, leads a unit or audits, as long as they do'
const words = 'no word that somebody types stands beside a measure at a home'
const homes = 'what homes cost is told of five people together, each cost once, and never on the day itself'
const others = 'who is of another organisation has no costs of homes counted'

/** The walls around a plan, and around what people do at home. */
export const planWalls: readonly Wall[] = [
  statement('drop trigger guard on plan_measure', does),
  statement('drop trigger owner_here on plan_measure', here),
  piece('require_owner_here', 'and m.organisation_id = new.organisation_id', '', here),
  piece('require_owner_here', 'and (m.ends is null or m.ends > moment)', '', here),
  piece('require_owner_here', `if tg_op = 'UPDATE' and new.owner_id = old.owner_id then return new; end if;`, '', here),
  statement('drop trigger record on plan_measure', history),
  piece('plans_i_read', 'app.assured() and', '', reads),
  piece('plans_i_read', `and role in ('coordinator', 'manager', 'auditor')`, '', reads),
  piece('plans_i_read', 'and starts <= app.now()', '', reads),
  piece('plans_i_read', 'and (ends is null or ends > app.now())', '', reads),
  statement('alter table plan_measure drop constraint plan_measure_home_without_words', words),
  piece('count_home_costs', 'if o not in (select app.my_organisations()) then return; end if;', '', others),
  piece('count_home_costs', '< 5 then return; end if;', '< 4 then return; end if;', homes),
  piece('count_home_costs', 'count(distinct person_id)', 'count(*)', homes),
  piece('count_home_costs', 'and not counted', '', homes),
  piece('count_home_costs', 'and cost_on < app.today()', 'and cost_on is not null', homes),
  piece('count_home_costs', `and payer in ('employer', 'shared', 'other')`, '', homes),
]
