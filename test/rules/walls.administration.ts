import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'

const perpetrator = 'only the privacy officer decides whether reports of the council may say who did it'
const countsTasks =
  'an administrator learns how many tasks somebody leaves, and of no report about the mayor or themself'
const changes =
  'what was changed in the administration is never rewritten: not by the application, and not by the owner'
const setAside = 'what was set aside is counted and tried again by an administrator, in the own organisation only'

/** The walls around what those who arrange things for an organisation can learn and decide. */
export const administrationWalls: readonly Wall[] = [
  piece('allow_perpetrator', `if o not in (select app.organisations_as('privacy_officer'))`, 'if false', perpetrator),
  piece('open_tasks_of', `and o in (select app.organisations_as('administrator'))`, '', countsTasks),
  piece('open_tasks_of', `and c.line not in ('about_mayor', 'integrity')`, '', countsTasks),
  piece('open_tasks_of', 'and c.id not in (select app.barred_cases())', '', countsTasks),
  piece('set_aside', `o in (select app.organisations_as('administrator'))`, 'true', setAside),
  statement('drop trigger append_only on setting_change', changes),
  statement(
    'grant update on setting_change to weerbaar_app',
    'the role of the application has on each table what was written down, and nothing more',
  ),
  statement(
    'grant update (perpetrator_council) on organisation to weerbaar_app',
    'the role of the application has on each table what was written down, and nothing more',
  ),
]
