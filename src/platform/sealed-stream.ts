import { createHash, hkdfSync } from 'node:crypto'
import { inChunks } from './chunks.ts'
import { openChunk, sealChunk, sealedLength } from './vault.ts'

const chunkBytes = 1024 * 1024

/**
 * Seals a stream of any length under a key made for it alone, in chunks that each know their place and whether they are the
 * last: nothing can be changed, taken out, put elsewhere or cut off. The head says in clear what it is, and is bound to it too.
 * @param head unique for each stream, as the key of the stream follows from it
 */
export async function* sealStream(key: Buffer, head: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { id, streamKey } = derived(key, head)
  let n = 0
  for await (const { bytes, last } of inChunks(source, chunkBytes)) yield sealChunk(streamKey, id, n++, last, bytes)
}

/** Opens what `sealStream` made. Throws SealBroken at the first chunk that is not as it was sealed. */
export async function* openStream(key: Buffer, head: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { id, streamKey } = derived(key, head)
  let n = 0
  for await (const { bytes, last } of inChunks(source, sealedLength(chunkBytes)))
    yield openChunk(streamKey, id, n++, last, bytes)
}

function derived(key: Buffer, head: string) {
  const hash = createHash('sha256').update(head).digest()
  return {
    id: hash.toString('hex'),
    streamKey: Buffer.from(hkdfSync('sha256', key, hash, 'weerbaar sealed stream', 32)),
  }
}
