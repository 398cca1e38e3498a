import type { Wall } from '../support/walls.ts'
import { piece } from './walls.database.ts'

const chooses = 'only an administrator chooses a provider'
const approved = 'a provider counts only as the privacy officer approved it, and every change takes that away'
const back = 'who comes back from a provider does so once, in the same browser, for the same provider as it was'
const owner = 'an account at a provider opens the account of who linked it, while that person works there'
const rule =
  'the rule of an administrator links only who works for this organisation alone, by an address in its domains'

/** The walls around signing in through an organisation. */
export const providerWalls: readonly Wall[] = [
  piece('put_provider', `o not in (select app.organisations_as('administrator'))`, 'false', chooses),
  piece('put_provider', 'and issuer = new_issuer', '', 'the secret of a provider never goes to another one'),
  piece('approve_provider', `o not in (select app.organisations_as('privacy_officer')) or`, '', approved),
  piece('approve_provider', 'and version = seen', '', approved),
  piece('providers', 'where i.approved_at is not null', '', approved),
  piece(
    'provider_at',
    `and (i.approved_at is not null or o in (select app.organisations_as('administrator')))`,
    '',
    approved,
  ),
  piece('use_attempt', 'and browser_hash = browser', '', back),
  piece('use_attempt', 'and organisation_id = o', '', back),
  piece('use_attempt', 'and i.version = u.version', '', back),
  piece('use_attempt', 'u.expires_at > moment', 'true', back),
  piece('identity_person', 'and app.has_membership(p.person_id, o, moment)', '', owner),
  piece('link_identity', 'or not app.has_membership(person, o, moment)', '', owner),
  piece('link_identity', 'and person_id <> person) then return null', 'and false) then return null', owner),
  piece('link_by_rule', 'and i.approved_at is not null', '', rule),
  piece('link_by_rule', `and split_part(lower(address), '@', 2) = any (string_to_array(i.domains, ' '))`, '', rule),
  piece('link_by_rule', 'and app.has_membership(p.id, o, moment)', '', rule),
  piece('link_by_rule', 'm.person_id = p.id and m.organisation_id <> o', 'false', rule),
]
