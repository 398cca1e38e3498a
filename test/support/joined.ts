import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { aLetter, letIn, reportFor, takeUp } from './stories.ts'
import type { World } from './world.ts'

/** Two cases of one event. */
export interface Two {
  one: string
  two: string
}

/** In the first the coordinator of the line is named; in the second a colleague helps. */
export async function twoCases(world: World): Promise<Two> {
  const named = { colleague: 'politicalcoordinator@waterstad.example', colleague_id: idOf('politicalCoordinator') }
  const one = await world.report('member', { what: 'Woorden van de een.', ...named }, [aLetter])
  await letIn(world, 'member', one, 'confidant')
  const two = await reportFor(world, 'alderman', 'otherMember', 'Woorden over de ander.')
  const clerk = await world.signIn('clerk')
  for (const id of [one, two]) await takeUp(world, 'clerk', id)
  await clerk.upload(`/meldingen/${two}/bewijs`, {}, [aLetter])
  const along = { entry: randomUUID(), naar: idOf('deputyClerk'), hoe: 'erbij', text: 'Kijk mee.' }
  assert.equal((await clerk.post(`/meldingen/${two}/overdragen`, along)).status, 303)
  return { one, two }
}

export async function join(world: World, { one, two }: Two) {
  const { rows } = await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
    two,
  ])
  const form = { kenmerk: rows[0]?.reference ?? '' }
  assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${one}/samenvoegen`, form)).status, 303)
}

export async function incidentOf({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ incident_id: string }>('select incident_id from incident_case where id = $1', [
    id,
  ])
  return rows[0]?.incident_id ?? ''
}
