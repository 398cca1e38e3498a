import type { Desk } from '../access/desk.ts'
import { mayHandle, readHandlers, type Handler } from './handlers.ts'
import {
  readAdopted,
  routeGroups,
  type Adopted,
  type ProtocolPart,
  type RouteGroup,
  type RouteRole,
  type RouteRule,
} from './protocol-settings.ts'
import { mayGoToManager, readCaseRoutes, writeRoute, type CaseRoute, type Seats } from './route-rows.ts'
import { aboutMayor, functionInfo, functions, improperPressure, lineOf } from './vocabulary.ts'

// What a protocol says of who gets which report. It names functions; the routes name people. Adopting a part sets the routes of
// that part once: from then on the routes are what decides, and it is said where they are no longer what was adopted.

const parts: Readonly<Record<RouteGroup, ProtocolPart>> = {
  council: 'council',
  executive: 'executive',
  mayor: 'executive',
  about_mayor: 'executive',
  secretary: 'staff',
  clerk: 'staff',
  clerk_staff: 'staff',
  staff: 'staff',
  improper_pressure: 'staff',
}

type Named = Exclude<RouteRole, 'appointed' | 'manager'>
const isStaffOfClerk = (it: string) => it === 'clerk_staff'
const groupOf = (it: string) => functionInfo(it)?.group
const holds: Readonly<Record<Named, (held: string) => boolean>> = {
  clerk: it => groupOf(it) === 'clerk_office' && !isStaffOfClerk(it),
  clerk_staff: isStaffOfClerk,
  secretary: it => groupOf(it) === 'staff' && functionInfo(it)?.line !== undefined,
  mayor: it => groupOf(it) === 'mayor',
}

/** Which answer of a protocol a route falls under. */
export function routeGroup(subject: string): RouteGroup | undefined {
  if (subject === aboutMayor || subject === improperPressure) return subject
  if (holds.secretary(subject)) return 'secretary'
  if (holds.clerk(subject)) return 'clerk'
  if (holds.clerk_staff(subject)) return 'clerk_staff'
  const group = groupOf(subject)
  return group === 'clerk_office' ? undefined : group
}

/** Which groups have reports in this kind of organisation: a water board has no clerk. */
export const routeGroupsOf = (kind: string): ReadonlySet<RouteGroup> =>
  new Set(subjectsOf(kind).flatMap(it => routeGroup(it) ?? []))

/** What needs a route: every function, anything in which the chair is named, and improper pressure. */
export const subjectsOf = (kind: string): string[] => [
  ...functions.filter(it => it.kinds.includes(kind)).map(it => it.id),
  aboutMayor,
  improperPressure,
]

/** A route as a protocol would have it; a seat for which there is nobody is a gap. */
export interface PlannedRoute {
  subject: string
  rule: RouteRule
  /** Undefined where there is nobody; null: the manager of the unit. */
  handler: string | null | undefined
  deputy: string | undefined
}

export interface RouteState {
  kind: string
  routes: readonly CaseRoute[]
  handlers: readonly Handler[]
}

/** What becomes of the routes of a part when it is adopted, with these people. */
export const planRoutes = (
  { kind, routes, handlers }: RouteState,
  rules: Readonly<Partial<Record<RouteGroup, RouteRule>>>,
  part: ProtocolPart,
): PlannedRoute[] =>
  subjectsOf(kind).flatMap(subject => {
    const group = routeGroup(subject)
    const rule = group && parts[group] === part ? rules[group] : undefined
    if (!rule) return []
    const now = routes.find(it => it.subject === subject && it.unit_id === null)
    const able = handlers.filter(it => mayHandle(it, subject))
    const handler =
      rule.handler === 'manager' && mayGoToManager(subject) ? null : seat(able, rule.handler, now?.handler_id)
    const others = able.filter(it => it.id !== handler)
    return [{ subject, rule, handler, deputy: seat(others, rule.deputy, now?.deputy_id) ?? undefined }]
  })

// Who sits there already and fits, stays. Of more people with the function it is the first by name: shown before adopting.
function seat(able: readonly Handler[], role: RouteRole, now: string | null | undefined): string | null | undefined {
  if (role === 'appointed') return now === null || able.some(it => it.id === now) ? now : undefined
  const fitting = able.filter(it => hasRole(it, role))
  return (fitting.find(it => it.id === now) ?? fitting[0])?.id
}

const hasRole = ({ functions: held }: Handler, role: RouteRole): boolean =>
  role !== 'appointed' && role !== 'manager' && held.some(holds[role])

export const isGap = ({ handler, deputy }: PlannedRoute): boolean => handler === undefined || deputy === undefined

/** Sets the routes of a part that was adopted. Where there is a gap the route stays as it is. */
export async function followProtocol(desk: Desk, planned: readonly PlannedRoute[], version: number): Promise<void> {
  for (const { subject, handler, deputy } of planned) {
    const line = lineOf(subject)
    if (handler === undefined || deputy === undefined || line === undefined) continue
    await writeRoute(desk, { subject, unit: null, line, handler_id: handler, deputy_id: deputy }, `protocol:${version}`)
  }
}

/** What of the adopted protocol a route comes from. */
export interface Followed extends Adopted {
  rule: RouteRule
}

/** By group: what the protocol says that was adopted for it last. */
export async function adoptedRoutes({ tx, organisation }: Pick<Desk, 'tx' | 'organisation'>) {
  const adopted = await readAdopted(tx, organisation)
  return new Map<string, Followed>(
    routeGroups.flatMap(group => {
      const last = adopted.find(it => it.part === parts[group])
      const rule = last?.settings.routes[group]
      return rule ? [[group, { ...last, rule }] as const] : []
    }),
  )
}

/** Whether the people of a route hold the functions that the protocol names for it. */
export function isAsAdopted({ rule }: Followed, subject: string, it: Seats, handlers: readonly Handler[]): boolean {
  const fits = (role: RouteRole, id: string | null) =>
    role === 'appointed' ||
    (role === 'manager' && mayGoToManager(subject)
      ? id === null
      : handlers.some(one => one.id === id && hasRole(one, role)))
  return fits(rule.handler, it.handler_id) && fits(rule.deputy, it.deputy_id)
}

/** What is looked at to plan the routes. */
export const readRouteState = async (desk: Desk, kind: string): Promise<RouteState> => ({
  kind,
  routes: await readCaseRoutes(desk),
  handlers: await readHandlers(desk),
})
