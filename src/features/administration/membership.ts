import { randomUUID } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { roles } from '../../engines/access/permissions.ts'
import { aboutMayor, isLine } from '../../engines/cases/vocabulary.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { dateField } from '../../platform/date-fields.ts'
import { refusedBy } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { recordChange, type Desk } from './desk.ts'
import { functionsOf, readKind } from './functions.ts'
import { mayHandle } from './handlers.ts'

const idOrNone = (error: string) => z.union([z.literal(''), z.uuid(error)], error).default('')

/** The fields of a role that somebody gets. */
export const NewMembership = z.object({
  functie: z
    .string('Kies een functie.')
    .default('')
    .refine(it => it !== '', 'Kies een functie.'),
  rol: z.enum(roles, 'Kies een rol.'),
  eenheid: idOrNone('Kies een eenheid uit de lijst.'),
  lijn: z.string().default(''),
  vanaf: dateField(),
})
export type NewMembership = z.infer<typeof NewMembership>

const yearInMs = 366 * 24 * 3_600_000

interface Start {
  starts: Date
  past: boolean
}

/** When a role starts: now, or at the beginning of a later day here. */
async function startOf({ tx, now }: Desk, day: string): Promise<Start> {
  if (day === '') return { starts: now, past: false }
  const { rows } = await sql<Start>`
    select greatest(${now}::timestamptz, ${day}::date::timestamp at time zone 'Europe/Amsterdam') as starts,
      ${day}::date < (${now}::timestamptz at time zone 'Europe/Amsterdam')::date as past`.execute(tx)
  return rows[0] ?? { starts: now, past: false }
}

async function membershipErrors(
  desk: Desk,
  it: NewMembership,
  { starts, past }: Start,
): Promise<Record<string, string>> {
  const errors: Record<string, string> = {}
  if (!functionsOf(await readKind(desk)).some(known => known.id === it.functie)) errors['functie'] = 'Kies een functie.'
  if (it.rol === 'manager' && it.eenheid === '')
    errors['eenheid'] = 'Kies van welke eenheid deze persoon leidinggevende is.'
  if (it.eenheid !== '' && !(await isOwnUnit(desk, it.eenheid))) errors['eenheid'] = 'Kies een eenheid uit de lijst.'
  if (it.rol === 'coordinator' && !isLine(it.lijn)) errors['lijn'] = 'Kies van welke lijn deze persoon coördinator is.'
  if (it.rol === 'coordinator' && it.lijn === aboutMayor && !mayHandle({ functions: [it.functie] }, aboutMayor))
    errors['lijn'] = 'Meldingen over de voorzitter blijven buiten de voorzitter en de secretaris.'
  if (past) errors['vanaf'] = 'Deze dag is al voorbij. Kies vandaag of een latere dag.'
  if (starts.getTime() > desk.now.getTime() + yearInMs) errors['vanaf'] = 'Kies een dag binnen een jaar.'
  return errors
}

const isOwnUnit = async ({ tx, organisation }: Desk, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', id)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()) !== undefined

/** Gives somebody a role, and says so in the audit trail; or says what is wrong. */
export async function addMembership(desk: Desk, person: string, it: NewMembership): Promise<Invalid | undefined> {
  const { tx, organisation } = desk
  if (person === desk.actor) return { invalid: { rol: 'U kunt uzelf geen rol geven. Vraag een andere beheerder.' } }
  const start = await startOf(desk, it.vanaf)
  const errors = await membershipErrors(desk, it, start)
  if (Object.keys(errors).length > 0) return { invalid: errors }
  const role = {
    role: it.rol,
    function: it.functie,
    unit_id: it.eenheid === '' ? null : it.eenheid,
    line: it.rol === 'coordinator' ? it.lijn : null,
  }
  if (await hasAlready(desk, person, role)) return { invalid: { rol: 'Deze persoon heeft deze rol al.' } }
  const id = randomUUID()
  await tx
    .insertInto('membership')
    .values({ id, organisation_id: organisation, person_id: person, ...role, starts: start.starts, ends: null })
    .execute()
  const codes = [`person:${person}`, `membership:${id}`, `role:${role.role}`, `function:${role.function}`]
  if (role.line !== null) codes.push(`line:${role.line}`)
  await recordChange(desk, 'administration.role_given', codes.join(' '))
  return undefined
}

interface RoleRow {
  role: string
  function: string
  unit_id: string | null
  line: string | null
}

async function hasAlready({ tx, now, organisation }: Desk, person: string, role: RoleRow): Promise<boolean> {
  const same = tx
    .selectFrom('membership')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', person)
    .where('role', '=', role.role)
    .where('function', '=', role.function)
    .where(
      sql<SqlBool>`unit_id is not distinct from ${role.unit_id}::uuid and line is not distinct from ${role.line}::text`,
    )
    .where(sql<SqlBool>`(ends is null or ends > ${now})`)
  return (await same.executeTakeFirst()) !== undefined
}

/** The words for what the database refuses: an administrator has no part in the cases. */
export async function orApart<Result>(work: Promise<Result>): Promise<Result | Invalid> {
  try {
    return await work
  } catch (error) {
    if (refusedBy(error) !== 'administrators_apart') throw error
    return {
      invalid: {
        rol:
          'Een beheerder kan niet ook behandelaar, leidinggevende, coördinator, vertrouwenspersoon of auditor zijn. ' +
          'Zo beheert niemand zijn eigen toegang tot meldingen. Beëindig eerst de andere rol, of kies iemand anders.',
      },
    }
  }
}

/** Ends a role now; one that has not begun never begins. False when there is no such role to end. */
export async function endMembership(desk: Desk, person: string, id: string): Promise<boolean> {
  const { tx, now, organisation } = desk
  if (person === desk.actor) return false
  const it = await tx
    .selectFrom('membership')
    .select(['role', 'starts'])
    .where('id', '=', id)
    .where('person_id', '=', person)
    .where('organisation_id', '=', organisation)
    .where(sql<SqlBool>`(ends is null or ends > ${now})`)
    .executeTakeFirst()
  if (!it) return false
  const ends = it.starts > now ? it.starts : now
  await tx.updateTable('membership').set({ ends }).where('id', '=', id).execute()
  await recordChange(desk, 'administration.role_ended', `person:${person} membership:${id} role:${it.role}`)
  // Whoever no longer handles leaves cases behind, as somebody who is away does.
  if (it.role === 'handler' || it.role === 'manager')
    await addJobs(tx, now, [{ kind: 'open_to_deputies', organisation, person }])
  return true
}
