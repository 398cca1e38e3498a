import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { idOf } from '../../../test/support/people.ts'
import { answer, atHome, begin, publishSmall } from '../../../test/support/scanning.ts'

const story = openStory(world =>
  publishSmall(world, text =>
    text.replace('id: small-scan', 'id: home-walk').replace('privacy: private', 'privacy: shared'),
  ),
)
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const begun = async () => {
  const id = await begin(member, 'home-walk')
  await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'no' })
  return id
}

test('a member shares with an adviser, who reads and fills in along; the member sees who looked, and takes it back', async () => {
  const id = await begun()
  assert.equal((await clerk.get(`/antwoorden/${id}/vragen/huis`)).status, 404)
  const unclear = await member.post(`/antwoorden/${id}/delen`, { colleague: 'clerk' })
  assert.equal(unclear.status, 422)
  assert.match(unclear.text, /Kies wie u bedoelt\./)
  assert.equal(
    (await member.post(`/antwoorden/${id}/delen`, { colleague: 'clerk', colleague_id: idOf('clerk') })).status,
    303,
  )
  assert.match((await member.get(`/antwoorden/${id}/delen`)).text, /clerk , sinds .* Heeft nog niet gekeken/)
  assert.match((await clerk.get('/scans')).text, /met u gedeeld door Naam member/)
  assert.match(
    (await clerk.get(`/antwoorden/${id}/vragen/huis`)).text,
    /Met u gedeeld Dit zijn de antwoorden van Naam member, die u laat meekijken/,
  )
  assert.equal((await clerk.post(`/antwoorden/${id}/vragen/huis`, { lock: 'partly' })).status, 303)
  assert.match((await member.get(`/antwoorden/${id}/vragen/huis`)).html, /value="partly" checked/)
  assert.match((await member.get(`/antwoorden/${id}/delen`)).text, /Keek voor het laatst op/)
  for (const path of ['/delen', '/afronden']) assert.equal((await clerk.get(`/antwoorden/${id}${path}`)).status, 404)
  assert.equal((await clerk.post(`/antwoorden/${id}/weggooien`)).status, 404)
  await member.post(`/antwoorden/${id}/delen/intrekken`, { wie: idOf('clerk') })
  assert.equal((await clerk.get(`/antwoorden/${id}/vragen/huis`)).status, 404)
  assert.match((await member.get(`/antwoorden/${id}/delen`)).text, /clerk: ingetrokken op/)
})

test('who stopped half-way goes on from the start page, and an adviser finds there what was shared', async () => {
  assert.match((await member.get('/')).text, /Hoe veilig en weerbaar bent u\? .*Naar de scans/)
  const id = await begun()
  const link = `href="/antwoorden/${id}"`
  const home = await member.get('/')
  assert.match(home.text, /Een kleine scan: ga verder waar u was/)
  assert.ok(home.html.includes(link))
  const own = (await member.get('/scans/home-walk')).text
  assert.match(own, /Ga verder waar u was .*Begin opnieuw/, 'what was begun comes before beginning anew')
  assert.doesNotMatch((await clerk.get('/')).text, /kijk mee/)
  await member.post(`/antwoorden/${id}/delen`, { colleague: 'clerk', colleague_id: idOf('clerk') })
  const shared = await clerk.get('/')
  assert.match(shared.text, /Een kleine scan: kijk mee met Naam member/)
  assert.ok(shared.html.includes(link))
  const along = (await clerk.get('/scans/home-walk')).text
  assert.match(along, /Met u gedeeld Kijk mee en vul samen in/)
  assert.doesNotMatch(along, /Wat u al deed|Begin opnieuw/, 'what somebody else answered is none of the adviser’s')
  await member.post(`/antwoorden/${id}/weggooien`)
  assert.ok(!(await member.get('/')).html.includes(link))
})

test('nobody shares with somebody of another organisation, who left, or with a name that is nobody’s', async () => {
  const id = await begun()
  for (const colleague of ['foreignClerk', 'formerClerk', 'niemand'])
    assert.match(
      (await member.post(`/antwoorden/${id}/delen`, { colleague })).text,
      /Wij vinden geen collega met deze naam/,
    )
})

test('when the advice is settled, the answers go and the measures stay, for the member only', async () => {
  const entries = async () => (await story.world.owner.query('select from audit_entry')).rowCount
  const before = await entries()
  const id = await begin(member, 'home-walk')
  await answer(member, id, atHome('no'))
  await member.post(`/antwoorden/${id}/delen`, { colleague: 'clerk', colleague_id: idOf('clerk') })
  assert.equal((await clerk.post(`/antwoorden/${id}/maatregelen`)).status, 404)
  assert.match((await member.get(`/antwoorden/${id}/afronden`)).text, /Eén maatregel komt bij Mijn maatregelen/)
  assert.equal((await member.post(`/antwoorden/${id}/afronden`)).location, '/plan/mijn')
  assert.equal(await entries(), before, 'the trail does not tell how much is wrong at home')
  assert.match((await member.get('/plan/mijn')).text, /Sloten/)
  assert.equal((await member.get(`/antwoorden/${id}`)).status, 404)
  assert.equal((await story.world.owner.query('select from answer_key where set_id = $1', [id])).rowCount, 0)
  assert.doesNotMatch((await story.visitor('politicalCoordinator').get('/plan')).text, /Sloten/)
})

test('a measure that two answers propose is one measure', async () => {
  for (const lock of ['no', 'no']) {
    const id = await begin(member, 'home-walk')
    await answer(member, id, atHome(lock))
    assert.equal((await member.post(`/antwoorden/${id}/maatregelen`)).location, '/plan/mijn')
  }
  const { rows } = await story.world.owner.query(
    `select from plan_measure where measure_key = 'door_locks' and person_id = $1`,
    [idOf('member')],
  )
  assert.equal(rows.length, 1)
})
