import type { Tx } from '../../platform/db.ts'
import { newOrganisationKey } from '../../platform/keys.ts'
import type { MasterKeys } from '../../platform/vault.ts'
import { contactPointRows } from '../contact-points.ts'
import { organisationOf, type DemoOrganisation, type Demonstration, type DemoPerson } from './content.ts'
import { demoId, organisationId, personId, unitId } from './ids.ts'
import { brandTokens } from '../../ui/brand.ts'

const dayMs = 24 * 3_600_000

/** When the demonstration's organisations and memberships began. */
const beginning = ({ sinceDays }: Demonstration, now: Date) => new Date(now.getTime() - sinceDays * dayMs)

interface Loading {
  demonstration: Demonstration
  master: MasterKeys
  now: Date
  /** Everybody has the same password: hashing it once is enough. */
  passwordHash: string
}

/** Puts the organisations and the people of the demonstration in the database, as its owner. */
export async function loadPeople(tx: Tx, { demonstration, master, now, passwordHash }: Loading): Promise<void> {
  const since = beginning(demonstration, now)
  for (const it of demonstration.organisations) await addOrganisation(tx, it, master, since)
  await addPeople(tx, demonstration.people, since, now, passwordHash)
  for (const it of demonstration.organisations) await addArrangements(tx, it)
}

async function addOrganisation(tx: Tx, it: DemoOrganisation, master: MasterKeys, since: Date) {
  const id = organisationId(it.code)
  const { code, theme, units, contact_points: contactPoints } = it
  await tx.insertInto('organisation').values(organisationRow(it, since)).execute()
  if (it.province !== undefined)
    await tx.insertInto('organisation_province').values({ organisation_id: id, province: it.province }).execute()
  await tx
    .insertInto('organisation_key')
    .values({ organisation_id: id, ...newOrganisationKey(master, id), created_at: since })
    .execute()
  await tx
    .insertInto('organisation_theme')
    .values({ organisation_id: id, tokens: JSON.stringify(brandTokens(theme.brand_color)), changed_at: since })
    .execute()
  await tx
    .insertInto('unit')
    .values(units.map(({ key, name: unit }) => ({ id: unitId(code, key), organisation_id: id, name: unit })))
    .execute()
  await tx
    .insertInto('contact_point')
    .values(contactPointRows(id, contactPoints, point => demoId(`contact ${code} ${point}`)))
    .execute()
}

const organisationRow = (it: DemoOrganisation, since: Date) => ({
  id: organisationId(it.code),
  code: it.code,
  name: it.name,
  kind: it.kind,
  fictitious: it.fictitious,
  take_up_hours: it.take_up_hours,
  escalate_hours: 24,
  session_idle_minutes: it.session_idle_minutes,
  session_hours: it.session_hours,
  perpetrator_council: false,
  created_at: since,
})

async function addPeople(tx: Tx, people: readonly DemoPerson[], since: Date, now: Date, passwordHash: string) {
  await tx
    .insertInto('person')
    .values(people.map(({ key, name, email }) => ({ id: personId(key), name, email, created_at: since })))
    .execute()
  await tx
    .insertInto('credential')
    .values(people.map(({ key }) => ({ person_id: personId(key), password_hash: passwordHash, changed_at: since })))
    .execute()
  await tx
    .insertInto('membership')
    .values(people.flatMap(person => membershipRows(person, since, now)))
    .execute()
}

const membershipRows = (person: DemoPerson, since: Date, now: Date) =>
  person.memberships.map((it, index) => {
    const code = organisationOf(person, it)
    return {
      id: demoId(`membership ${person.key} ${index}`),
      organisation_id: organisationId(code),
      person_id: personId(person.key),
      unit_id: it.unit === undefined ? null : unitId(code, it.unit),
      role: it.role,
      function: it.function,
      line: it.line ?? null,
      // The own organisation first: a session begins in the one where somebody began.
      starts: code === person.organisation ? since : new Date(since.getTime() + dayMs),
      ends: it.ends_days_ago === undefined ? null : new Date(now.getTime() - it.ends_days_ago * dayMs),
    }
  })

/** Who gets whose cases, and who reads them when. */
async function addArrangements(tx: Tx, { code, routes, duty }: DemoOrganisation) {
  const organisation = organisationId(code)
  await tx
    .insertInto('route')
    .values(
      routes.map(it => ({
        id: demoId(`route ${code} ${it.subject}`),
        organisation_id: organisation,
        subject: it.subject,
        line: it.line,
        handler_id: it.handler === 'manager' ? null : personId(it.handler),
        deputy_id: personId(it.deputy),
      })),
    )
    .execute()
  await tx
    .insertInto('duty_shift')
    .values(
      duty.map((it, index) => ({
        id: demoId(`duty ${code} ${index}`),
        organisation_id: organisation,
        line: it.line,
        weekday: it.weekday,
        starts: it.from,
        ends: it.to,
        person_id: personId(it.person),
      })),
    )
    .execute()
}
