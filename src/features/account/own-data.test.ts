import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { aLetter, handleAndClose, send, takeUp } from '../../../test/support/stories.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const overview = '/account/inzage/overzicht'
const file = '/account/inzage/gegevens.json'

test('somebody reads and saves everything about themself: what they wrote, and no word or name of anybody else', async () => {
  const id = await world.report('member', {}, [aLetter])
  await takeUp(world, 'clerk', id)
  await send(world, 'member', id, 'bericht')
  const member = await world.signIn('member')
  const campaign = { campagne: randomUUID(), naam: 'Berichten over de dijk', platform: 'Een platform', aantal: '40' }
  assert.equal((await member.post(`/meldingen/${id}/online`, campaign)).status, 303)
  const { rows: files } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  assert.equal((await member.post(`/meldingen/${id}/bewijs/${files[0]?.id}/lezer`)).status, 303)
  await handleAndClose(world, 'clerk', id)
  const page = await member.get(overview)
  const saved = await member.bytes(file)
  assert.deepEqual([page.status, saved.status], [200, 200])
  assert.match(saved.headers.get('content-disposition') ?? '', /attachment/u)
  for (const words of [page.text, saved.body.toString('utf8')]) {
    for (const own of [
      quickForm['what'] ?? '',
      quickForm['reach'] ?? '',
      'Ik bel u morgen.',
      'brief.txt',
      'Berichten over de dijk (Een platform)',
      'Gevraagd dat een ander eerst kijkt',
      'Naam member',
    ])
      assert.ok(words.includes(own), own)
    for (const other of [
      'Naam clerk',
      'Wij doen aangifte',
      'Het was een goed gesprek',
      'Alleen voor wie dit behandelt',
    ])
      assert.ok(!words.includes(other), other)
  }
  const { rows } = await world.owner.query<{ case_id: string | null }>(
    `select case_id from audit_entry where action = 'privacy.package_made' and actor_id = $1 and result = 'done'`,
    [idOf('member')],
  )
  assert.ok(
    rows.some(it => it.case_id === id) && rows.some(it => it.case_id === null),
    'that it was asked, is in the trail',
  )
})

test('who handles a report finds in their own data that they did, and no word of whose report it is', async () => {
  const { text } = await (await world.signIn('clerk')).get(overview)
  assert.match(text, /Behandelaar/u)
  assert.match(text, /Wat: Melding opgepakt|Wat Melding opgepakt/u)
  assert.doesNotMatch(text, /\b(?:case|account|evidence)\.[a-z]/u, 'in words, and not in codes')
  for (const other of [quickForm['what'] ?? '', 'Naam member', 'brief.txt']) assert.ok(!text.includes(other), other)
})

test('the colleague who is named as the one who did it finds nothing of that report in their own data', async () => {
  const id = await world.report('member', { colleague: 'alderman@waterstad.example' })
  const { rows } = await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
    id,
  ])
  const alderman = await world.signIn('alderman')
  await alderman.get(`/meldingen/${id}`)
  const { text } = await alderman.get(overview)
  assert.ok(!text.includes(rows[0]?.reference ?? '') && !text.includes(id))
})
