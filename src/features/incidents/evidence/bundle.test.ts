import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { allTagged, readPdf, readZip } from '../../../../test/support/documents.ts'
import { threateningMail } from '../../../../test/support/evidence.ts'
import { join as joinCases, twoCases } from '../../../../test/support/joined.ts'
import { faults } from '../../../../test/support/sender.ts'
import { traced } from '../../../../test/support/trail.ts'
import { openWorld, type Visitor, type World } from '../../../../test/support/world.ts'
import { verifyBundle } from '../../../engines/bundle/verify.ts'

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

test('the overview in a bundle reads which pieces there are, their hashes and who had them in hand', async () => {
  const id = await world.report('member', {}, [{ name: 'brief.txt', content: 'De brief.' }])
  await clerk.get(`/meldingen/${id}`)
  const files = await readZip(Buffer.from((await clerk.bytes(`/meldingen/${id}/bewijspakket`)).body))
  const index = await readPdf(files.get('overzicht.pdf') ?? Buffer.alloc(0))
  assert.match(index.title ?? '', /^Bewijs bij melding M-2026-/)
  assert.deepEqual(
    allTagged(index.structure, 'H3').map(it => it.text.trim()),
    ['1. brief.txt'],
  )
  const text = index.text.replaceAll(/\s+/g, '')
  const hash = createHash('sha256').update('De brief.').digest('hex')
  for (const word of [hash, 'Naammember', 'toegevoegd', 'Naamclerk', 'ineenpakketopgeslagen', 'sha256sum-cSHA256SUMS'])
    assert.ok(text.includes(word), word)
})

test('that evidence was packed stands in the trail and on its page, and who may not pack it finds nothing', async () => {
  const id = await world.report('member', {}, [{ name: 'brief.txt', content: 'De brief.' }])
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  const packing = await traced(world, async () => {
    await clerk.bytes(`/meldingen/${id}/bewijspakket`)
  })
  assert.deepEqual(
    packing.map(it => [it.who, it.action, it.result]),
    [
      ['clerk', 'evidence.export', 'done'],
      ['clerk', 'evidence.export', 'done'],
    ],
  )
  assert.match(
    (await member.get(`/meldingen/${id}/bewijs/${rows[0]?.id}`)).text,
    /Naam clerk.*in een pakket opgeslagen/s,
  )
  assert.match((await member.get(`/meldingen/${id}/gekeken`)).text, /Naam clerk Bewijs opgeslagen als pakket/)
  for (const who of ['politicalCoordinator', 'mayor', 'otherMember', 'foreignClerk'] as const) {
    const refused = await traced(world, async () => {
      assert.equal((await (await world.signIn(who)).bytes(`/meldingen/${id}/bewijspakket`)).status, 404, who)
    })
    assert.deepEqual(
      refused.map(it => it.result),
      ['refused'],
      who,
    )
  }
})

test('in a bundle of a joined case nobody reads from whom the shared piece of another came', async () => {
  const two = await twoCases(world)
  await joinCases(world, two)
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [two.one])
  await clerk.post(`/meldingen/${two.one}/bewijs/${rows[0]?.id}/delen`, { delen: 'ja' })
  const other = await world.signIn('otherMember')
  const saved = await other.bytes(`/meldingen/${two.two}/bewijspakket`)
  const path = join(folder, 'samen.zip')
  writeFileSync(path, saved.body)
  const { findings, manifest } = await verifyBundle(path)
  assert.deepEqual(findings, [])
  assert.equal(manifest?.pieces.length, 2)
  assert.doesNotMatch(JSON.stringify(manifest), /Naam member/)
  assert.match(JSON.stringify(manifest), /bij een andere melding van dit incident/)
})
