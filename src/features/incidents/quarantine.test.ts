import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { eicar, fakeClamd } from '../../../test/support/clamd.ts'
import { faults } from '../../../test/support/sender.ts'
import { aMail, aPicture } from '../../../test/support/stories.ts'
import { traced } from '../../../test/support/trail.ts'
import { openWorld, type TestFile, type Visitor, type World } from '../../../test/support/world.ts'
import { beginScanning } from '../../engines/cases/scanning.ts'
import { clamd } from '../../platform/scanner.ts'

let fake: Awaited<ReturnType<typeof fakeClamd>>
let world: World
let member: Visitor
let clerk: Visitor
before(async () => {
  fake = await fakeClamd()
  world = await openWorld(undefined, clamd({ path: fake.path }, { ping: 1000, scan: 10_000 }))
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
})
after(async () => {
  await world.close()
  await fake.stop()
})
afterEach(async () => {
  fake.is('works')
  await beginScanning(world.house)
  await world.runJobs()
})

const letter: TestFile = { name: 'brief.txt', content: 'Wij weten waar u woont.' }
const virus: TestFile = { name: 'factuur.txt', content: eicar }

async function tomorrow() {
  world.clock.advance(25 * 3_600_000)
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
}

async function reportWith(...files: TestFile[]) {
  const id = await world.report('member', {}, files)
  const { rows } = await world.owner.query<{ id: string; media_type: string }>(
    'select id, media_type from file where case_id = $1 order by added_at, parent_id nulls first, id',
    [id],
  )
  return { id, pieces: rows.map(it => `/meldingen/${id}/bewijs/${it.id}`) }
}

async function isShut(at: string, says: RegExp): Promise<void> {
  for (const who of [member, clerk]) {
    const page = await who.get(at)
    assert.equal(page.status, 200)
    assert.match(page.text, says)
    assert.doesNotMatch(page.html, /\/origineel/)
    const original = await who.bytes(`${at}/origineel`)
    assert.equal(original.status, 403)
    assert.equal(original.headers.get('content-disposition'), null)
    assert.match(original.body.toString(), says)
  }
}

const isOpen = async (at: string) => assert.equal((await clerk.bytes(`${at}/origineel`)).status, 200)

test('a file waits in quarantine until it was scanned, and is handed out once it is clean', async () => {
  const { id, pieces } = await reportWith(letter)
  const [piece = ''] = pieces
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /brief\.txt\s+● wacht op controle/)
  await isShut(piece, /Dit bestand wacht op controle/)
  const trail = await traced(world, () => world.runJobs())
  assert.deepEqual(
    trail.filter(it => it.case === id).map(it => [it.who, it.action, it.object, it.result]),
    [[null, 'evidence.scan_clean', piece.split('/').at(-1), 'done']],
  )
  assert.deepEqual(fake.scanned.at(-1), Buffer.from(letter.content))
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}`)).text, /wacht op controle/)
  assert.match((await clerk.get(piece)).text, /geen schadelijke software gevonden/)
  await isOpen(piece)
  assert.deepEqual(faults(world), [])
})

test('the test file of virus scanners is never handed out: it is kept, and who handles the case reads what it is', async () => {
  const { id, pieces } = await reportWith(virus, letter)
  const trail = await traced(world, () => world.runJobs())
  assert.deepEqual(
    trail
      .filter(it => it.case === id)
      .map(it => it.action)
      .toSorted(),
    ['evidence.scan_clean', 'evidence.scan_infected'],
  )
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /factuur\.txt\s+▲ schadelijke software/)
  const { rows } = await world.owner.query<{ id: string; malware: string }>(
    `select id, malware from file where case_id = $1 and scan = 'infected'`,
    [id],
  )
  assert.deepEqual(
    rows.map(it => it.malware),
    ['Eicar-Test-Signature'],
  )
  const bad = `/meldingen/${id}/bewijs/${rows[0]?.id}`
  await isShut(bad, /In dit bestand zit schadelijke software.*Eicar-Test-Signature.*Het origineel is bewaard/)
  for (const good of pieces.filter(it => it !== bad)) await isOpen(good)
  assert.match((await (await world.signIn('auditor')).get('/controle/logboek')).text, /schadelijke software gevonden/)
  assert.deepEqual(faults(world), [])
})

test('a mail and what is attached to it are scanned apart; until then the mail is read as text and a picture shown anew', async () => {
  const before = fake.scanned.length
  const { pieces } = await reportWith(aMail, aPicture)
  assert.equal(pieces.length, 3)
  for (const piece of pieces) await isShut(piece, /wacht op controle/)
  const pages = await Promise.all(pieces.map(it => clerk.get(it)))
  assert.ok(pages.some(it => /Wij weten waar u woont/.test(it.text)))
  const views = await Promise.all(pieces.map(it => clerk.bytes(`${it}/beeld`)))
  assert.deepEqual(
    views.map(it => it.status).toSorted((a, b) => a - b),
    [200, 404, 404],
  )
  await world.runJobs()
  assert.equal(fake.scanned.length, before + 3)
  for (const piece of pieces) await isOpen(piece)
})

test('of a mail that holds malware the words are read, and a picture that holds it is not even made anew', async () => {
  const picture = { ...aPicture, content: Buffer.concat([Buffer.from(aPicture.content), Buffer.from(eicar)]) }
  const mail = { ...aMail, content: `${aMail.content.toString()}\r\n${eicar}` }
  const { id } = await reportWith(picture, mail)
  await world.runJobs()
  const { rows } = await world.owner.query<{ id: string; media_type: string }>(
    `select id, media_type from file where case_id = $1 and scan = 'infected'`,
    [id],
  )
  const at = (type: string) => `/meldingen/${id}/bewijs/${rows.find(it => it.media_type === type)?.id}`
  assert.match((await clerk.get(at('eml'))).text, /Wij weten waar u woont/)
  await isShut(at('png'), /In dit bestand zit schadelijke software/)
  assert.doesNotMatch((await clerk.get(at('png'))).html, /<img/)
  assert.equal((await clerk.bytes(`${at('png')}/beeld`)).status, 404)
  assert.equal((await clerk.bytes(`${at('png')}/beeld?scherp`)).status, 404)
})

for (const mood of ['away', 'silent', 'refuses'] as const)
  test(`a scanner that is ${mood}: the report arrives as ever, the file waits, and is scanned when the scanner is back`, async () => {
    fake.is(mood)
    const { id, pieces } = await reportWith(letter)
    const [piece = ''] = pieces
    const mails = world.mails.length
    await world.runJobs()
    assert.ok(world.mails.length > mails, 'who handles it is asked to act')
    assert.match((await clerk.get(`/meldingen/${id}`)).text, /we weten waar je woont/)
    await isShut(piece, /wacht op controle/)
    assert.equal(faults(world).filter(it => it.includes('scan_file')).length, 1)
    await tomorrow()
    await isShut(piece, /De controle is nog niet gelukt.*Vraag uw beheerder/)
    assert.match((await clerk.get(`/meldingen/${id}`)).text, /▲ nog niet gecontroleerd/)
    fake.is('works')
    await world.runJobs()
    await isOpen(piece)
  })

test('what came in before there was a scanner is handed out unscanned, says so, and is scanned once there is one', async () => {
  const { scanner } = world.house
  world.house.scanner = undefined
  const { pieces } = await reportWith(letter)
  const [piece = ''] = pieces
  assert.match((await clerk.get(piece)).text, /Dit bestand is niet gecontroleerd op schadelijke software/)
  await isOpen(piece)
  world.house.scanner = scanner
  await isShut(piece, /wacht op controle/)
  await beginScanning(world.house)
  await world.runJobs()
  await isOpen(piece)
})

test('what a newer scanner does not call malware any more is clean after the next start, and never the other way round', async () => {
  const { id, pieces } = await reportWith(virus)
  const [piece = ''] = pieces
  await world.runJobs()
  await isShut(piece, /schadelijke software/)
  fake.is('forgetful')
  await beginScanning(world.house)
  const trail = await traced(world, () => world.runJobs())
  assert.deepEqual(
    trail.filter(it => it.case === id).map(it => it.action),
    ['evidence.scan_clean'],
  )
  await isOpen(piece)
  fake.is('works')
  await beginScanning(world.house)
  await world.runJobs()
  await isOpen(piece)
})

test('what an administrator of the jobs has to know, they read: after four days it is set aside, and tried again when they say so', async () => {
  fake.is('away')
  const { pieces } = await reportWith(letter)
  for (let n = 0; n < 31; n++) {
    await world.runJobs()
    world.clock.advance(4 * 3_600_000)
  }
  const administrator = await world.signIn('administrator')
  assert.match((await administrator.get('/beheer/niet-gelukt')).text, /Eén taak op de achtergrond/)
  fake.is('works')
  await administrator.post('/beheer/niet-gelukt')
  await world.runJobs()
  clerk = await world.signIn('clerk')
  await isOpen(pieces[0] ?? '')
})
