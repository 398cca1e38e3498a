import { sql } from 'kysely'
import { page, download, type PublicAsk } from '../../engines/access/routes.ts'
import type { Answer, Page } from '../../platform/answers.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { letIn } from './entering.ts'
import { limitsOf } from './limits.ts'
import { linkHolder } from './links.ts'
import { SpentLinkPage } from './links.views.tsx'
import { comeBack, goTo, readChoices, signOutAt } from './provider.ts'
import { ChooseProviderPage, NotBackPage, SignedOutPage } from './provider.views.tsx'
import { endOwnSession } from './sign-in.routes.tsx'
import { localPath } from './sign-in.ts'

const here = '/inloggen/organisatie'

export const providerRoutes = [
  page(here, 'public', async ({ house, query }) => {
    const onward = localPath(query.get('naar') ?? '/')
    return choosePage(await readChoices(house), it => `${here}/${it}?naar=${encodeURIComponent(onward)}`)
  }),

  // A link and not a form: browsers keep a form from leading to another website.
  page('/inloggen/organisatie/:id', 'public', ask =>
    go(ask, ask.params.id, { onward: localPath(ask.query.get('naar') ?? '/') }),
  ),

  page('/inloggen/organisatie/:id/terug', 'public', async (ask): Promise<Answer> => {
    const back = await comeBack(ask, ask.params.id)
    if (back.kind === 'linked') return { seeOther: back.onward, attempt: null }
    if (back.kind !== 'in') return notBack(back.kind)
    await endOwnSession(ask)
    const entered = await letIn(
      { ...ask, session: undefined, actor: undefined },
      { ...back, action: 'account.provider_sign_in' },
    )
    return { ...entered, attempt: null }
  }),

  // A link leads on: browsers keep a form, and what it is answered with, from leading to another website.
  page('/inloggen/organisatie/:id/uitgelogd', 'public', async ({ house, params: { id }, address }) => {
    if (!(await readChoices(house)).some(it => it.organisation_id === id)) throw new Refusal(notFound)
    const busy = limitsOf(house).provider(address) > 0
    const onward = busy ? undefined : await signOutAt(house, id)
    return { title: 'U bent uitgelogd', narrow: true, body: <SignedOutPage address={onward} /> }
  }),

  download('/inloggen/organisatie/:id/sleutels', 'public', async ({ house, params }) => {
    const [row] = await house.db.as(
      'nobody',
      async tx => (await sql<{ key: string | null }>`select app.provider_key(${params.id}) as key`.execute(tx)).rows,
    )
    if (!row?.key) throw new Refusal(notFound)
    const body = Buffer.from(`{"keys":[${row.key}]}`)
    return { fileName: 'sleutels.json', contentType: 'application/json', body, size: body.length, inline: true }
  }),

  page('/uitnodiging/:token/organisatie', 'public', async ({ house, params: { token } }) => {
    if (!(await linkHolder(house, 'invitation', token))) return spent
    return choosePage(await readChoices(house), it => `/uitnodiging/${token}/organisatie/${it}`)
  }),

  page('/uitnodiging/:token/organisatie/:id', 'public', async ask => {
    const { id, token } = ask.params
    return (await linkHolder(ask.house, 'invitation', token)) ? go(ask, id, { onward: '/', link: token }) : spent
  }),
]

async function go(ask: PublicAsk, organisation: string, way: { onward: string; link?: string }): Promise<Answer> {
  if (limitsOf(ask.house).provider(ask.address) > 0) return notBack('busy')
  const choices = await readChoices(ask.house)
  if (!choices.some(it => it.organisation_id === organisation)) throw new Refusal(notFound)
  return (await goTo(ask, organisation, way)) ?? notBack('away')
}

const choosePage = (
  choices: Parameters<typeof ChooseProviderPage>[0]['choices'],
  href: (id: string) => string,
): Page => ({
  title: 'Inloggen via uw organisatie',
  narrow: true,
  body: <ChooseProviderPage choices={choices} href={href} />,
})

const notBack = (why: Parameters<typeof NotBackPage>[0]['why']): Page => ({
  title: 'Inloggen is niet gelukt',
  status: 403,
  narrow: true,
  body: <NotBackPage why={why} />,
})

const spent: Page = {
  title: 'Deze link werkt niet meer',
  status: 410,
  narrow: true,
  body: <SpentLinkPage purpose="invitation" />,
}
