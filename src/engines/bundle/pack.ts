import { createHash } from 'node:crypto'
import { PassThrough, pipeline, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Signer } from '../../platform/signing.ts'
import { names, signedBytes, writeSignature, writeSums, type Manifest } from './manifest.ts'

/** An original that is packed while it is read, so that nothing of it stays in memory. */
export interface PackedOriginal {
  file: string
  sha256: string
  size: number
  read: () => AsyncIterable<Buffer>
}

interface Contents {
  manifest: Manifest
  index: Buffer
  originals: readonly PackedOriginal[]
  signer: Signer
}

/** Packs evidence: originals, what is known of them, and the hashes of all of it. Nothing is compressed. */
export function packBundle({ manifest, index, originals, signer }: Contents): AsyncIterable<Buffer> {
  const written = new Map([
    [names.manifest, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
    [names.index, index],
  ])
  const sums = Buffer.from(
    writeSums(
      new Map([
        ...[...written].map(([name, bytes]) => [name, hashOf(bytes)] as const),
        ...originals.map(it => [it.file, it.sha256] as const),
      ]),
    ),
  )
  const signature = writeSignature(signer.current.text, signer.sign(signedBytes(sums)))
  const zip = new ZipFile()
  // One moment for every file, in the clock of no place: the same evidence is packed the same way everywhere.
  const options = { compress: false, mode: 0o100644, mtime: new Date(manifest.packedAt) }
  for (const [name, bytes] of [
    ...written,
    [names.sums, sums] as const,
    [names.signature, Buffer.from(signature)] as const,
  ])
    zip.addBuffer(bytes, name, options)
  const packed = new PassThrough()
  // One original at a time is read.
  let reading: Readable | undefined
  packed.once('close', () => reading?.destroy())
  for (const { file, size, read } of originals)
    zip.addReadStreamLazy(file, { ...options, size }, give => {
      reading = Readable.from(read())
      reading.on('error', error => packed.destroy(error))
      give(null, reading)
    })
  zip.on('error', (error: Error) => packed.destroy(error))
  zip.end()
  // Who stops reading stops all of it; a failure comes out where it is read.
  pipeline(zip.outputStream, packed, () => {})
  return packed
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
