import { addMeasure, homeOf, measureForm, proposal, proposeFor, proposeHome } from '../support/plans.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** The pages of a plan: measures that go well and do not, and one at the home of a council member. */
export async function planLookers(world: World): Promise<readonly Looker[]> {
  const coordinator = await world.signIn('politicalCoordinator')
  const risk = { risico: 'Iemand wordt klemgezet aan de balie', kans_voor: '4', gevolg_voor: '4' }
  const id = await addMeasure(coordinator, { ...risk, colleague: 'clerk@waterstad.example', klaar_op: '2026-04-20' })
  const done = await addMeasure(coordinator, { titel: 'Tweede uitgang voor de raadzaal', thema: 'buildings' })
  await coordinator.post(`/plan/${done}/stand`, { stand: 'done' })
  await proposeFor(world, 'politicalCoordinator', [proposal({ key: 'lighting', title: 'Licht op de parkeerplaats' })])
  await coordinator.post(`/plan/${id}/wijzigen`, { ...measureForm, ...risk, kans_nu: '2', gevolg_nu: '4' })
  await coordinator.post(`/plan/${id}/wijzigen`, {
    ...measureForm,
    ...risk,
    kans_nu: '2',
    gevolg_nu: '4',
    klaar_op: '2026-04-20',
    colleague: 'clerk@waterstad.example',
  })
  await proposeHome(world, 'otherMember')
  const home = await homeOf(world, 'otherMember')
  return [
    {
      who: 'politicalCoordinator',
      sees: [
        { route: '/plan' },
        { route: '/plan', at: '/plan?stand=done', as: 'chosen' },
        { route: '/plan/nieuw' },
        { route: '/plan/nieuw', as: 'errors', press: 'Bewaar' },
        { route: '/plan/voortgang' },
        { route: '/plan/tweede-lezer' },
        { route: '/plan/:id', at: `/plan/${id}` },
        { route: '/plan/:id/wijzigen', at: `/plan/${id}/wijzigen` },
      ],
    },
    { who: 'clerk', sees: [{ route: '/plan/mijn' }, { route: '/plan/:id', at: `/plan/${id}`, as: 'to-do' }] },
    { who: 'foreignCoordinator', sees: [{ route: '/plan', as: 'empty' }] },
    {
      who: 'otherMember',
      sees: [
        { route: '/plan/mijn', as: 'home' },
        { route: '/plan/:id', at: `/plan/${home}`, as: 'home' },
        { route: '/plan/:id/wijzigen', at: `/plan/${home}/wijzigen`, as: 'home' },
      ],
    },
  ]
}
