import type { Readable } from 'node:stream'
import type { AttachmentStream, HeaderValue } from 'mailparser'
import { z } from 'zod'
import { parserOptions, startReading, type EmlLimits, type EmlProblem, type Reading } from './eml-reading.ts'
import { htmlToText } from './html-text.ts'
import { cleanLine, cleanText, safeFileName } from './text.ts'

export type { EmlLimits, EmlProblem }

export interface EmlAttachment {
  /** Safe as a file name, never empty. */
  name: string
  /** What the sender says it is; not to be believed. */
  mediaTypeClaimed: string
  /** The decoded bytes. Throws when the mail turns out to be unreadable further on. */
  content: AsyncGenerator<Buffer, void, undefined>
}

export type EmlResult = ReadMail | { kind: 'unreadable'; reason: EmlProblem }

export interface ReadMail {
  kind: 'mail'
  subject: string
  from: string
  to: string
  /** Undefined when the mail has no date, or one that means nothing. */
  date: Date | undefined
  /** What the receiver saw: the HTML turned into text, or else the plain text. */
  text: string
  /** Headers that tell where the mail came from, in their order in the mail. */
  headers: { name: string; value: string }[]
  attachments: number
  /** Whether the text was longer than what is kept of it. */
  cut: boolean
}

const megabyte = 1024 * 1024

export const emlLimits: EmlLimits = {
  parts: 200,
  depth: 20,
  // Exchange takes no more either; of 1 MB of addresses mailparser made 200 MB.
  headerBytes: megabyte / 4,
  totalBytes: 60 * megabyte,
  textBytes: 2 * megabyte,
  textCharacters: 200_000,
  seconds: 20,
}

type OnAttachment = (attachment: EmlAttachment) => Promise<void>

interface Options {
  /** Is given the attachments one by one, also a mail within the mail. What it leaves unread is skipped. */
  onAttachment?: OnAttachment
  limits?: Partial<EmlLimits>
}

/**
 * Reads a mail from a stream, without holding attachments in memory. Bad input never throws: it is `unreadable`, and
 * what `onAttachment` was given before that does not count. Throws only what the source or `onAttachment` throws.
 */
export async function parseEml(
  source: AsyncIterable<Buffer>,
  { onAttachment, limits = {} }: Options = {},
): Promise<EmlResult> {
  const { MailParser } = await import('mailparser')
  const within = { ...emlLimits, ...limits }
  const parser = new MailParser({ ...parserOptions, maxHeadSize: within.headerBytes, maxChildNodes: within.parts })
  const reading = startReading(parser, source, within)
  try {
    const attachments = await takeAttachments(reading, onAttachment)
    if (reading.headerLines.length === 0) return { kind: 'unreadable', reason: 'not-a-mail' }
    return asMail(reading, attachments, within.textCharacters)
  } catch (error) {
    if (reading.failure) throw reading.failure.error
    if (reading.problem) return { kind: 'unreadable', reason: reading.problem }
    throw error
  } finally {
    reading.close()
  }
}

async function takeAttachments(reading: Reading, onAttachment: OnAttachment | undefined): Promise<number> {
  let attachments = 0
  for await (const item of reading.items) {
    if (item.type !== 'attachment') continue
    attachments += 1
    await take(reading, item, onAttachment)
  }
  return attachments
}

async function take(
  reading: Reading,
  attachment: AttachmentStream,
  onAttachment: OnAttachment | undefined,
): Promise<void> {
  const stream = attachment.content
  stream.on('error', () => reading.stop({ problem: 'broken' }))
  reading.attachment = stream
  if (onAttachment) {
    const content = bytesOf(reading, stream)
    const facts = { name: nameOf(attachment), mediaTypeClaimed: cleanLine(typeOf(attachment)).slice(0, 100) }
    reading.waiting.consumer = true
    try {
      await onAttachment({ ...facts, content })
    } catch (error) {
      reading.stop({ failure: error })
      throw error
    } finally {
      reading.waiting.consumer = false
    }
    await content.return()
  }
  stream.resume()
  attachment.release?.()
}

async function* bytesOf(reading: Reading, stream: Readable): EmlAttachment['content'] {
  const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false })
  reading.waiting.consumer = false
  for await (const chunk of chunks) {
    reading.waiting.consumer = true
    yield chunk
    reading.waiting.consumer = false
  }
  reading.waiting.consumer = true
}

// Its types do not say so, but mailparser gives false where the header has no value.
const typeOf = ({ contentType }: AttachmentStream) => contentType || 'application/octet-stream'

/** A mail within the mail gets the extension by which it is known as one. */
function nameOf(attachment: AttachmentStream): string {
  const { filename } = attachment
  const type = typeOf(attachment)
  if (type === 'message/rfc822') return safeFileName(`${(filename ?? 'bericht').replace(/\.eml$/i, '')}.eml`)
  return safeFileName(filename ?? (type === 'text/plain' ? 'bijlage.txt' : 'bijlage'))
}

function asMail(reading: Reading, attachments: number, mostCharacters: number): ReadMail {
  const { headers } = reading
  const whole = cleanText(textOf(TextPart.parse(reading.tree())).slice(0, mostCharacters + 1))
  return {
    kind: 'mail',
    subject: lineOf(headers.get('subject')),
    from: lineOf(headers.get('from')),
    to: lineOf(headers.get('to')),
    date: dateOf(reading),
    text: cleanText(whole.slice(0, mostCharacters)).trim(),
    headers: originOf(reading),
    attachments,
    cut: reading.cut || whole.length > mostCharacters,
  }
}

/** A part as mailparser keeps it; only of texts the content. */
const TextPart = z.object({
  contentType: z.union([z.string(), z.literal(false)]),
  textContent: z.string().optional(),
  get children() {
    return z.array(TextPart)
  },
})

/**
 * The text as the receiver saw it: of alternatives the last one that says something, which is the HTML, and the other
 * texts one after another. (mailparser prefers plain text: a threat may stand in the HTML only.)
 */
function textOf({ contentType, textContent, children }: z.infer<typeof TextPart>): string {
  if (textContent !== undefined) return contentType === 'text/html' ? htmlToText(textContent) : textContent.trim()
  const texts = children.map(textOf).filter(text => text !== '')
  return contentType === 'multipart/alternative' ? (texts.at(-1) ?? '') : texts.join('\n\n')
}

const longestHeader = 2000

/** A header as one line of text: an address header as its addresses, of a repeated one all. */
function lineOf(value: HeaderValue | undefined): string {
  if (value === undefined || value instanceof Date) return ''
  if (Array.isArray(value)) return value.map(lineOf).join(', ').slice(0, longestHeader)
  const text = typeof value === 'string' ? value : 'text' in value && typeof value.text === 'string' ? value.text : ''
  return cleanLine(text.slice(0, longestHeader))
}

const rawLine = (line: string) => cleanLine(Buffer.from(line.slice(0, longestHeader), 'latin1').toString('utf8'))

// mailparser makes the present of a date it cannot read.
function dateOf({ headerLines }: Reading): Date | undefined {
  const line = headerLines.find(({ key }) => key === 'date')?.line ?? ''
  const date = new Date(
    rawLine(line.slice(0, 200))
      .replace(/^date:/i, '')
      .trim(),
  )
  return Number.isNaN(date.getTime()) ? undefined : date
}

const originHeaders = new Map([
  ['reply-to', 'Reply-To'],
  ['sender', 'Sender'],
  ['cc', 'Cc'],
  ['return-path', 'Return-Path'],
  ['received', 'Received'],
  ['message-id', 'Message-ID'],
  ['in-reply-to', 'In-Reply-To'],
  ['x-originating-ip', 'X-Originating-IP'],
  ['x-mailer', 'X-Mailer'],
  ['user-agent', 'User-Agent'],
  ['authentication-results', 'Authentication-Results'],
  ['received-spf', 'Received-SPF'],
])
const addressHeaders = new Set(['reply-to', 'sender', 'cc'])
const mostOriginHeaders = 40

function originOf({ headers, headerLines }: Reading): ReadMail['headers'] {
  const lines = headerLines.filter(({ key }) => originHeaders.has(key)).slice(0, mostOriginHeaders)
  return lines.map(({ key, line }) => ({
    name: originHeaders.get(key) ?? key,
    value: addressHeaders.has(key) ? lineOf(headers.get(key)) : rawLine(line.slice(line.indexOf(':') + 1)),
  }))
}
