import { identify, may } from './engines/access/actor.ts'
import type { Route } from './engines/access/routes.ts'
import type { JobHandlers } from './engines/jobs/runner.ts'
import { accountJobs } from './features/account/jobs.ts'
import { accountRoutes } from './features/account/routes.ts'
import { administrationRoutes } from './features/administration/routes.ts'
import { auditingRoutes } from './features/auditing/routes.ts'
import { incidentJobs } from './features/incidents/jobs.ts'
import { incidentRoutes } from './features/incidents/routes.ts'
import { frame } from './frame.tsx'
import type { House } from './platform/house.ts'
import { createApp } from './platform/http.tsx'
import { rateLimit } from './platform/rate-limit.ts'
import type { LayoutProps } from './ui/layout.tsx'

/** Every route of the product. This file is the only one that knows all features. */
export const allRoutes: readonly Route[] = [
  ...incidentRoutes,
  ...accountRoutes,
  ...administrationRoutes,
  ...auditingRoutes,
]

/** What is done outside requests. */
export const allJobs: JobHandlers = { ...incidentJobs, ...accountJobs }

// Far above what a person does, far below what a script does. Per session, or per address for who has none.
const requestsAtOnce = 300
const requestsPerMinute = 600

/** The application: the routes of all features behind one door. */
export function createWeerbaar(
  house: House,
  assets: LayoutProps['assets'],
  limits = { capacity: requestsAtOnce, perMinute: requestsPerMinute },
) {
  const requests = rateLimit({ ...limits, clock: house.clock })
  return createApp(
    house,
    { identify, may, layout: frame(assets, house.config.demonstration), withinLimits: key => requests.take(key) },
    allRoutes,
  )
}
