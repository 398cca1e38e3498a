import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const when = new Date('2026-04-20T10:00:00Z')

/** A request of somebody with an account, that goes on, and about which somebody who handles cases was asked. */
export function plantsOfRights({ organisation, reporter, handler, administrator }: Side): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  const id = idOf(`rights request in ${organisation}`)
  const about = { request_id: id, ...of }
  const anew = () => [{ id: randomUUID() }]
  const step = { ...about, event: 'receive', to_state: 'identified', code: 'account', sealed: null, done_at: when }
  return [
    plant(
      'rights_request',
      { id },
      {
        ...of,
        number: 'R-2026-900',
        person_id: idOf(reporter),
        kind: 'access',
        state: 'identified',
        received_on: '2026-04-20',
        due_on: '2026-05-20',
        sealed: randomBytes(60),
      },
      viewer => [{ id: randomUUID(), number: 'R-2026-901', person_id: viewer ?? idOf(reporter) }],
    ),
    plant('rights_key', { request_id: id }, { ...of, key_version: 1, wrapped: randomBytes(61) }, () => [{}]),
    plant('rights_step', { id: idOf(`step in ${organisation}`) }, { ...step, done_by: idOf(reporter) }, anew),
    plant(
      'rights_step on the way',
      { id: idOf(`step on the way in ${organisation}`) },
      { ...step, event: 'identify', done_by: idOf(administrator) },
      anew,
    ),
    plant(
      'rights_question',
      { id: idOf(`question in ${organisation}`) },
      {
        ...about,
        asked_of: idOf(handler),
        asked_by: idOf(administrator),
        asked_at: when,
        sealed: randomBytes(60),
        // Found, and still not for who asked: the answer was not given yet.
        outcome: 'found',
        answered_at: when,
        sealed_answer: randomBytes(60),
      },
      viewer => [{ id: randomUUID(), asked_of: viewer ?? idOf(handler) }],
    ),
    plant('rights_recusal', { ...about, person_id: idOf(administrator) }, { at: when }, () => [
      { person_id: idOf(reporter) },
    ]),
    plant('rights_transition', { from_state: 'received', event: 'identify' }, {}, () => [{ event: 'leave' }]),
  ]
}
