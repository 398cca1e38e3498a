import { permissionsOf, type Permission, type Role } from './permissions.ts'

/** How sure we are of who this is: 1 is one factor, 2 is two. A session is started with what was given. */
export type Assurance = 1 | 2

/** What a session must do first: nothing, give the second factor, or set one up. */
export type Step = 'none' | 'give' | 'set_up'

/** Every role in which somebody reads or arranges what is of others. Only the own reports ask for no more than a password. */
const needsTwoFactors = (role: Role) => role !== 'reporter'

/**
 * Whether a session needs a second factor, however it was started: with a password, or through an organisation's own
 * provider that asked too little. The only place that decides it.
 * @param was_reset an administrator took the factors away: a password alone then opens nothing, see decision 0022
 * @param required whether roles ask for it; who has a second factor is always asked
 */
export function stepToTake(it: {
  roles: readonly Role[]
  assurance: number
  has_factor: boolean
  was_reset: boolean
  required: boolean
}): Step {
  if (it.assurance >= 2) return it.was_reset ? 'set_up' : 'none'
  if (it.has_factor || it.was_reset) return 'give'
  return it.required && it.roles.some(needsTwoFactors) ? 'set_up' : 'none'
}

/** What somebody may before taking that step: nothing at all, or what is their own. */
export function rightsAfter(
  step: Step,
  held: readonly Role[],
): { roles: readonly Role[]; permissions: ReadonlySet<Permission> } {
  if (step === 'give') return { roles: [], permissions: new Set() }
  const roles: readonly Role[] = step === 'none' || held.length === 0 ? held : ['reporter']
  return { roles, permissions: permissionsOf(roles) }
}

/** Whether these roles ask for a second factor. */
export const askedOf = (memberships: readonly { role: Role }[]): boolean =>
  memberships.some(it => needsTwoFactors(it.role))

/** Where each step is taken. */
export const stepPath = { give: '/inloggen/tweede-stap', set_up: '/account/tweede-stap' } as const
