import type { Route } from '../../engines/access/routes.ts'
import { accessReviewRoutes } from './access-review.routes.tsx'
import { caseRouteRoutes } from './case-routes.routes.tsx'
import { categoryRoutes } from './categories.routes.tsx'
import { changeRoutes } from './changes.routes.tsx'
import { contactPointRoutes } from './contact-points.routes.tsx'
import { dutyRoutes } from './duty.routes.tsx'
import { factorResetRoutes } from './factor-reset.tsx'
import { inviteManyRoutes } from './invite-many.routes.tsx'
import { membershipRoutes } from './membership.routes.tsx'
import { overviewRoutes } from './overview.routes.tsx'
import { peopleRoutes } from './people.routes.tsx'
import { privacyRoutes } from './privacy.routes.tsx'
import { providerRoutes } from './provider.routes.tsx'
import { provinceRoutes } from './province.routes.tsx'
import { settingsRoutes } from './settings.routes.tsx'
import { stalledJobRoutes } from './stalled-jobs.routes.tsx'
import { textRoutes } from './texts.routes.tsx'
import { themeRoutes } from './theme.routes.ts'
import { unitRoutes } from './units.routes.tsx'

/** What an administrator arranges for the own organisation, and the look that follows from it. */
export const administrationRoutes: readonly Route[] = [
  ...overviewRoutes,
  ...inviteManyRoutes,
  ...peopleRoutes,
  ...membershipRoutes,
  ...accessReviewRoutes,
  ...unitRoutes,
  ...caseRouteRoutes,
  ...dutyRoutes,
  ...contactPointRoutes,
  ...categoryRoutes,
  ...textRoutes,
  ...settingsRoutes,
  ...provinceRoutes,
  ...providerRoutes,
  ...changeRoutes,
  ...privacyRoutes,
  ...factorResetRoutes,
  ...themeRoutes,
  ...stalledJobRoutes,
]
