import { randomBytes, randomUUID } from 'node:crypto'
import { idOf, type OrganisationKey } from './people.ts'
import { fridayNight } from './seed.ts'
import { plant, type Plant } from './planting.ts'
import { plantsOfProtocol } from './planting-protocol.ts'
import { plantsOfGuidance } from './planting-guidance.ts'
import { plantsOfScans } from './planting-scans.ts'
import { plantsOfPlans } from './planting-plans.ts'
import { plantsOfRetention } from './planting-retention.ts'
import { plantsOfRights } from './planting-rights.ts'
import type { Side } from './sides.ts'

const anew = () => [{ id: randomUUID() }]
const nothing = () => []
const when = new Date('2026-04-20T10:00:00Z')

/** The rows that an organisation and its people have, apart from any case. */
export function plantsOfOrganisation(side: Side): Plant[] {
  const { organisation, reporter, handler, administrator } = side
  const id = idOf(organisation)
  const of = { organisation_id: id }
  const planted = (what: string) => idOf(`${what} of ${organisation}`)
  const shift = { ...of, line: 'political', weekday: 3, starts: '03:00', ends: '04:00', person_id: idOf(handler) }
  const contact = {
    ...of,
    position: 9,
    name: 'Loket',
    phone: '14 000',
    url: '',
    description: '',
    source: '',
    checked_on: null,
    published: false,
  }
  return [
    plant('organisation', { id }, {}, () => [{ id: randomUUID(), code: 'GM9999' }]),
    plant(
      'organisation_theme',
      { organisation_id: id },
      { tokens: {}, logo: null, logo_type: null, changed_at: when },
      () => [{}],
    ),
    plant('organisation_key', { organisation_id: id, version: 1 }, {}, () => [{ version: 2 }]),
    plant('destroyed_key', { id: planted('destroyed') }, { kind: 'case', ...of, destroyed_at: when }, () => [
      { id: randomUUID() },
    ]),
    plant('demonstration_loaded', { whole: true }, { loaded_at: when }, () => [{}]),
    plant('unit', { id: planted('unit') }, { ...of, name: 'Eenheid zonder mensen' }, () => [
      { id: randomUUID(), name: 'Nog een eenheid' },
    ]),
    plant('person', { id: idOf(reporter) }, {}, () => [
      { id: randomUUID(), email: `${randomUUID()}@waterstad.example` },
    ]),
    plant('credential', { person_id: idOf(reporter) }, {}, () => [{}]),
    plant('membership', { id: idOf(`${reporter} 0`) }, {}, () => [{ id: randomUUID(), role: 'privacy_officer' }]),
    plant('membership of oneself', { id: idOf(`${reporter} 0`) }, {}, viewer => [
      { id: randomUUID(), role: 'reporter', person_id: viewer ?? idOf(administrator) },
    ]),
    ...plantsOfReview(side),
    plant(
      'absence',
      { id: planted('absence') },
      { person_id: idOf(reporter), starts: when, ends: new Date('2030-01-01T00:00:00Z') },
      anew,
    ),
    plant(
      'saved_filter',
      { id: planted('filter') },
      { person_id: idOf(reporter), organisation_id: idOf(organisation), query: 'soort=threat', saved_at: when },
      () => [{ id: randomUUID(), query: 'soort=doxing' }],
    ),
    plant('calendar_link', { person_id: idOf(reporter) }, { token_hash: randomBytes(32), made_at: when }, () => [
      { token_hash: randomBytes(32) },
    ]),
    plant('person_setting', { person_id: idOf(reporter) }, { daily_digest: true }, () => [{}]),
    plant(
      'route',
      { id: planted('route') },
      {
        ...of,
        subject: 'candidate',
        unit_id: null,
        line: 'political',
        handler_id: idOf(handler),
        deputy_id: idOf(administrator),
      },
      () => [{ id: randomUUID(), subject: 'committee_member' }],
    ),
    plant('organisation_category_off', { organisation_id: id, category: 'impersonation' }, {}, () => [
      { category: 'meeting_disturbance' },
    ]),
    plant(
      'lesson',
      { id: planted('lesson') },
      { organisation_id: id, words: 'Bel dezelfde dag.', agreed_on: '2026-04-20' },
      anew,
    ),
    plant('organisation_text', { organisation_id: id, text_id: 'receipt' }, { words: 'Dank u.' }, () => [
      { text_id: 'at_night' },
    ]),
    plant(
      'setting_change',
      { organisation_id: id, field: 'name', actor_id: idOf(administrator) },
      { subject_kind: 'unit', subject_id: planted('unit'), old: 'Zo', new: 'Anders', at: when },
      viewer => [{ actor_id: viewer ?? idOf(administrator) }],
    ),
    plant(
      'setting_change of another',
      { organisation_id: id, field: 'name', actor_id: idOf(administrator) },
      {},
      () => [{ actor_id: idOf(handler) }],
    ),
    plant('duty_shift', { id: planted('shift') }, shift, anew),
    plant('contact_point', { id: planted('contact') }, contact, anew),
    ...plantsOfGuidance(side),
    ...plantsOfScans(side),
    ...plantsOfPlans(side),
    plant(
      'session',
      { token_hash: tokenOf('session', organisation) },
      {
        id: planted('session'),
        person_id: idOf(reporter),
        ...of,
        assurance: 1,
        device: 'other',
        started_at: when,
        seen_at: when,
      },
      () => [{ token_hash: randomBytes(32), id: randomUUID() }],
    ),
    plant(
      'one_time_link',
      { token_hash: tokenOf('link', organisation) },
      { person_id: idOf(reporter), purpose: 'reset', expires_at: when, used_at: null },
      () => [{ token_hash: randomBytes(32) }],
    ),
    ...plantsOfRetention({ organisation, reporter }),
    ...plantsOfProtocol(side),
    ...plantsOfRights(side),
    ...plantsOfFactors(idOf(reporter), organisation, idOf(administrator)),
    ...plantsOfProviders(idOf(reporter), organisation),
    plant('pending', {}, {}, nothing),
    // Of the whole installation, and not of an organisation.
    plant('leaf', { n: 0 }, { entry_id: 0, hash: Buffer.alloc(32) }, nothing),
    plant('subtree', { level: 1, n: 0 }, { hash: Buffer.alloc(32) }, nothing),
    plant('tree_head', { note: `weerbaar.x\n1\nroot\ntime ${fridayNight.toISOString()}\n` }, {}, nothing),
    plant('tree_head_left', { way: 'mail' }, { size: 1, at: when }, nothing),
    plant('log_check', { size: 1 }, { at: when }, nothing),
    plant('reference_counter', { organisation_id: id, year: 2026 }, {}, () => [{ year: 2027 }]),
  ]
}

/** Who confirmed that a role is still needed. */
function plantsOfReview({ organisation, reporter, administrator }: Side): Plant[] {
  const key = { id: idOf(`confirmation of ${organisation}`) }
  const row = {
    organisation_id: idOf(organisation),
    membership_id: idOf(`${reporter} 0`),
    confirmed_by: idOf(administrator),
    confirmed_at: when,
  }
  const by = (viewer: string | null) => ({ id: randomUUID(), confirmed_by: viewer ?? idOf(administrator) })
  return [
    plant('membership_confirmation', key, row, viewer => [by(viewer)]),
    plant('membership_confirmation of oneself', key, row, viewer => [
      { ...by(viewer), membership_id: idOf(`${administrator} 0`) },
    ]),
    plant('membership_confirmation by another', key, row, () => [{ id: randomUUID(), confirmed_by: idOf(reporter) }]),
  ]
}

/** What somebody proves who they are with, and how they are known again. */
function plantsOfFactors(person: string, organisation: OrganisationKey, administrator: string): Plant[] {
  const of = { person_id: person }
  const named = (what: string) => idOf(`${what} of ${organisation}`)
  return [
    plant(
      'authenticator',
      { id: named('authenticator') },
      { ...of, master_key_id: 'none', wrapped: randomBytes(61), last_step: 0, added_at: when, confirmed_at: null },
      anew,
    ),
    plant(
      'passkey',
      { id: named('passkey') },
      {
        ...of,
        credential_id: tokenOf('passkey', organisation),
        public_key: randomBytes(32),
        counter: 0,
        added_at: when,
      },
      () => [{ id: randomUUID(), credential_id: randomBytes(32) }],
    ),
    plant(
      'passkey_challenge',
      { challenge_hash: tokenOf('challenge', organisation) },
      { ...of, expires_at: new Date('2030-01-01T00:00:00Z') },
      () => [{ challenge_hash: randomBytes(32) }],
    ),
    plant('recovery_code', { ...of, code_hash: tokenOf('code', organisation) }, { made_at: when }, () => [
      { code_hash: randomBytes(32) },
    ]),
    plant('factor_reset', of, { organisation_id: idOf(organisation), asked_by: administrator, asked_at: when }, () => [
      {},
    ]),
    plant('known_device', { token_hash: tokenOf('device', organisation), ...of }, { seen_at: when }, () => [
      { token_hash: randomBytes(32) },
    ]),
  ]
}

/** How somebody signs in through the organisation. */
function plantsOfProviders(person: string, organisation: OrganisationKey): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  return [
    plant(
      'identity_provider',
      of,
      {
        issuer: 'https://inloggen.example',
        client_id: 'weerbaar',
        method: 'client_secret_basic',
        two_factor_acr: '',
        domains: '',
        master_key_id: 'none',
        wrapped: randomBytes(61),
        secret: randomBytes(61),
        version: 1,
      },
      () => [{}],
    ),
    plant(
      'provider_identity',
      { ...of, subject_hash: tokenOf('subject', organisation) },
      { person_id: person, origin: 'own', linked_at: when },
      () => [{ subject_hash: randomBytes(32) }],
    ),
    plant(
      'provider_attempt',
      { state_hash: tokenOf('state', organisation) },
      {
        ...of,
        browser_hash: tokenOf('browser', organisation),
        version: 1,
        onward: '/',
        expires_at: new Date('2030-01-01T00:00:00Z'),
      },
      () => [{ state_hash: randomBytes(32) }],
    ),
  ]
}

const tokenOf = (what: string, organisation: string) => Buffer.from(`${what} of ${organisation}`.padEnd(32, '.'))
