import type { Route } from '../../engines/access/routes.ts'
import { deskRoutes } from './desk.routes.tsx'
import { ownRoutes } from './own.routes.tsx'
import { questionRoutes } from './question.routes.tsx'
import { stepRoutes } from './step.routes.tsx'

/** What people ask about their own data, and who answers. */
export const rightsRoutes: readonly Route[] = [...deskRoutes, ...stepRoutes, ...questionRoutes, ...ownRoutes]
