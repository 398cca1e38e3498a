import type { z } from 'zod'

// Inside a file of a backup: pieces with their length in front. A piece without bytes ends the rows of a table.

export const endOfRows: Buffer = Buffer.alloc(4)

export function frame(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

export const jsonFrame = (value: unknown): Buffer => frame(Buffer.from(JSON.stringify(value)))

export interface Frames {
  /** The next piece, checked. Throws when there is none, or another. */
  json: <Schema extends z.ZodType>(schema: Schema) => Promise<z.infer<Schema>>
  /** The pieces until the end of the rows. */
  rows: () => AsyncGenerator<Buffer>
  /** Reads on to the end of the file; only then is it certain that nothing was cut off. Throws when more follows. */
  finish: () => Promise<void>
}

export function readFrames(source: AsyncIterable<Buffer>): Frames {
  const iterator = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const more = async () => {
    const { done, value } = await iterator.next()
    if (done) return false
    rest = rest.length === 0 ? value : Buffer.concat([rest, value])
    return true
  }
  const take = async (length: number): Promise<Buffer> => {
    while (rest.length < length) if (!(await more())) throw new Error('The backup ends before it is complete')
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  const next = async () => take((await take(4)).readUInt32BE())
  return {
    json: async schema => schema.parse(JSON.parse((await next()).toString('utf8'))),
    rows: async function* () {
      for (let piece = await next(); piece.length > 0; piece = await next()) yield piece
    },
    finish: async () => {
      if (rest.length > 0 || (await more())) throw new Error('The backup goes on after its end')
    },
  }
}
