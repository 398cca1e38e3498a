import { routesFor, type Ask as PlatformAsk, type Route as PlatformRoute } from '../../platform/routes.ts'
import type { Actor } from './actor.ts'
import type { Permission } from './permissions.ts'

/** The four ways to declare a route, bound to our people and permissions. */
export const { page, action, upload, download } = routesFor<Actor, Permission>()

export type Route = PlatformRoute<Actor, Permission>
/** A request by somebody who is signed in. */
export type Ask<Path extends string = string> = PlatformAsk<Actor, Path>
/** A request at the door, by somebody who may be unknown. */
export type PublicAsk<Path extends string = string> = PlatformAsk<Actor | undefined, Path>
