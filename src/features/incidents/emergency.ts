import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import type { Action } from '../../engines/access/actions.ts'
import { audit, auditEntry } from '../../engines/access/audit.ts'
import { readContent } from '../../platform/content.ts'
import type { Tx } from '../../platform/db.ts'

// Emergency access to a case (decision 0030). Who may ask, decide and read is said by app.ask_emergency, app.decide_emergency
// and app.emergency_cases; here it is asked.

const { reasons } = readContent(
  'emergency-reasons.yaml',
  z.object({
    version: z.number(),
    source: z.string(),
    checked_on: z.string().nullable(),
    reasons: z.array(z.object({ id: z.string().regex(/^[a-z_]{2,60}$/), label: z.string() })).min(1),
  }),
)

export const emergencyReasons: readonly { value: string; label: string }[] = reasons.map(it => ({
  value: it.id,
  label: it.label,
}))
export const emergencyReason = (id: string): string => reasons.find(it => it.id === id)?.label ?? id

export const emergencyPaths = { ask: '/noodtoegang', decide: '/privacy-instellingen/noodtoegang' } as const

/** What the viewer asked lately. */
export interface OwnEmergency {
  /** The case, for as long as they may read it. */
  case_id: string | null
  reference: string
  reason: string
  asked_at: Date
  decision: 'approved' | 'refused' | 'lapsed' | null
  ends_at: Date | null
}

/** What waits for a privacy officer. */
export interface EmergencyRequest {
  id: string
  case_id: string
  reference: string
  asker_id: string
  asker: string
  reason: string
  asked_at: Date
}

export async function ownEmergencies(tx: Tx, organisation: string): Promise<OwnEmergency[]> {
  return (await sql<OwnEmergency>`select * from app.own_emergencies(${organisation})`.execute(tx)).rows
}

export async function emergenciesToDecide(tx: Tx, organisation: string): Promise<EmergencyRequest[]> {
  return (await sql<EmergencyRequest>`select * from app.emergencies_to_decide(${organisation})`.execute(tx)).rows
}

/** Until when the viewer reads this case in an emergency; null when that is not how they read it. */
export async function emergencyUntil(tx: Tx, it: { id: string; organisation_id: string }): Promise<Date | null> {
  const own = await ownEmergencies(tx, it.organisation_id)
  return own.find(one => one.case_id === it.id)?.ends_at ?? null
}

/** Who had emergency access: they have no part in the case, and still the person hit reads who it was. */
export async function namesOfEmergencies(
  tx: Tx,
  events: readonly { event: string; actor_id: string | null }[],
): Promise<{ id: string; name: string }[]> {
  const ids = events.flatMap(it => (it.event === 'emergency_access' && it.actor_id !== null ? [it.actor_id] : []))
  return ids.length === 0 ? [] : tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
}

/** A deputy asks. False for a reference that does not exist, or is not for this person: which of the two is not told. */
export async function askEmergency(
  tx: Tx,
  now: Date,
  actor: Actor,
  asked: { reference: string; reason: string },
): Promise<boolean> {
  const organisation = actor.organisation?.id ?? null
  const { rows } = await sql<{ id: string | null }>`
    select app.emergency_case(${organisation}, ${asked.reference}) as id`.execute(tx)
  const caseId = rows[0]?.id ?? null
  if (caseId === null) {
    const refused = { action: 'case.emergency_asked', actor: actor.id, organisation, result: 'refused' } as const
    await audit(tx, refused, now)
    return false
  }
  const action = 'case.emergency_asked' as const
  const facts = { action, actor: actor.id, organisation, case: caseId, object: asked.reason }
  const { entry, salt } = auditEntry(tx, facts, now)
  const done = await sql<{ asked: boolean }>`
    select app.ask_emergency(${randomUUID()}, ${caseId}, ${asked.reason}, ${entry}, ${salt}) as asked`.execute(tx)
  return done.rows[0]?.asked === true
}

/** A privacy officer decides. False when there is nothing to decide any more. */
export async function decideEmergency(
  tx: Tx,
  now: Date,
  actor: Actor,
  decision: { request: string; approve: boolean },
): Promise<boolean> {
  const organisation = actor.organisation?.id
  if (organisation === undefined) return false
  const it = (await emergenciesToDecide(tx, organisation)).find(one => one.id === decision.request)
  if (!it) return false
  const action: Action = decision.approve ? 'case.emergency_access' : 'case.emergency_refused'
  const facts = { action, actor: actor.id, organisation, case: it.case_id, object: it.asker_id }
  const { entry, salt } = auditEntry(tx, facts, now)
  const { rows } = await sql<{ decided: boolean }>`
    select app.decide_emergency(${it.id}, ${decision.approve}, ${entry}, ${salt}) as decided`.execute(tx)
  return rows[0]?.decided === true
}
