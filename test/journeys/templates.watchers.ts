import { askEmergency, decideEmergency } from '../support/emergency.ts'
import { aListToDecideOn } from '../support/planting-retention.ts'
import { referenceOf } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import { templatesOfRights } from './templates.rights.ts'
import type { Looker } from './templates.ts'

/** Who watches over others, who lets something go, and the deputy who reads a case in an emergency. */
export async function watchingLookers(
  world: World,
  { fresh, open }: { fresh: string; open: string },
): Promise<readonly Looker[]> {
  await inEmergency(world, fresh, open)
  const list = await aListToDecideOn(world)
  const { asOfficer, asHandler, asMember } = await templatesOfRights(world)
  return [
    {
      who: 'auditor',
      sees: [
        { route: '/', as: 'auditor' },
        { route: '/controle/logboek' },
        { route: '/controle/logboek/echtheid' },
        {
          route: '/controle/logboek/echtheid',
          at: `/controle/logboek/echtheid?controlegetal=${'0'.repeat(64)}`,
          as: 'filled',
        },
        { route: '/controle/wijzigingen' },
        { route: '/cijfers' },
        { route: '/cijfers', as: 'errors', press: 'Stel deze cijfers vast' },
      ],
    },
    {
      who: 'privacyOfficer',
      sees: [
        { route: '/privacy-instellingen' },
        { route: '/bewaartermijnen' },
        { route: '/bewaartermijnen/instellen' },
        { route: '/bewaartermijnen/instellen', as: 'errors', press: 'Bewaar' },
        { route: '/controle/rollen' },
        { route: '/privacy-instellingen/noodtoegang' },
        { route: '/privacy-instellingen/noodtoegang', as: 'errors', press: 'Leg het besluit vast' },
        { route: '/', as: 'privacy-officer' },
        ...asOfficer,
      ],
    },
    { who: 'member', sees: asMember },
    {
      who: 'archivist',
      sees: [
        { route: '/', as: 'archivist' },
        { route: '/bewaartermijnen', as: 'archivist' },
        { route: '/vernietiging' },
        { route: '/vernietiging/:id', at: `/vernietiging/${list}` },
        { route: '/vernietiging/:id', at: `/vernietiging/${list}`, as: 'errors', press: 'Leg mijn besluit vast' },
        { route: '/vernietiging/:id/verklaring', at: `/vernietiging/${list}/verklaring` },
      ],
    },
    {
      who: 'deputyClerk',
      sees: [
        { route: '/', as: 'emergency' },
        { route: '/noodtoegang', as: 'asked' },
        ...asHandler,
        { route: '/meldingen/:id', at: `/meldingen/${fresh}`, as: 'emergency' },
      ],
    },
  ]
}

/** The deputy reads one case for an hour, and asks for another. */
async function inEmergency(world: World, given: string, waiting: string): Promise<void> {
  const request = await askEmergency(world, 'deputyClerk', await referenceOf(world, given))
  await decideEmergency(world, request, 'ja')
  await askEmergency(world, 'deputyClerk', await referenceOf(world, waiting))
}
