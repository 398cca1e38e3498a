import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const when = new Date('2026-04-20T10:00:00Z')

/** The rows of a report to the police. */
export function plantsOfPolice({ caseId, organisation, reporter, handler }: Side): Plant[] {
  const ofCase = { case_id: caseId, organisation_id: idOf(organisation) }
  const planted = (what: string) => idOf(`${what} ${caseId}`)
  return [
    plant(
      'police_report',
      { id: planted('police report') },
      { ...ofCase, version: 'organisation', author_id: idOf(handler), saved_at: when, sealed: randomBytes(60) },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(handler) }],
    ),
    plant(
      'police_report of the person hit',
      { id: planted('own police report') },
      { ...ofCase, version: 'person', author_id: idOf(reporter), saved_at: when, sealed: randomBytes(60) },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(reporter) }],
    ),
    plant(
      'police_step',
      { id: planted('police step') },
      {
        ...ofCase,
        kind: 'filed',
        code: 'by_person',
        on_day: '2026-04-20',
        sealed: null,
        author_id: idOf(handler),
        added_at: when,
      },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(handler) }],
    ),
  ]
}
