import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const when = new Date('2026-04-20T10:00:00Z')

/** The rows of the reaction towards the one who did it, in a case. */
export function plantsOfMeasures({ caseId, organisation, handler }: Side): Plant[] {
  const of = { case_id: caseId, organisation_id: idOf(organisation) }
  const measure = idOf(`measure in ${caseId}`)
  return [
    plant(
      'measure',
      { id: measure },
      {
        ...of,
        kind: 'access_ban',
        grounds: '{threat}',
        begins_on: '2026-04-01',
        review_on: '2026-04-10',
        ends_on: '2026-04-20',
        sealed: randomBytes(60),
        identity: null,
        made_by: idOf(handler),
        made_at: when,
      },
      viewer => [{ id: randomUUID(), made_by: viewer ?? idOf(handler) }],
    ),
    plant(
      'measure_review',
      { id: idOf(`review in ${caseId}`) },
      {
        ...of,
        measure_id: measure,
        outcome: 'stands',
        sealed: randomBytes(60),
        reviewed_by: idOf(handler),
        reviewed_at: when,
      },
      viewer => [{ id: randomUUID(), reviewed_by: viewer ?? idOf(handler) }],
    ),
  ]
}
