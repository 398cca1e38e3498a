import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

/** What is kept in fields beside the words of a case: for both sides, for who handles it, and a lesson to be agreed. */
export function plantsOfRecords({ caseId, organisation, handler }: Side): Plant[] {
  const planted = (what: string) => idOf(`${what} ${caseId}`)
  const record = (what: string) => ({
    case_id: caseId,
    organisation_id: idOf(organisation),
    record_id: planted(what),
    version: 1,
    author_id: idOf(handler),
    written_at: new Date('2026-04-20T10:00:00Z'),
    sealed: randomBytes(60),
  })
  const anotherBy = (viewer: string | null, more = {}) => [
    { id: randomUUID(), record_id: randomUUID(), author_id: viewer ?? idOf(handler), ...more },
  ]
  return [
    plant(
      'case_record',
      { id: planted('record') },
      { ...record('record'), kind: 'care_person', audience: 'all', state: 'known' },
      viewer => anotherBy(viewer),
    ),
    plant(
      'case_record for handlers',
      { id: planted('record for handlers') },
      { ...record('record for handlers'), kind: 'consultation', audience: 'handlers', state: 'held' },
      viewer => anotherBy(viewer),
    ),
    plant(
      'case_record lesson',
      { id: planted('lesson') },
      { ...record('lesson'), kind: 'lesson', audience: 'all', state: 'proposed' },
      viewer => anotherBy(viewer, { state: 'agreed' }),
    ),
  ]
}
