import type { Readable } from 'node:stream'
import type { AttachmentStream, HeaderValue, MailParser, MessageText } from 'mailparser'
import { parserOptions, startReading, type EmlLimits, type EmlProblem, type Reading } from './eml-reading.ts'
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
  /** The plain text, or else the HTML turned into text. */
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
  headerBytes: megabyte,
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
    const read = await readItems(reading, onAttachment)
    if (reading.headerLines.length === 0) return { kind: 'unreadable', reason: 'not-a-mail' }
    return await asMail(reading, read, within, MailParser)
  } catch (error) {
    if (reading.failure) throw reading.failure.error
    if (reading.problem) return { kind: 'unreadable', reason: reading.problem }
    throw error
  } finally {
    reading.close()
  }
}

interface Read {
  body: MessageText | undefined
  attachments: number
}

async function readItems(reading: Reading, onAttachment: OnAttachment | undefined): Promise<Read> {
  const read: Read = { body: undefined, attachments: 0 }
  for await (const item of reading.items) {
    if (item.type === 'text') read.body = item
    else {
      read.attachments += 1
      await take(reading, item, onAttachment)
    }
  }
  return read
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
    reading.waiting.consumer = true
    try {
      await onAttachment({
        name: nameOf(attachment),
        mediaTypeClaimed: cleanLine(attachment.contentType).slice(0, 100),
        content,
      })
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

/** A mail within the mail gets the extension by which it is known as one. */
function nameOf({ filename, contentType }: AttachmentStream): string {
  if (contentType === 'message/rfc822') return safeFileName(`${(filename ?? 'bericht').replace(/\.eml$/i, '')}.eml`)
  if (contentType === 'text/plain') return safeFileName(filename ?? 'bijlage.txt')
  return safeFileName(filename ?? 'bijlage')
}

async function asMail(
  reading: Reading,
  { body, attachments }: Read,
  limits: EmlLimits,
  Parser: typeof MailParser,
): Promise<ReadMail> {
  const { headers } = reading
  const html = body?.html ?? ''
  const whole = body?.text?.trim() || html.trim() === '' ? (body?.text ?? '') : await textOfHtml(html, Parser)
  const text = cleanText(whole.slice(0, limits.textCharacters)).trim()
  return {
    kind: 'mail',
    subject: lineOf(headers.get('subject')),
    from: lineOf(headers.get('from')),
    to: lineOf(headers.get('to')),
    date: dateOf(reading),
    text,
    headers: originOf(reading),
    attachments,
    cut: reading.cut || whole.length > limits.textCharacters || body?.textConversionError !== undefined,
  }
}

/** Some mails have an empty plain text beside their HTML, of which mailparser makes no text then. */
async function textOfHtml(html: string, Parser: typeof MailParser): Promise<string> {
  const parser = new Parser(parserOptions)
  parser.on('error', () => undefined)
  parser.end(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`)
  const items: AsyncIterable<AttachmentStream | MessageText> = parser
  for await (const item of items) if (item.type === 'text') return item.text ?? ''
  return ''
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
