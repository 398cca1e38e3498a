import { z } from 'zod'
import { atDesk } from '../../engines/access/desk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { isoDay } from '../../ui/dates.ts'
import { beginRequest } from './acts.ts'
import { OwnPage } from './own.views.tsx'
import { PackagePage } from './package.tsx'
import { readOwn, readOwnRequest } from './requests.ts'
import { rightsUrls } from './urls.ts'
import { kindChoices } from './words.ts'

const OwnForm = z.object({
  soort: z.enum(
    kindChoices.map(it => it.value),
    'Kies wat u vraagt.',
  ),
  vraag: textField({ required: 'Schrijf op wat u vraagt.', max: 4000 }),
})

/** Somebody with an account asks about their own data: who it is, the account says. */
export const ownRoutes: readonly Route[] = [
  page(rightsUrls.own, 'account', ask => ownPage(ask, emptyForm)),
  action(rightsUrls.own, 'case.report', OwnForm, {
    invalid: (ask, form) => ownPage(ask, form),
    valid: (ask, { soort, vraag }) =>
      atDesk(ask, async desk => {
        const said = { who: ask.actor.name, reach: 'Met het eigen account', asks: vraag }
        const begun = { about: desk.actor, kind: soort, day: isoDay(desk.now), said }
        const id = await beginRequest(desk, ask.house, begun)
        return id === undefined ? { invalid: { '': tooMany } } : { seeOther: `${rightsUrls.own}?klaar=ja` }
      }),
  }),
  page('/account/verzoeken/:id', 'account', ask =>
    ask.house.db.as({ person: ask.actor.id }, async (tx, now) => {
      const it = await readOwnRequest({ tx, now, actor: ask.actor.id }, ask.house, ask.params.id)
      return { title: `Uw verzoek ${it.row.number}`, narrow: true, body: <PackagePage it={it} own /> }
    }),
  ),
]

const tooMany =
  'Er lopen al vijf verzoeken van u. Wacht op een antwoord, of vraag de privacyfunctionaris er een in te trekken.'

const ownPage = ({ house, actor, query }: Ask, form: Form): Promise<Page> =>
  house.db.as({ person: actor.id }, async tx => ({
    title: 'Uw verzoeken',
    narrow: true,
    errors: form !== emptyForm,
    body: (
      <OwnPage
        rows={await readOwn(tx, actor.id)}
        form={form}
        mayAsk={actor.permissions.has('case.report')}
        done={query.get('klaar') === 'ja'}
      />
    ),
  }))
