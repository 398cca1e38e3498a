import { routesFor, type Ask as PlatformAsk, type Route as PlatformRoute } from '../../platform/routes.ts'
import type { Actor } from './actor.ts'
import type { Permission } from './permissions.ts'

/** The four ways to declare a route, bound to our people and permissions. */
export const { page, action, upload, download } = routesFor<Actor, Permission>()

export type Route = PlatformRoute<Actor, Permission>
/** A request by somebody who is signed in, with the names in its path: `Ask<'id' | 'file'>`. */
export type Ask<Name extends string = string> = PlatformAsk<Actor, Name>
/** A request at the door, by somebody who may be unknown. */
export type PublicAsk<Name extends string = string> = PlatformAsk<Actor | undefined, Name>
