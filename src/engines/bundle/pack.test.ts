import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { manifest, packed } from '../../../test/support/bundles.ts'
import { packedName, readSums, writeSums } from './manifest.ts'

const megabyte = 1024 * 1024

/** A bundle with one large original, that says how much of it was read, and whether it was let go. */
function packLarge(megabytes: number) {
  const read = { chunks: 0, ended: false }
  const bundle = packed(
    [],
    [
      {
        file: 'originelen/001-groot.mp4',
        sha256: 'a'.repeat(64),
        size: megabytes * megabyte,
        read: async function* () {
          try {
            for (; read.chunks < megabytes; read.chunks++) yield Buffer.alloc(megabyte, read.chunks)
          } finally {
            read.ended = true
          }
        },
      },
    ],
  )
  return { bundle, read }
}

test('of a large original no more is in memory than goes out', async () => {
  const { bundle, read } = packLarge(64)
  let before = 0
  let out = 0
  for await (const part of bundle) {
    out += part.length
    before = Math.max(before, read.chunks * megabyte - out)
  }
  assert.ok(out > 64 * megabyte)
  // Not by the memory of the process, in which lies what other tests left for the collector.
  assert.ok(before < 8 * megabyte, `${before} bytes read ahead`)
})

test('a bundle of many originals is packed without a listener for each', async () => {
  const bundle = packed(
    [],
    Array.from({ length: 20 }, (_, n) => ({
      file: `originelen/${n}-brief.txt`,
      sha256: 'a'.repeat(64),
      size: 1,
      read: async function* () {
        yield Buffer.from('x')
      },
    })),
  )
  const warnings: Error[] = []
  const note = (it: Error) => warnings.push(it)
  process.on('warning', note)
  for await (const part of bundle) assert.ok(part.length > 0)
  await new Promise(resolve => setImmediate(resolve))
  process.off('warning', note)
  assert.deepEqual(warnings, [])
})

test('who stops reading a bundle has nothing more read for them', async () => {
  const { bundle, read } = packLarge(64)
  for await (const part of bundle) if (part.length > 60_000) break
  await new Promise(resolve => setImmediate(resolve))
  assert.ok(read.ended)
  assert.ok(read.chunks < 8, `${read.chunks} megabytes were read`)
})

test('an original that cannot be read ends the bundle with a fault, and not as a whole one', async () => {
  const broken = packed(manifest.pieces, [
    {
      file: 'originelen/001-brief.txt',
      sha256: 'a'.repeat(64),
      size: 10,
      read: async function* () {
        yield Buffer.from('half')
        throw new Error('the seal is broken')
      },
    },
  ])
  await assert.rejects(async () => {
    for await (const _ of broken);
  }, /the seal is broken/)
})

test('a list of hashes is read as it was written, and nothing else is a list', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[A-Za-z0-9._/-]{1,20}$/), fc.stringMatching(/^[0-9a-f]{64}$/), { minKeys: 1 }),
      it => {
        const sums = new Map(Object.entries(it))
        assert.deepEqual(readSums(writeSums(sums)), sums)
      },
    ),
  )
  fc.assert(
    fc.property(fc.string(), fc.nat(), (name, index) =>
      /^originelen\/\d{3,}-[A-Za-z0-9._-]*$/.test(packedName(index, name)),
    ),
  )
})
