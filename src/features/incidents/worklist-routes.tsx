import { z } from 'zod'
import { action, page, type Route } from '../../engines/access/routes.ts'
import { endOfDay, endOfWeek } from '../../ui/dates.ts'
import { pageSize } from './lists.ts'
import { removeFilter, savedFilters, saveFilter } from './saved-filters.ts'
import { countTasks, deskOf, openTasks, unsafeFirst, unsafeTasks } from './task-lists.ts'
import { readAfterTask, writeAfterTask } from './task-order.ts'
import { urls } from './urls.ts'
import { waitingElsewhere } from './waiting.ts'
import { readFilter, writeFilter } from './worklist-filter.ts'
import { Worklist } from './worklist-view.tsx'

/** What has to be done by this person: late, today, this week and later, filtered and sorted as they like. */
export const worklistRoutes: readonly Route[] = [
  page(urls.worklist, 'worklist.read', async ({ house, actor, query }) => {
    const filter = readFilter(query)
    const after = readAfterTask(query.get('na'), filter.sort)
    const desk = deskOf(actor)
    const written = writeFilter(filter)
    const shown = await house.db.as({ person: actor.id }, async (tx, now) => {
      const times = { now, endOfToday: endOfDay(now), endOfWeek: endOfWeek(now) }
      const [open, unsafe, counts, saved, elsewhere] = await Promise.all([
        openTasks(tx, desk, times, { after, filter }),
        after || filter.sort ? [] : unsafeTasks(tx, desk, times, { filter }),
        countTasks(tx, desk, times, filter),
        savedFilters(tx, actor),
        waitingElsewhere(tx, actor),
      ])
      const shownHere = open.slice(0, pageSize)
      const last = open.length > pageSize ? shownHere.at(-1) : undefined
      const next = last && `${urls.worklist}?${written && `${written}&`}na=${writeAfterTask(last, filter.sort)}`
      const tasks = filter.sort ? shownHere : unsafeFirst(unsafe, shownHere)
      return { times, tasks, counts, next, first: !after, filter, saved, elsewhere }
    })
    return { title: 'Werklijst', body: <Worklist {...shown} /> }
  }),

  action('/werklijst/filters', 'worklist.read', z.object({ filter: z.string().max(300).default('') }), {
    invalid: () => ({ seeOther: urls.worklist }),
    valid: async ({ house, actor }, { filter }) => {
      // Read and written again, so that nothing is kept but known codes.
      const query = writeFilter(readFilter(new URLSearchParams(filter)))
      if (query) await saveFilter(house, actor, query)
      return { seeOther: query ? `${urls.worklist}?${query}` : urls.worklist }
    },
  }),
  action('/werklijst/filters/:id/verwijderen', 'worklist.read', z.object({}), {
    invalid: () => ({ seeOther: urls.worklist }),
    valid: async ({ house, actor, params }) => {
      await removeFilter(house, actor, params.id)
      return { seeOther: urls.worklist }
    },
  }),
]
