import type { Route } from '../../engines/access/routes.ts'
import { destructionRoutes } from './destruction.routes.tsx'
import { holdRoutes } from './hold.routes.tsx'
import { termRoutes } from './terms.routes.tsx'

/** How long reports are kept, and how they go. */
export const retentionRoutes: readonly Route[] = [...termRoutes, ...destructionRoutes, ...holdRoutes]
