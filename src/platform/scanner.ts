import { connect, type Socket } from 'node:net'

/** What a scanner says of a file: that it found nothing, or the name of the malware. */
export type Verdict = { malware: string | undefined }

/** A malware scanner beside the server. Both throw when it is away, says something else, or takes too long. */
export interface Scanner {
  ping: () => Promise<void>
  scan: (content: AsyncIterable<Buffer>) => Promise<Verdict>
}

/** Where clamd listens: the path of a socket, or a host and a port. */
export type ScannerAddress = { path: string } | { host: string; port: number }

/** The address as it stands in the configuration; undefined for what is none. */
export function scannerAddress(text: string): ScannerAddress | undefined {
  if (text.startsWith('/')) return { path: text }
  const [, host = '', port = ''] = /^(\[[0-9a-f:]{2,45}\]|[\w.-]{1,253}):(\d{1,5})$/i.exec(text) ?? []
  const number = Number(port)
  return number > 0 && number < 65_536 ? { host: host.replaceAll(/[[\]]/g, ''), port: number } : undefined
}

const milliseconds = {
  ping: 5_000,
  // Less than a transaction may stand still: the job that scans holds one open.
  scan: 45_000,
}

/** Talks to clamd of ClamAV: each question over a connection of its own. */
export function clamd(address: ScannerAddress, longest = milliseconds): Scanner {
  return {
    ping: async () => {
      if ((await ask(address, longest.ping, ['zPING\0'])) !== 'PONG') throw new ScannerFault()
    },
    scan: async content => verdict(await ask(address, longest.scan, inStream(content))),
  }
}

class ScannerFault extends Error {
  override name = 'ScannerFault'
}

async function* inStream(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const bytes of content) {
    // A length of nothing would be the end.
    if (bytes.length === 0) continue
    yield length(bytes.length)
    yield bytes
  }
  yield length(0)
}

function length(of: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(of)
  return bytes
}

// An answer is one line: what goes on is from no scanner.
const longestAnswer = 4096

/** Asks a question and reads the answer; one that was cut off is none. Once it returns or throws, nothing of the question is read any more. */
async function ask(
  address: ScannerAddress,
  time: number,
  question: AsyncIterable<Buffer> | Iterable<string>,
): Promise<string> {
  const socket = connect(address)
  const late = setTimeout(() => socket.destroy(new ScannerFault()), time)
  const answer = read(socket)
  answer.catch(() => {})
  try {
    for await (const part of question) {
      // It may answer before the end, such as that the file is too large.
      if (!socket.writable) break
      if (!socket.write(part)) await drained(socket)
    }
    return await answer
  } finally {
    clearTimeout(late)
    socket.destroy()
  }
}

async function read(socket: Socket): Promise<string> {
  let answer = ''
  for await (const bytes of socket) {
    answer += String(bytes)
    if (answer.length > longestAnswer) throw new ScannerFault()
  }
  if (!answer.endsWith('\0')) throw new ScannerFault()
  return answer.slice(0, -1)
}

const drained = (socket: Socket): Promise<void> =>
  new Promise(done => {
    const go = () => {
      socket.off('drain', go).off('close', go)
      done()
    }
    socket.on('drain', go).on('close', go)
    if (socket.closed) go()
  })

// Some scanners add a hash and a length between brackets: the hash of somebody's file is not for the database.
const infected = /^stream: ([^\s(]+)(?:\([^)]*\))? FOUND$/

function verdict(answer: string): Verdict {
  if (answer === 'stream: OK') return { malware: undefined }
  const name = infected.exec(answer)?.[1]
  // Such as that the file is larger than it takes: that is no verdict.
  if (name === undefined) throw new ScannerFault()
  return { malware: name.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 120) }
}
