import { aLetter, aMail, aPicture, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** That there is one, and that it finds nothing. */
export const quietScanner = { ping: async () => {}, scan: async () => ({ malware: undefined }) }

/** Evidence in a place with a scanner: what waits, what waits too long, and what holds malware. All else is clean. */
export async function scanLookers(world: World): Promise<readonly Looker[]> {
  await world.owner.query(`update file set scan = 'clean', scanned_at = added_at where state = 'complete'`)
  const infected = await world.report('doubleMember', { function: 'council_member' }, [aMail, aPicture, aLetter])
  await world.owner.query(
    `update file set scan = 'infected', malware = 'Eicar-Test-Signature', scanned_at = added_at where case_id = $1`,
    [infected],
  )
  const waiting = await world.report('doubleMember', { function: 'council_member' }, [aMail, aPicture, aLetter])
  await world.owner.query(
    `update file set added_at = added_at - interval '2 days' where case_id = $1 and media_type = 'txt'`,
    [waiting],
  )
  await takeUp(world, 'clerk', waiting)
  const of = async (id: string, as: string) => {
    const { rows } = await world.owner.query<{ id: string; media_type: string }>(
      'select id, media_type from file where case_id = $1 and parent_id is null',
      [id],
    )
    const pieces = rows.map(it => ({ at: `/meldingen/${id}/bewijs/${it.id}`, as: `${as}-${it.media_type}` }))
    return [
      { route: '/meldingen/:id', at: `/meldingen/${id}`, as },
      ...pieces.map(it => ({ route: '/meldingen/:id/bewijs/:file', ...it })),
    ]
  }
  return [{ who: 'clerk', sees: [...(await of(waiting, 'waiting')), ...(await of(infected, 'infected'))] }]
}
