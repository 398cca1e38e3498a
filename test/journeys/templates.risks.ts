import { seenOn } from '../support/norms.ts'
import { publishText, releaseYear, riskScan, teamScan } from '../support/risks.ts'
import { answer, askTeam, begin, beginInRound, openRound } from '../support/scanning.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

const cells = (row: number, chance: number, impact: number) => ({
  [`processes_${row}_chance`]: String(chance),
  [`processes_${row}_impact`]: String(impact),
})

/** A table of own rows, risks with a chance that figures propose, and a round about rows that were named for it. */
export async function riskLookers(world: World): Promise<readonly Looker[]> {
  await publishText(world, riskScan())
  await publishText(world, teamScan)
  // After every year that others release here: the last one proposes.
  await releaseYear(world, 2027, 12)
  const coordinator = await world.signIn('politicalCoordinator')
  const fill = async (id: string, page: string, form: Record<string, string>) =>
    coordinator.post(`/antwoorden/${id}/vragen/${page}`, { gezien: await seenOn(coordinator, id, page), ...form })
  const desk = { desk_chance: '5', desk_impact: '4', desk_chance_reason: 'Er kwam een tweede balie bij.' }
  const own = { own_1: 'Inkoop en aanbesteding', own_2: 'Vergunningen', own_3: 'Subsidies' }
  const done = await begin(coordinator, 'small-risks')
  await fill(done, 'balie', desk)
  await fill(done, 'processen', own)
  const rules = { processes_1_rules: 'known', processes_2_rules: 'none', processes_3_rules: 'written' }
  await fill(done, 'tabel', {
    ...cells(1, 2, 2),
    ...cells(2, 4, 5),
    ...cells(3, 3, 3),
    ...rules,
    processes_2_alone: 'ja',
  })
  await coordinator.post(`/antwoorden/${done}/controleren`)
  const open = await begin(coordinator, 'small-risks')

  const people = ['member', 'otherMember', 'clerk'] as const
  const closed = await openRound(coordinator, 'small-processes')
  await coordinator.post(`/rondes/${closed}/rijen`, own)
  await askTeam(coordinator, closed, people, 'security')
  for (const [n, key] of people.entries()) {
    const visitor = await world.signIn(key)
    const said = { ...cells(1, n + 1, 4), ...cells(2, 2, n + 1), ...cells(3, 3, 3) }
    await answer(visitor, await beginInRound(visitor, closed), { tabel: { trust: '2', ...said } })
  }
  await coordinator.post(`/rondes/${closed}/sluiten`)
  const naming = await openRound(coordinator, 'small-processes')

  const page = '/antwoorden/:id/vragen/:page'
  return [
    {
      who: 'politicalCoordinator',
      sees: [
        { route: page, at: `/antwoorden/${open}/vragen/balie`, as: 'proposed' },
        { route: page, at: `/antwoorden/${open}/vragen/processen`, as: 'list' },
        { route: page, at: `/antwoorden/${open}/vragen/tabel`, as: 'grid' },
        { route: '/antwoorden/:id/controleren', at: `/antwoorden/${open}/controleren`, as: 'grid' },
        { route: '/antwoorden/:id/uitslag', at: `/antwoorden/${done}/uitslag`, as: 'risks' },
        { route: '/rondes/:id/rijen', at: `/rondes/${naming}/rijen` },
        { route: '/rondes/:id', at: `/rondes/${naming}`, as: 'naming' },
        { route: '/rondes/:id', at: `/rondes/${closed}`, as: 'grid-together' },
      ],
    },
  ]
}
