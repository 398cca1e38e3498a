import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Invalid } from '../../platform/routes.ts'
import { rolesPerPage } from './access-review.ts'
import { recordChanges, type Desk } from './desk.ts'
import { endMembership } from './membership.ts'
import type { MembershipRow } from './people.ts'
import { askForReview } from './review-jobs.ts'

// A browser writes the ends of lines in its own way.
const list = z
  .string()
  .default('')
  .transform(text => text.split(/\s+/u).filter(Boolean))
  .pipe(z.uuid('Kies rollen uit de lijst.').array().max(rolesPerPage, 'Kies rollen uit de lijst.'))

/** The roles that were chosen, and those that were shown: `alle` is for all of these. */
export const ReviewForm = z.object({
  rollen: list,
  getoond: list,
  doe: z.enum(['bevestig', 'alle', 'beeindig'], 'Kies wat u wilt doen.'),
})

const ownRole: Invalid = { invalid: { rollen: 'Uw eigen rol bevestigt een andere beheerder.' } }

/** Confirms or ends these roles, each of them written down. Nobody confirms an own one, and the database says so too. */
export async function reviewRoles(desk: Desk, chosen: readonly string[], end: boolean): Promise<Invalid | number> {
  if (chosen.length === 0) return { invalid: { rollen: 'Kies minstens één rol.' } }
  const { tx, now, organisation, actor } = desk
  const roles = await tx
    .selectFrom('membership')
    .select(['id', 'person_id', 'role'])
    .where('organisation_id', '=', organisation)
    .where('id', 'in', chosen)
    .where('starts', '<=', now)
    .where(eb => eb.or([eb('ends', 'is', null), eb('ends', '>', now)]))
    .execute()
  if (roles.some(it => it.person_id === actor)) return ownRole
  if (roles.length === 0) return { invalid: { rollen: 'Deze rollen zijn er niet meer. De lijst hieronder is van nu.' } }
  if (end) for (const it of roles) await endMembership(desk, it.person_id, it.id)
  else await confirm(desk, roles)
  return roles.length
}

async function confirm(desk: Desk, roles: readonly { id: string; person_id: string; role: string }[]): Promise<void> {
  const { tx, now, organisation, actor } = desk
  const of = { organisation_id: organisation, confirmed_by: actor, confirmed_at: now }
  await tx
    .insertInto('membership_confirmation')
    .values(roles.map(it => ({ ...of, id: randomUUID(), membership_id: it.id })))
    .execute()
  const entries = roles.map(it => ({
    action: 'administration.role_confirmed' as const,
    object: `person:${it.person_id} membership:${it.id} role:${it.role}`,
  }))
  await recordChanges(desk, entries, [])
  await askForReview(tx, now, organisation)
}

export interface Confirmation extends Omit<MembershipRow, 'starts' | 'ends'> {
  at: Date
  name: string
  by: string
}

/** Who confirmed which role lately, the newest first. */
export const readConfirmations = ({ tx, organisation }: Desk): Promise<Confirmation[]> =>
  tx
    .selectFrom('membership_confirmation as c')
    .innerJoin('membership as m', 'm.id', 'c.membership_id')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('person as b', 'b.id', 'c.confirmed_by')
    .leftJoin('unit as u', 'u.id', 'm.unit_id')
    .select(['c.id', 'c.confirmed_at as at', 'm.person_id', 'p.name', 'b.name as by', 'm.role', 'm.function', 'm.line'])
    .select('u.name as unit')
    .where('c.organisation_id', '=', organisation)
    .orderBy('c.confirmed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(rolesPerPage)
    .execute()
