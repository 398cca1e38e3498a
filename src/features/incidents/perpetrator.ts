import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { addWords } from '../../engines/cases/words.ts'
import { functionInfo } from '../../engines/cases/vocabulary.ts'
import type { Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import { openJson, sealJson } from '../../platform/vault.ts'
import { fullVersion, writtenIn } from './full-report.ts'

// What is known of the one who did it: apart from the report, for who wrote it and for who handles the case.

const Known = z.record(z.string(), z.string())
const context = (id: string) => `perpetrator:${id}`

/**
 * Whether it may be kept who did it. Holders of an elected office are not employed by the organisation, for which the law
 * has no plain ground (UAVG art. 33): there the privacy officer decides. The database refuses it too.
 */
export async function mayNamePerpetrator(tx: Tx, organisation: string, name: string): Promise<boolean> {
  const group = functionInfo(name)?.group
  if (group === undefined) return false
  if (group !== 'council') return true
  const row = await tx
    .selectFrom('organisation')
    .select('perpetrator_council')
    .where('id', '=', organisation)
    .executeTakeFirst()
  return row?.perpetrator_council === true
}

const unsent = (tx: Tx, dossier: Dossier, author: string) =>
  tx
    .selectFrom('perpetrator')
    .select(['id', 'sealed'])
    .where('case_id', '=', dossier.caseId)
    .where('author_id', '=', author)
    .where('sent_at', 'is', null)

/** What this person filled in and did not send yet. */
export async function readUnsent(tx: Tx, dossier: Dossier, author: string): Promise<Values> {
  const row = await unsent(tx, dossier, author).executeTakeFirst()
  return row ? openJson(dossier.caseKey, context(row.id), row.sealed, Known) : {}
}

/** Keeps what was filled in so far; nothing filled in is not kept. */
export async function keepUnsent(tx: Tx, now: Date, dossier: Dossier, author: string, values: Values): Promise<void> {
  const before = await unsent(tx, dossier, author).executeTakeFirst()
  if (Object.keys(values).length === 0) return dropUnsent(tx, dossier, author)
  const id = before?.id ?? randomUUID()
  const kept = {
    questions: fullVersion,
    sealed: sealJson(dossier.caseKey, context(id), values),
    saved_at: now,
  }
  if (before) await tx.updateTable('perpetrator').set(kept).where('id', '=', id).execute()
  else
    await tx
      .insertInto('perpetrator')
      .values({
        ...kept,
        id,
        case_id: dossier.caseId,
        organisation_id: dossier.organisationId,
        author_id: author,
        sent_at: null,
      })
      .execute()
}

export async function dropUnsent(tx: Tx, dossier: Dossier, author: string): Promise<void> {
  await tx
    .deleteFrom('perpetrator')
    .where('case_id', '=', dossier.caseId)
    .where('author_id', '=', author)
    .where('sent_at', 'is', null)
    .execute()
}

/** Sends it along with the report: from here on it is never changed. The report itself must have been sent. */
export async function sendPerpetrator(tx: Tx, now: Date, dossier: Dossier, author: string): Promise<void> {
  await addWords(tx, dossier, `perpetrator:${author}`, writtenIn(await readUnsent(tx, dossier, author)))
  await tx
    .updateTable('perpetrator')
    .set({ sent_at: now })
    .where('case_id', '=', dossier.caseId)
    .where('author_id', '=', author)
    .where('sent_at', 'is', null)
    .execute()
}

export interface KnownPerpetrator {
  questions: string
  author: string
  at: Date
  values: Values
}

/** All that was sent about the one who did it, as far as this person may read it, oldest first. */
export async function readPerpetrators(tx: Tx, dossier: Dossier): Promise<KnownPerpetrator[]> {
  const rows = await tx
    .selectFrom('perpetrator')
    .select(['id', 'questions', 'author_id', 'sealed', 'sent_at'])
    .where('case_id', '=', dossier.caseId)
    .where('sent_at', 'is not', null)
    .orderBy('sent_at')
    .orderBy('id')
    .execute()
  return rows.flatMap(row =>
    row.sent_at
      ? [
          {
            questions: row.questions,
            author: row.author_id,
            at: row.sent_at,
            values: openJson(dossier.caseKey, context(row.id), row.sealed, Known),
          },
        ]
      : [],
  )
}
