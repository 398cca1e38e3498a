import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import { aBundle, bundleSigner, hashOf, manifest } from '../../../test/support/bundles.ts'
import { readZip } from '../../../test/support/documents.ts'
import { signerOf } from '../../platform/signing.ts'
import { names, writeSums } from './manifest.ts'
import { BundleRefused, verifyBundle } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
after(() => rmSync(folder, { recursive: true }))

let bundle: Buffer
let contents: Map<string, Buffer>
before(async () => {
  bundle = await aBundle()
  writeFileSync(join(folder, 'whole.zip'), bundle)
  contents = await readZip(bundle)
})

async function zipOf(files: Iterable<readonly [string, Buffer]>, compress = false): Promise<string> {
  const zip = new ZipFile()
  for (const [name, bytes] of files) zip.addBuffer(bytes, name, { compress })
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return write(Buffer.concat(parts))
}

let written = 0
function write(bytes: Buffer): string {
  const path = join(folder, `${++written}.zip`)
  writeFileSync(path, bytes)
  return path
}

const findingsOf = async (path: string) => (await verifyBundle(path)).findings

test('a bundle that nobody touched is whole, and names who signed it', async () => {
  const checked = await verifyBundle(join(folder, 'whole.zip'), [bundleSigner.current])
  assert.deepEqual(checked.findings, [])
  assert.equal(checked.files, 6)
  assert.equal(checked.signedBy, bundleSigner.current.text)
  assert.deepEqual(checked.manifest, manifest)
})

test('who has no Weerbaar unpacks it and checks it with sha256sum', () => {
  const at = join(folder, 'unpacked')
  mkdirSync(join(at, 'originelen'), { recursive: true })
  for (const [name, bytes] of contents) writeFileSync(join(at, name), bytes)
  assert.match(execFileSync('sha256sum', ['-c', names.sums], { cwd: at }).toString(), /originelen\/001-brief\.txt: OK/)
})

test('one changed byte is found, in whichever file of the bundle it is', async () => {
  for (const name of contents.keys()) {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
        const changed = Buffer.from(contents.get(name) ?? '')
        const at = place % changed.length
        changed[at] = (changed[at] ?? 0) ^ flip
        const path = await zipOf([...contents].map(([it, bytes]) => [it, it === name ? changed : bytes]))
        assert.notDeepEqual(await findingsOf(path), [], `${name}, byte ${at}`)
      }),
      { numRuns: 25 },
    )
  }
})

test('a file that is added, taken away or renamed is found', async () => {
  assert.deepEqual(await findingsOf(await zipOf([...contents, ['originelen/003-vals.txt', Buffer.from('vals')]])), [
    'originelen/003-vals.txt: was added',
    'originelen/003-vals.txt: is no piece of evidence in manifest.json',
  ])
  for (const name of contents.keys()) {
    assert.notDeepEqual(await findingsOf(await zipOf([...contents].filter(([it]) => it !== name))), [], name)
    const renamed = [...contents].map(([it, bytes]) => [it === name ? `${it}.oud` : it, bytes] as const)
    assert.notDeepEqual(await findingsOf(await zipOf(renamed)), [], `${name} renamed`)
  }
})

test('who changes an original and makes all hashes anew is found by the signature', async () => {
  const changed = Buffer.from('Wij wensen u het beste.')
  const told = {
    ...manifest,
    pieces: manifest.pieces.map((it, index) => ({
      ...it,
      ...(index === 0 && { sha256: hashOf(changed), size: changed.length }),
    })),
  }
  const files = new Map(contents)
  files.set('originelen/001-brief.txt', changed)
  files.set(names.manifest, Buffer.from(JSON.stringify(told)))
  const covered = [...files].filter(([name]) => name !== names.sums && name !== names.signature)
  files.set(names.sums, Buffer.from(writeSums(new Map(covered.map(([name, bytes]) => [name, hashOf(bytes)])))))
  assert.deepEqual(await findingsOf(await zipOf(files)), ['SHA256SUMS.sig: SHA256SUMS is not what was signed'])
})

test('a bundle that another installation signed is not taken for one of the given key', async () => {
  const other = signerOf(generateKeyPairSync('ed25519').privateKey)
  const { findings } = await verifyBundle(join(folder, 'whole.zip'), [other.current])
  assert.match(findings.join(), /signed by weerbaar\.[0-9a-f]{8}, which is none of the given keys/)
})

test('a compressed file is refused before anything of it is read: a zip bomb is one', async () => {
  const bomb = await zipOf([['originelen/001-bom.txt', Buffer.alloc(50_000_000)]], true)
  await assert.rejects(findingsOf(bomb), BundleRefused)
  // One that says it is not compressed says more than there is.
  const small = deflateRawSync(Buffer.alloc(1000))
  const lying = await zipOf([['a.txt', small]])
  const bytes = Buffer.from(readFileSync(lying))
  const central = bytes.indexOf('PK\x01\x02')
  bytes.writeUInt32LE(4_000_000_000, central + 20)
  bytes.writeUInt32LE(4_000_000_000, central + 24)
  await assert.rejects(findingsOf(write(bytes)), BundleRefused)
})

test('a path outside the bundle, a folder, a file that stands in it twice and what is no bundle are refused', async () => {
  const harmful = ['../uit.txt', '/etc/passwd', 'C:/uit.txt', 'a\\..\\uit.txt', 'originelen/../../uit.txt']
  const bytes = Buffer.from('x')
  for (const name of harmful) {
    const plain = 'x'.repeat(name.length)
    const zip = Buffer.from(readFileSync(await zipOf([[plain, bytes]])))
    for (let at = zip.indexOf(plain); at !== -1; at = zip.indexOf(plain, at)) zip.write(name, at)
    await assert.rejects(findingsOf(write(zip)), BundleRefused, name)
  }
  await assert.rejects(
    findingsOf(
      await zipOf([
        ['a.txt', bytes],
        ['a.txt', bytes],
      ]),
    ),
    BundleRefused,
  )
  await assert.rejects(findingsOf(write(Buffer.from('geen pakket'))), BundleRefused)
  await assert.rejects(findingsOf(write(bundle.subarray(0, bundle.length - 30))), BundleRefused)
  await assert.rejects(findingsOf(join(folder, 'is-er-niet.zip')), BundleRefused)
})

test('whatever bytes come as a bundle, they are refused or have findings: never a fault', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
      const changed = Buffer.from(bundle)
      const at = place % changed.length
      changed[at] = (changed[at] ?? 0) ^ flip
      try {
        await verifyBundle(write(changed))
      } catch (error) {
        assert.ok(error instanceof BundleRefused, String(error))
      }
    }),
    { numRuns: 200 },
  )
})
