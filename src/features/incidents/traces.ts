import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Tx } from '../../platform/db.ts'
import type { OwnMeasure } from './reaction/own-measures.ts'

/** What a case tells about its course without being opened: kinds, states and days, and no word of it. */
export interface Traces {
  tasks: readonly { kind: string; open: boolean; outcome: string | null }[]
  events: readonly { event: string; code: string | null }[]
  /** How many pieces of evidence there are. */
  pieces: number
  /** Of each record how it stands now, the one that was changed last at the end. */
  records: readonly { kind: string; state: string }[]
  /** By the day on which each is looked at again. */
  measures: readonly { ended: boolean; review_on: string }[]
  /** The steps of the report to the police, in the order in which they were written down. */
  police: readonly { kind: string; code: string | null }[]
  /** How many campaigns on the internet. */
  campaigns: number
}

/** Reads them in one statement: the page of a case asks it each time. */
export async function readTraces(tx: Tx, caseId: string): Promise<Traces> {
  return tx
    .selectNoFrom(eb => [
      jsonArrayFrom(
        eb
          .selectFrom('task')
          .select(it => ['kind', it('done_at', 'is', null).$castTo<boolean>().as('open'), 'outcome'])
          .where('case_id', '=', caseId),
      ).as('tasks'),
      jsonArrayFrom(eb.selectFrom('case_event').select(['event', 'code']).where('case_id', '=', caseId)).as('events'),
      eb
        .selectFrom('file')
        .select(it => it.cast<number>(it.fn.countAll(), 'integer').as('n'))
        .where('case_id', '=', caseId)
        .where('state', '<>', 'arriving')
        .$asScalar()
        .$notNull()
        .as('pieces'),
      jsonArrayFrom(
        eb
          .selectFrom(
            eb
              .selectFrom('case_record')
              .distinctOn('record_id')
              .select(['kind', 'state', 'written_at'])
              .where('case_id', '=', caseId)
              .orderBy('record_id')
              .orderBy('version', 'desc')
              .as('newest'),
          )
          .select(['kind', 'state'])
          .orderBy('written_at'),
      ).as('records'),
      jsonArrayFrom(
        eb
          .selectFrom('measure')
          .select(it => [
            it('ended_at', 'is not', null).$castTo<boolean>().as('ended'),
            it.cast<string>('review_on', 'text').as('review_on'),
          ])
          .where('case_id', '=', caseId)
          // Whose case it is sees no row of them; who handles it gets none of these.
          .unionAll(
            eb
              .selectFrom(sql<OwnMeasure>`app.measures_for_own(${caseId}::uuid)`.as('own'))
              .select(it => [
                it('ended_on', 'is not', null).$castTo<boolean>().as('ended'),
                it.cast<string>('review_on', 'text').as('review_on'),
              ]),
          )
          .orderBy('review_on'),
      ).as('measures'),
      jsonArrayFrom(
        eb
          .selectFrom('police_step')
          .select(['kind', 'code'])
          .where('case_id', '=', caseId)
          .orderBy('added_at')
          .orderBy('id'),
      ).as('police'),
      eb
        .selectFrom('campaign')
        .select(it => it.cast<number>(it.fn.countAll(), 'integer').as('n'))
        .where('case_id', '=', caseId)
        .$asScalar()
        .$notNull()
        .as('campaigns'),
    ])
    .executeTakeFirstOrThrow()
}
