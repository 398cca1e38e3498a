import { setUp } from '../support/factors.ts'
import { idOf } from '../support/people.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** Signing in with a second step, setting one up, and the codes of the privacy officer. */
export async function factorLookers(world: World): Promise<readonly Looker[]> {
  await setUp(world, 'integrityDeputy')
  await setUp(world, 'integrityOfficer')
  await setUp(world, 'staffCoordinator')
  const administrator = await world.signIn('administrator')
  for (const person of ['integrityOfficer', 'staffCoordinator'] as const)
    await administrator.post(`/beheer/mensen/${idOf(person)}/tweede-stap`)
  const here = '/account/tweede-stap'
  return [
    {
      who: 'integrityDeputy',
      sees: [{ route: '/inloggen/tweede-stap' }, { route: '/inloggen/tweede-stap', as: 'errors', press: 'Ga verder' }],
    },
    { who: 'integrityOfficer', sees: [{ route: '/inloggen/tweede-stap', as: 'reset' }] },
    {
      who: 'otherManager',
      sees: [
        { route: here },
        { route: here, as: 'begin', press: 'Stel een app in' },
        { route: `${here}/app` },
        { route: `${here}/app`, as: 'errors', press: 'Klaar, controleer de code' },
        { route: `${here}/codes` },
        { route: '/account/passkeys/nieuw' },
        { route: '/account/apparaten' },
      ],
    },
    {
      who: 'privacyOfficer',
      sees: [
        { route: '/privacy-instellingen/tweede-stap' },
        { route: '/privacy-instellingen/tweede-stap', as: 'errors', press: 'Geef een code' },
      ],
    },
    {
      who: 'administrator',
      sees: [{ route: '/beheer/mensen/:id', at: `/beheer/mensen/${idOf('integrityDeputy')}`, as: 'with-second-step' }],
    },
  ]
}
