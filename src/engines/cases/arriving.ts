import { refusedBy, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { MediaType } from '../../platform/media-types.ts'
import { sealJson, wrapKey } from '../../platform/vault.ts'
import { addJobs } from '../jobs/job.ts'
import { addHours } from './deadlines.ts'
import { attempts, openDossier, type Dossier } from './dossier.ts'

/** What has not arrived by then never will: it is swept away. */
export const hoursToArrive = 24

interface Beginning {
  id: string
  key: Buffer
  type: MediaType
  /** The mail that it came in. */
  parent: string | null
}

/** Begins a file in the incident that its case lies in: where it went to another one since it was opened, it is opened again. */
export async function beginFile(
  house: House,
  actor: string,
  dossier: Dossier,
  file: Beginning,
  attempt = 1,
): Promise<Dossier> {
  const as = { person: actor }
  try {
    await house.db.as(as, (tx, now) => insertFile(tx, now, actor, dossier, file))
    return dossier
  } catch (error) {
    if (attempt === attempts || refusedBy(error) !== 'shared_in_place') throw error
    const look = { actor, organisation: dossier.organisationId, caseId: dossier.caseId, action: 'case.write' as const }
    const again = await house.db.as(as, (tx, now) => openDossier(tx, now, house.keys, look))
    if (!again) throw error
    return beginFile(house, actor, again, file, attempt + 1)
  }
}

async function insertFile(tx: Tx, now: Date, actor: string, dossier: Dossier, { id, key, type, parent }: Beginning) {
  await tx
    .insertInto('file')
    .values({
      id,
      incident_id: dossier.incidentId,
      case_id: dossier.caseId,
      organisation_id: dossier.organisationId,
      parent_id: parent,
      state: 'arriving',
      media_type: type.id,
      size: '0',
      chunks: 0,
      wrapped_key: wrapKey(dossier.incidentKey, `file:${id}`, key),
      sealed_facts: sealJson(key, `file:${id}`, { name: '', sha256: '' }),
      added_by: actor,
      added_at: now,
    })
    .execute()
  const { organisationId: organisation, caseId } = dossier
  await addJobs(tx, now, [{ kind: 'sweep_files', organisation, case: caseId, runAt: addHours(now, hoursToArrive) }])
}
