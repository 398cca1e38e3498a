import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { createKeys, openDossier, type Dossier } from '../../engines/cases/dossier.ts'
import type { Tx } from '../../platform/db.ts'
import { refusedBy } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { openJson, sealJson } from '../../platform/vault.ts'
import { questionsVersion } from './questions.ts'

/** The answers of a report as they are sealed. */
export const Answers = z.object({
  what: z.string(),
  reach: z.string(),
  via_weerbaar: z.boolean(),
  /** Only while the report is a draft: what else was filled in. */
  draft: z.record(z.string(), z.string()).optional(),
  /** The other answers of a full report. */
  given: z.record(z.string(), z.string()).optional(),
})
export type Answers = z.infer<typeof Answers>

export const noAnswers: Answers = { what: '', reach: '', via_weerbaar: false }

/**
 * The draft with this id, begun when it is not there yet: the id comes with the form, so that one form is one case.
 * @returns undefined when the id is not a draft of this person: it was reported already, or is somebody else's
 */
export async function openOrBeginDraft(house: House, actor: Actor, id: string): Promise<Dossier | undefined> {
  const open = () =>
    house.db.as({ person: actor.id }, async (tx, now) => {
      const state = await ownState(tx, actor, id)
      if (state === undefined) return beginDraft(tx, now, house, actor, id)
      return state === 'draft' ? openDraft(tx, now, house, actor, id) : undefined
    })
  try {
    return await open()
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  // Begun a moment ago by another sending of this form, or the id of somebody else's case: then it stays taken.
  try {
    return await open()
  } catch (error) {
    if (!isTaken(error)) throw error
    return undefined
  }
}

const isTaken = (error: unknown) => refusedBy(error) === 'incident_case_pkey'

/** Opens a draft of this person; undefined when there is none. */
export const openDraft = (tx: Tx, now: Date, house: House, actor: Actor, id: string): Promise<Dossier | undefined> =>
  openDossier(tx, now, house.keys, {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId: id,
    action: 'case.draft_open',
  })

/** The state of a case that this person reported, or undefined when there is none. */
export async function ownState(tx: Tx, actor: Actor, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('incident_case')
    .select('state')
    .where('id', '=', id)
    .where('reporter_id', '=', actor.id)
    .executeTakeFirst()
  return row?.state
}

/**
 * Holds a draft for the rest of this transaction, so that two sendings of one form come one after the other.
 * @returns false when it is no draft any more
 */
export async function holdDraft(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('incident_case')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Begins a draft: an incident with one case, its keys, and the reporter as the person hit. Everything of it is theirs alone. */
export async function beginDraft(
  tx: Tx,
  now: Date,
  house: House,
  actor: Pick<Actor, 'id' | 'organisation'>,
  id: string,
): Promise<Dossier> {
  const organisationId = actor.organisation?.id
  if (organisationId === undefined) throw new Error('A draft needs an organisation')
  const incidentId = crypto.randomUUID()
  await tx.insertInto('incident').values({ id: incidentId, organisation_id: organisationId, created_at: now }).execute()
  await tx
    .insertInto('incident_case')
    .values({
      id,
      incident_id: incidentId,
      organisation_id: organisationId,
      state: 'draft',
      reporter_id: actor.id,
      hit_id: actor.id,
      for_whom: 'self',
      created_at: now,
    })
    .execute()
  const dossier = await createKeys(tx, house.keys, { caseId: id, incidentId, organisationId })
  await tx
    .insertInto('participant')
    .values(
      (['reporter', 'person_hit'] as const).map(role => ({
        case_id: id,
        person_id: actor.id,
        role,
        organisation_id: organisationId,
        added_at: now,
      })),
    )
    .execute()
  return dossier
}

/** Keeps what was filled in, sealed. A first report has the id of its case. */
export async function saveAnswers(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  author: string,
  answers: Answers,
  sent?: 'sent',
  {
    questions = questionsVersion,
    stoppedAt = null,
  }: { questions?: string | undefined; stoppedAt?: string | null } = {},
): Promise<void> {
  const kept = {
    questions,
    sealed: sealJson(dossier.caseKey, `report:${dossier.caseId}`, answers),
    saved_at: now,
    sent_at: sent ? now : null,
    stopped_at: stoppedAt,
  }
  await tx
    .insertInto('case_report')
    .values({
      ...kept,
      id: dossier.caseId,
      case_id: dossier.caseId,
      organisation_id: dossier.organisationId,
      author_id: author,
    })
    .onConflict(conflict => conflict.column('id').doUpdateSet(kept))
    .execute()
}

/** What was filled in, or nothing yet. */
export async function readAnswers(tx: Tx, dossier: Dossier): Promise<Answers> {
  const row = await tx.selectFrom('case_report').select('sealed').where('id', '=', dossier.caseId).executeTakeFirst()
  return row ? openJson(dossier.caseKey, `report:${dossier.caseId}`, row.sealed, Answers) : noAnswers
}
