import { z } from 'zod'
import {
  routeGroups,
  routeRoles,
  type RouteGroup,
  type RouteRole,
  type StoredSettings,
} from '../../engines/cases/protocol-settings.ts'

// The questions about who gets which reports, two for each group.

/** The fields in which it is chosen who gets the reports of a group, and who does in that one's place. */
export const routeName = (group: RouteGroup): string => `route_${group}`
export const deputyName = (group: RouteGroup): string => `route_${group}_vervanger`

type Seat = 'handler' | 'deputy'

/** Whom the form offers: nobody for the own reports, a manager only where somebody has one, and about the chair nobody beside it. */
export const rolesFor = (group: RouteGroup, seat: Seat): readonly RouteRole[] =>
  routeRoles.filter(role => {
    if (role === 'manager') return seat === 'handler' && (group === 'staff' || group === 'clerk_staff')
    if (group === 'about_mayor' && (role === 'mayor' || role === 'secretary')) return false
    return role !== group || group === 'clerk_staff'
  })

const roleField = (group: RouteGroup, seat: Seat) =>
  z
    .enum(routeRoles, 'Kies uit de lijst.')
    .default('appointed')
    .refine(it => rolesFor(group, seat).includes(it), 'Kies uit de lijst.')

export const RouteFields = z.object(
  Object.fromEntries(
    routeGroups.flatMap(group => [
      [routeName(group), roleField(group, 'handler')],
      [deputyName(group), roleField(group, 'deputy')],
    ]),
  ),
)

/** What was chosen. A group for which the administrator appoints both, has no rule. */
export const routesFrom = (chosen: z.infer<typeof RouteFields>): StoredSettings['routes'] =>
  Object.fromEntries(
    routeGroups.flatMap(group => {
      const handler = chosen[routeName(group)] ?? 'appointed'
      const deputy = chosen[deputyName(group)] ?? 'appointed'
      return handler === 'appointed' && deputy === 'appointed' ? [] : [[group, { handler, deputy }]]
    }),
  )

/** What was chosen, as the form shows it. */
export const routeValues = (routes: StoredSettings['routes']): Record<string, string> =>
  Object.fromEntries(
    routeGroups.flatMap(group => [
      [routeName(group), routes[group]?.handler ?? 'appointed'],
      [deputyName(group), routes[group]?.deputy ?? 'appointed'],
    ]),
  )
