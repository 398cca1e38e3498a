import type { Pool } from 'pg'
import { modelSettings } from '../../src/engines/cases/protocol-settings.ts'
import { idOf, type OrganisationKey, type PersonKey } from './people.ts'

const when = new Date('2024-01-01T00:00:00Z')

/** The row of a version that says what the model says. */
export const versionRow = (organisation: OrganisationKey, maker: PersonKey, number: number) => ({
  organisation_id: idOf(organisation),
  number,
  model: 1,
  settings: JSON.stringify({ ...modelSettings, version: undefined }),
  words: '{}',
  document_name: null,
  made_by: idOf(maker),
  made_at: when,
})

/** A protocol of Waterstad to name in a path: adopted by the council, and it says what the model says. */
export async function aProtocolToName({ owner }: { owner: Pool }): Promise<string> {
  const id = idOf('protocol to name')
  const row = versionRow('waterstad', 'administrator', 100)
  await owner.query(
    `insert into protocol_version (id, organisation_id, number, model, settings, words, made_by, made_at)
     values ($1, $2, $3, 1, $4, '{}', $5, $6) on conflict do nothing`,
    [id, row.organisation_id, row.number, row.settings, row.made_by, when],
  )
  await owner.query(
    `insert into protocol_adoption (id, organisation_id, version_id, part, adopted_on, recorded_by, recorded_at)
     values ($1, $2, $3, 'council', '2024-01-01', $4, $5) on conflict do nothing`,
    [idOf('adoption to name'), row.organisation_id, id, row.made_by, when],
  )
  return id
}
