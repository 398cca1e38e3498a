import type { Route } from '../../engines/access/routes.ts'
import { conversationRoutes } from './conversation.routes.tsx'
import { normRoutes } from './norm.routes.tsx'
import { stepPlanRoutes } from './step-plan.routes.tsx'
import { teamRoutes } from './teams.routes.tsx'

/** What people read before and after: the step plan, the norm, and what teams agreed. */
export const guidanceRoutes: readonly Route[] = [...stepPlanRoutes, ...normRoutes, ...conversationRoutes, ...teamRoutes]
