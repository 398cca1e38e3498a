import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { fullReport } from '../../src/features/incidents/full-report.ts'
import type { PersonKey } from './people.ts'
import type { World } from './world.ts'

export const fullPages = fullReport.pages

/** A full report that is right, through the door, page by page; returns the id of the case. */
export async function reportFully(world: World, who: PersonKey, answers: Record<string, string>): Promise<string> {
  const id = randomUUID()
  const visitor = await world.signIn(who)
  const all: Record<string, string> = { safe_now: 'yes', reach: '06 00 00 00 00', ...answers }
  let at = `/melden/volledig/${id}/voor-wie`
  for (let step = 0; step < 20 && !at.endsWith('/ontvangst') && !at.includes('?klaar='); step++) {
    const seen = await visitor.upload(at, all, [])
    assert.equal(seen.status, 303, `${at}: ${seen.text.slice(0, 400)}`)
    at = seen.location
  }
  return id
}
