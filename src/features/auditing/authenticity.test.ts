import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testSigner } from '../../../test/support/seed.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { authenticityAddress } from './authenticity.ts'

let world: World
let auditor: Visitor
let receipt: string
before(async () => {
  world = await openWorld()
  auditor = await world.signIn('auditor')
  const id = await world.report('member')
  const file = await (await world.signIn('member')).bytes(`/meldingen/${id}/ontvangstbewijs`)
  assert.equal(file.status, 200)
  receipt = file.body.toString()
})
after(() => world.close())

const check = async (bewijs: string) => {
  const answer = await auditor.post(authenticityAddress, { bewijs })
  return answer.status === 303 ? auditor.get(answer.location) : answer
}

test('a receipt is signed at once, says nothing of what was written, and is in the log a moment later', async () => {
  assert.doesNotMatch(receipt, /brief|woont|06 00/)
  assert.match((await check(receipt)).text, /staat in het logboek, en is nog niet mee ondertekend/)
  await world.keepLog()
  const { text } = await check(receipt)
  assert.match(text, /staat onveranderd in het logboek/)
  assert.match(text, /Laatst gecontroleerd .* alles klopte/)
  assert.match(text, /Laatst naar buiten gestuurd Nog nooit/)
  assert.ok(text.includes(testSigner.current.text))
})

test('the number on the page of the receipt is enough to look it up', async () => {
  const id = await world.report('member')
  const page = await (await world.signIn('member')).get(`/meldingen/${id}/ontvangst`)
  const [number = ''] = /[0-9a-f]{64}/.exec(page.text) ?? []
  assert.match((await check(number)).text, /staat in het logboek/)
  assert.match((await check('0'.repeat(64))).text, /staat niet in het logboek/)
})

test('a receipt that somebody changed, or that is none, is refused with what is wrong, and what was typed stays', async () => {
  const changed = await check(receipt.replace('case.submit', 'case.close'))
  assert.equal(changed.status, 422)
  assert.match(changed.text, /de handtekening klopt niet/)
  assert.match(changed.text, /case\.close/)
  for (const other of ['', 'iets anders', '{}', receipt.slice(0, 200)])
    assert.equal((await check(other)).status, 422, other)
})

test('when an entry is taken out of the log, the receipt tells, and after the next comparison the page does', async () => {
  await world.owner.query(`begin; set local session_replication_role = replica;
    delete from leaf where entry_id = (select min(id) from audit_entry where action = 'case.submit');
    delete from audit_entry where id = (select min(id) from audit_entry where action = 'case.submit'); commit`)
  assert.match((await check(receipt)).text, /staat niet in het logboek.*verdwenen/)
  world.clock.advance(24 * 3_600_000)
  auditor = await world.signIn('auditor')
  await world.keepLog()
  const { text } = await auditor.get(authenticityAddress)
  assert.match(text, /Bij de laatste controle klopte het logboek niet.*leaf_gone:1/)
})

test('a receipt is for who reported, and the state of the log for who supervises', async () => {
  const id = await world.report('member')
  for (const other of ['clerk', 'otherMember', 'auditor', 'administrator'] as const)
    assert.equal((await (await world.signIn(other)).get(`/meldingen/${id}/ontvangstbewijs`)).status, 404, other)
  for (const other of ['clerk', 'member', 'administrator'] as const)
    assert.equal((await (await world.signIn(other)).get(authenticityAddress)).status, 404, other)
})
