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

/** The reports of a case that were sent and that this person may read, the first one first. */
export async function readTold(tx: Tx, dossier: Dossier): Promise<ToldReport[]> {
  const rows = await tx
    .selectFrom('case_report')
    .select(['id', 'questions', 'author_id', 'sealed', 'sent_at'])
    .where('case_id', '=', dossier.caseId)
    .where('sent_at', 'is not', null)
    // The first report has the id of its case.
    .orderBy(sql`id <> ${dossier.caseId}::uuid`)
    .orderBy('sent_at')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, questions, author_id: author, sealed, sent_at: at }) => {
    if (!at) return []
    const answers = openJson(dossier.caseKey, `report:${id}`, sealed, Answers)
    return [{ id, questions, author, at, answers, values: toValues(answers) }]
  })
}
