import { randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const when = new Date('2026-04-20T10:00:00Z')
const nothing = () => []

/** What an organisation agreed about its norm, and what its teams flag beforehand. */
export function plantsOfGuidance({ organisation, reporter, administrator }: Side): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  const conversation = idOf(`conversation of ${organisation}`)
  const [unit, other, third] =
    organisation === 'waterstad'
      ? ['handhaving', 'griffie', 'publiekszaken'].map(idOf)
      : [idOf('balie'), idOf('balie'), idOf('balie')]
  const appointment = {
    ...of,
    unit_id: unit,
    starts: new Date('2026-05-06T08:00:00Z'),
    ends: new Date('2026-05-06T09:00:00Z'),
    place: 'counter',
    room: 'B1.23',
    needs: 'second_person alarm',
    flagged_at: when,
  }
  return [
    plant(
      'term_conversation',
      { id: conversation },
      {
        ...of,
        members: 'council',
        held_on: '2026-04-02',
        agenda: 1,
        recorded_by: idOf(administrator),
        recorded_at: when,
      },
      viewer => [{ id: randomUUID(), held_on: '2026-04-03', recorded_by: viewer ?? idOf(administrator) }],
    ),
    plant(
      'norm_confirmation',
      { conversation_id: conversation, person_id: idOf(reporter) },
      { confirmed_on: '2026-04-20' },
      nothing,
    ),
    plant('reception_unit', { unit_id: other }, of, () => [{ unit_id: third }]),
    plant(
      'team_agreement',
      { unit_id: unit },
      { ...of, words: 'Wij lopen mee.', changed_by: idOf(administrator), changed_at: when },
      viewer => [{ changed_by: viewer ?? idOf(administrator) }],
    ),
    plant(
      'risky_appointment',
      { id: idOf(`appointment of ${organisation}`) },
      { ...appointment, flagged_by: idOf(administrator) },
      viewer => [{ id: randomUUID(), flagged_by: viewer ?? idOf(administrator) }],
    ),
  ]
}
