import type { Route } from '../../engines/access/routes.ts'
import { manageRoutes } from './manage.routes.tsx'
import { readRoutes } from './read.routes.tsx'

/** The aggression protocol: for its administrators to make and have adopted, for everybody to read. */
export const protocolRoutes: readonly Route[] = [...readRoutes, ...manageRoutes]
