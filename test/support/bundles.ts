import { createHash, generateKeyPairSync } from 'node:crypto'
import { packedName, type Manifest } from '../../src/engines/bundle/manifest.ts'
import { packBundle, type PackedOriginal } from '../../src/engines/bundle/pack.ts'
import { signerOf } from '../../src/platform/signing.ts'

// A bundle of two pieces, packed as the application does.

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
export const bundleSigner = signerOf(generateKeyPairSync('ed25519').privateKey)

const originals = [
  { name: 'brief.txt', bytes: Buffer.from('Wij weten waar u woont.') },
  { name: 'Ünïcode naam.eml', bytes: Buffer.from('From: a@b.example\n\nWees gewaarschuwd.') },
]

export const manifest: Manifest = {
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

/** Packs these originals beside a manifest and an index. */
export const packed = (pieces: Manifest['pieces'], files: readonly PackedOriginal[]) =>
  packBundle({
    manifest: { ...manifest, pieces },
    index: Buffer.from('%PDF-1.7 het overzicht'),
    originals: files,
    signer: bundleSigner,
  })

/** The bytes of that bundle. */
export async function aBundle(): Promise<Buffer> {
  const parts: Buffer[] = []
  const files = originals.map(({ name, bytes }, index) => ({
    file: packedName(index, name),
    sha256: hashOf(bytes),
    size: bytes.length,
    read: async function* () {
      yield bytes
    },
  }))
  for await (const part of packed(manifest.pieces, files)) parts.push(part)
  return Buffer.concat(parts)
}
