import { randomBytes, randomUUID } from 'node:crypto'
import { tokenHash } from '../engines/access/actor.ts'
import { auditEntry } from '../engines/access/audit.ts'
import { functionInfo } from '../engines/cases/vocabulary.ts'
import { refusedBy, type Tx } from '../platform/db.ts'
import { CommandError } from './owner.ts'

export interface Invitation {
  /** The code of the organisation. */
  organisation: string
  role: string
  email: string
  name: string
  function: string
  unit?: string | undefined
  line?: string | undefined
}

const validMs = 14 * 24 * 3_600_000

/**
 * Gives somebody a role, as the owner of the database, and makes a link for who has no password yet.
 * @returns the path of the link, or none for somebody who has a password already
 * @throws CommandError when the organisation, the unit or the combination of roles does not exist
 */
export async function invite(tx: Tx, it: Invitation, now: Date): Promise<{ path?: string; expires: Date }> {
  const expires = new Date(now.getTime() + validMs)
  const organisation = await findOrganisation(tx, it)
  const person = await findOrAddPerson(tx, it, now)
  await addMembership(tx, it, { organisation, person, unit: await findUnit(tx, it, organisation) }, now)
  await tx
    .insertInto('audit_entry')
    .values(
      auditEntry(
        tx,
        {
          action: 'administration.person_invited',
          actor: null,
          organisation,
          object: `person:${person}`,
          origin: 'command',
        },
        now,
      ),
    )
    .execute()
  if (await hasPassword(tx, person)) return { expires }
  return { path: await addLink(tx, person, now, expires), expires }
}

async function findOrganisation(tx: Tx, it: Invitation): Promise<string> {
  const found = await tx
    .selectFrom('organisation')
    .select(['id', 'kind'])
    .where('code', '=', it.organisation)
    .executeTakeFirst()
  if (!found)
    throw new CommandError(
      `There is no organisation with the code ${it.organisation}. "weerbaar import organisations" adds them from a register.`,
    )
  if (!functionInfo(it.function)?.kinds.includes(found.kind))
    throw new CommandError(`The function ${it.function} does not exist in ${it.organisation}`)
  return found.id
}

async function findUnit(tx: Tx, { unit, organisation: code }: Invitation, organisation: string) {
  if (unit === undefined) return null
  const found = await tx
    .selectFrom('unit')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('name', '=', unit)
    .executeTakeFirst()
  if (!found) throw new CommandError(`${code} has no unit called "${unit}". An administrator adds units on the pages.`)
  return found.id
}

/** Somebody who works elsewhere keeps the account and the name they have there. */
async function findOrAddPerson(tx: Tx, { email, name }: Invitation, now: Date): Promise<string> {
  const found = await tx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()
  if (found) return found.id
  const id = randomUUID()
  await tx.insertInto('person').values({ id, email, name, created_at: now }).execute()
  return id
}

async function addMembership(
  tx: Tx,
  it: Invitation,
  { organisation, person, unit }: { organisation: string; person: string; unit: string | null },
  now: Date,
) {
  const row = {
    organisation_id: organisation,
    person_id: person,
    unit_id: unit,
    role: it.role,
    function: it.function,
    line: it.line ?? null,
  }
  const same = await tx
    .selectFrom('membership')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', person)
    .where('role', '=', it.role)
    .where('function', '=', it.function)
    .where('unit_id', 'is not distinct from', unit)
    .where('line', 'is not distinct from', row.line)
    .where('ends', 'is', null)
    .executeTakeFirst()
  if (same) return
  try {
    await tx
      .insertInto('membership')
      .values({ id: randomUUID(), ...row, starts: now })
      .execute()
  } catch (error) {
    if (!['administrators_apart', 'archivists_apart'].includes(refusedBy(error) ?? '')) throw error
    throw new CommandError(
      'Somebody who manages the people of an organisation, or approves destruction, has no role in its cases',
      {
        cause: error,
      },
    )
  }
}

async function hasPassword(tx: Tx, person: string): Promise<boolean> {
  const found = await tx.selectFrom('credential').select('person_id').where('person_id', '=', person).executeTakeFirst()
  return found !== undefined
}

/** An earlier invitation that was not used yet is of no use any more. */
async function addLink(tx: Tx, person: string, now: Date, expires: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where('person_id', '=', person)
    .where('used_at', 'is', null)
    .execute()
  await tx
    .insertInto('one_time_link')
    .values({ token_hash: tokenHash(token), person_id: person, purpose: 'invitation', expires_at: expires })
    .execute()
  return `/uitnodiging/${token}`
}
