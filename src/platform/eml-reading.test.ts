import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEml, type EmlAttachment, type EmlLimits } from './eml.ts'

async function* chunks(bytes: Buffer, size = 64 * 1024) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Reads a mail and what it has attached. */
const read = (mail: string | Buffer, limits: Partial<EmlLimits> = {}) =>
  parseEml(chunks(Buffer.from(mail)), {
    limits,
    onAttachment: async ({ content }) => {
      for await (const _ of content);
    },
  })

async function readMail(mail: string | Buffer) {
  const result = await read(mail)
  assert.ok(result.kind === 'mail', JSON.stringify(result))
  return result
}

const head = 'From: a@example.org\nTo: b@example.org\nSubject: s\nMIME-Version: 1.0\n'

const multipart = (parts: number) =>
  `${head}Content-Type: multipart/mixed; boundary=x\n\n${'--x\n\na\n'.repeat(parts)}--x--`
const nested = (levels: number) =>
  `${head}${Array.from({ length: levels }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join('')}\nhallo`

test('a mail that asks too much is unreadable, and says why', async () => {
  const mails: [string, string | Buffer][] = [
    ['not-a-mail', ''],
    ['not-a-mail', 'zomaar wat tekst\nen nog wat'],
    ['not-a-mail', Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 256))],
    ['too-many-parts', multipart(10_000)],
    ['too-many-parts', multipart(201)],
    ['too-deep', nested(30)],
    ['too-large', `${head}${'X-A: b\n'.repeat(1_000_000)}\nhallo`],
    ['too-large', `${head}X-A: ${'b'.repeat(5_000_000)}\n\nhallo`],
    [
      'too-large',
      `${head}Content-Type: multipart/mixed; boundary=x\n\n${`--x\nX-A: ${'b'.repeat(9000)}\n\na\n`.repeat(100)}`,
    ],
    [
      'too-large',
      Buffer.concat([Buffer.from(`${head}Content-Type: application/pdf\n\n`), Buffer.alloc(61 * 1024 * 1024)]),
    ],
  ]
  for (const [reason, mail] of mails) assert.deepEqual(await read(mail), { kind: 'unreadable', reason })
  assert.equal((await readMail(multipart(150))).text.length, 150 * 3 - 2)
  assert.equal((await readMail(nested(15))).text, 'hallo')
  // Nested in a thousand levels it has too many parts as well; either will do.
  assert.equal((await read(nested(1000))).kind, 'unreadable')
})

test('a mail that takes too long is given up', async () => {
  const mail = `${head}\n${'\n'.repeat(20_000_000)}`
  assert.deepEqual(await read(mail, { seconds: 0.05 }), {
    kind: 'unreadable',
    reason: 'broken',
  })
})

test('of a very long text the beginning is kept', async () => {
  const mails = [
    Buffer.from(`${head}\n${'a'.repeat(20_000_000)}`),
    Buffer.from(`${head}Content-Type: text/html\n\n${'<blockquote>woord '.repeat(1_000_000)}`),
    Buffer.from(
      `${head}Content-Type: multipart/mixed; boundary=x\n\n${`--x\n\n${'woord\n'.repeat(20_000)}`.repeat(150)}--x--`,
    ),
  ]
  for (const mail of mails) {
    const { text, cut } = await readMail(mail)
    assert.ok(cut && text.length > 199_000 && text.length <= 200_000)
  }
})

test('an attachment is not held in memory, also when who takes it is slow', async () => {
  const line = `${Buffer.alloc(57, 7).toString('base64')}\r\n`
  const before = `${head}Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n`
  let sent = 0
  async function* source() {
    yield Buffer.from(before)
    for (let n = 0; n < 40; n += 1) {
      sent += 1
      yield Buffer.from(line.repeat(10_000))
    }
  }
  let [size, ahead] = [0, 0]
  const onAttachment = async ({ content }: EmlAttachment) => {
    for await (const chunk of content) {
      size += chunk.length
      ahead = Math.max(ahead, sent - size / 570_000)
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  assert.equal((await parseEml(source(), { onAttachment })).kind, 'mail')
  assert.equal(size, 40 * 570_000)
  assert.ok(ahead < 8, `${ahead} pieces ahead`)
})

test('who takes an attachment of a mail that turns out unreadable is told, and does not wait for ever', async () => {
  const mail = `${head}Content-Type: application/pdf\n\n${'a'.repeat(3_000_000)}`
  let told = false
  const onAttachment = async ({ content }: EmlAttachment) => {
    try {
      for await (const _ of content);
    } catch (error) {
      told = true
      throw error
    }
  }
  const result = await parseEml(chunks(Buffer.from(mail)), { onAttachment, limits: { totalBytes: 2_000_000 } })
  assert.deepEqual([result, told], [{ kind: 'unreadable', reason: 'too-large' }, true])
})
