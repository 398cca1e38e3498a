import type { OrganisationKey, PersonKey } from './people.ts'
import { aLetter, handleAndClose, leaveDraft, letIn, takeUp } from './stories.ts'
import type { World } from './world.ts'

/** One case of somebody, around which a row stands in every table. */
export interface Side extends Cast {
  name: SideName
  caseId: string
  incidentId: string
  /** Another case of the same reporter, to try to bring rows in from. */
  otherCaseId: string
}
export type SideName = 'draft' | 'reported' | 'closed' | 'elders'

interface Cast {
  organisation: OrganisationKey
  reporter: PersonKey
  handler: PersonKey
  accused: PersonKey
  administrator: PersonKey
}

const here: Cast = {
  organisation: 'waterstad',
  reporter: 'member',
  handler: 'clerk',
  accused: 'alderman',
  administrator: 'administrator',
}
const there: Cast = {
  organisation: 'elders',
  reporter: 'foreignMember',
  handler: 'foreignClerk',
  accused: 'memberElsewhereToo',
  administrator: 'foreignAdministrator',
}

/** Four cases made through the door: a draft, one that was just reported, one that is closed, and one of another organisation. */
export async function makeSides(world: World): Promise<Side[]> {
  const draft = await leaveDraft(world, 'member')
  const reported = await world.report('member', {}, [aLetter])
  await letIn(world, 'member', reported, 'confidant')
  const closed = await world.report('member', {}, [aLetter])
  await takeUp(world, 'clerk', closed)
  await handleAndClose(world, 'clerk', closed)
  const elders = await world.report('foreignMember', {}, [aLetter])
  await takeUp(world, 'foreignClerk', elders)
  const otherThere = await leaveDraft(world, 'foreignMember')
  const incidents = await incidentsOf(world)
  const side = (name: SideName, caseId: string, otherCaseId: string, rest: Cast): Side => ({
    ...rest,
    name,
    caseId,
    otherCaseId,
    incidentId: incidents.get(caseId) ?? '',
  })
  return [
    side('draft', draft, reported, here),
    side('reported', reported, closed, here),
    side('closed', closed, reported, here),
    side('elders', elders, otherThere, there),
  ]
}

async function incidentsOf({ owner }: World): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ id: string; incident_id: string }>('select id, incident_id from incident_case')
  return new Map(rows.map(row => [row.id, row.incident_id]))
}
