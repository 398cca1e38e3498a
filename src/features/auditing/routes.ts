import type { Route } from '../../engines/access/routes.ts'
import { figureRoutes } from './figures.routes.tsx'
import { authenticityRoutes } from './authenticity.routes.tsx'
import { logRoutes } from './log.routes.tsx'

/** The audit trail and the figures of the own organisation, for who supervises it: codes, ids and counts, never content. */
export const auditingRoutes: readonly Route[] = [...logRoutes, ...authenticityRoutes, ...figureRoutes]
