import { aBan, allowNames } from '../support/measures.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** Who looks at the pages of a measure: who handles the case, and who was told of it. */
export async function measureLookers(world: World, quiet: string): Promise<Looker[]> {
  const { id, measure, letter } = await aBan(world)
  await allowNames(world, true)
  const all = '/meldingen/:id/maatregelen'
  const of = `/meldingen/${id}/maatregelen`
  const route = (path: string) => `${all}/${path}`
  const wrong = { route: route('nieuw'), at: `${of}/nieuw`, as: 'errors', press: 'Leg de maatregel vast' }
  return [
    {
      who: 'clerk',
      sees: [
        { route: all, at: of },
        { route: all, at: `/meldingen/${quiet}/maatregelen`, as: 'none' },
        { route: route('nieuw'), at: `${of}/nieuw` },
        wrong,
        { route: route(':measure'), at: `${of}/${measure}` },
        { route: route(':measure/beoordelen'), at: `${of}/${measure}/beoordelen` },
        { route: route(':measure/wie-weet-het'), at: `${of}/${measure}/wie-weet-het` },
        { route: route('brief'), at: `${of}/brief?maatregel=${measure}` },
        { route: route('brief'), at: `${of}/brief`, as: 'errors', press: 'Maak de brief' },
        { route: route('brief/:letter'), at: `${of}/brief/${letter}` },
        { route: route('gegevensbericht'), at: `${of}/gegevensbericht` },
        { route: route('eerdere-melding'), at: `${of}/eerdere-melding` },
      ],
    },
    { who: 'otherMember', sees: [{ route: '/maatregelen-in-mijn-gebouw' }] },
    { who: 'manager', sees: [{ route: '/maatregelen-in-mijn-gebouw', as: 'none' }] },
  ]
}
