import { sql } from 'kysely'
import type { Dossier } from '../../engines/cases/dossier.ts'
import type { Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import { openJson } from '../../platform/vault.ts'
import { Answers } from './draft.ts'
import { toValues } from './full-report.ts'

/** A report as it was sent, with the version of the questions that were asked. */
export interface ToldReport {
  id: string
  questions: string
  author: string
  at: Date
  answers: Answers
  values: Values
}

/**
 * The reports of a case that were sent and that this person may read, the first one first. `unsent`: they began an addition
 * that waits to be sent; that of somebody else is seen by nobody.
 */
export async function readReports(tx: Tx, dossier: Dossier): Promise<{ sent: ToldReport[]; unsent: boolean }> {
  const rows = await tx
    .selectFrom('case_report')
    .select(['id', 'questions', 'author_id', 'sealed', 'sent_at'])
    .where('case_id', '=', dossier.caseId)
    // The first report has the id of its case.
    .orderBy(sql`id <> ${dossier.caseId}::uuid`)
    .orderBy('sent_at')
    .orderBy('id')
    .execute()
  const sent = rows.flatMap(({ id, questions, author_id: author, sealed, sent_at: at }) => {
    if (!at) return []
    const answers = openJson(dossier.caseKey, `report:${id}`, sealed, Answers)
    return [{ id, questions, author, at, answers, values: toValues(answers) }]
  })
  return { sent, unsent: rows.some(it => it.sent_at === null) }
}

export const readTold = async (tx: Tx, dossier: Dossier): Promise<ToldReport[]> => (await readReports(tx, dossier)).sent
