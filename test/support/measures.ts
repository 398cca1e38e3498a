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

/** Whether reports of the council may say who did it, as the privacy officer decided. */
export const allowNames = ({ owner }: World, may: boolean) =>
  owner.query('update organisation set perpetrator_council = $1', [may])

export const rightLetter = (measure: string, more: Record<string, string> = {}): Record<string, string> => ({
  entry: randomUUID(),
  soort: 'access_ban',
  maatregel: measure,
  gebouw: 'Stadhuis, Raadhuisplein 1',
  naam: 'Jan Ångström',
  straat: 'Kade 1',
  postcode: '1234 AB',
  plaats: 'Waterstad',
  feiten: 'Op 22 april riep u aan de balie dat u met een honkbalknuppel terugkomt.',
  ondertekend: 'A. de Vries, burgemeester',
  ...more,
})

/** Makes a letter through the door, where names may be kept for a moment; its id. */
export async function makeLetter(world: World, who: PersonKey, caseId: string, measure: string): Promise<string> {
  await allowNames(world, true)
  const form = rightLetter(measure)
  const answer = await (await world.signIn(who)).post(`/meldingen/${caseId}/maatregelen/brief`, form)
  assert.equal(answer.status, 303, answer.text.slice(0, 600))
  await allowNames(world, false)
  return form['entry'] ?? ''
}

export const rightTold = (more: Record<string, string> = {}): Record<string, string> => ({
  entry: randomUUID(),
  wie: 'Jan Ångström, lange man met grijze jas',
  waar: 'Stadhuis, alle ingangen',
  doen: 'Laat hem niet binnen. Ga niet in gesprek.',
  bellen: 'Beveiliging, 014 0000000',
  colleague: 'othermember@waterstad.example',
  ...more,
})

/** A case with a ban, a letter about it, and a colleague who was told of it. */
export async function aBan(world: World) {
  const id = await world.report('member')
  const measure = await makeMeasure(world, 'clerk', id)
  const letter = await makeLetter(world, 'clerk', id, measure)
  await allowNames(world, true)
  const clerk = await world.signIn('clerk')
  const answer = await clerk.post(`/meldingen/${id}/maatregelen/${measure}/wie-weet-het`, rightTold())
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
  await allowNames(world, false)
  return { id, measure, letter }
}
