import { z } from 'zod'
import { action, page, type Route } from '../../engines/access/routes.ts'
import { endOfDay, endOfWeek } from '../../ui/dates.ts'
import { readAfter } from './lists.ts'
import { paged } from './paging.ts'
import { removeFilter, savedFilters, saveFilter } from './saved-filters.ts'
import { countTasks, openTasks, unsafeFirst, unsafeTasks } from './task-lists.ts'
import { urls } from './urls.ts'
import { readFilter, writeFilter } from './worklist-filter.ts'
import { Worklist } from './worklist-view.tsx'

/** What has to be done by this person: late, today, this week and later, filtered and sorted as they like. */
export const worklistRoutes: readonly Route[] = [
  page(urls.worklist, 'worklist.read', async ({ house, actor, query }) => {
    const after = readAfter(query.get('na'))
    const filter = readFilter(query)
    const written = writeFilter(filter)
    const shown = await house.db.as({ person: actor.id }, async (tx, now) => {
      const times = { now, endOfToday: endOfDay(now), endOfWeek: endOfWeek(now) }
      const [open, unsafe, counts, saved] = await Promise.all([
        openTasks(tx, actor.id, after, undefined, filter),
        after || written ? [] : unsafeTasks(tx, actor.id),
        countTasks(tx, actor.id, times),
        savedFilters(tx, actor),
      ])
      const { rows, next } = paged(open, written ? `${urls.worklist}?${written}` : urls.worklist, it => ({
        at: (filter.sort === 'reported' ? it.reportedAt : it.due) ?? it.due,
        id: it.id,
      }))
      return { times, tasks: unsafeFirst(unsafe, rows), counts, next, first: !after, filter, saved }
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
