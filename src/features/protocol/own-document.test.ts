import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { modelAnswers } from '../../../test/support/protocol-answers.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

const today = '2026-04-24'

/** What the scanner finds, or whether it is away. */
let finds: string | undefined
let away = false
const scanner = {
  ping: () => (away ? Promise.reject(new Error('away')) : Promise.resolve()),
  scan: async (content: AsyncIterable<Buffer>) => {
    if (away) throw new Error('away')
    for await (const _ of content);
    return { malware: finds }
  },
}

let world: World
let administrator: Visitor
let member: Visitor
let pdf: Buffer
let docx: Buffer
before(async () => {
  world = await openWorld(undefined, scanner)
  administrator = await world.signIn('administrator')
  member = await world.signIn('member')
  pdf = (await member.bytes('/protocol/model/protocol.pdf')).body
  docx = (await member.bytes('/protocol/model/protocol.docx')).body
})
after(() => world.close())
afterEach(() => {
  finds = undefined
  away = false
})

async function makeVersion(changes: Record<string, string> = {}): Promise<string> {
  const answers = modelAnswers({ tekst: 'eigen', documentnaam: 'Protocol Waterstad 2025', ...changes })
  const answer = await administrator.post('/beheer/protocol/nieuw', answers)
  assert.equal(answer.location, `/beheer/protocol/${answers['versie']}`, answer.text)
  return answers['versie'] ?? ''
}

const give = (version: string, name: string, bytes: Buffer | string) =>
  administrator.upload(`/beheer/protocol/${version}/document`, {}, [{ name, content: bytes }], 'document')

const adopt = (version: string) =>
  administrator.post(`/beheer/protocol/${version}`, { deel: 'council', vastgesteld: today })

test('an organisation has its own protocol in here, and fills in only what drives the reports', async () => {
  const lacks = await administrator.post('/beheer/protocol/nieuw', modelAnswers({ tekst: 'eigen', besluit: '8' }))
  assert.equal(lacks.status, 422)
  assert.match(lacks.text, /Vul in hoe het document heet/)
  const version = await makeVersion({ besluit: '8', norm: 'Dit hoort niet mee te komen.' })
  const without = await adopt(version)
  assert.equal(without.status, 422)
  assert.match(without.text, /Voeg eerst het document toe/)
  assert.equal((await give(version, 'protocol.pdf', pdf)).location, `/beheer/protocol/${version}?klaar=document`)
  assert.equal((await member.bytes(`/protocol/${version}/document`)).status, 404, 'nobody adopted it')
  assert.equal((await adopt(version)).status, 303)

  const read = await member.get(`/protocol/${version}`)
  assert.match(read.text, /Bewaar het eigen document \(PDF-document, .*Protocol Waterstad 2025.*binnen 8 uur/)
  assert.doesNotMatch(read.text, /Dit hoort niet mee te komen|Doel en norm/)
  const saved = await member.bytes(`/protocol/${version}/document`)
  assert.equal(saved.headers.get('content-type'), 'application/pdf')
  assert.match(saved.headers.get('content-disposition') ?? '', /^attachment;.*agressieprotocol-versie-1\.pdf/)
  assert.deepEqual(saved.body, pdf)
  const { rows } = await world.owner.query<{ sealed: Buffer }>('select sealed from protocol_document')
  assert.ok(
    rows.every(it => !it.sealed.includes('%PDF')),
    'it is sealed',
  )
  const foreign = await world.signIn('foreignMember')
  assert.equal((await foreign.bytes(`/protocol/${version}/document`)).status, 404)
  assert.deepEqual(faults(world), [])
})

test('a newer version has a file of its own, and the file of the older one stays with it', async () => {
  const older = await makeVersion()
  await give(older, 'protocol.pdf', pdf)
  await adopt(older)
  const newer = await makeVersion()
  await give(newer, 'protocol.pdf', pdf)
  await give(newer, 'protocol.docx', docx)
  await adopt(newer)
  assert.deepEqual((await member.bytes(`/protocol/${older}/document`)).body, pdf)
  assert.deepEqual((await member.bytes(`/protocol/${newer}/document`)).body, docx)
  assert.equal((await give(older, 'ander.pdf', pdf)).status, 404, 'what was adopted stays')
  const ofModel = modelAnswers()
  await administrator.post('/beheer/protocol/nieuw', ofModel)
  assert.equal((await give(ofModel['versie'] ?? '', 'protocol.pdf', pdf)).status, 404, 'its text is ours')
  assert.deepEqual(faults(world), [])
})

test('what is no document, too large, infected or not looked at is refused, and nothing of it is kept', async () => {
  const version = await makeVersion()
  const refused = async (name: string, bytes: Buffer | string, says: RegExp) => {
    const answer = await give(version, name, bytes)
    assert.equal(answer.status, 422)
    assert.match(answer.text, says)
  }
  await refused('protocol.pdf', '<html><script>1</script>', /geen pdf of Word-bestand/)
  await refused('foto.pdf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /geen pdf of Word-bestand/)
  await refused('leeg.pdf', '', /leeg/)
  await refused('groot.pdf', Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]), /groter dan 10 MB/)
  finds = 'Eicar-Test'
  await refused('protocol.pdf', pdf, /schadelijke software/)
  finds = undefined
  away = true
  await refused('protocol.pdf', pdf, /nu niet controleren/)
  const none = await administrator.upload(`/beheer/protocol/${version}/document`, {}, [], 'document')
  assert.match(none.text, /Kies een bestand/)
  const { rows } = await world.owner.query('select from protocol_document where version_id = $1', [version])
  assert.equal(rows.length, 0)
})

test('a draft that goes takes its file along', async () => {
  const version = await makeVersion()
  await give(version, 'protocol.docx', docx)
  await administrator.post(`/beheer/protocol/${version}/verwijderen`)
  const { rows } = await world.owner.query('select from protocol_key where version_id = $1', [version])
  assert.equal(rows.length, 0)
})
