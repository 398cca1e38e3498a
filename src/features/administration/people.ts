import { randomUUID } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { addJobs } from '../../engines/jobs/job.ts'
import { refusedBy } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { found, recordChange, type Desk } from './desk.ts'
import { addMembership, NewMembership } from './membership.ts'

export const pageSize = 50

export interface MembershipRow {
  id: string
  person_id: string
  role: string
  function: string
  unit: string | null
  line: string | null
  starts: Date
  ends: Date | null
}

export interface PersonRow {
  id: string
  name: string
  email: string
  memberships: readonly MembershipRow[]
  /** Invited, and no password chosen yet. */
  invited: boolean
}

const plainAddress = /^[^\s,;:<>"()[\]\\@]+@[^\s,;:<>"()[\]\\@]+\.[^\s,;:<>"()[\]\\@.]{2,}$/u

export const NewPerson = NewMembership.extend({
  naam: textField({ required: 'Vul de naam in.', max: 200, oneLine: true }),
  email: textField({ required: 'Vul het e-mailadres van het werk in.', max: 254, oneLine: true })
    .transform(it => it.toLowerCase())
    .refine(it => plainAddress.test(it), 'Dit is geen e-mailadres. Vul een adres in zoals naam@gemeente.nl.'),
})

export const Search = z.object({
  naam: textField({ required: 'Vul een naam of een deel van een naam in.', max: 200, oneLine: true }),
})

// Names are sorted as people expect them: é beside e, and capitals with the rest.
const byName = sql`name collate "nl-NL-x-icu"`

const ofOrganisation = ({ tx, organisation }: Desk) =>
  tx
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('id', 'in', tx.selectFrom('membership').select('person_id').where('organisation_id', '=', organisation))
    .orderBy(byName)
    .orderBy('id')
    .limit(pageSize + 1)

/**
 * One page of the people of the organisation, by name, after this person. The last one too many says that there are more.
 * @param waiting only those who were invited and have no password yet
 */
export function listPeople(desk: Desk, after: string | undefined, waiting: boolean): Promise<PersonRow[]> {
  const all = ofOrganisation(desk)
  const page = waiting ? all.where(sql<SqlBool>`id in (select app.without_password(${desk.organisation}))`) : all
  if (after === undefined) return withMemberships(desk, page.execute())
  const last = sql`select q.name, q.id from person q where q.id = ${after}`
  return withMemberships(desk, page.where(sql<SqlBool>`(${byName}, id) > (${last})`).execute())
}

/** The people whose name has this in it. */
export const searchPeople = (desk: Desk, name: string): Promise<PersonRow[]> =>
  withMemberships(
    desk,
    ofOrganisation(desk)
      .where('name', 'ilike', `%${name.replaceAll(/[\\%_]/g, '\\$&')}%`)
      .execute(),
  )

export async function readPerson(desk: Desk, id: string): Promise<PersonRow> {
  const [person] = await withMemberships(desk, ofOrganisation(desk).where('id', '=', id).execute())
  return found(person)
}

async function withMemberships(
  desk: Desk,
  people: Promise<{ id: string; name: string; email: string }[]>,
): Promise<PersonRow[]> {
  const rows = await people
  if (rows.length === 0) return []
  const ids = rows.map(it => it.id)
  const memberships = await readMemberships(desk, ids)
  const waiting = await withoutPassword(desk, ids)
  return rows.map(it => ({
    ...it,
    memberships: memberships.filter(own => own.person_id === it.id),
    invited: waiting.has(it.id),
  }))
}

const readMemberships = ({ tx, organisation }: Desk, people: readonly string[]): Promise<MembershipRow[]> =>
  tx
    .selectFrom('membership as m')
    .leftJoin('unit as u', 'u.id', 'm.unit_id')
    .select(['m.id', 'm.person_id', 'm.role', 'm.function', 'u.name as unit', 'm.line', 'm.starts', 'm.ends'])
    .where('m.organisation_id', '=', organisation)
    .where('m.person_id', 'in', people)
    .orderBy('m.starts')
    .orderBy('m.id')
    .execute()

async function withoutPassword({ tx, organisation }: Desk, people: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ person: string }>`
    select person from app.without_password(${organisation}) as person where person = any(${people}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map(it => it.person))
}

/**
 * Gives somebody a first role: somebody new gets an account and an invitation, somebody who works elsewhere keeps the
 * account and the name they have there.
 */
export async function invite(desk: Desk, it: z.infer<typeof NewPerson>): Promise<{ person: string } | Invalid> {
  const { tx, now } = desk
  const known = await personByEmail(desk, it.email)
  const person = known ?? randomUUID()
  if (known === undefined)
    await tx.insertInto('person').values({ id: person, name: it.naam, email: it.email, created_at: now }).execute()
  const refused = await addMembership(desk, person, it)
  if (refused) throw new InvitationRefused(refused)
  await sendInvitation(desk, person)
  return { person }
}

/** Takes the new person back together with the role that was refused. */
class InvitationRefused extends Error {
  readonly why: Invalid
  constructor(why: Invalid) {
    super('The invitation is not right')
    this.why = why
  }
}

/** What of an invitation is an answer to the form, and not a fault. */
export async function orRefused<Result>(work: Promise<Result>): Promise<Result | Invalid> {
  try {
    return await work
  } catch (error) {
    if (error instanceof InvitationRefused) return error.why
    if (refusedBy(error) !== 'person_email_key') throw error
    return { invalid: { email: 'Deze persoon is zojuist al toegevoegd. Zoek de naam op in de lijst.' } }
  }
}

async function personByEmail({ tx }: Desk, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select app.person_by_email(${email}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

/** Sends a new invitation to somebody who has not chosen a password yet; anybody else gets nothing. */
export async function inviteAgain(desk: Desk, id: string): Promise<boolean> {
  const { invited } = await readPerson(desk, id)
  if (invited) await sendInvitation(desk, id)
  return invited
}

async function sendInvitation(desk: Desk, person: string): Promise<void> {
  const { tx, now, organisation } = desk
  await recordChange(desk, 'administration.person_invited', `person:${person}`, [])
  await addJobs(tx, now, [{ kind: 'link_mail', organisation, person, detail: 'invitation' }])
}
