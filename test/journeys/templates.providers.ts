import { idOf } from '../support/people.ts'
import { arrange, here } from '../support/through-provider.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** Signing in through an organisation, whose provider is away here, and arranging that. */
export async function providerLookers(world: World, token: string): Promise<readonly Looker[]> {
  await arrange(world, 'https://127.0.0.1:1')
  const invited = `/uitnodiging/${token}/organisatie`
  return [
    {
      who: 'nobody',
      sees: [
        { route: '/inloggen/organisatie' },
        { route: '/inloggen/organisatie/:id', at: here },
        { route: '/inloggen/organisatie/:id/terug', at: `${here}/terug` },
        { route: '/inloggen/organisatie/:id/uitgelogd', at: `${here}/uitgelogd` },
        { route: '/uitnodiging/:token/organisatie', at: invited },
        { route: '/uitnodiging/:token/organisatie/:id', at: `${invited}/${idOf('waterstad')}` },
      ],
    },
    {
      who: 'member',
      sees: [
        { route: '/account/inloggen' },
        { route: '/account/inloggen/:id/verder', at: '/account/inloggen', as: 'away', press: 'Koppel mijn account' },
      ],
    },
    {
      who: 'administrator',
      sees: [{ route: '/beheer/inloggen' }, { route: '/beheer/inloggen', as: 'tried', press: 'Probeer de verbinding' }],
    },
    { who: 'privacyOfficer', sees: [{ route: '/privacy-instellingen/inloggen' }] },
  ]
}
