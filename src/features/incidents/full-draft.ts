import type { Actor } from '../../engines/access/actor.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { listPieces } from '../../engines/cases/evidence.ts'
import type { Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { openDraft, ownState, readAnswers, saveAnswers } from './draft.ts'
import { checkPath, checkTitle, fullReport, fullVersion, split, toAnswers, toValues } from './full-report.ts'
import { keepUnsent, readUnsent } from './perpetrator.ts'
import type { KeptFile } from './report-views.tsx'

/** A full report as far as it was filled in. */
export interface FullDraft {
  dossier: Dossier
  values: Values
  kept: KeptFile[]
}

/** The draft of this person, or its state when it is no draft any more; undefined when there is none. */
export async function readFullDraft(
  tx: Tx,
  now: Date,
  house: House,
  actor: Actor,
  id: string,
): Promise<FullDraft | string | undefined> {
  const state = await ownState(tx, actor, id)
  if (state !== 'draft') return state
  const dossier = await openDraft(tx, now, house, actor, id)
  if (!dossier) return undefined
  const pieces = await listPieces(tx, dossier)
  return { dossier, values: await readFilled(tx, dossier, actor.id), kept: pieces.filter(it => it.parent === null) }
}

/** All that was filled in, with what is kept apart. */
export const readFilled = async (tx: Tx, dossier: Dossier, author: string): Promise<Values> => ({
  ...toValues(await readAnswers(tx, dossier)),
  ...(await readUnsent(tx, dossier, author)),
})

/** Keeps all that was filled in so far, and where it stopped. */
export async function keepFilled(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  author: string,
  values: Values,
  stoppedAt: string,
): Promise<void> {
  const { apart, rest } = split(values, 'perpetrator')
  await saveAnswers(tx, now, dossier, author, toAnswers(rest), undefined, { questions: fullVersion, stoppedAt })
  await keepUnsent(tx, now, dossier, author, apart)
}

/** The page where somebody stopped, by draft: those of these drafts that are full reports. */
export async function readStops(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('case_report')
    .select(['id', 'stopped_at'])
    .where('id', 'in', ids)
    .where('stopped_at', 'is not', null)
    .execute()
  const titles = new Map([
    ...fullReport.pages.map(it => [it.path, it.title] as const),
    [checkPath, checkTitle] as const,
  ])
  return new Map(rows.map(row => [row.id, titles.get(row.stopped_at ?? '') ?? '']))
}

/** Where somebody stopped in a full report; undefined for a quick one. */
export async function whereStopped(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('case_report').select('stopped_at').where('id', '=', id).executeTakeFirst()
  return row?.stopped_at ?? undefined
}
