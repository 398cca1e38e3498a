import { randomUUID } from 'node:crypto'
import { fridayNight } from './seed.ts'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import { versionRow } from './protocol.ts'
import type { Side } from './sides.ts'

/** The protocol of an organisation: a version that the council adopted, and one that nobody adopted yet. */
export function plantsOfProtocol({ organisation, administrator }: Side): Plant[] {
  const planted = (what: string) => idOf(`${what} of ${organisation}`)
  const [adopted, draft] = [planted('protocol'), planted('draft of the protocol')]
  const who = (viewer: string | null) => viewer ?? idOf(administrator)
  const adoption = {
    organisation_id: idOf(organisation),
    version_id: adopted,
    part: 'council',
    adopted_on: '2024-01-01',
    consent_on: null,
    recorded_by: idOf(administrator),
    recorded_at: new Date('2024-01-01T00:00:00Z'),
  }
  const key = { id: planted('adoption of the protocol') }
  const version = (number: number) => versionRow(organisation, administrator, number)
  return [
    plant('protocol_version', { id: adopted }, version(1), viewer => [
      { id: randomUUID(), number: 8, made_by: who(viewer) },
    ]),
    plant('protocol_adoption', key, adoption, viewer => [
      { id: randomUUID(), recorded_by: who(viewer), recorded_at: fridayNight },
    ]),
    plant('protocol_version not adopted', { id: draft }, version(2), viewer => [
      { id: randomUUID(), number: 9, made_by: who(viewer) },
    ]),
    plant('protocol_version by another', { id: adopted }, version(1), () => [
      { id: randomUUID(), number: 7, made_by: idOf('clerk') },
    ]),
    plant('protocol_adoption by another', key, adoption, () => [
      { id: randomUUID(), recorded_by: idOf('clerk'), recorded_at: fridayNight },
    ]),
    // As if it had held since before: older cases would get other clocks.
    plant('protocol_adoption of before', key, adoption, viewer => [{ id: randomUUID(), recorded_by: who(viewer) }]),
  ]
}
