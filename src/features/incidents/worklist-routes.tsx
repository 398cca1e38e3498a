import { z } from 'zod'
import { action, page, type Route } from '../../engines/access/routes.ts'
import { functionsHere } from './full-setting.ts'
import { removeFilter, savedFilters, saveFilter } from './saved-filters.ts'
import { countTasks, deskOf } from './task-lists.ts'
import { timesAt } from './urgency.ts'
import { urls } from './urls.ts'
import { waitingElsewhere } from './waiting.ts'
import { readFilter, writeFilter } from './worklist-filter.ts'
import { readWorklist } from './worklist-page.ts'
import { Worklist } from './worklist-view.tsx'

/** What has to be done by this person: late, today, aftercare that is late, this week and later, filtered and sorted as they like. */
export const worklistRoutes: readonly Route[] = [
  page(urls.worklist, 'worklist.read', async ({ house, actor, query }) => {
    const filter = readFilter(query)
    const desk = deskOf(actor)
    const written = writeFilter(filter)
    const shown = await house.db.as({ person: actor.id }, async (tx, now) => {
      const times = timesAt(now)
      const [{ tasks, first, next }, counts, saved, elsewhere, functions] = await Promise.all([
        readWorklist(tx, now, desk, filter, query.get('na')),
        countTasks(tx, desk, times, filter),
        savedFilters(tx, actor),
        waitingElsewhere(tx, actor),
        functionsHere(tx, desk.organisation),
      ])
      const to = next && `${urls.worklist}?${written && `${written}&`}na=${next}`
      return { times, tasks, counts, next: to, first, filter, saved, elsewhere, functions }
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
