import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { reportFully } from '../../../test/support/full.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

// What a full report says beforehand about who gets to know of it must be what happens.

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** Fills in these pages of a new report, and reads the page that says who will know. */
async function whoWillKnow(who: Parameters<World['signIn']>[0], pages: Record<string, Record<string, string>>) {
  const id = randomUUID()
  const visitor = await world.signIn(who)
  for (const [page, form] of Object.entries(pages)) await visitor.upload(`/melden/volledig/${id}/${page}`, form, [])
  return { id, visitor, read: async (page: string) => (await visitor.get(`/melden/volledig/${id}/${page}`)).text }
}

test('an enforcement officer reads that the manager sees it, and no longer after choosing somebody else', async () => {
  const { id, visitor, read } = await whoWillKnow('officer', { 'voor-wie': { for_whom: 'self' } })
  assert.match(await read('wie-leest'), /Naam manager.*Ook uw leidinggevende/s)
  await visitor.upload(`/melden/volledig/${id}/wie-leest`, { not_manager: 'other' }, [])
  const check = await read('controleren')
  assert.match(check, /Uw melding gaat naar Naam secretary/)
  assert.doesNotMatch(check, /Ook uw leidinggevende/)
})

test('what was sent past the manager says so on the receipt too', async () => {
  const id = await reportFully(world, 'officer', { for_whom: 'self', what: 'Over mijn team.', not_manager: 'other' })
  const receipt = (await (await world.signIn('officer')).get(`/meldingen/${id}/ontvangst`)).text
  assert.match(receipt, /Naam secretary/)
  assert.doesNotMatch(receipt, /Naam manager/)
})

test('who reports for a colleague reads that the colleague is told, and nothing of an own manager', async () => {
  const { read } = await whoWillKnow('member', {
    'voor-wie': { for_whom: 'colleague' },
    'over-wie': { hit: 'officer@waterstad.example' },
  })
  const text = await read('wie-leest')
  assert.match(text, /Naam officer krijgt bericht/)
  assert.match(text, /de leidinggevende van de getroffene/)
  assert.doesNotMatch(text, /Ook uw leidinggevende/)
})

test('who checks a report without files reads that there are none, and with one that there is one', async () => {
  const { id, visitor, read } = await whoWillKnow('member', { 'voor-wie': { for_whom: 'self' } })
  assert.match(await read('controleren'), /Bestanden Geen/)
  await visitor.upload(`/melden/volledig/${id}/bewijs`, {}, [aLetter])
  assert.match(await read('controleren'), /Bestanden 1 bestand brief\.txt/)
})

test('what each kind means is said to who was hit as u, and of somebody else as de getroffene', async () => {
  const own = await whoWillKnow('member', { 'voor-wie': { for_whom: 'self' } })
  const other = await whoWillKnow('member', {
    'voor-wie': { for_whom: 'colleague' },
    'over-wie': { hit: 'officer@waterstad.example' },
  })
  assert.match(await own.read('wat'), /Iemand scheldt u uit, of kleineert of beledigt u\./)
  assert.match(await other.read('wat'), /Iemand scheldt de getroffene uit/)
  for (const { read } of [own, other]) assert.doesNotMatch(await read('wat'), /de melder/i)
  const id = await world.report('member')
  const later = await (await world.signIn('member')).get(`/meldingen/${id}/aanvullen/wat`)
  assert.match(later.text, /Iemand scheldt u uit/)
})

test('the confidants are named beforehand: they read along only when the person hit asks', async () => {
  const { read } = await whoWillKnow('member', { 'voor-wie': { for_whom: 'self' } })
  assert.match(await read('wie-leest'), /Naam confidant.*alleen mee als u dat/s)
})

test('who is not safe is told on every next page to call first, and whom', async () => {
  const { read } = await whoWillKnow('member', {
    'voor-wie': { for_whom: 'self' },
    bereiken: { safe_now: 'no', via_weerbaar: 'ja' },
  })
  for (const page of ['bewijs', 'wie-leest', 'controleren']) assert.match(await read(page), /Bel eerst 112/, page)
  assert.match(await read('wie-leest'), /Wie kunt u nu bellen\?/)
})
