import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import { addressOf, beginTrip, findProvider, logProvider } from '../../engines/access/providers.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Answer } from '../../platform/answers.ts'
import { readChoices } from './provider.ts'
import { NotBackPage, OnwardPage, OwnProvidersPage } from './provider.views.tsx'

const here = '/account/inloggen'

const done = new Map([
  ['gekoppeld', 'Uw account is gekoppeld. U kunt nu inloggen via uw organisatie.'],
  ['verwijderd', 'De koppeling is weggehaald.'],
])

export const providerAccountRoutes = [
  page(here, 'account', ask => ownPage(ask)),

  // A form, so that no other website begins it; then a page with a link, as a form may not lead to another website.
  action('/account/inloggen/:id', 'account', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async ({ house, actor, params: { id } }) => {
      const provider = await ownProvider(house, actor, id)
      if (!provider) return { seeOther: here }
      const onward = `${here}?klaar=gekoppeld`
      const trip = await beginTrip(house, { person: actor.id }, { organisation: id, version: provider.version, onward })
      return { seeOther: `${here}/${id}/verder?staat=${trip.state}`, attempt: trip.browser }
    },
  }),

  page('/account/inloggen/:id/verder', 'account', async ({ house, actor, attempt, query, params: { id } }) => {
    const state = z
      .string()
      .regex(/^[\w-]{43}$/)
      .safeParse(query.get('staat')).data
    const provider = await ownProvider(house, actor, id)
    if (!provider || state === undefined || attempt === undefined) return { seeOther: here }
    try {
      const address = await addressOf(house, id, provider, { state, browser: attempt }, true)
      return { title: 'Log in bij uw organisatie', narrow: true, body: <OnwardPage address={address} /> }
    } catch (error) {
      logProvider(house, error)
      return { title: 'Koppelen is niet gelukt', narrow: true, body: <NotBackPage why="away" /> }
    }
  }),

  action('/account/inloggen/:id/verwijderen', 'account', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async ({ house, actor, params: { id } }) => {
      await house.db.as({ person: actor.id }, async (tx, now) => {
        const { rows } = await sql<{ gone: boolean }>`select app.unlink_identity(${id}) as gone`.execute(tx)
        if (!rows[0]?.gone) return
        // Who left is unknown there now, and writes nothing in its trail.
        const organisation = actor.memberships.some(it => it.organisation === id) ? id : null
        await audit(tx, { action: 'account.provider_unlinked', actor: actor.id, organisation }, now)
        await addJobs(tx, now, [{ kind: 'factor_changed', organisation: null, person: actor.id }])
      })
      return { seeOther: `${here}?klaar=verwijderd` }
    },
  }),
]

const isMember = (actor: Ask['actor'], organisation: string) =>
  actor.memberships.some(it => it.organisation === organisation)

const ownProvider = async (house: Ask['house'], actor: Ask['actor'], organisation: string) =>
  isMember(actor, organisation) ? findProvider(house, 'nobody', organisation) : undefined

async function ownPage({ house, actor, query }: Ask): Promise<Answer> {
  const linked = await house.db.as(
    { person: actor.id },
    async tx => (await sql<{ organisation_id: string }>`select * from app.own_identities()`.execute(tx)).rows,
  )
  const choices = (await readChoices(house)).filter(it => isMember(actor, it.organisation_id))
  const providers = choices.map(it => ({
    ...it,
    linked: linked.some(own => own.organisation_id === it.organisation_id),
  }))
  return {
    title: 'Inloggen via uw organisatie',
    narrow: true,
    body: <OwnProvidersPage providers={providers} done={done.get(query.get('klaar') ?? '')} />,
  }
}
