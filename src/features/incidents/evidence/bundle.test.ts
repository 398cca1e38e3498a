import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../../test/support/world.ts'
import { verifyBundle } from '../../../engines/bundle/verify.ts'
import { threateningMail } from '../../../../test/support/evidence.ts'

let world: World
let member: Visitor
let clerk: Visitor
const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})
afterEach(() => assert.deepEqual(faults(world), []))

const mail = { name: threateningMail.name, content: threateningMail.buffer }

test('the person hit and who handles the case take all evidence along, and each piece names who took it', async () => {
  const id = await world.report('member', {}, [mail, { name: 'brief.txt', content: 'De brief.' }])
  const path = join(folder, 'bewijs.zip')
  const saved = await clerk.bytes(`/meldingen/${id}/bewijspakket`)
  if (saved.status !== 200) console.log(world.lines)
  assert.equal(saved.status, 200)
  writeFileSync(path, saved.body)
  const checked = await verifyBundle(path)
  assert.deepEqual(checked.findings, [])
  assert.deepEqual(checked.manifest?.pieces.map(it => it.name).toSorted(), [
    'brief.txt',
    'dreiging.eml',
    'foto van uw huis.png',
  ])
  for (const piece of checked.manifest?.pieces ?? []) {
    assert.equal(piece.addedBy, 'Naam member')
    assert.deepEqual(
      piece.custody.map(it => [it.who, it.what]),
      [
        ['Naam member', 'toegevoegd'],
        ['Naam clerk', 'in een pakket opgeslagen'],
      ],
    )
  }
  assert.equal((await member.bytes(`/meldingen/${id}/bewijspakket`)).status, 200)
})
