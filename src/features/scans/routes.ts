import type { Route } from '../../engines/access/routes.ts'
import { answeringRoutes } from './answering.routes.tsx'
import { fileRoutes } from './files.routes.tsx'
import { normRoutes } from './norm.routes.tsx'
import { overviewRoutes } from './overview.routes.tsx'
import { sharingRoutes } from './sharing.routes.tsx'
import { resultRoutes } from './result.routes.tsx'
import { roundRowsRoutes } from './round-rows.routes.tsx'
import { roundRoutes } from './rounds.routes.tsx'
import { workshopRoutes } from './workshop.routes.tsx'

/** Self-scans, checks and norms: what they ask is data in content/questionnaires. */
export const scanRoutes: readonly Route[] = [
  ...overviewRoutes,
  ...normRoutes,
  ...answeringRoutes,
  ...fileRoutes,
  ...resultRoutes,
  ...sharingRoutes,
  ...roundRoutes,
  ...roundRowsRoutes,
  ...workshopRoutes,
]
