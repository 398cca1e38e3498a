import { createHash } from 'node:crypto'
import { inChunks, type Chunk } from './chunks.ts'
import { sweepAfter } from './garbage.ts'
import { detectMediaType, sniffedBytes, type MediaType } from './media-types.ts'
import { safeFileName } from './text.ts'
import { sealChunk, sealedLength } from './vault.ts'

export const maxFileBytes = 50 * 1024 * 1024
const chunkBytes = 1024 * 1024

/** Why a file was not taken in; nothing of it is kept. `gone`: what it came to is nobody's to change any more. */
export type FileRefusal = 'type' | 'size' | 'count' | 'empty' | 'gone'

export interface RefusedFile {
  name: string
  why: FileRefusal
}

interface Incoming {
  name: string
  content: AsyncIterable<Buffer>
  /** What it is, when we wrote it down ourselves. */
  type?: MediaType | undefined
}

/** Where the chunks of a file go while it arrives, and under which key. False: it may not go there any more. */
interface Place {
  id: string
  key: Buffer
  begin: (type: MediaType) => Promise<unknown>
  keep: (n: number, sealed: Buffer) => Promise<unknown>
  takeBack: () => Promise<unknown>
}

/** A file of which every chunk is there. */
export interface TakenIn {
  name: string
  type: MediaType
  size: number
  chunks: number
  sha256: string
}

/**
 * Takes in a file while it streams: what it is, its content says; sealed in chunks of 1 MiB, never the whole of it in memory.
 * What is refused is read to its end, so that the rest of the form still arrives.
 */
export async function takeIn(file: Incoming, place: Place): Promise<TakenIn | { refused: FileRefusal }> {
  const chunks = inChunks(file.content, chunkBytes)
  const first = await chunks.next()
  if (first.done || first.value.bytes.length === 0) return { refused: 'empty' }
  const name = safeFileName(file.name)
  const type = file.type ?? (await detectMediaType(first.value.bytes.subarray(0, sniffedBytes), name))
  if (!type) return drain(chunks, 'type')

  if ((await place.begin(type)) === false) return drain(chunks, 'gone')
  const hash = createHash('sha256')
  let size = 0
  let n = 0
  let chunk: Chunk | undefined = first.value
  const room = Buffer.allocUnsafeSlow(sealedLength(chunkBytes))
  while (chunk) {
    const { bytes, last } = chunk
    size += bytes.length
    if (size > maxFileBytes) return takeBack(place, chunks, 'size')
    hash.update(bytes)
    const kept = await place.keep(n, sealChunk(place.key, place.id, n, last, bytes, room))
    if (kept === false) return takeBack(place, chunks, 'gone')
    n += 1
    sweepAfter(bytes.length)
    const next: IteratorResult<Chunk, void> = await chunks.next()
    chunk = next.value ?? undefined
  }
  return { name, type, size, chunks: n, sha256: hash.digest('hex') }
}

async function takeBack(place: Place, rest: AsyncIterable<unknown>, refused: FileRefusal) {
  await place.takeBack()
  return drain(rest, refused)
}

/** Reads what is left, so that the rest of the form still arrives. */
export async function drain<Refusal extends FileRefusal>(rest: AsyncIterable<unknown>, refused: Refusal) {
  for await (const _ of rest);
  return { refused }
}

// More names than this are no help.
const named = 5

/** What is said of files that were not taken in. */
export const refusedInWords = (
  refused: readonly RefusedFile[],
  sentences: Readonly<Record<FileRefusal, string>>,
): string =>
  refused
    .slice(0, named)
    .map(({ name, why }) => `${name}: ${sentences[why]}`)
    .join(' ')

/** With which status that is said. */
export function statusOfRefused(refused: readonly RefusedFile[]): 413 | 415 | undefined {
  if (refused.some(it => it.why === 'size')) return 413
  return refused.some(it => it.why === 'type') ? 415 : undefined
}
