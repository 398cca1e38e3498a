import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { PersonKey } from './people.ts'
import type { World } from './world.ts'

/** A measure that stands up to every rule, on Friday 24 April 2026. */
export const fairMeasure = (more: Record<string, string> = {}): Record<string, string> => ({
  entry: randomUUID(),
  stap: 'access_ban',
  grond: 'threat\ncomplaints',
  feiten: 'Op 22 april riep hij aan de balie dat hij met een honkbalknuppel terugkomt.',
  feit_op: '2026-04-22',
  eerder: 'Op 3 april was er een gesprek, op 10 april een waarschuwing.',
  beslist: 'mayor',
  beslist_naam: 'A. de Vries',
  gehoord: 'heard',
  gehoord_hoe: 'Hij zei dat hij boos was over een brief.',
  begint: '2026-04-24',
  eindigt: '2026-05-24',
  beoordelen: '2026-05-08',
  diensten: 'Een paspoort aanvragen kan op afspraak.',
  politie: 'De wijkagent is op 23 april gesproken.',
  ...more,
})

/** Makes a measure through the door; its id. */
export async function makeMeasure(
  world: World,
  who: PersonKey,
  caseId: string,
  more: Record<string, string> = {},
): Promise<string> {
  const form = fairMeasure(more)
  const answer = await (await world.signIn(who)).post(`/meldingen/${caseId}/maatregelen/nieuw`, form)
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
  return form['entry'] ?? ''
}
