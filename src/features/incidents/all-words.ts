import type { Dossier } from '../../engines/cases/dossier.ts'
import { entryText } from '../../engines/cases/dossier.ts'
import { listPieces } from '../../engines/cases/evidence.ts'
import { addFileNames } from '../../engines/cases/file-words.ts'
import { addWords } from '../../engines/cases/words.ts'
import type { Tx } from '../../platform/db.ts'
import { split, writtenIn } from './full-report.ts'
import { readPerpetrators } from './perpetrator.ts'
import { taskWords } from './task-reading.ts'
import { readTold } from './told.ts'

/**
 * Puts all words of a case into its list: for a report from before there were lists. Every other list is written with the
 * texts. The transaction must see all rows of the case; doing it twice changes nothing.
 */
export async function addAllWords(tx: Tx, dossier: Dossier): Promise<void> {
  for (const { author, values } of await readTold(tx, dossier))
    await addWords(tx, dossier, `report:${author}`, writtenIn(split(values, 'perpetrator').rest))
  for (const { author, values } of await readPerpetrators(tx, dossier))
    await addWords(tx, dossier, `perpetrator:${author}`, writtenIn(values))
  await addEntries(tx, dossier)
  await addTasks(tx, dossier)
  await addFileNames(tx, dossier, await listPieces(tx, dossier))
}

async function addEntries(tx: Tx, dossier: Dossier) {
  const entries = await tx
    .selectFrom('case_entry')
    .select(['id', 'audience', 'with_id', 'sealed'])
    .where('case_id', '=', dossier.caseId)
    .execute()
  for (const entry of entries) {
    const readers =
      entry.with_id !== null ? (`helper:${entry.with_id}` as const) : entry.audience === 'handlers' ? 'handlers' : 'all'
    await addWords(tx, dossier, readers, entryText(dossier, entry))
  }
}

async function addTasks(tx: Tx, dossier: Dossier) {
  const tasks = await tx
    .selectFrom('task')
    .select(['id', 'sealed'])
    .where('case_id', '=', dossier.caseId)
    .where('sealed', 'is not', null)
    .execute()
  for (const task of tasks) {
    const { title = '', reason = '' } = taskWords(dossier, task)
    await addWords(tx, dossier, 'all', `${title} ${reason}`)
  }
}
