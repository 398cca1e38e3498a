import { z } from 'zod'
import { action, download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { writeCalendar } from '../../platform/calendar.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { calendarSince, makeCalendar, readCalendar, revokeCalendar } from './calendar.ts'
import { CalendarPage } from './calendar.views.tsx'

async function show({ house, actor }: Ask, token?: string): Promise<Page> {
  const since = await house.db.as({ person: actor.id }, tx => calendarSince(tx, actor.id))
  const address = token && `${house.config.origin}/agenda/${token}.ics`
  return { title: 'Termijnen in uw agenda', narrow: true, body: <CalendarPage since={since} address={address} /> }
}

/**
 * Deadlines in somebody's own calendar: moments and kinds of tasks, and nothing of a case.
 * @param taskWords how a kind of task is called, by the feature that has the tasks
 */
export const calendarRoutes = (taskWords: (kind: string) => string): readonly Route[] => [
  page('/account/agenda', 'worklist.read', ask => show(ask)),
  // The address is shown once, in the answer itself: it is kept nowhere.
  action('/account/agenda', 'worklist.read', z.object({}), {
    invalid: ask => show(ask),
    valid: async ask => show(ask, await makeCalendar(ask.house, ask.actor)),
  }),
  action('/account/agenda/intrekken', 'worklist.read', z.object({}), {
    invalid: ask => show(ask),
    valid: async ({ house, actor }) => {
      await revokeCalendar(house, actor)
      return { seeOther: '/account/agenda' }
    },
  }),
  // By its ending many calendars know what it is; without it the address works as well.
  download('/agenda/:feed', 'public', async ({ house, params }) => {
    const deadlines = await readCalendar(house, params.feed.replace(/\.ics$/, ''))
    if (!deadlines) throw new Refusal(notFound)
    const host = new URL(house.config.origin).hostname
    const events = deadlines.map(it => ({
      uid: `${it.id}@${host}`,
      at: it.due_at,
      summary: `Termijn in Weerbaar: ${taskWords(it.kind).toLowerCase()}`,
      url: `${house.config.origin}/`,
    }))
    return {
      fileName: 'weerbaar.ics',
      contentType: 'text/calendar; charset=utf-8',
      body: Buffer.from(writeCalendar('Termijnen in Weerbaar', events, house.clock.now())),
      inline: true,
    }
  }),
]
