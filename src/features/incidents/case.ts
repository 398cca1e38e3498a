import type { Actor } from '../../engines/access/actor.ts'
import { isState } from '../../engines/cases/chart.ts'
import type { Tx } from '../../platform/db.ts'
import { emergencyUntil } from './emergency.ts'
import { incidentChart, type IncidentState } from './incident.chart.ts'

/**
 * What somebody is to a case: it is their own (as the person hit, or as who reported for somebody in their household), they
 * helped (reported for a colleague, or saw it happen), they handle it, they watch over its line or unit, or they were let in
 * to read. The deputy who got emergency access reads and writes for an hour.
 */
export type CasePart = 'own' | 'helper' | 'handler' | 'overseer' | 'confidant' | 'emergency'

export interface CaseFacts {
  id: string
  incident_id: string
  organisation_id: string
  state: IncidentState
  reporter_id: string
  /** The person hit, when that person has an account here. */
  hit_id: string | null
  for_whom: string
  reference: string | null
  function: string | null
  line: string | null
  owner_id: string | null
  deputy_id: string | null
  safe_now: string | null
  category: string | null
  outcome: string | null
  happened_at: Date | null
  channel: string | null
  influence: string | null
  waiting_for: string | null
  waiting_until: Date | null
  duplicate_of: string | null
  confirm_asked_at: Date | null
  confirmed_at: Date | null
  unit_id: string | null
  created_at: Date
  reported_at: Date | null
  taken_up_at: Date | null
  closed_at: Date | null
  reopen_asked_at: Date | null
  part: CasePart
  /** Until when the viewer has emergency access, for who reads it that way. */
  emergency_until: Date | null
}

const handling = new Set(['handler', 'deputy', 'duty'])

/** The coded facts of a case, if row-level security shows it to this person, with what they are to it. */
export async function readCase(tx: Tx, actor: Pick<Actor, 'id'>, id: string): Promise<CaseFacts | undefined> {
  const asked = tx
    .selectFrom('incident_case')
    .select([
      'id',
      'incident_id',
      'organisation_id',
      'state',
      'reporter_id',
      'hit_id',
      'for_whom',
      'reference',
      'function',
      'line',
      'owner_id',
      'deputy_id',
      'safe_now',
      'category',
      'outcome',
      'happened_at',
      'channel',
      'influence',
      'waiting_for',
      'waiting_until',
      'duplicate_of',
      'confirm_asked_at',
      'confirmed_at',
      'unit_id',
      'created_at',
      'reported_at',
      'taken_up_at',
      'closed_at',
      'reopen_asked_at',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  const askedRoles = tx
    .selectFrom('participant')
    .select('role')
    .where('case_id', '=', id)
    .where('person_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .execute()
  const [row, roles] = await Promise.all([asked, askedRoles])
  if (!row || !isState(incidentChart, row.state)) return undefined
  const part = partOf(roles.map(it => it.role))
  const until = part === 'overseer' ? await emergencyUntil(tx, row) : null
  return { ...row, state: row.state, part: until === null ? part : 'emergency', emergency_until: until }
}

function partOf(roles: readonly string[]): CasePart {
  if (roles.includes('person_hit') || roles.includes('reporter')) return 'own'
  if (roles.some(role => handling.has(role))) return 'handler'
  if (roles.includes('helper')) return 'helper'
  return roles.includes('confidant') ? 'confidant' : 'overseer'
}
