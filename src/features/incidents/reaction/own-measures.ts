import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** A measure as whose case it is knows of it: days as ISO 8601. */
export interface OwnMeasure {
  kind: string
  begins_on: string
  review_on: string
  ends_on: string
  ended_on: string | null
  ended_how: string | null
}

/** The measures of the incident, for whose case it is; those in force first. Nobody else gets any. */
export async function readOwnMeasures(tx: Tx, caseId: string): Promise<OwnMeasure[]> {
  const { rows } = await sql<OwnMeasure>`
    select kind, begins_on::text, review_on::text, ends_on::text, ended_on::text, ended_how
    from app.measures_for_own(${caseId}::uuid)`.execute(tx)
  return rows
}
