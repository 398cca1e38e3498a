import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const when = new Date('2026-04-20T10:00:00Z')

/** The rows of the reaction towards the one who did it, in a case. */
export function plantsOfMeasures({ caseId, otherCaseId, organisation, handler }: Side): Plant[] {
  const of = { case_id: caseId, organisation_id: idOf(organisation) }
  const told = idOf(`told in ${caseId}`)
  const guard = organisation === 'waterstad' ? 'secretary' : 'foreignCoordinator'
  const measure = idOf(`measure in ${caseId}`)
  // Of the other case there nobody handles both.
  const theLink = plant(
    'case_link',
    { case_id: caseId, other_id: otherCaseId },
    {
      organisation_id: of.organisation_id,
      purpose: 'safety',
      sealed: randomBytes(60),
      linked_by: idOf(handler),
      linked_at: when,
    },
    viewer => [{ linked_by: viewer ?? idOf(handler) }],
  )
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
        sealed_who: null,
        made_by: idOf(handler),
        made_at: when,
      },
      // An array is written back as the text that it came from.
      viewer => [{ id: randomUUID(), grounds: '{threat}', made_by: viewer ?? idOf(handler) }],
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
    plant(
      'data_notice',
      { id: idOf(`notice in ${caseId}`) },
      {
        ...of,
        outcome: 'given',
        day: '2026-04-20',
        reason: null,
        sealed: randomBytes(60),
        made_by: idOf(handler),
        made_at: when,
      },
      viewer => [{ id: randomUUID(), made_by: viewer ?? idOf(handler) }],
    ),
    ...(organisation === 'waterstad' ? [theLink] : []),
    plant(
      'measure_letter',
      { id: idOf(`letter in ${caseId}`) },
      { ...of, measure_id: measure, kind: 'warning', sealed: randomBytes(60), made_by: idOf(handler), made_at: when },
      viewer => [{ id: randomUUID(), made_by: viewer ?? idOf(handler) }],
    ),
    plant(
      'measure_told',
      { id: told },
      {
        ...of,
        measure_id: measure,
        person_id: idOf(guard),
        sealed: randomBytes(60),
        wrapped_key: randomBytes(60),
        told_by: idOf(handler),
        told_at: when,
        ended_at: null,
      },
      viewer => [{ id: randomUUID(), person_id: idOf(handler), told_by: viewer ?? idOf(handler) }],
    ),
    plant(
      'told_key',
      { told_id: told },
      { organisation_id: of.organisation_id, key_version: 1, wrapped: randomBytes(60) },
      () => [{ told_id: told }],
    ),
  ]
}
