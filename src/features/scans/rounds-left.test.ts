import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { addMembers } from '../../../test/support/councillors.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { idOf, type Who } from '../../../test/support/people.ts'
import { answer, atHome, askTeam, beginInRound, openRound, publishSmall } from '../../../test/support/scanning.ts'

let team: Who[] = []
const story = openStory(async world => {
  await publishSmall(world, text =>
    text.replace('privacy: private', 'privacy: team').replace('id: small-scan', 'id: team-scan'),
  )
  team = await addMembers(world, 3)
})
const lead = story.visitor('politicalCoordinator')

/** A round in which three people answered. */
async function answered(): Promise<string> {
  const round = await openRound(lead, 'team-scan')
  await askTeam(lead, round, team, 'security')
  for (const key of team) {
    const visitor = await story.world.signIn(key)
    await answer(visitor, await beginInRound(visitor, round), atHome('yes'))
  }
  return round
}

test('a round whose leader left is taken over by a colleague, who closes it; that stands in the trail', async () => {
  const round = await answered()
  const colleague = await story.world.signIn('staffCoordinator')
  assert.doesNotMatch((await colleague.get(`/rondes/${round}`)).text, /Neem deze ronde over/)
  assert.equal((await colleague.post(`/rondes/${round}/overnemen`)).status, 404)
  const leaves = `update membership set ends = $2 where person_id = $1 and role = 'coordinator'`
  await story.world.owner.query(leaves, [idOf('politicalCoordinator'), story.world.clock.now()])
  assert.match((await colleague.get(`/rondes/${round}`)).text, /Niemand begeleidt deze ronde meer/)
  const asked = await story.world.signIn(team[0] ?? 'member')
  assert.doesNotMatch((await asked.get(`/rondes/${round}`)).text, /Neem deze ronde over/)
  assert.equal((await asked.post(`/rondes/${round}/overnemen`)).status, 404)
  const taken = await colleague.post(`/rondes/${round}/overnemen`)
  assert.equal(taken.location, `/rondes/${round}?klaar=overgenomen`, taken.text)
  assert.match((await colleague.get(taken.location)).text, /U begeleidt deze ronde nu.*Klaar 3 mensen of meer/)
  assert.equal((await colleague.post(`/rondes/${round}/sluiten`)).location, `/rondes/${round}`)
  assert.match((await colleague.get(`/rondes/${round}`)).text, /3 mensen vulden dit in/)
  const { rows } = await story.world.owner.query(
    'select action, actor_id from audit_entry where object = $1 order by id',
    [`round:${round}`],
  )
  const actor = idOf('staffCoordinator')
  assert.deepEqual(rows, [
    { action: 'scan.round_taken', actor_id: actor },
    { action: 'scan.round_ended', actor_id: actor },
  ])
  await story.world.owner.query(leaves, [idOf('politicalCoordinator'), null])
})

test('when counting is broken off after a round was ended, nothing is lost: a job counts it', async () => {
  const round = await answered()
  // As left by a server that was killed between the two.
  await story.world.owner.query('update answer_round set ended_on = opened_on where id = $1', [round])
  const { text } = await lead.get(`/rondes/${round}`)
  assert.match(text, /Wij tellen de antwoorden/)
  await addCount()
  await story.world.runJobs()
  assert.match((await lead.get(`/rondes/${round}`)).text, /3 mensen vulden dit in/)
})

const addCount = () =>
  story.world.owner.query(
    `insert into job (id, kind, organisation_id, run_at, attempts, created_at) values ($1, 'round_count', $2, $3, 0, $3)`,
    [randomUUID(), idOf('waterstad'), story.world.clock.now()],
  )
