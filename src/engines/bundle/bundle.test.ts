import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import { signerOf } from '../../platform/signing.ts'
import { names, packedName, readSums, writeSums, type Manifest } from './manifest.ts'
import { packBundle } from './pack.ts'
import { BundleRefused, verifyBundle } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
after(() => rmSync(folder, { recursive: true }))
const { privateKey } = generateKeyPairSync('ed25519')
const signer = signerOf(privateKey)
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const originals = [
  { name: 'brief.txt', bytes: Buffer.from('Wij weten waar u woont.') },
  { name: 'Ünïcode naam.eml', bytes: Buffer.from('From: a@b.example\n\nWees gewaarschuwd.') },
]

const manifest: Manifest = {
  format: 'weerbaar-evidence-1',
  case: 'M-2026-000001',
  organisation: 'Waterstad',
  packedAt: '2026-04-24T18:50:00.000Z',
  packedBy: 'Naam clerk',
  pieces: originals.map(({ name, bytes }, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    name,
    kind: 'Tekstbestand',
    size: bytes.length,
    sha256: hashOf(bytes),
    addedBy: 'Naam member',
    addedAt: '2026-04-24T18:40:00.000Z',
    origin: 'bestand, toegevoegd in Weerbaar',
    file: packedName(index, name),
    leftOut: null,
    custody: [{ at: '2026-04-24T18:50:00.000Z', who: 'Naam clerk', what: 'in een pakket opgeslagen' }],
  })),
}

async function pack(): Promise<Buffer> {
  const parts: Buffer[] = []
  const packed = packBundle({
    manifest,
    index: Buffer.from('%PDF-1.7 het overzicht'),
    originals: originals.map(({ name, bytes }, index) => ({
      file: packedName(index, name),
      sha256: hashOf(bytes),
      size: bytes.length,
      read: async function* () {
        yield bytes
      },
    })),
    signer,
  })
  for await (const part of packed) parts.push(part)
  return Buffer.concat(parts)
}

let bundle: Buffer
let contents: Map<string, Buffer>
before(async () => {
  bundle = await pack()
  writeFileSync(join(folder, 'whole.zip'), bundle)
  contents = unpack(bundle)
})

// Our own reader of what we pack: every file is stored, with its size in the central directory.
function unpack(zip: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 46)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    found.set(name, zip.subarray(start, start + zip.readUInt32LE(at + 24)))
  }
  return found
}

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
  const checked = await verifyBundle(join(folder, 'whole.zip'), [signer.current])
  assert.deepEqual(checked.findings, [])
  assert.equal(checked.files, 6)
  assert.equal(checked.signedBy, signer.current.text)
  assert.deepEqual(checked.manifest, manifest)
})

test('who has no Weerbaar unpacks it and checks it with sha256sum', () => {
  const at = join(folder, 'unpacked')
  execFileSync('mkdir', ['-p', join(at, 'originelen')])
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
