import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { destinationOf, type Told } from './oracle.ts'
import { decideEmergency, emergencyOf } from './emergency.ts'
import { idOf, peopleKeys, type PersonKey } from './people.ts'
import { letIn } from './stories.ts'
import { quickForm, type World } from './world.ts'

/** Tells the database who is away and on duty, as the account page and the administrator would. */
async function arrange({ owner, clock }: World, { away, duty, organisation }: Told) {
  const now = clock.now()
  await owner.query('delete from absence')
  await owner.query('delete from duty_shift')
  for (const who of away)
    await owner.query('insert into absence (id, person_id, starts, ends) values ($1, $2, $3, $4)', [
      randomUUID(),
      idOf(who),
      now,
      new Date(now.getTime() + 3_600_000),
    ])
  if (!duty) return
  for (let weekday = 1; weekday <= 7; weekday++)
    await owner.query(
      `insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id) values ($1, $2, $3, $4, '00:00', '00:00', $5)`,
      [randomUUID(), idOf(organisation), duty.line, weekday, idOf(duty.person)],
    )
}

const emailOf = (who: PersonKey) => `${who.toLowerCase()}@waterstad.example`

/** Makes what was told happen, through the door. Undefined when there is nobody to whom it could go. */
export async function live(world: World, told: Told): Promise<string | undefined> {
  await arrange(world, told)
  const id = randomUUID()
  const visitor = await world.signIn(told.reporter, told.organisation)
  const form = {
    ...quickForm,
    function: told.function,
    ...(told.accused && { colleague: emailOf(told.accused), colleague_id: idOf(told.accused) }),
  }
  const answer = await visitor.upload(`/melden/snel/${id}`, form, [])
  if (destinationOf(told) === undefined) {
    assert.equal(answer.status, 422, answer.text.slice(0, 300))
    return undefined
  }
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
  for (const confidant of told.confidants) await letIn(world, told.reporter, id, confidant)
  world.clock.advance(told.notTakenUp ? 5 * 3_600_000 : 60_000)
  await world.runJobs()
  if (told.emergency !== 'none') await giveEmergencyAccess(world, id, told.emergency)
  return id
}

/** The deputy asks, unless they have the case already, and the privacy officer says yes. */
async function giveEmergencyAccess(world: World, id: string, when: 'now' | 'over') {
  const { rows } = await world.owner.query<{ deputy_id: string | null; reference: string }>(
    'select deputy_id, reference from incident_case where id = $1',
    [id],
  )
  const deputy = peopleKeys.find(it => idOf(it) === rows[0]?.deputy_id)
  if (deputy === undefined) return
  const asked = await (
    await world.signIn(deputy)
  ).post('/noodtoegang', { kenmerk: rows[0]?.reference ?? '', reden: 'danger_now' })
  if (asked.status === 303) await decideEmergency(world, await emergencyOf(world, id), 'ja')
  world.clock.advance(when === 'now' ? 0 : 3_600_000)
}
