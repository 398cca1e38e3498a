import { randomUUID } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { roles } from '../../engines/access/permissions.ts'
import { aboutMayor, isWatched } from '../../engines/cases/vocabulary.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { dateField } from '../../platform/date-fields.ts'
import { refusedBy } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { recordChange, type Desk } from './desk.ts'
import { functionsOf, readKind } from './functions.ts'
import { mayHandle } from '../../engines/cases/handlers.ts'
import { dayOf, lastDayOf, readPeriods, yearInMs, type Period } from './period.ts'
import { readUnits, type UnitRow } from './units.ts'

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
  tot: dateField(),
})
export type NewMembership = z.infer<typeof NewMembership>

/** What there is to choose from in an organisation. */
export interface Choices {
  kind: string
  units: readonly UnitRow[]
}

export const readChoices = async (desk: Desk): Promise<Choices> => ({
  kind: await readKind(desk),
  units: await readUnits(desk),
})

/** What is wrong with a role, by field. */
export function membershipErrors(
  it: NewMembership,
  { kind, units }: Choices,
  { starts, ends, past }: Period,
  now: Date,
): Record<string, string> {
  const errors: Record<string, string> = {}
  if (!functionsOf(kind).some(known => known.id === it.functie)) errors['functie'] = 'Kies een functie.'
  if (it.rol === 'manager' && it.eenheid === '')
    errors['eenheid'] = 'Kies van welke eenheid deze persoon leidinggevende is.'
  if (it.eenheid !== '' && !units.some(unit => unit.id === it.eenheid))
    errors['eenheid'] = 'Kies een eenheid uit de lijst.'
  if (it.rol === 'coordinator' && !isWatched(it.lijn))
    errors['lijn'] = 'Kies van welke lijn deze persoon coördinator is.'
  if (it.rol === 'coordinator' && it.lijn === aboutMayor && !mayHandle({ functions: [it.functie] }, aboutMayor))
    errors['lijn'] = 'Meldingen over de voorzitter blijven buiten de voorzitter en de secretaris.'
  if (past) errors['vanaf'] = 'Deze dag is al voorbij. Kies vandaag of een latere dag.'
  if (starts.getTime() > now.getTime() + yearInMs) errors['vanaf'] = 'Kies een dag binnen een jaar.'
  if (ends !== null && ends <= starts) errors['tot'] = 'De laatste dag ligt voor de eerste dag. Kies een latere dag.'
  return errors
}

export interface RoleRow {
  role: string
  function: string
  unit_id: string | null
  line: string | null
}

export const roleRow = (it: NewMembership): RoleRow => ({
  role: it.rol,
  function: it.functie,
  unit_id: it.eenheid === '' ? null : it.eenheid,
  line: it.rol === 'coordinator' ? it.lijn : null,
})

export const sameRole = (a: RoleRow, b: RoleRow): boolean =>
  a.role === b.role && a.function === b.function && a.unit_id === b.unit_id && a.line === b.line

/** A role in the codes of a change. */
export function roleCodes(
  { role, function: held, unit_id, line }: RoleRow,
  { starts, ends }: { starts: Date; ends: Date | null },
): string {
  const codes = [`role:${role}`, `function:${held}`]
  if (unit_id !== null) codes.push(`unit:${unit_id}`)
  if (line !== null) codes.push(`line:${line}`)
  codes.push(`from:${dayOf(starts)}`)
  if (ends !== null) codes.push(`until:${ends > starts ? lastDayOf(ends) : dayOf(ends)}`)
  return codes.join(' ')
}

/** The codes of a role that was given, as the audit trail has them. */
export function givenCodes(person: string, id: string, role: RoleRow): string {
  const codes = [`person:${person}`, `membership:${id}`, `role:${role.role}`, `function:${role.function}`]
  if (role.line !== null) codes.push(`line:${role.line}`)
  return codes.join(' ')
}

const notOneself: Invalid = { invalid: { rol: 'U kunt uzelf geen rol geven. Vraag een andere beheerder.' } }

/** Gives somebody a role, and says so in the audit trail; or says what is wrong. */
export async function addMembership(desk: Desk, person: string, it: NewMembership): Promise<Invalid | undefined> {
  if (person === desk.actor) return notOneself
  const period = (await readPeriods(desk, [it]))(it)
  const errors = membershipErrors(it, await readChoices(desk), period, desk.now)
  if (Object.keys(errors).length > 0) return { invalid: errors }
  const role = roleRow(it)
  if ((await readActive(desk, person)).some(held => sameRole(held, role)))
    return { invalid: { rol: 'Deze persoon heeft deze rol al.' } }
  const id = await insertRole(desk, person, role, period)
  const change = differences('person', person, undefined, { role: roleCodes(role, period) })
  await recordChange(desk, 'administration.role_given', givenCodes(person, id, role), change)
  return undefined
}

async function insertRole(
  { tx, organisation }: Desk,
  person: string,
  role: RoleRow,
  { starts, ends }: Period,
): Promise<string> {
  const id = randomUUID()
  const row = { id, organisation_id: organisation, person_id: person, ...role, starts, ends }
  await tx.insertInto('membership').values(row).execute()
  return id
}

export interface HeldRole extends RoleRow {
  id: string
  starts: Date
  ends: Date | null
}

/** The roles that somebody has here now, or will have. */
const readActive = ({ tx, now, organisation }: Desk, person: string): Promise<HeldRole[]> =>
  tx
    .selectFrom('membership')
    .select(['id', 'role', 'function', 'unit_id', 'line', 'starts', 'ends'])
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', person)
    .where(sql<SqlBool>`(ends is null or ends > ${now})`)
    .execute()

/** The words for what the database refuses: an administrator has no part in the cases. */
export async function orApart<Result>(work: Promise<Result>): Promise<Result | Invalid> {
  try {
    return await work
  } catch (error) {
    const words = apart[refusedBy(error) ?? '']
    if (words === undefined) throw error
    return { invalid: { rol: words } }
  }
}

export const keptApart =
  'Een beheerder kan niet ook behandelaar, leidinggevende, coördinator, vertrouwenspersoon of auditor zijn. ' +
  'Zo beheert niemand zijn eigen toegang tot meldingen. Beëindig eerst de andere rol, of kies iemand anders.'

/** Ends a role now; one that has not begun never begins. False when there is no such role to end. */
export async function endMembership(desk: Desk, person: string, id: string): Promise<boolean> {
  const it = await readRole(desk, person, id)
  if (!it) return false
  const ends = it.starts > desk.now ? it.starts : desk.now
  await desk.tx.updateTable('membership').set({ ends }).where('id', '=', id).execute()
  const change = differences('person', person, { role: roleCodes(it, it) }, { role: roleCodes(it, { ...it, ends }) })
  await recordChange(desk, 'administration.role_ended', `person:${person} membership:${id} role:${it.role}`, change)
  await leaveCases(desk, person, it.role, ends)
  return true
}

/** A role of somebody else that has not ended. */
export const readRole = async (desk: Desk, person: string, id: string): Promise<HeldRole | undefined> =>
  person === desk.actor ? undefined : (await readActive(desk, person)).find(it => it.id === id)

const handles = (role: string) => role === 'handler' || role === 'manager'

/** Whoever no longer handles leaves cases behind, as somebody who is away does. */
async function leaveCases({ tx, now, organisation }: Desk, person: string, role: string, from: Date): Promise<void> {
  if (!handles(role)) return
  const runAt = from > now ? from : now
  await addJobs(tx, now, [{ kind: 'open_to_deputies', organisation, person, runAt }])
}

/**
 * Ends a role and starts another in its place, at one moment: nobody is without in between, and nobody has both.
 * @returns undefined when there is no such role to change
 */
export async function changeMembership(
  desk: Desk,
  person: string,
  id: string,
  it: NewMembership,
): Promise<{ changed: true } | Invalid | undefined> {
  const before = await readRole(desk, person, id)
  if (!before) return undefined
  const period = (await readPeriods(desk, [it]))(it)
  const errors = { ...membershipErrors(it, await readChoices(desk), period, desk.now), ...notDuring(before, period) }
  if (Object.keys(errors).length > 0) return { invalid: errors }
  const role = roleRow(it)
  const others = (await readActive(desk, person)).filter(held => held.id !== id)
  if (others.some(held => sameRole(held, role))) return { invalid: { rol: 'Deze persoon heeft deze rol al.' } }
  if (sameRole(before, role))
    return { invalid: { '': 'U heeft niets veranderd. Kies een andere rol, functie of eenheid.' } }
  await desk.tx.updateTable('membership').set({ ends: period.starts }).where('id', '=', id).execute()
  const next = await insertRole(desk, person, role, period)
  const change = differences('person', person, { role: roleCodes(before, before) }, { role: roleCodes(role, period) })
  const codes = [`person:${person}`, `membership:${id}→${next}`, `role:${before.role}→${role.role}`]
  await recordChange(
    desk,
    'administration.role_changed',
    [...codes, `function:${before.function}→${role.function}`].join(' '),
    change,
  )
  if (!handles(role.role)) await leaveCases(desk, person, before.role, period.starts)
  return { changed: true }
}

function notDuring({ starts, ends }: HeldRole, period: Period): Record<string, string> {
  if (period.starts < starts) return { vanaf: 'De rol is dan nog niet begonnen. Kies een latere dag.' }
  if (ends !== null && period.starts >= ends) return { vanaf: 'De rol is dan al afgelopen. Kies een eerdere dag.' }
  return {}
}

const apart: Readonly<Record<string, string>> = {
  administrators_apart: keptApart,
  archivists_apart:
    'Een archivaris kan niet ook behandelaar, leidinggevende, coördinator, beheerder of privacyfunctionaris zijn. ' +
    'Wie vernietiging goedkeurt, stelt geen termijnen vast en behandelt geen meldingen.',
}
