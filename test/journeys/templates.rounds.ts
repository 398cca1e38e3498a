import { addMembers } from '../support/councillors.ts'
import { idOf, type Who } from '../support/people.ts'
import { askTeam, beginInRound, openRound } from '../support/scanning.ts'
import { answerDataMaturity } from '../support/team-scan.ts'
import type { World } from '../support/world.ts'
import { riskLookers } from './templates.risks.ts'
import type { Looker } from './templates.ts'

/** A round of a team that is open, and one that was closed and talked over, with one before it. */
export async function roundLookers(world: World): Promise<readonly Looker[]> {
  const lead = await world.signIn('politicalCoordinator')
  const people: readonly Who[] = [...(await addMembers(world, 9)), 'member']
  const play = async (turn: number) => {
    const round = await openRound(lead, 'data-maturity')
    await askTeam(lead, round, people.slice(0, 3), 'security')
    await askTeam(lead, round, people.slice(3, 6), 'information')
    await askTeam(lead, round, people.slice(6), 'permits')
    for (const [n, key] of people.entries()) {
      const visitor = await world.signIn(key)
      await answerDataMaturity(visitor, await beginInRound(visitor, round), at => ((n * 2 + at + turn) % 5) + 1)
    }
    await lead.post(`/rondes/${round}/sluiten`)
    return round
  }
  await play(0)
  const closed = await play(1)
  await lead.post(`/rondes/${closed}/notities`, {
    notitie_undermining:
      'Er is een beeld, maar niet iedereen weet waar het staat.\n\nWij zetten het op een vaste plek.',
  })
  const open = await openRound(lead, 'data-maturity')
  await askTeam(lead, open, people, 'security')
  const left = await openRound(lead, 'data-maturity')
  await world.owner.query('update answer_round set facilitator_id = $2 where id = $1', [left, idOf('clerk')])
  const ended = await openRound(lead, 'data-maturity')
  await world.owner.query('update answer_round set ended_on = opened_on where id = $1', [ended])
  const one = '/rondes/:id'
  return [
    {
      who: 'politicalCoordinator',
      sees: [
        { route: '/scans/:name/begeleiden', at: '/scans/data-maturity/begeleiden' },
        { route: '/scans/:name', at: '/scans/data-maturity', as: 'rounds' },
        { route: one, at: `/rondes/${open}`, as: 'leading' },
        { route: one, at: `/rondes/${open}`, as: 'asking-errors', press: 'Vraag deze persoon' },
        { route: one, at: `/rondes/${closed}`, as: 'workshop' },
        { route: one, at: `/rondes/${left}`, as: 'left' },
        { route: one, at: `/rondes/${ended}`, as: 'counting' },
        { route: '/rondes/:id/sluiten', at: `/rondes/${open}/sluiten` },
        { route: '/rondes/:id/notities', at: `/rondes/${closed}/notities` },
      ],
    },
    {
      who: 'member',
      sees: [
        { route: '/scans', as: 'asked' },
        { route: one, at: `/rondes/${open}`, as: 'asked' },
      ],
    },
    ...(await riskLookers(world)),
  ]
}
