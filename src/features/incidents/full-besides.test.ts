import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { fullPages, reportFully } from '../../../test/support/full.ts'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

test('who did it is asked for in reports of the council only when the privacy officer said so, and read by few', async () => {
  const member = await world.signIn('member')
  const closed = randomUUID()
  await member.upload(`/melden/volledig/${closed}/voor-wie`, { for_whom: 'self' }, [])
  assert.equal((await member.get(`/melden/volledig/${closed}/wie`)).status, 303)
  await world.owner.query('update organisation set perpetrator_council = true where id = $1', [idOf('waterstad')])
  const id = await reportFully(world, 'member', {
    for_whom: 'self',
    what: 'Hij wacht mij op.',
    perpetrator_known: 'known',
    perpetrator_words: 'De man van de hoek',
  })
  assert.match(
    (await (await world.signIn('clerk')).get(`/meldingen/${id}`)).text,
    /Over degene die dit deed.*De man van de hoek/s,
  )
  assert.match((await member.get(`/meldingen/${id}`)).text, /De man van de hoek/)
  const coordinator = await (await world.signIn('politicalCoordinator')).get(`/meldingen/${id}`)
  assert.equal(coordinator.status, 200)
  assert.doesNotMatch(coordinator.text, /De man van de hoek/)
  await world.owner.query('update organisation set perpetrator_council = false where id = $1', [idOf('waterstad')])
})

test('an injured employee reminds the handler of the duty to report an accident, without a code in the database', async () => {
  const id = await reportFully(world, 'officer', { for_whom: 'self', what: 'Ik werd geslagen.', serious_injury: 'yes' })
  assert.match(
    (await (await world.signIn('manager')).get(`/meldingen/${id}`)).text,
    /Misschien een arbeidsongeval.*Arbeidsomstandighedenwet, artikel 9. Nog niet gecontroleerd/s,
  )
})

test('after a quick report a member fills in the rest later; what was told stays, and the clerk is asked to read it', async () => {
  const id = await world.report('member')
  const member = await world.signIn('member')
  assert.match((await member.get(`/meldingen/${id}/ontvangst`)).text, /Vul later aan/)
  const first = (await member.get(`/meldingen/${id}/aanvullen`)).location
  assert.equal(first, `/meldingen/${id}/aanvullen/wat`)
  const at = (page: string) => `/meldingen/${id}/aanvullen/${page}`
  assert.match((await member.post(at('controleren'))).text, /nog niets aangevuld/)
  assert.equal((await member.post(at('wat'), { categories: 'threat' })).location, at('wanneer'))
  assert.equal((await member.post(at('wanneer'), { date: '2031-01-01' })).status, 422)
  assert.equal((await member.post(at('wanneer'), { date: '2026-04-24', channel: 'letter' })).location, at('woorden'))
  assert.equal((await member.post(at('woorden'), { more: 'De brief lag er al om vijf uur.' })).status, 303)
  assert.match((await member.get(at('controleren'))).text, /De brief lag er al om vijf uur/)
  assert.equal((await member.post(at('controleren'))).status, 303)
  const clerk = await (await world.signIn('clerk')).get(`/meldingen/${id}`)
  assert.match(clerk.text, /we weten waar je woont.*Aanvulling van.*De brief lag er al om vijf uur/s)
  const { rows } = await world.owner.query(
    "select 1 from task where case_id = $1 and kind = 'answer' and done_at is null",
    [id],
  )
  assert.equal(rows.length, 1)
  for (const who of ['clerk', 'otherMember', 'politicalCoordinator'] as const)
    assert.equal((await (await world.signIn(who)).get(at('wat'))).status, 404, who)
})

test('the pages of a full report are at most twelve', () => assert.ok(fullPages.length <= 12))
