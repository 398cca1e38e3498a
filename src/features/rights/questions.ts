import { sql } from 'kysely'
import { found, type Desk } from '../../engines/access/desk.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { openWords } from './dossier.ts'

// What was asked of somebody who handles cases: the words of the question, and nothing else of the request.

interface AskedRequest {
  id: string
  number: string
  kind: string
  due_on: string
  finished_on: string | null
  /** Whether who asks did so with their own account; else a privacy officer wrote it down. */
  by_account: boolean
}

const questions = (tx: Tx, actor: string, organisation: string) =>
  tx
    .selectFrom('rights_question as q')
    .innerJoin(sql<AskedRequest>`app.asked_requests()`.as('r'), 'r.id', 'q.request_id')
    .select(['q.id', 'q.request_id', 'q.asked_at', 'q.answered_at', 'q.outcome', 'q.sealed', 'q.sealed_answer'])
    .select(['r.number', 'r.kind', 'r.due_on', 'r.finished_on', 'r.by_account'])
    .where('q.asked_of', '=', actor)
    .where('q.organisation_id', '=', organisation)

export const readQuestions = (tx: Tx, actor: string, organisation: string) =>
  questions(tx, actor, organisation)
    .orderBy(eb => eb('q.answered_at', 'is not', null))
    .orderBy('r.due_on')
    .orderBy('q.id')
    .limit(100)
    .execute()

export type AskedRow = Awaited<ReturnType<typeof readQuestions>>[number]
export interface Asked {
  row: AskedRow
  asks: string
  answer: string
}

/** One question with its words, for whom it was asked of. */
export async function readQuestion({ tx, now, actor, organisation }: Desk, house: House, id: string): Promise<Asked> {
  const row = found(await questions(tx, actor, organisation).where('q.id', '=', id).executeTakeFirst())
  const words = found(await openWords(tx, now, house, { actor, organisation, id: row.request_id }))
  return {
    row,
    asks: words.open(`question:${id}`, row.sealed),
    answer: row.sealed_answer === null ? '' : words.open(`answer:${id}`, row.sealed_answer),
  }
}

/** Whose names stand in no answer: who reported, was hit or helped in the cases that this person handles, but for who asked. */
export async function namesToKeep(tx: Tx, question: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select app.names_to_keep(${question}::uuid) as name`.execute(tx)
  return rows.map(row => row.name)
}
