import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { addProvince, decide, halfway, publishNorm } from '../../../test/support/norms.ts'
import { idOf } from '../../../test/support/people.ts'
import type { Visitor } from '../../../test/support/world.ts'

let limburg: Awaited<ReturnType<typeof addProvince>>
let brabant: Awaited<ReturnType<typeof addProvince>>
const story = openStory(async world => {
  limburg = await addProvince(world, 'PV31')
  brabant = await addProvince(world, 'PV30')
  await publishNorm(world)
  await publishNorm(world, { id: 'own-norm', more: 'province: PV31' })
})
const coordinator = story.visitor('politicalCoordinator')
const administrator = story.visitor('administrator')
const member = story.visitor('member')
const of = (who: keyof typeof limburg, province = limburg): Promise<Visitor> => story.world.signIn(province[who])

test('an administrator says in which province the organisation lies, and that is written down; then its norm is offered', async () => {
  assert.equal((await member.get('/scans/own-norm')).status, 404)
  assert.equal((await coordinator.get('/scans/own-norm/organisatie')).status, 404)
  assert.equal((await administrator.post('/beheer/provincie', { provincie: 'PV99' })).status, 422)
  assert.equal((await administrator.post('/beheer/provincie', { provincie: 'PV31' })).status, 303)
  assert.match((await administrator.get('/beheer/wijzigingen')).text, /Organisatie: provincie – PV31/)
  assert.equal((await member.get('/scans/own-norm')).status, 200)
  assert.equal((await (await story.world.signIn('foreignMember')).get('/scans/own-norm')).status, 404)
})

test('a province that stands in no list, such as that of the demonstration, stays when the form is saved again', async () => {
  const { owner } = story.world
  const set = (to: string) => owner.query('update organisation_province set province = $1', [to])
  await set('PV91')
  assert.match((await administrator.get('/beheer/provincie')).html, /<option value="PV91" selected/)
  assert.equal((await administrator.post('/beheer/provincie', { provincie: 'PV91' })).status, 303)
  assert.equal((await administrator.post('/beheer/provincie', { provincie: 'PV92' })).status, 422)
  await set('PV31')
})

test('the province itself has its norm without saying anything, and another province has not', async () => {
  assert.equal((await (await of('member')).get('/scans/own-norm')).status, 200)
  assert.equal((await (await of('member', brabant)).get('/scans/own-norm')).status, 404)
})

test('a province sees nothing of who did not agree; of who agreed the shares by theme, no items and no words', async () => {
  await decide(coordinator, 'small-norm', halfway)
  assert.match((await (await of('coordinator')).get('/scans/small-norm/provincie')).text, /Nog niemand deelt dit/)
  assert.equal((await coordinator.post('/scans/small-norm/delen', { delen: 'ja' })).status, 303)
  const { text } = await (await of('coordinator')).get('/scans/small-norm/provincie')
  assert.match(text, /Gemeente Waterstad Vastgesteld op 24-04-2026\. Samen: 1 van 2 uitgevoerd\./)
  assert.match(text, /Mensen 1 van 2 uitgevoerd \(50 procent\) Papier Niets om te tellen, 1 niet van toepassing/)
  assert.doesNotMatch(text, /Teamleider|balie|regio|alarm|training/)
  assert.doesNotMatch(text, /Elders/)
  assert.match(
    (await (await of('coordinator')).get('/scans/own-norm/provincie')).text,
    /Nog niemand deelt dit/,
    'the yes is for one instrument',
  )
})

test('another province, a member of the province without the role, and who is no province see nothing of it', async () => {
  assert.match(
    (await (await of('coordinator', brabant)).get('/scans/small-norm/provincie')).text,
    /Nog niemand deelt dit/,
  )
  assert.equal((await (await of('member')).get('/scans/small-norm/provincie')).status, 404)
  assert.equal((await coordinator.get('/scans/small-norm/provincie')).status, 404)
  assert.equal((await (await story.world.signIn('foreignCoordinator')).get('/scans/small-norm/provincie')).status, 404)
})

test('only a coordinator agrees, and only where there is a province to share with', async () => {
  assert.equal((await member.post('/scans/small-norm/delen', { delen: 'nee' })).status, 404)
  const foreign = await story.world.signIn('foreignCoordinator')
  const refused = await foreign.post('/scans/small-norm/delen', { delen: 'ja' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Uw organisatie heeft geen provincie om mee te delen/)
  assert.equal((await (await of('coordinator')).post('/scans/small-norm/delen', { delen: 'ja' })).status, 422)
})

test('who takes it back is gone from the page of the province at once, and both stand in the trail', async () => {
  assert.equal((await coordinator.post('/scans/small-norm/delen', { delen: 'nee' })).status, 303)
  const { text } = await (await of('coordinator')).get('/scans/small-norm/provincie')
  assert.match(text, /Nog niemand deelt dit/)
  assert.doesNotMatch(text, /Waterstad/)
  const { rows } = await story.world.owner.query<{ action: string; object: string }>(
    `select action, object from audit_entry where action in ('scan.shared', 'scan.sharing_ended') order by id`,
  )
  assert.deepEqual(rows, [
    { action: 'scan.shared', object: 'instrument:small-norm' },
    { action: 'scan.sharing_ended', object: 'instrument:small-norm' },
  ])
})

test('a yes to one province is no yes to the next', async () => {
  await coordinator.post('/scans/small-norm/delen', { delen: 'ja' })
  await administrator.post('/beheer/provincie', { provincie: 'PV30' })
  for (const province of [limburg, brabant])
    assert.match((await (await of('coordinator', province)).get('/scans/small-norm/provincie')).text, /Nog niemand/)
  const { rowCount } = await story.world.owner.query('select from scan_sharing where organisation_id = $1', [
    idOf('waterstad'),
  ])
  assert.equal(rowCount, 0)
})

test('an organisation that agreed and decided on nothing yet is named without a number', async () => {
  await administrator.post('/beheer/provincie', { provincie: 'PV31' })
  await coordinator.post('/scans/own-norm/delen', { delen: 'ja' })
  assert.match(
    (await (await of('coordinator')).get('/scans/own-norm/provincie')).text,
    /Gemeente Waterstad Deze organisatie stelde nog geen antwoord vast/,
  )
})
