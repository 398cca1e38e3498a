import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../engines/access/actor.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { addWords } from '../../../engines/cases/words.ts'
import { addJobs } from '../../../engines/jobs/job.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { openJson, openText, seal, sealJson } from '../../../platform/vault.ts'
import { isoDay } from '../../../ui/dates.ts'
import { actOrUndo, finish, tellReporter, type Acting, type Done } from '../acting.ts'
import { mayReact } from '../improper/word.ts'
import type { IncidentState } from '../incident.chart.ts'
import { endOf, keepReviewTask } from './measure-tasks.ts'
import { askNotice } from './notice.ts'

/** Why a measure is there, in the words of who made it: sealed with the key of the case. */
const Words = z.object({
  facts: z.string(),
  lastFactOn: z.string(),
  earlier: z.string(),
  decidedBy: z.string(),
  decidedByName: z.string(),
  heard: z.string(),
  heardHow: z.string(),
  services: z.string(),
  deviation: z.string(),
  police: z.string(),
})
export type MeasureWords = z.infer<typeof Words>

export interface NewMeasure extends MeasureWords {
  /** Made with the form, so that a form that is sent twice makes one measure. */
  id: string
  kind: string
  grounds: readonly string[]
  beginsOn: string
  reviewOn: string
  endsOn: string
  /** Who it is about; '' when that is not kept. */
  who: string
}

export interface Measure {
  id: string
  kind: string
  grounds: readonly string[]
  begins_on: string
  review_on: string
  ends_on: string
  made_at: Date
  ended_at: Date | null
  ended_how: string | null
  words: MeasureWords
  who: string | undefined
}

/** Whether it may be kept who did it: of the council only when the privacy officer says so. */
export async function mayName({ tx, it }: Acting): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.may_name_perpetrator(${it.id}::uuid) as may`.execute(tx)
  return rows[0]?.may === true
}

/** In which a reaction is thought of: not set aside or withdrawn. Measures outlive the closing of a case. */
export const reacts = (state: IncidentState): boolean =>
  ['reported', 'in_progress', 'waiting', 'closed'].includes(state)

/** Makes a measure that stands up to the rules of `objections`, with the task to look at it again and the job that ends it. */
export const makeMeasure = (house: House, actor: Actor, caseId: string, it: NewMeasure): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, dossier } = acting
    if (acting.it.part !== 'handler') return 'gone'
    if (!reacts(acting.it.state) || !(await mayReact(tx, acting.it, 'measure'))) return 'late'
    const { id, kind, grounds, beginsOn, reviewOn, endsOn, who, ...words } = it
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('measure')
      .values({
        id,
        case_id: caseId,
        organisation_id: acting.it.organisation_id,
        kind,
        grounds: [...grounds],
        begins_on: beginsOn,
        review_on: reviewOn,
        ends_on: endsOn,
        sealed: sealJson(dossier.caseKey, `measure:${id}`, words),
        sealed_who: who === '' ? null : seal(dossier.caseKey, `measure-who:${id}`, who),
        made_by: actor.id,
        made_at: now,
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return 'done'
    for (const text of [words.facts, words.earlier, words.heardHow, words.services])
      await addWords(tx, dossier, 'record:', text)
    await addJobs(tx, now, [endOf(acting.it, endsOn), tellReporter(acting, 'case_news')])
    await finish(acting, ['measure'])
    await keepReviewTask(acting)
    await askNotice(acting)
    return 'done'
  })

/** All measures of a case, those in force first. */
export async function readMeasures(tx: Tx, dossier: Dossier): Promise<Measure[]> {
  const rows = await tx
    .selectFrom('measure')
    .select(['id', 'kind', 'grounds', 'made_at', 'ended_at', 'ended_how', 'sealed', 'sealed_who'])
    .select(eb => [
      eb.cast<string>('begins_on', 'text').as('begins_on'),
      eb.cast<string>('review_on', 'text').as('review_on'),
      eb.cast<string>('ends_on', 'text').as('ends_on'),
    ])
    .where('case_id', '=', dossier.caseId)
    .orderBy(eb => eb('ended_at', 'is not', null))
    .orderBy('begins_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ sealed, sealed_who, ...row }) => ({
    ...row,
    words: openJson(dossier.caseKey, `measure:${row.id}`, sealed, Words),
    who: sealed_who ? openText(dossier.caseKey, `measure-who:${row.id}`, sealed_who) : undefined,
  }))
}

export type ReviewOutcome = 'stands' | 'shortened' | 'lifted'

export interface NewReview {
  id: string
  outcome: ReviewOutcome
  why: string
  /** When it is looked at again, for what stands or becomes shorter. */
  nextOn: string
  /** The new last day, for what becomes shorter. */
  endsOn: string
}

/** Looks at a measure again: it stands until the next look, becomes shorter, or is lifted at once. */
export const reviewMeasure = (
  house: House,
  actor: Actor,
  caseId: string,
  measureId: string,
  it: NewReview,
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, dossier } = acting
    if (acting.it.part !== 'handler') return 'gone'
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('measure_review')
      .values({
        id: it.id,
        measure_id: measureId,
        case_id: caseId,
        organisation_id: acting.it.organisation_id,
        outcome: it.outcome,
        sealed: seal(dossier.caseKey, `measure-review:${it.id}`, it.why),
        reviewed_by: actor.id,
        reviewed_at: now,
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return 'done'
    if (!(await change(acting, measureId, it))) return 'late'
    await addWords(tx, dossier, 'record:', it.why)
    if (it.outcome !== 'stands') await addJobs(tx, now, [tellReporter(acting, 'case_news')])
    await finish(acting, ['measure_review'])
    await keepReviewTask(acting)
    return 'done'
  })

/** Only what has not ended is changed, and nothing is made longer: the database refuses it too. */
async function change({ tx, now, it: facts }: Acting, measureId: string, it: NewReview): Promise<boolean> {
  const shorter = it.outcome === 'shortened'
  const { numUpdatedRows } = await tx
    .updateTable('measure')
    .set(
      it.outcome === 'lifted'
        ? { ended_at: now, ended_how: 'lifted' }
        : { review_on: it.nextOn, ...(shorter && { ends_on: it.endsOn }) },
    )
    .where('id', '=', measureId)
    .where('ended_at', 'is', null)
    // Made shorter meanwhile.
    .$if(it.outcome !== 'lifted', query =>
      query.where('ends_on', '>=', sql<Date>`${shorter ? it.endsOn : it.nextOn}::date`),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 1n && shorter) await addJobs(tx, now, [endOf(facts, it.endsOn)])
  return numUpdatedRows === 1n
}

export interface Review {
  outcome: string
  why: string
  by: string
  at: Date
}

export async function readReviews(tx: Tx, dossier: Dossier, measureId: string): Promise<Review[]> {
  const rows = await tx
    .selectFrom('measure_review')
    .innerJoin('person', 'person.id', 'measure_review.reviewed_by')
    .select(['measure_review.id', 'outcome', 'sealed', 'person.name', 'reviewed_at'])
    .where('measure_id', '=', measureId)
    .orderBy('reviewed_at')
    .execute()
  return rows.map(row => ({
    outcome: row.outcome,
    why: openText(dossier.caseKey, `measure-review:${row.id}`, row.sealed),
    by: row.name,
    at: row.reviewed_at,
  }))
}

/** Whether it holds today, and was not ended. */
export const isInForce = (it: Pick<Measure, 'begins_on' | 'ends_on' | 'ended_at'>, now: Date): boolean =>
  it.ended_at === null && it.begins_on <= isoDay(now) && isoDay(now) <= it.ends_on
