import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { openStream, sealStream } from './sealed-stream.ts'
import { newKey, SealBroken, sealedLength } from './vault.ts'

const head = '{"file":"one"}'
const key = newKey()
const chunk = sealedLength(1024 * 1024)

async function* inPieces(bytes: Buffer, size = 100_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of pieces) parts.push(Buffer.from(piece))
  return Buffer.concat(parts)
}
const sealed = (bytes: Buffer, of = head) => all(sealStream(key, of, inPieces(bytes)))
const opened = (bytes: Buffer, of = head, by = key) => all(openStream(by, of, inPieces(bytes, 70_001)))

test('a stream of any length comes out as it went in', async () => {
  for (const length of [0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3_500_000]) {
    const bytes = randomBytes(length)
    assert.ok((await opened(await sealed(bytes))).equals(bytes), String(length))
  }
})

test('a stream that was cut off, changed, reordered, made longer or given another head does not open', async () => {
  const whole = await sealed(randomBytes(3_500_000))
  const other = await sealed(randomBytes(3_500_000), '{"file":"two"}')
  const flipped = Buffer.from(whole)
  flipped.writeUInt8(flipped.readUInt8(2 * chunk + 77) ^ 1, 2 * chunk + 77)
  const first = whole.subarray(0, chunk)
  const second = whole.subarray(chunk, 2 * chunk)
  const rest = whole.subarray(2 * chunk)
  const wrong: Record<string, Buffer> = {
    'without anything': Buffer.alloc(0),
    'without its last byte': whole.subarray(0, -1),
    'without its last chunk': whole.subarray(0, 3 * chunk),
    'without its first chunk': whole.subarray(chunk),
    'with chunks in another order': Buffer.concat([second, first, rest]),
    'with a chunk twice': Buffer.concat([first, first, second, rest]),
    'with a chunk of another stream': Buffer.concat([first, other.subarray(chunk, 2 * chunk), rest]),
    'with something behind it': Buffer.concat([whole, whole]),
    'with one bit that changed': flipped,
  }
  for (const [what, bytes] of Object.entries(wrong)) await assert.rejects(opened(bytes), SealBroken, what)
  await assert.rejects(opened(whole, '{"file":"two"}'), SealBroken)
  await assert.rejects(opened(whole, head, newKey()), SealBroken)
})
