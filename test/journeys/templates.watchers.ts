import { plantReports } from '../support/coded-reports.ts'
import { askEmergency, decideEmergency } from '../support/emergency.ts'
import { aListToDecideOn } from '../support/planting-retention.ts'
import { peopleKeys } from '../support/people.ts'
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
  await releaseFigures(world)
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
        { route: '/cijfers', at: '/cijfers?jaar=2025', as: 'filled' },
        { route: '/cijfers', at: '/cijfers?jaar=2026', as: 'not-over' },
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

/** The figures of the year before, with something in them. */
async function releaseFigures(world: World): Promise<void> {
  const people = peopleKeys.slice(0, 6)
  const on = (month: number) => `2025-0${month}-11T10:00:00Z`
  const councillors = { line: 'political', category: 'threat', channel: 'email', state: 'closed', decided: 20, people }
  await plantReports(world, 12, { ...councillors, on: on(2) })
  await plantReports(world, 8, { ...councillors, on: on(5), influence: 'tried' })
  const staff = { line: 'administrative', function: 'civil_servant', channel: 'counter', state: 'closed', people }
  await plantReports(world, 9, { ...staff, category: 'verbal_abuse', on: on(5), talked: 40 })
  const police = [
    ['filed', 'by_organisation'],
    ['vpt', 'given'],
  ] as const
  const measure = { kind: 'access_ban', begins: '2025-06-01', ends: '2026-02-01' }
  await plantReports(world, 7, {
    ...councillors,
    on: on(2),
    decided: 2,
    talked: 100,
    police,
    measure,
    helped: 'helped',
  })
  await plantReports(world, 6, { ...councillors, on: on(9), outcome: 'no_reaction', police: [['no_report', 'fear']] })
  await plantReports(world, 2, { ...staff, category: 'physical_violence', on: on(8) })
  const auditor = await world.signIn('auditor')
  await auditor.post('/cijfers', { jaar: '2025', definitief: 'ja' })
}
