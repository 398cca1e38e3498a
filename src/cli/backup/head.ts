import { randomUUID } from 'node:crypto'
import { openSync, readSync, closeSync, createReadStream } from 'node:fs'
import { z } from 'zod'
import { openStream } from '../../platform/sealed-stream.ts'
import { SealBroken, type MasterKeys } from '../../platform/vault.ts'
import { CommandError } from '../owner.ts'
import { readFrames, type Frames } from './frames.ts'

export const parts = ['content', 'keys'] as const
export type Part = (typeof parts)[number]

const Head = z.object({
  weerbaar: z.literal('backup'),
  format: z.literal(1),
  part: z.enum(parts),
  /** The same in the two files of one backup. */
  backup: z.uuid(),
  /** Its own for each file: the key of the file follows from it. */
  file: z.uuid(),
  /** The name of the key that it was sealed with. */
  key: z.string(),
  created: z.iso.datetime(),
})

/** The first line of a file, in clear: what it is, and with which key it opens. */
export type Head = z.infer<typeof Head>

export interface OpenedFile {
  head: Head
  frames: Frames
  close: () => void
}

const longest = 2048

export const newHead = (part: Part, backup: string, key: string, created: Date): Head => ({
  weerbaar: 'backup',
  format: 1,
  part,
  backup,
  file: randomUUID(),
  key,
  created: created.toISOString(),
})

/** Opens one file of a backup for reading from its beginning. Throws when it is another file or needs another key. */
export function openFile(path: string, part: Part, keys: MasterKeys): OpenedFile {
  const { head, line } = readHead(path)
  if (head.part !== part) throw new CommandError(`${path} holds the ${head.part} of a backup, not the ${part}`)
  const key = keys.find(head.key)
  if (!key)
    throw new CommandError(
      `${path} was sealed with the backup key ${head.key}; the one given is ${keys.current.id}. Nothing was restored.`,
    )
  const stream = createReadStream(path, { start: Buffer.byteLength(line) + 1, highWaterMark: 1024 * 1024 })
  return { head, frames: readFrames(explained(path, openStream(key, line, stream))), close: () => stream.destroy() }
}

/** What a file says of itself, before any key is needed. Throws when it is no backup. */
export function readHead(path: string): { head: Head; line: string } {
  const line = firstLine(path)
  try {
    return { head: Head.parse(JSON.parse(line)), line }
  } catch (cause) {
    throw new CommandError(`${path} is no backup of Weerbaar, or its beginning was changed`, { cause })
  }
}

function firstLine(path: string): string {
  const room = Buffer.alloc(longest)
  const file = openSync(path, 'r')
  try {
    const begin = room.subarray(0, readSync(file, room, 0, longest, 0))
    return begin.subarray(0, Math.max(0, begin.indexOf('\n'))).toString('utf8')
  } finally {
    closeSync(file)
  }
}

async function* explained(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new CommandError(`${path} was changed or cut off since it was written. Nothing was restored.`, { cause })
  }
}
