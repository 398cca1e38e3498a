import { createPrivateKey } from 'node:crypto'
import pg from 'pg'
import { prepareDatabase } from '../../src/cli/prepare.ts'
import { newOrganisationKey } from '../../src/platform/keys.ts'
import { hashPassword } from '../../src/platform/passwords.ts'
import { signerOf } from '../../src/platform/signing.ts'
import { readMasterKeys } from '../../src/platform/vault.ts'
import { idOf, membershipsOf, organisations, peopleKeys, routes, units, type OrganisationKey } from './people.ts'

/** Friday evening, 24 April 2026, 20:50 in Amsterdam: the evening after a council meeting, before King's Day. */
export const fridayNight = new Date('2026-04-24T18:50:00Z')
export const testPassword = 'een lang wachtwoord voor tests'
/** The log key of every test world. */
export const testSigner = signerOf(
  createPrivateKey(
    `-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIKMZsdXk5hl0SgmSStjsxHgYoSj9Dtw6V6Iqd7HvWp2p\n-----END PRIVATE KEY-----`,
  ),
)
export const testMasterKeys = readMasterKeys({ WEERBAAR_MASTER_KEY: 'oxmRXeAEnekbhXw7wrhTItVXuDgy26LWkUIW6obqOsA=' })

const long = new Date('2024-01-01T00:00:00Z')
const ended = new Date('2026-01-01T00:00:00Z')

/** Migrates an empty database and puts the world of `people.ts` in it. */
export async function prepareWorld(ownerUrl: string): Promise<void> {
  await prepareDatabase(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=weerbaar' })
  await owner.connect()
  try {
    for (const key of Object.keys(organisations).filter((it): it is OrganisationKey =>
      Object.hasOwn(organisations, it),
    ))
      await addOrganisation(owner, key)
    for (const [name, organisation] of Object.entries(units))
      await owner.query('insert into unit (id, organisation_id, name) values ($1, $2, $3)', [
        idOf(name),
        idOf(organisation),
        name,
      ])
    await addPeople(owner)
    await addRoutes(owner)
  } finally {
    await owner.end()
  }
}

async function addOrganisation(owner: pg.Client, key: OrganisationKey) {
  const { code, name, kind } = organisations[key]
  await owner.query(
    `insert into organisation (id, code, name, kind, fictitious, take_up_hours, escalate_hours, session_idle_minutes, session_hours, perpetrator_council, created_at)
     values ($1, $2, $3, $4, true, 4, 24, 30, 12, false, $5)`,
    [idOf(key), code, name, kind, long],
  )
  const first = newOrganisationKey(testMasterKeys, idOf(key))
  await owner.query(
    'insert into organisation_key (organisation_id, version, master_key_id, wrapped, created_at) values ($1, $2, $3, $4, $5)',
    [idOf(key), first.version, first.master_key_id, first.wrapped, long],
  )
  await owner.query(
    `insert into contact_point (id, organisation_id, position, name, phone, url, description, source, checked_on, published)
     values ($1, $2, 1, 'Alarmnummer', '112', '', 'Bij gevaar, nu.', 'Algemeen bekend', '2026-04-01', false)`,
    [idOf(`contact ${key}`), idOf(key)],
  )
}

async function addPeople(owner: pg.Client) {
  const hash = await hashPassword(testPassword)
  for (const key of peopleKeys) {
    await owner.query('insert into person (id, name, email, created_at) values ($1, $2, $3, $4)', [
      idOf(key),
      `Naam ${key}`,
      `${key.toLowerCase()}@waterstad.example`,
      long,
    ])
    await owner.query('insert into credential (person_id, password_hash, changed_at) values ($1, $2, $3)', [
      idOf(key),
      hash,
      long,
    ])
    for (const [index, it] of membershipsOf(key).entries())
      await owner.query(
        'insert into membership (id, organisation_id, person_id, unit_id, role, function, line, starts, ends) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          idOf(`${key} ${index}`),
          idOf(it.organisation ?? 'waterstad'),
          idOf(key),
          it.unit ? idOf(it.unit) : null,
          it.role,
          it.function,
          it.line ?? null,
          long,
          it.ended ? ended : null,
        ],
      )
  }
}

async function addRoutes(owner: pg.Client) {
  for (const { organisation, subject, line, handler, deputy } of routes)
    await owner.query(
      'insert into route (id, organisation_id, subject, line, handler_id, deputy_id) values ($1, $2, $3, $4, $5, $6)',
      [
        idOf(`route ${organisation} ${subject}`),
        idOf(organisation),
        subject,
        line,
        handler === 'manager' ? null : idOf(handler),
        idOf(deputy),
      ],
    )
}
