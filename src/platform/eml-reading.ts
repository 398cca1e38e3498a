import { Readable } from 'node:stream'
import type { AttachmentStream, HeaderLines, Headers, MailParser, MessageText } from 'mailparser'

export type EmlProblem = 'not-a-mail' | 'too-many-parts' | 'too-deep' | 'too-large' | 'broken'

export interface EmlLimits {
  parts: number
  /** How deep parts may lie within parts. */
  depth: number
  /** Of all parts together. */
  headerBytes: number
  totalBytes: number
  /** What is read of the texts, still encoded: these are held in memory, attachments are not. */
  textBytes: number
  textCharacters: number
  /** The time that reading may take, without waiting for the source and for who takes the attachments. */
  seconds: number
}

/** A mail that is being read, within limits. After a problem or a failure nothing more comes out of it. */
export interface Reading {
  items: AsyncIterable<AttachmentStream | MessageText>
  /** The headers of the mail itself, once they have been read. */
  headers: Headers
  headerLines: HeaderLines
  /** The parts with their texts, as mailparser keeps them, once it is done. */
  tree(): unknown
  /** Why the mail cannot be read. */
  problem: EmlProblem | undefined
  /** An error of the source or of who takes the attachments: no fault of the mail. */
  failure: { error: unknown } | undefined
  /** Whether text was left out because there was too much of it. */
  cut: boolean
  /** Whom the clock does not count: it is not mailparser that is slow. */
  waiting: { source: boolean; consumer: boolean }
  /** The attachment that is being read: who takes it must not wait for ever for the rest. */
  attachment: Readable | undefined
  stop(why: { problem: EmlProblem } | { failure: unknown }): void
  close(): void
}

/** Starts mailparser on a source and guards it: what it does not limit itself is limited here. */
export function startReading(parser: MailParser, source: AsyncIterable<Buffer>, limits: EmlLimits): Reading {
  const reading: Reading = {
    items: parser,
    headers: new Map(),
    headerLines: [],
    tree: (): unknown => Reflect.get(parser, 'tree'),
    problem: undefined,
    failure: undefined,
    cut: false,
    waiting: { source: false, consumer: false },
    attachment: undefined,
    stop: why => {
      if (reading.problem || reading.failure) return
      if ('problem' in why) reading.problem = why.problem
      else reading.failure = { error: why.failure }
      const error = new Error('The mail was given up')
      reading.attachment?.destroy(error)
      parser.destroy(error)
    },
    close: () => {
      stopClock()
      input.destroy()
      parser.destroy()
    },
  }
  // These listeners stay: mailparser may report more errors after the first, and without a listener that ends the process.
  parser.on('error', (error: unknown) => reading.stop({ problem: problemOf(error) }))
  parser.on('headers', headers => {
    reading.headers = headers
  })
  parser.on('headerLines', lines => {
    reading.headerLines = lines
    if (!lines.some(({ key }) => mailHeaders.has(key))) reading.stop({ problem: 'not-a-mail' })
  })
  guardParts(parser, reading, limits)
  const stopClock = startClock(reading, limits.seconds)
  // One piece ahead: by default 16 of them wait in memory.
  const input = Readable.from(limited(source, reading, limits.totalBytes), { highWaterMark: 1 })
  input.on('error', error => reading.stop({ failure: error }))
  input.pipe(parser)
  return reading
}

/** The options of mailparser that keep it from work that nobody reads: texts as HTML, links, checksums. */
export const parserOptions = {
  // A mail within the mail stays a piece of its own, and is not mixed with what its sender wrote around it.
  ignoreEmbedded: true,
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  checksumAlgo: false,
} as const

const mailHeaders = new Set([
  'from',
  'to',
  'subject',
  'date',
  'received',
  'return-path',
  'message-id',
  'mime-version',
  'content-type',
])

function problemOf(error: unknown): EmlProblem {
  const isLimit = error instanceof Error && Reflect.get(error, 'code') === 'EMAXLEN'
  if (!isLimit) return 'broken'
  return error.message.includes('child nodes') ? 'too-many-parts' : 'too-large'
}

// mailparser keeps up to 16 pieces waiting, of the size in which they come.
const pieceBytes = 64 * 1024

async function* limited(source: AsyncIterable<Buffer>, reading: Reading, totalBytes: number) {
  let total = 0
  reading.waiting.source = true
  for await (const chunk of source) {
    reading.waiting.source = false
    // Decoding never makes more of it, so that this limits what comes out too.
    total += chunk.length
    if (total > totalBytes) {
      reading.stop({ problem: 'too-large' })
      return
    }
    const bytes = total === chunk.length ? withoutFalseStart(chunk) : chunk
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    reading.waiting.source = true
  }
  reading.waiting.source = false
}

/** Leaves out what some programs write in front of the first header: a byte order mark and empty lines. */
const withoutFalseStart = (chunk: Buffer): Buffer => {
  const skipped = /^(?:\u00EF\u00BB\u00BF)?[\r\n]*/.exec(chunk.subarray(0, 100).toString('latin1'))?.[0].length ?? 0
  return chunk.subarray(skipped)
}

/** A part of the mail, as mailparser gets it from its own splitter. */
interface Part {
  type: 'node'
  root: boolean
  parentNode: Part | false
  contentType: string | false
  disposition: string | false
  _headerlen: number
}

/** A piece of the bytes of a part, or of what lies between parts. */
interface Bytes {
  type: 'body' | 'data'
  node: Part
  value: Buffer
}

type Done = (error?: unknown) => void

/**
 * Looks at each part before mailparser does. There is no public way to do that: without it mailparser holds every text
 * in memory whatever its size, goes as deep as a mail asks, and lets an error in a header end the process.
 */
function guardParts(parser: MailParser, reading: Reading, limits: EmlLimits): void {
  const processChunk: unknown = Reflect.get(parser, 'processChunk')
  if (typeof processChunk !== 'function') throw new TypeError('This version of mailparser cannot be guarded')
  const seen = { parts: 0, headerBytes: 0, textBytes: 0 }
  const problemWith = (part: Part): EmlProblem | undefined => {
    seen.parts += 1
    seen.headerBytes += part._headerlen
    if (seen.parts > limits.parts) return 'too-many-parts'
    if (seen.headerBytes > limits.headerBytes) return 'too-large'
    return depthOf(part) > limits.depth ? 'too-deep' : undefined
  }
  const isTooMuchText = (piece: Bytes): boolean => {
    if (piece.type !== 'body' || !isText(piece.node)) return false
    seen.textBytes += piece.value.length
    return seen.textBytes > limits.textBytes
  }
  Reflect.set(parser, 'processChunk', (piece: Part | Bytes, done: Done) => {
    if (reading.problem || reading.failure) return
    const problem = piece.type === 'node' ? problemWith(piece) : undefined
    if (problem) return reading.stop({ problem })
    if (piece.type !== 'node' && isTooMuchText(piece)) {
      reading.cut = true
      return done()
    }
    try {
      Reflect.apply(processChunk, parser, [piece, done])
    } catch {
      reading.stop({ problem: 'broken' })
    }
  })
}

const depthOf = ({ parentNode }: Part): number => (parentNode ? 1 + depthOf(parentNode) : 0)

const isText = ({ contentType, disposition, root }: Part) =>
  ['text/plain', 'text/html'].includes(contentType || (root ? 'text/plain' : '')) &&
  (disposition === false || disposition === 'inline')

const tickInMs = 100

/** Stops the reading when it has worked for so long; answers how to stop the clock. */
function startClock(reading: Reading, seconds: number): () => void {
  let worked = 0
  let since = performance.now()
  const ticking = setInterval(() => {
    const now = performance.now()
    const { source, consumer } = reading.waiting
    if (!source && !consumer) worked += now - since
    since = now
    if (worked > seconds * 1000) reading.stop({ problem: 'broken' })
  }, tickInMs)
  return () => clearInterval(ticking)
}
