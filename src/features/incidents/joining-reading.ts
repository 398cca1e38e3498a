import { sql } from 'kysely'
import { addHours } from '../../engines/cases/deadlines.ts'
import type { Tx } from '../../platform/db.ts'
import { openStates } from './incident.chart.ts'

interface CaseOfIncident {
  id: string
  incident_id: string
  organisation_id: string
  category: string | null
  channel: string | null
  happened_at: Date | null
  reported_at: Date | null
}

/** A case that may be about the same event, or is in the same incident. */
export interface OtherCase {
  id: string
  reference: string
  function: string
  state: string
  category: string | null
  reportedAt: Date
}

const columns = ['id', 'reference', 'function', 'state', 'category', 'reported_at'] as const

const toOther = (row: {
  id: string
  reference: string | null
  function: string | null
  state: string
  category: string | null
  reported_at: Date | null
}): OtherCase[] =>
  row.reference && row.reported_at
    ? [
        {
          id: row.id,
          reference: row.reference,
          function: row.function ?? '',
          state: row.state,
          category: row.category,
          reportedAt: row.reported_at,
        },
      ]
    : []

const nearHours = 72
const suggestionsAtMost = 50

/** Cases of this handler that agree in time, channel and kind: coded facts only, never what somebody wrote. */
export async function alike(tx: Tx, it: CaseOfIncident): Promise<OtherCase[]> {
  const at = it.happened_at ?? it.reported_at
  if (at === null || it.channel === null || it.category === null) return []
  const rows = await tx
    .selectFrom('incident_case')
    .select(columns)
    .where('organisation_id', '=', it.organisation_id)
    .where('channel', '=', it.channel)
    .where('category', '=', it.category)
    .where('state', 'in', openStates)
    .where('incident_id', '<>', it.incident_id)
    .where(sql<Date>`coalesce(happened_at, reported_at)`, '>', addHours(at, -nearHours))
    .where(sql<Date>`coalesce(happened_at, reported_at)`, '<', addHours(at, nearHours))
    .where(sql<boolean>`app.handles(id)`)
    .orderBy('reported_at')
    .limit(suggestionsAtMost)
    .execute()
  return rows.flatMap(toOther)
}

/** The other cases of the incident, as far as this person may see them. */
export async function inSameIncident(tx: Tx, it: Pick<CaseOfIncident, 'id' | 'incident_id'>): Promise<OtherCase[]> {
  const rows = await tx
    .selectFrom('incident_case')
    .select(columns)
    .where('incident_id', '=', it.incident_id)
    .where('id', '<>', it.id)
    .orderBy('reported_at')
    .execute()
  return rows.flatMap(toOther)
}

/** Whether more people are in the incident of this case, whom this person need not see. */
export async function isJoined(tx: Tx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ joined: boolean }>`select app.is_joined(${caseId}::uuid) as joined`.execute(tx)
  return rows[0]?.joined === true
}

/** The case that this one repeats. In one's own case it is told when the other is one's own too, and not whose it is otherwise. */
export const readRepeated = (tx: Tx, facts: { part: string }, other: string) =>
  tx
    .selectFrom('incident_case')
    .select(['id', 'reference'])
    .where('id', '=', other)
    .$if(facts.part === 'own', query => query.where(sql<boolean>`app.is_own(id)`))
    .executeTakeFirst()
