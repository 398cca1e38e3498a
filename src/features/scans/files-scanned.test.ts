import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eicar, fakeClamd } from '../../../test/support/clamd.ts'
import { begin, linkTo, publishSmall, withFiles } from '../../../test/support/scanning.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { clamd } from '../../platform/scanner.ts'

let fake: Awaited<ReturnType<typeof fakeClamd>>
let world: World
before(async () => {
  fake = await fakeClamd()
  world = await openWorld(undefined, clamd({ path: fake.path }, { ping: 1000, scan: 10_000 }))
  await publishSmall(world, withFiles('own-files'))
})
after(async () => {
  await world.close()
  await fake.stop()
})

test('where there is a scanner, what is not clean stays here, and so does everything while the scanner is away', async () => {
  const member = await world.signIn('member')
  const id = await begin(member, 'own-files')
  for (const [path, form] of Object.entries({ eerst: { garden: 'yes' }, huis: { lock: 'no' } }))
    assert.equal((await member.post(`/antwoorden/${id}/vragen/${path}`, form)).status, 303)
  const files = [
    { name: 'brief.txt', content: 'Wij weten waar u woont.' },
    { name: 'factuur.txt', content: eicar },
  ]
  await member.upload(`/antwoorden/${id}/vragen/foto/bestanden`, {}, files, 'door')
  const seen = await member.get(`/antwoorden/${id}/vragen/foto`)
  const open = async (name: string) => member.get(linkTo(seen, name))
  assert.equal((await open('brief.txt')).text, 'Wij weten waar u woont.')
  const infected = await open('factuur.txt')
  assert.equal(infected.status, 403)
  assert.match(infected.text, /Dit bestand blijft hier/)
  fake.is('away')
  const away = await open('brief.txt')
  assert.equal(away.status, 403)
  assert.match(away.text, /Dit bestand kan nu niet open/)
  fake.is('works')
  assert.equal((await open('brief.txt')).status, 200)
})
