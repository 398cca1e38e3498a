import { page } from '../../engines/access/routes.ts'
import { atDesk } from './desk.ts'
import { findGaps } from './overview.ts'
import { OverviewPage } from './overview.views.tsx'

export const overviewRoutes = [
  page('/beheer', 'settings.manage', ask =>
    atDesk(ask, async desk => ({
      title: 'Beheer',
      body: <OverviewPage organisation={ask.actor.organisation?.name ?? ''} gaps={await findGaps(desk)} />,
    })),
  ),
]
