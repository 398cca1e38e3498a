import type { Tx } from '../../platform/db.ts'
import type { Dossier } from './dossier.ts'
import { addWords } from './words.ts'

// Names of files are found by a search, by who may see the file.

/** Has one found that came into a report. From a draft it may still be taken away: it waits until that is sent. */
export async function addFileName(tx: Tx, dossier: Dossier, actor: string, name: string): Promise<void> {
  const row = await tx
    .selectFrom('incident_case')
    .select('reported_at')
    .where('id', '=', dossier.caseId)
    .executeTakeFirst()
  if (row && row.reported_at !== null) await addWords(tx, dossier, `report:${actor}`, name)
}

interface Named {
  caseId: string
  addedBy: string
  name: string
}

/** Has those of all pieces found that came with this case. */
export async function addFileNames(tx: Tx, dossier: Dossier, pieces: readonly Named[]): Promise<void> {
  const own = pieces.filter(it => it.caseId === dossier.caseId)
  for (const [by, theirs] of Map.groupBy(own, it => it.addedBy))
    await addWords(tx, dossier, `report:${by}`, theirs.map(it => it.name).join(' '))
}
