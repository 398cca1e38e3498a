import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { findColleague } from './colleague.ts'
import { readAfter } from './lists.ts'
import { paged } from './paging.ts'
import { isEmpty, readSought, search, writeSought } from './search.ts'
import { SearchPage } from './search-views.tsx'
import { urls } from './urls.ts'

async function show({ house, actor, query }: Ask, form: Form = emptyForm): Promise<Page> {
  const sought = readSought(query)
  const after = readAfter(query.get('na'))
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const who = sought.hit
      ? await tx.selectFrom('person').select('name').where('id', '=', sought.hit).executeTakeFirst()
      : undefined
    const typed = { colleague: form.values['colleague'] ?? '', colleague_id: form.values['colleague_id'] }
    const named = await findColleague(tx, now, actor.organisation?.id ?? '', actor.id, typed)
    const rows = isEmpty(sought) ? [] : await search(tx, actor, sought, after)
    return { rows, who: who?.name, matches: named.matches, now }
  })
  const { rows, next } = paged(found.rows, `${urls.search}?${writeSought(sought)}`, it => ({
    at: it.reportedAt ?? it.createdAt,
    id: it.id,
  }))
  return {
    title: 'Zoek een melding',
    errors: Object.keys(form.errors).length > 0,
    body: <SearchPage {...found} cases={rows} next={next} sought={sought} form={form} searched={!isEmpty(sought)} />,
  }
}

const unclear = {
  colleague: 'Wij vinden geen collega met deze naam. Controleer de naam of vul het e-mailadres in.',
  colleague_id: 'Kies hieronder wie u bedoelt, of kies dat het niemand van hen is.',
}

/** Finding a case by its coded facts. Whoever handles none and watches over none finds none. */
export const searchRoutes: readonly Route[] = [
  page(urls.search, 'case.search', ask => show(ask)),
  // By POST, because a name must not stand in an address: it is answered with an address that holds the id.
  action(
    urls.search,
    'case.search',
    z.object({
      colleague: textField({ max: 254, oneLine: true, required: 'Vul een naam of e-mailadres in' }),
      colleague_id: z.string().optional(),
    }),
    {
      invalid: (ask, form) => show(ask, form),
      valid: async ({ house, actor }, input) => {
        const found = await house.db.as({ person: actor.id }, (tx, now) =>
          findColleague(tx, now, actor.organisation?.id ?? '', actor.id, input),
        )
        if ('unclear' in found) return { invalid: { [found.unclear]: unclear[found.unclear] } }
        return { seeOther: found.person === undefined ? urls.search : `${urls.search}?wie=${found.person}` }
      },
    },
  ),
]
