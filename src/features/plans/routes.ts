import type { Route } from '../../engines/access/routes.ts'
import { measureRoutes } from './measure.routes.tsx'
import { planRoutes } from './plan.routes.tsx'

/** What scans, advice and norms end in: the plan of an organisation, and what somebody does themself. */
export const planningRoutes: readonly Route[] = [...planRoutes, ...measureRoutes]
