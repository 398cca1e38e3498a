import { z } from 'zod'
import { returnAddress } from '../../engines/access/providers.ts'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { atDesk } from './desk.ts'
import {
  approveProvider,
  ProviderForm,
  readProvider,
  saveProvider,
  stopProvider,
  tryProvider,
  type ProviderSettings,
} from './provider.ts'
import { ApproveProviderPage, ProviderPage } from './provider.views.tsx'

const here = '/beheer/inloggen'
const approval = '/privacy-instellingen/inloggen'

const Approve = z.object({
  versie: z.coerce.number().int().min(1).max(1_000_000),
  gezien: z.literal('ja', 'Keur dit alleen goed als u het zelf hebt nagekeken.'),
})

export const providerRoutes = [
  page(here, 'settings.manage', ask => providerPage(ask)),

  action(here, 'settings.manage', ProviderForm, {
    invalid: (ask, form) => providerPage(ask, form),
    valid: async (ask, input) =>
      (await atDesk(ask, desk => saveProvider(ask.house, desk, input))) ?? { seeOther: `${here}?klaar=bewaard` },
  }),

  action('/beheer/inloggen/proef', 'settings.manage', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async (ask): Promise<{ seeOther: string }> => {
      const { actor, organisation } = await atDesk(ask, desk => Promise.resolve(desk))
      const works = await tryProvider(ask.house, { actor, organisation })
      return { seeOther: `${here}?klaar=${works ? 'werkt' : 'werkt-niet'}` }
    },
  }),

  action('/beheer/inloggen/uit', 'settings.manage', z.object({}), {
    invalid: () => ({ seeOther: here }),
    valid: async (ask): Promise<{ seeOther: string }> => {
      await atDesk(ask, stopProvider)
      return { seeOther: `${here}?klaar=uit` }
    },
  }),

  page(approval, 'privacy.manage', ask => approvalPage(ask)),

  action(approval, 'privacy.manage', Approve, {
    invalid: (ask, form) => approvalPage(ask, form),
    valid: async (ask, { versie }) =>
      (await atDesk(ask, desk => approveProvider(desk, versie)))
        ? { seeOther: `${approval}?klaar=ja` }
        : { invalid: { gezien: 'Dit is net veranderd, of niet aan u. Kijk het opnieuw na.' } },
  }),

  action('/privacy-instellingen/inloggen/uit', 'privacy.manage', z.object({}), {
    invalid: () => ({ seeOther: approval }),
    valid: async (ask): Promise<{ seeOther: string }> => {
      await atDesk(ask, stopProvider)
      return { seeOther: `${approval}?klaar=uit` }
    },
  }),
]

const formOf = (it: ProviderSettings | undefined): Form =>
  it === undefined
    ? { ...emptyForm, values: { methode: 'private_key_jwt' } }
    : {
        ...emptyForm,
        values: {
          issuer: it.issuer,
          client: it.client_id,
          methode: it.method,
          acr: it.two_factor_acr.replaceAll(' ', '\n'),
          domeinen: it.domains.replaceAll(' ', '\n'),
        },
      }

async function providerPage(ask: Ask, sent?: Form): Promise<Page> {
  const { settings, organisation } = await atDesk(ask, async desk => ({
    settings: await readProvider(desk),
    organisation: desk.organisation,
  }))
  const back = returnAddress(ask.house, organisation)
  return {
    title: 'Inloggen via uw organisatie',
    narrow: true,
    errors: sent !== undefined,
    body: (
      <ProviderPage
        settings={settings}
        form={sent ?? formOf(settings)}
        back={back}
        keys={back.replace(/terug$/u, 'sleutels')}
        done={ask.query.get('klaar') ?? ''}
      />
    ),
  }
}

const approvalPage = (ask: Ask, sent?: Form): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Inloggen via uw organisatie',
    narrow: true,
    errors: sent !== undefined,
    body: (
      <ApproveProviderPage
        settings={await readProvider(desk)}
        form={sent ?? emptyForm}
        done={ask.query.get('klaar') ?? ''}
      />
    ),
  }))
