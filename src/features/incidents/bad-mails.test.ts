import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, quickForm, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let member: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
})
after(() => world.close())

const head = 'From: Boos <boos@example.nl>\r\nTo: raad@waterstad.example\r\nSubject: Pas op\r\nMIME-Version: 1.0\r\n'

function multipart(parts: readonly string[], boundary = 'grens'): string {
  const body = parts.map(part => `--${boundary}\r\n${part}\r\n`).join('')
  return `${head}Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`
}

const attachment = (name: string, content: string | Buffer) =>
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`

/** Reports with this mail; returns its page, the original as it is saved, and the pieces taken from it. */
async function sendMail(content: string | Buffer) {
  const id = randomUUID()
  const sent = await member.upload(`/melden/snel/${id}`, quickForm, [{ name: 'dreiging.eml', content }])
  assert.equal(sent.status, 303, sent.text)
  const { rows } = await world.owner.query<{ id: string; parent_id: string | null; state: string; media_type: string }>(
    'select id, parent_id, state, media_type from file where case_id = $1 order by added_at, id',
    [id],
  )
  const mail = rows.find(row => row.parent_id === null)
  assert.equal(mail?.media_type, 'eml')
  const page = await member.get(`/meldingen/${id}/bewijs/${mail.id}`)
  const original = await member.bytes(`/meldingen/${id}/bewijs/${mail.id}/origineel`)
  assert.equal(page.status, 200)
  assert.deepEqual(original.body, Buffer.from(content))
  assert.equal((await member.get(`/meldingen/${id}`)).status, 200)
  assert.deepEqual(faults(world), [])
  return { id, page, pieces: rows.filter(row => row.parent_id !== null) }
}

test('a mail is read as text, its attachments are pieces of their own, and what cannot be kept is only in the original', async () => {
  const { page, pieces, id } = await sendMail(
    multipart([
      'Content-Type: text/plain; charset=utf-8\r\n\r\nWij weten je te vinden.',
      attachment('brief.txt', 'Dit is de brief.'),
      attachment('virus.exe', 'MZ\u0090\u0000'),
      attachment('leeg.txt', ''),
    ]),
  )
  assert.match(page.text, /Wij weten je te vinden/)
  assert.deepEqual(
    pieces.map(it => [it.media_type, it.state]),
    [['txt', 'complete']],
  )
  const brief = await member.bytes(`/meldingen/${id}/bewijs/${pieces[0]?.id}/origineel`)
  assert.equal(brief.body.toString(), 'Dit is de brief.')
})

test('a mail of 10,000 parts is kept as it came, and said to be too much to show', async () => {
  const parts = Array.from({ length: 10_000 }, (_, n) => `Content-Type: text/plain\r\n\r\nDeel ${n}`)
  const { page, pieces } = await sendMail(multipart(parts))
  assert.match(page.text, /te veel delen om te tonen/)
  assert.deepEqual(pieces, [])
})

test('a mail of 10,000 attachments does not become 10,000 pieces', async () => {
  const parts = Array.from({ length: 10_000 }, (_, n) => attachment(`deel-${n}.txt`, `Deel ${n}`))
  const { pieces } = await sendMail(multipart(parts))
  assert.ok(pieces.length <= 200, String(pieces.length))
  assert.ok(pieces.every(it => it.state === 'complete'))
})

test('mails in mails, cut-off mails and mails of noise are kept as they came', async () => {
  let nested = `${head}\r\nDe kern.`
  for (let n = 0; n < 60; n++)
    nested = `${head}Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\nContent-Type: message/rfc822\r\n\r\n${nested}\r\n--b${n}--`
  const broken: (string | Buffer)[] = [
    nested,
    multipart(['Content-Type: text/plain\r\n\r\nBegin']).slice(0, 200),
    `${head}Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n`,
    `${head}Content-Type: text/plain; charset=onbekend-9\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@@ geen base64 @@@@`,
    `${head}Content-Type: text/html\r\n\r\n<script>alert(1)</script>${'<div>'.repeat(20_000)}Toch tekst`,
    `${head}Date: 31 Februari 99999\r\nSubject: =?utf-8?B?////?=\r\n\r\nTekst`,
    Buffer.concat([Buffer.from(`${head}\r\n`), randomBytes(100_000)]),
    `${head}\r\nTekst met \u0000 en \u202E erin.`,
  ]
  for (const content of broken) {
    const { page } = await sendMail(content)
    assert.ok(!page.html.includes('<script>alert'))
    assert.ok(!page.html.includes('\u202E'))
  }
})

test('names of attachments are no paths, and say nothing that turns around', async () => {
  const { id, page } = await sendMail(
    multipart([attachment('../../etc/passwd.txt', 'a'), attachment('brief\u202Etxt.exe.txt', 'b')]),
  )
  const { text } = await member.get(`/meldingen/${id}`)
  for (const shown of [text, page.text]) {
    assert.match(shown, /passwd\.txt/)
    assert.doesNotMatch(shown, /\.\.\/|\u202E/)
  }
})
