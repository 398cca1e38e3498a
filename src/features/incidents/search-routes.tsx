import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField } from '../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { findColleague } from '../../engines/access/colleague.ts'
import { functionsHere } from './full-setting.ts'
import { readAfter, writeAfter } from './lists.ts'
import { search, type Found } from './search.ts'
import { SearchPage } from './search-views.tsx'
import { isEmpty, readReference, readSought, writeSought } from './sought.ts'
import { urls } from './urls.ts'

async function show({ house, actor, query }: Ask, form: Form = emptyForm): Promise<Page> {
  const sought = readSought(query)
  const wrong = Object.keys(form.errors).length > 0
  const searched = !wrong && !isEmpty(sought)
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const hit = form.values['wie'] ?? sought.hit
    const who = readSought(new URLSearchParams({ wie: hit })).hit
      ? await tx.selectFrom('person').select(['id', 'name']).where('id', '=', hit).executeTakeFirst()
      : undefined
    const typed = { colleague: form.values['colleague'] ?? '', colleague_id: form.values['colleague_id'] }
    const { matches } = await findColleague(tx, now, actor.organisation?.id ?? '', actor.id, typed)
    const nothing: Found = { rows: [] }
    return {
      ...(searched ? await search(tx, now, actor, sought, readAfter(query.get('na'))) : nothing),
      who,
      matches,
      functions: await functionsHere(tx, actor.organisation?.id ?? ''),
      now,
    }
  })
  const next = found.next && `${urls.search}?${writeSought(sought)}&na=${writeAfter(found.next)}`
  return {
    title: 'Zoek een melding',
    errors: wrong,
    body: <SearchPage {...found} next={next} sought={sought} form={form} searched={searched} />,
  }
}

const unclear = {
  colleague: 'Wij vinden geen collega met deze naam. Controleer de naam of vul het e-mailadres in.',
  colleague_id: 'Kies hieronder wie u bedoelt, of kies dat het niemand van hen is.',
}

const code = z.string().max(60).default('')

const Facts = z.object({
  kenmerk: textField({ max: 30, oneLine: true }).refine(
    typed => typed === '' || readReference(typed) !== undefined,
    'Vul een kenmerk in zoals M-2026-000123, of alleen het nummer: 123.',
  ),
  van: dateField(),
  tot: dateField(),
  gebeurd_van: dateField(),
  gebeurd_tot: dateField(),
  lijn: code,
  soort: code,
  status: code,
  functie: code,
  manier: code,
  wie: code,
  colleague: textField({ max: 254, oneLine: true }),
  colleague_id: z.string().optional(),
})

/** Finding a case by its coded facts. Whoever handles none and watches over none finds none. */
export const searchRoutes: readonly Route[] = [
  page(urls.search, 'case.search', ask => show(ask)),
  // By POST, because a name must not stand in an address: it is answered with an address that holds all facts, and the id.
  action(urls.search, 'case.search', Facts, {
    invalid: (ask, form) => show(ask, form),
    valid: async ({ house, actor }, { colleague, colleague_id, ...facts }) => {
      const typed = { colleague, colleague_id }
      const found = await house.db.as({ person: actor.id }, (tx, now) =>
        findColleague(tx, now, actor.organisation?.id ?? '', actor.id, typed),
      )
      if ('unclear' in found) return { invalid: { [found.unclear]: unclear[found.unclear] } }
      const sought = readSought(new URLSearchParams({ ...facts, wie: found.person ?? facts.wie }))
      if (isEmpty(sought)) return { invalid: { kenmerk: 'Vul hier of hieronder in waarop u wilt zoeken.' } }
      return { seeOther: `${urls.search}?${writeSought(sought)}` }
    },
  }),
]
