import { z } from 'zod'
import type { Dossier } from '../../engines/cases/dossier.ts'
import type { Tx } from '../../platform/db.ts'
import { openJson, sealJson } from '../../platform/vault.ts'
import { taskLabel } from './tasks.ts'

/** A request to take something off the internet: to whom, what, when, and what was answered. */
const Removal = z.object({
  kind: z.enum(['platform', 'notification_point']),
  to: z.string(),
  what: z.string(),
  askedOn: z.string(),
  campaign: z.string().nullable(),
  answer: z.enum(['removed', 'partly', 'refused', 'silence']).nullable(),
  answeredOn: z.string().nullable(),
})
export type Removal = z.infer<typeof Removal>

const Words = z.object({ title: z.string().optional(), reason: z.string().optional(), removal: Removal.optional() })
type Words = z.infer<typeof Words>

export interface CaseTask {
  id: string
  kind: string
  label: string
  owner: string
  due: Date
  doneAt: Date | null
  /** Absent for a task that lapsed: nobody did it, and nobody said why. */
  outcome: string | null
  reason: string | undefined
  removal: Removal | undefined
  doneBy: string | null
}

/** Seals what somebody wrote with a task: its title, and why it was not done. */
export const sealTask = (dossier: Dossier, id: string, words: Words) => sealJson(dossier.caseKey, `task:${id}`, words)

export const taskWords = (dossier: Dossier, row: { id: string; sealed: Buffer | null }): Words =>
  row.sealed === null ? {} : openJson(dossier.caseKey, `task:${row.id}`, row.sealed, Words)

/** The tasks of a case with their words, the most urgent first. */
export async function readTasks(tx: Tx, dossier: Dossier): Promise<CaseTask[]> {
  const rows = await tx
    .selectFrom('task')
    .select(['id', 'kind', 'owner_id', 'due_at', 'done_at', 'done_by', 'outcome', 'sealed'])
    .where('case_id', '=', dossier.caseId)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map(row => {
    const { title, reason, removal } = taskWords(dossier, row)
    return {
      id: row.id,
      kind: row.kind,
      label: title ?? taskLabel(row.kind),
      owner: row.owner_id,
      due: row.due_at,
      doneAt: row.done_at,
      outcome: row.outcome,
      doneBy: row.done_by,
      reason,
      removal,
    }
  })
}
