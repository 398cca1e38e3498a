import type { World } from '../support/world.ts'
import { evidenceLookers } from './templates.evidence.ts'
import { measureLookers } from './templates.measures.ts'
import { planLookers } from './templates.plans.ts'
import { protocolLookers } from './templates.protocol.ts'
import { recordLookers } from './templates.records.ts'
import type { Looker } from './templates.ts'

/** The pages of what follows on a report, and of the protocol that drives it. */
export async function followUpLookers(world: World, fresh: string): Promise<readonly Looker[]> {
  await (
    await world.signIn('administrator')
  ).post('/beheer/teksten/norm', {
    norm: 'Bij ons blijft u welkom, en respect ook.',
    norm_adopted_by: 'de gemeenteraad',
    norm_adopted_on: '2026-03-01',
  })
  return [
    ...(await recordLookers(world)),
    ...(await measureLookers(world, fresh)),
    ...(await evidenceLookers(world)),
    ...(await protocolLookers(world)),
    ...(await planLookers(world)),
    { who: 'nobody', sees: [{ route: '/norm/:code', at: '/norm/GM9901' }] },
  ]
}
