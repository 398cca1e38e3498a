import type { Wall } from '../support/walls.ts'
import { piece, statement } from './walls.database.ts'
import { source } from './walls.source.ts'

const roles = 'with a password only nobody has a role in the database, and sees no case but the own ones'
const pages = 'with a password only nobody reaches a page of a role, whatever the role'
const nothing = 'who has a second factor gets nothing before giving it'
const once = 'a step of an authenticator is taken once, and never an earlier one'
const others = 'nobody uses, confirms or ends what is of somebody else'
const colleague = 'only an administrator takes away the second step of a colleague, and never the own one'
const code = 'after a reset a password opens nothing, and only the privacy officer gives the code'
const door = 'a session is kept where no script reads it, and behind TLS for this website only'

const step = 'engines/access/second-factor.ts'

/** The walls around second factors. */
export const factorWalls: readonly Wall[] = [
  ...['my_desks', 'my_lines', 'my_units', 'organisations_as'].map(it => piece(it, 'app.assured() and', '', roles)),
  piece('handles', 'and p.organisation_id in (select app.my_desks())', '', roles),
  piece('use_step', 'and last_step < step', '', once),
  piece('use_step', 'and person_id = app.viewer()', '', others),
  piece('end_own_session', 'and person_id = app.viewer()', '', others),
  piece('own_authenticators', 'where a.person_id = app.viewer()', '', others),
  piece('reset_factors', `o not in (select app.organisations_as('administrator')) or`, '', colleague),
  piece('reset_factors', 'or person = app.viewer()', '', colleague),
  piece('awaiting_code', `and o in (select app.organisations_as('privacy_officer'))`, '', code),
  piece('awaiting_code', 'and r.person_id <> app.viewer()', '', 'who waits for a code does not give it to oneself'),
  statement(
    'grant select on recovery_code to weerbaar_app',
    'the role of the application has on each table what was written down, and nothing more',
  ),
  source('every role of which somebody reads what is of others asks for two factors', pages, step, [
    `role !== 'reporter'`,
    'false',
  ]),
  source('who has a second factor is asked for it', nothing, step, [
    "if (it.has_factor || it.was_reset) return 'give'",
    '',
  ]),
  source('a factor that was taken away is not replaced by whoever has the password', code, step, [
    'it.has_factor || it.was_reset',
    'it.has_factor',
  ]),
  source('before that step nothing is theirs', nothing, step, [
    "if (step === 'give') return { roles: [], permissions: new Set() }",
    '',
  ]),
  source('with a password only the rows of others stay closed', pages, 'app.ts', [
    "actor.step === 'none' ? house : ownOnly",
    "actor.step === 'none' ? house : house",
  ]),
  source('a device is known by a cookie that no script reads', door, 'platform/http.tsx', [
    'keep(c, deviceCookie, answer.device, deviceSeconds)',
    'keep(c, deviceCookie, answer.device)',
  ]),
]
