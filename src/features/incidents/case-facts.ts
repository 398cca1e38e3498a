import type { IncidentState } from './incident.chart.ts'

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
