import { activeMemberships } from '../../engines/cases/routing.ts'
import { reviewGaps } from './access-review.ts'
import { readCaseRoutes } from '../../engines/cases/route-rows.ts'
import type { Desk } from './desk.ts'
import { readKind } from './functions.ts'
import type { Gap, GapFacts } from './gap.ts'
import { dutyGaps } from './gaps-duty.ts'
import { administratorGaps, contactGaps, roleGaps, themeGaps, waitingGaps } from './gaps-people.ts'
import { absentWithoutDeputy, brokenRoutes, departedRoutes, missingRoutes, unitsWithoutManager } from './gaps-routes.ts'
import { adoptedRoutes } from '../../engines/cases/protocol-routes.ts'
import { readHandlers } from '../../engines/cases/handlers.ts'
import { stalledGaps } from './stalled-jobs.ts'

/** Everything that an administrator has not arranged yet, the most serious first. */
export async function findGaps(desk: Desk): Promise<Gap[]> {
  const facts: GapFacts = {
    kind: await readKind(desk),
    routes: await readCaseRoutes(desk),
    handlers: await readHandlers(desk),
    roles: await activeMemberships(desk.tx, desk.now, desk.organisation)
      .select(['person_id', 'role', 'function', 'unit_id', 'line'])
      .execute(),
    adopted: await adoptedRoutes(desk),
  }
  const gaps = [
    ...missingRoutes(facts),
    ...brokenRoutes(facts),
    ...departedRoutes(facts),
    ...(await absentWithoutDeputy(desk, facts)),
    ...(await unitsWithoutManager(desk, facts)),
    ...(await dutyGaps(desk, facts)),
    ...(await contactGaps(desk)),
    ...(await roleGaps(desk, facts)),
    ...administratorGaps(facts),
    ...(await reviewGaps(desk)),
    ...(await waitingGaps(desk)),
    ...(await themeGaps(desk)),
    ...(await stalledGaps(desk)),
  ]
  return gaps.toSorted((a, b) => Number(b.serious) - Number(a.serious))
}
