import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { atDesk } from './desk.ts'
import { readStalled, retryStalled } from './stalled-jobs.ts'
import { StalledPage } from './stalled-jobs.views.tsx'

export const stalledJobRoutes = [
  page('/beheer/niet-gelukt', 'settings.manage', ask => stalledPage(ask)),

  action('/beheer/niet-gelukt', 'settings.manage', z.object({}), {
    invalid: ask => stalledPage(ask),
    valid: async ask => {
      await atDesk(ask, retryStalled)
      return { seeOther: '/beheer/niet-gelukt?klaar=opnieuw' }
    },
  }),
]

const stalledPage = (ask: Ask): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Niet gelukt',
    narrow: true,
    body: <StalledPage stalled={await readStalled(desk)} retried={ask.query.get('klaar') === 'opnieuw'} />,
  }))
