import { randomBytes } from 'node:crypto'
import type { PersonKey } from './people.ts'
import type { World } from './world.ts'

const origin = 'http://localhost:8080'

export interface Sender {
  /** Sends exactly this, with the cookie of the session and nothing that a browser would add. */
  send: (path: string, init: RequestInit) => Promise<{ status: number; location: string; html: string }>
  /** As `send`, as a form of this website. */
  post: (path: string, body: string, type?: string) => ReturnType<Sender['send']>
}

/** Somebody who is signed in, and sends what no browser would send. */
export async function sendAs(world: World, key: PersonKey): Promise<Sender> {
  const cookie = `weerbaar=${await world.startSession(key)}`
  const send: Sender['send'] = async (path, init) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', cookie)
    const answer = await world.app.request(`${origin}${path}`, { ...init, headers })
    return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  return {
    send,
    post: (path, body, type = 'application/x-www-form-urlencoded') =>
      send(path, { method: 'POST', body, headers: { origin, 'content-type': type } }),
  }
}

/** What was logged as a fault of ours since the last time that this was asked. */
export function faults({ lines }: World): string[] {
  const found = lines.filter(line => line.includes('"level":"error"'))
  lines.length = 0
  return found
}

/** One part of a form with files, as it goes over the wire. */
export interface Part {
  name: string
  fileName?: string
  content: string | Buffer | AsyncIterable<Uint8Array>
}

/** A form with files whose parts are sent as they come, so that none of it is held in memory. */
export function streamed(parts: readonly Part[]): RequestInit & { duplex: 'half' } {
  const boundary = randomBytes(16).toString('hex')
  return {
    method: 'POST',
    headers: { origin, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: asStream(partsOf(parts, boundary)),
    duplex: 'half',
  }
}

const asStream = (chunks: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })

async function* partsOf(parts: readonly Part[], boundary: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (const { name, fileName, content } of parts) {
    const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`
    yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`)
    if (typeof content === 'string' || Buffer.isBuffer(content)) yield Buffer.from(content)
    else yield* content
    yield Buffer.from('\r\n')
  }
  yield Buffer.from(`--${boundary}--\r\n`)
}

/** So many bytes that begin like a picture and are no more than that. */
export async function* pictureOf(bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  const chunk = Buffer.alloc(64 * 1024, 7)
  yield pngSignature
  for (let left = bytes - pngSignature.length; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length))
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
