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
  const bare = planted('draft without a file')
  // The file of the draft was added just now, so that its key can be too.
  const file = (at: Date) => ({
    organisation_id: idOf(organisation),
    media_type: 'pdf',
    size: 1,
    sealed: Buffer.from('sealed'),
    added_by: idOf(administrator),
    added_at: at,
  })
  const fileKey = { organisation_id: idOf(organisation), key_version: 1, wrapped: Buffer.from('wrapped') }
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
    plant('protocol_version without a file', { id: bare }, version(3), viewer => [
      { id: randomUUID(), number: 10, made_by: who(viewer) },
    ]),
    plant('protocol_document', { version_id: adopted }, file(adoption.recorded_at), viewer => [
      { version_id: bare, added_by: who(viewer), added_at: fridayNight },
    ]),
    plant('protocol_document of a draft', { version_id: draft }, file(fridayNight), viewer => [
      { version_id: bare, added_by: who(viewer), added_at: fridayNight },
    ]),
    plant('protocol_document by another', { version_id: adopted }, file(adoption.recorded_at), () => [
      { version_id: bare, added_by: idOf('clerk'), added_at: fridayNight },
    ]),
    plant('protocol_key', { version_id: adopted }, fileKey, () => [{ version_id: draft }]),
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
