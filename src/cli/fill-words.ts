import { sql } from 'kysely'
import { addAllWords } from '../app.ts'
import type { Dossier } from '../engines/cases/dossier.ts'
import type { Tx } from '../platform/db.ts'
import { createKeyRing, type KeyRing } from '../platform/keys.ts'
import { unwrapKey, type MasterKeys } from '../platform/vault.ts'
import { asOwner } from './owner.ts'

// Word lists of reports from before there were any. Each step is a transaction of its own and can be the last one: what is done is
// struck off, and the next run goes on. As the owner, as the rotation of keys is: the servers' role gets no key for it.

const atOnce = 50

/** Fills the lists of so many reports. @returns how many there were; none when it is done */
export const fillSomeWords = (ownerUrl: string, master: MasterKeys, most = atOnce): Promise<number> =>
  asOwner(ownerUrl, async tx => {
    const cases = await tx.selectFrom('words_to_fill').select('case_id').limit(most).forUpdate().skipLocked().execute()
    const keys = createKeyRing(master)
    for (const { case_id: id } of cases) {
      const dossier = await openAsOwner(tx, keys, id)
      if (dossier) await addAllWords(tx, dossier)
      await tx.deleteFrom('words_to_fill').where('case_id', '=', id).execute()
    }
    return cases.length
  })

/** Fills the lists of all of them. @returns how many there were */
export async function fillWords(ownerUrl: string, master: MasterKeys): Promise<number> {
  let all = 0
  for (let some = -1; some !== 0; all += some) some = await fillSomeWords(ownerUrl, master)
  return all
}

interface Row {
  organisation_id: string
  incident_id: string
  case_wrapped: Buffer
  incident_wrapped: Buffer
  case_version: number
  case_master: string
  case_organisation: Buffer
  incident_version: number
  incident_master: string
  incident_organisation: Buffer
}

async function openAsOwner(tx: Tx, keys: KeyRing, caseId: string): Promise<Dossier | undefined> {
  const { rows } = await sql<Row>`
    select i.organisation_id, i.incident_id, k.wrapped as case_wrapped, ik.wrapped as incident_wrapped,
      ko.version as case_version, ko.master_key_id as case_master, ko.wrapped as case_organisation,
      io.version as incident_version, io.master_key_id as incident_master, io.wrapped as incident_organisation
    from incident_case i
    join case_key k on k.case_id = i.id
    join organisation_key ko on ko.organisation_id = k.organisation_id and ko.version = k.key_version
    join incident_key ik on ik.incident_id = i.incident_id
    join organisation_key io on io.organisation_id = ik.organisation_id and io.version = ik.key_version
    where i.id = ${caseId}::uuid`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { organisation_id: organisationId, incident_id: incidentId } = row
  const under = (version: number, masterKeyId: string, wrapped: Buffer) =>
    keys.opened(organisationId, { version, masterKeyId, wrapped }).key
  return {
    caseId,
    incidentId,
    organisationId,
    caseKey: unwrapKey(
      under(row.case_version, row.case_master, row.case_organisation),
      `case:${caseId}`,
      row.case_wrapped,
    ),
    incidentKey: unwrapKey(
      under(row.incident_version, row.incident_master, row.incident_organisation),
      `incident:${incidentId}`,
      row.incident_wrapped,
    ),
  }
}
