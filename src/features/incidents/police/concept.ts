import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { addWords } from '../../../engines/cases/words.ts'
import type { Tx } from '../../../platform/db.ts'
import { openJson, sealJson } from '../../../platform/vault.ts'
import type { CasePart } from '../case.ts'

// The concept of a report to the police: what somebody fills in, kept sealed in the case.

/** By the organisation, or by the person hit: who signs it. */
export type Version = 'organisation' | 'person'

/** The seven W's, and what else is told, in the order of the document. */
export const textNames = [
  'who',
  'what',
  'where',
  'with_what',
  'how',
  'when',
  'why',
  'task',
  'witnesses',
  'earlier',
  'warnings',
  'damage',
] as const
export type TextName = (typeof textNames)[number]

const text = z.string().default('')
export const Concept = z.object({
  who: text,
  what: text,
  where: text,
  with_what: text,
  how: text,
  when: text,
  why: text,
  task: text,
  witnesses: text,
  earlier: text,
  warnings: text,
  damage: text,
  /** It happened at somebody's home: then no place is written. */
  at_home: z.boolean().default(false),
  /** The damage is claimed in the criminal case. */
  join: z.boolean().default(false),
  informed: z.boolean().default(true),
  /** The explicit request to prosecute, which only the person hit can make. */
  complaint: z.boolean().default(false),
  /** The day on which the offence was known, or ''. */
  known_on: text,
  offences: z.array(z.string()).default([]),
  /** The address of the office, where the organisation has set none. */
  domicile: text,
})
export type Concept = z.infer<typeof Concept>

export interface SavedConcept {
  concept: Concept
  savedAt: Date
}

/** Which version is of who looks; undefined: none. */
export const versionOf = (part: CasePart): Version | undefined =>
  part === 'handler' ? 'organisation' : part === 'own' ? 'person' : undefined

const context = (id: string) => `police-report:${id}`

const row = (tx: Tx, caseId: string, version: Version) =>
  tx
    .selectFrom('police_report')
    .select(['id', 'sealed', 'saved_at'])
    .where('case_id', '=', caseId)
    .where('version', '=', version)
    .executeTakeFirst()

/** The concept as it was kept, for who may read this version. */
export async function readConcept(tx: Tx, dossier: Dossier, version: Version): Promise<SavedConcept | undefined> {
  const it = await row(tx, dossier.caseId, version)
  return (
    it && {
      concept: openJson(dossier.caseKey, context(it.id), it.sealed, Concept),
      savedAt: it.saved_at,
    }
  )
}

/** The moment at which it was kept, as a form carries it; '' for one that is not kept yet. */
export const savedMark = (saved: Pick<SavedConcept, 'savedAt'> | undefined): string =>
  saved?.savedAt.toISOString() ?? ''

/**
 * Keeps the concept, unless somebody kept another one since this form was shown.
 * @param seen what `savedMark` said when the form was made
 */
export async function keepConcept(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  version: Version,
  author: string,
  concept: Concept,
  seen: string,
): Promise<'kept' | 'changed'> {
  const before = await row(tx, dossier.caseId, version)
  const id = before?.id ?? randomUUID()
  const kept = { sealed: sealJson(dossier.caseKey, context(id), concept), saved_at: now }
  if (before) {
    // The form sent twice.
    if (isDeepStrictEqual(openJson(dossier.caseKey, context(id), before.sealed, Concept), concept)) return 'kept'
    if (before.saved_at.toISOString() !== seen) return 'changed'
    const { numUpdatedRows } = await tx
      .updateTable('police_report')
      .set(kept)
      .where('id', '=', id)
      .where('saved_at', '=', before.saved_at)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return 'changed'
  } else {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('police_report')
      .values({
        ...kept,
        id,
        version,
        case_id: dossier.caseId,
        organisation_id: dossier.organisationId,
        author_id: author,
      })
      .onConflict(conflict => conflict.columns(['case_id', 'version']).doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return 'changed'
  }
  // Only who may read it finds it: that of the person hit is searched by nobody else, so its words are not kept to search in.
  if (version === 'organisation')
    await addWords(tx, dossier, 'record:', textNames.map(name => concept[name]).join('\n'))
  return 'kept'
}
