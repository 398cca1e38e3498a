import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const when = new Date('2026-04-20T10:00:00Z')

/** The rows about pieces that somebody else reads first, and about what goes on online. */
export function plantsOfEvidence({ caseId, organisation, reporter }: Side): Plant[] {
  const ofCase = { case_id: caseId, organisation_id: idOf(organisation) }
  const planted = (what: string) => idOf(`${what} ${caseId}`)
  return [
    plant(
      'piece_reading',
      { id: planted('reading') },
      {
        ...ofCase,
        file_id: planted('file'),
        asked_by: idOf(reporter),
        asked_at: when,
        described_by: null,
        described_at: null,
        sealed: null,
        seen_at: null,
      },
      viewer => [{ id: randomUUID(), asked_by: viewer ?? idOf(reporter) }],
    ),
    plant(
      'campaign',
      { id: planted('campaign') },
      { ...ofCase, added_by: idOf(reporter), added_at: when, changed_at: when, sealed: randomBytes(60) },
      viewer => [{ id: randomUUID(), added_by: viewer ?? idOf(reporter) }],
    ),
  ]
}
