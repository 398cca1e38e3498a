import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { aLetter } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

// Who is said to read a report is who gets it, and nobody where nobody does.

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** What is seen while the organisation has no route for these functions. */
async function withoutRoutes<Seen>(subjects: readonly string[], look: () => Promise<Seen>): Promise<Seen> {
  await world.owner.query('create table kept_routes as select * from route')
  await world.owner.query('delete from route where organisation_id = $1 and subject = any ($2)', [
    idOf('waterstad'),
    subjects,
  ])
  const seen = await look()
  await world.owner.query('insert into route select * from kept_routes on conflict do nothing')
  await world.owner.query('drop table kept_routes')
  return seen
}

test('where the organisation did not say who gets a report, nobody is said to read it', async () => {
  const member = await world.signIn('member')
  const full = (await member.get('/melden/volledig')).location ?? ''
  assert.equal((await member.upload(full, { for_whom: 'self' }, [])).status, 303)
  const texts = await withoutRoutes(['council_member', 'about_mayor'], async () => [
    (await member.get('/melden/snel')).text,
    (await member.get(full.replace('voor-wie', 'controleren'))).text,
  ])
  for (const text of texts) {
    assert.match(text, /nog niet ingesteld wie deze melding leest/)
    assert.doesNotMatch(text, /de coördinator van deze lijn/)
  }
})

test('who has two functions reads of each who gets it, also that nobody does', async () => {
  const both = await world.signIn('doubleMember')
  const { text } = await withoutRoutes(['council_member', 'about_mayor'], () => both.get('/melden/snel'))
  assert.match(text, /Als medewerker: Uw melding gaat naar Naam otherManager/)
  assert.match(text, /Als raadslid: Uw organisatie heeft nog niet ingesteld wie dit leest/)
  assert.doesNotMatch((await both.get('/melden/snel')).text, /nog niet ingesteld/)
})

test('the receipt says how many files came with the report', async () => {
  const member = await world.signIn('member')
  const receipt = async (id: string) => (await member.get(`/meldingen/${id}/ontvangst`)).text
  const id = await world.report('member', {}, [aLetter])
  assert.match(await receipt(id), /Bewijs 1 bestand /)
  assert.match(await receipt(await world.report('member')), /Bewijs Geen/)
  world.clock.advance(60_000)
  await member.upload(`/meldingen/${id}/bewijs`, {}, [aLetter])
  assert.match(await receipt(id), /Bewijs 1 bestand /, 'what was added later is no part of it')
})
