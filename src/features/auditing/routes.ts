import type { Route } from '../../engines/access/routes.ts'
import { authenticityRoutes } from './authenticity.routes.tsx'
import { logRoutes } from './log.routes.tsx'

/** The audit trail of the own organisation, for who supervises it: codes and ids, never content. */
export const auditingRoutes: readonly Route[] = [...logRoutes, ...authenticityRoutes]
