import type { Actor } from '../../engines/access/actor.ts'
import { isState } from '../../engines/cases/chart.ts'
import type { Tx } from '../../platform/db.ts'
import { emergencyUntil } from './emergency.ts'
import { incidentChart } from './incident.chart.ts'
import type { CaseFacts, CasePart } from './case-facts.ts'

export type { CaseFacts, CasePart } from './case-facts.ts'

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
