import type { Actor } from '../../engines/access/actor.ts'
import type { Part } from '../../engines/cases/chart.ts'

export type GivingPart = Extract<Part, 'handler' | 'coordinator'>

/** In which part somebody may give this case away: as one who handles it, or as the coordinator of its line. */
export function givingPart(
  actor: Pick<Actor, 'memberships'>,
  it: { part: string; organisation_id: string; line: string | null },
): GivingPart | undefined {
  if (it.part === 'handler') return 'handler'
  const coordinates = actor.memberships.some(
    one => one.role === 'coordinator' && one.organisation === it.organisation_id && one.line === it.line,
  )
  return it.part === 'overseer' && coordinates ? 'coordinator' : undefined
}
