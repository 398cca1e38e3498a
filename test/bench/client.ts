import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** From the request until the last byte of its answer, in milliseconds. */
  ms: number
}

export interface Call {
  path: string
  session: string
  /** A POST when given. */
  body?: Buffer | Readable
  type?: string
  length?: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Asks the server under measurement over a kept connection, as a browser would. */
export function ask(port: number, { path, session, body, type, length }: Call): Promise<Answer> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        port,
        path,
        host: '127.0.0.1',
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          host: `localhost:${port}`,
          cookie: `weerbaar=${session}`,
          'sec-fetch-site': 'same-origin',
          'accept-encoding': 'gzip, br',
          'x-forwarded-for': addressOf(session),
          ...(type !== undefined && { 'content-type': type }),
          ...(length !== undefined && { 'content-length': length }),
        },
      },
      answer => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts),
            ms: performance.now() - start,
          }),
        )
      },
    )
    outgoing.on('error', reject)
    if (body instanceof Readable) body.pipe(outgoing)
    else outgoing.end(body)
  })
}

/** Each session comes from an address of its own, so that the limits per address see people and not one machine. */
const addressOf = (session: string) => {
  const [a = 0, b = 0, c = 0] = Buffer.from(session, 'base64url')
  return `10.${a}.${b}.${c}`
}

export interface Load {
  /** Requests a second. */
  perSecond: number
  /** How long each took, in milliseconds, in order of length. */
  times: number[]
}

/** So many clients at once, each asking the next thing when the last was answered, for so many seconds. */
export async function load(clients: number, seconds: number, next: (n: number) => Promise<number>): Promise<Load> {
  const times: number[] = []
  const start = performance.now()
  const until = start + seconds * 1000
  let n = 0
  const client = async () => {
    while (performance.now() < until) times.push(await next(n++))
  }
  await Promise.all(Array.from({ length: clients }, client))
  const perSecond = (times.length / (performance.now() - start)) * 1000
  return { perSecond, times: times.sort((a, b) => a - b) }
}

/** The length of time within which this share of the requests was answered; `times` in order of length. */
export const percentile = (times: readonly number[], share: number): number =>
  times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN

export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
