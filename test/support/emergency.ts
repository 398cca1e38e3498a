import assert from 'node:assert/strict'
import type { PersonKey } from './people.ts'
import type { World } from './world.ts'

/** A deputy asks through the door; returns the request. */
export async function askEmergency(world: World, who: PersonKey, reference: string): Promise<string> {
  const answer = await (await world.signIn(who)).post('/noodtoegang', { kenmerk: reference, reden: 'danger_now' })
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
  const { rows } = await world.owner.query<{ id: string }>('select id from incident_case where reference = $1', [
    reference,
  ])
  return emergencyOf(world, rows[0]?.id ?? '')
}

/** The request that waits in a case. */
export async function emergencyOf({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    'select id from emergency_access where case_id = $1 and decision is null',
    [id],
  )
  return rows[0]?.id ?? ''
}

/** The privacy officer decides through the door. */
export async function decideEmergency(world: World, request: string, decision: 'ja' | 'nee'): Promise<void> {
  const officer = await world.signIn('privacyOfficer')
  const answer = await officer.post('/privacy-instellingen/noodtoegang', { verzoek: request, besluit: decision })
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
}
