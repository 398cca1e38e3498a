import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock, type Clock } from './clock.ts'
import { cleanLine, cleanText, safeFileName } from './text.ts'

/** A mail: plain text, to one person, and without any content of a case. */
export interface Mail {
  to: string
  subject: string
  text: string
  /** Stays the same when a mail is sent again, so that a reader's program shows it once: `<id@host>`. */
  messageId: string
}

export interface Mailer {
  /** Resolves when the mail server has taken the mail; rejects when it has not, so that it is tried again. */
  send(mail: Mail): Promise<void>
}

export interface MailerOptions {
  /** The mail server: `smtp://user:password@host:port` (TLS by STARTTLS) or `smtps://…`. */
  url?: string
  from: string
  /** For the demonstration, without a mail server: the folder where mails are written as `.eml` files. */
  folder?: string
  clock?: Clock
}

/** Makes the mailer: to a mail server, or else to a folder. Throws when neither is given or the address is wrong. */
export function createMailer({ url, from, folder, clock = systemClock }: MailerOptions): Mailer {
  if (url !== undefined) return smtpMailer(smtpOptions(url), from, clock)
  if (folder !== undefined) return folderMailer(folder, from, clock)
  throw new Error('There is no mail server and no folder to write mails to')
}

// Auto-replies to a system's mail would tell the wrong people who is away, and could loop.
const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

const address = /^[^\s,;:<>"()[\]\\@]+@[^\s,;:<>"()[\]\\@]+$/u
const id = /^<[^\s<>@]+@[^\s<>@]+>$/u

// The message does not quote the address: errors are logged.
function checked({ to, subject, text, messageId }: Mail): Mail {
  if (!address.test(to)) throw new TypeError('A mail goes to one plain e-mail address')
  if (!id.test(messageId)) throw new TypeError('A Message-ID has the form <id@host>')
  return { to, subject: cleanLine(subject), text: cleanText(text), messageId }
}

function smtpMailer(options: SmtpOptions, from: string, clock: Clock): Mailer {
  return {
    send: async mail => {
      const { to, subject, text, messageId } = checked(mail)
      const { createTransport } = await import('nodemailer')
      await createTransport(options).sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId,
        headers,
        date: clock.now(),
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
  }
}

type SmtpOptions = ReturnType<typeof smtpOptions>

const secondsInMs = 1000

/** The options for nodemailer; TLS is required, except to a mail server on this machine. Never quotes the address. */
export function smtpOptions(url: string) {
  const parsed = URL.parse(url)
  if (!parsed || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new Error('The address of the mail server has the form smtp://user:password@host:port or smtps://…')
  }
  const secure = parsed.protocol === 'smtps:'
  const host = decodeURIComponent(parsed.hostname).replace(/^\[|\]$/g, '')
  const onThisMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host)
  return {
    host,
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    requireTLS: !secure && !onThisMachine,
    ignoreTLS: !secure && onThisMachine,
    tls: { minVersion: 'TLSv1.2' as const },
    connectionTimeout: 10 * secondsInMs,
    greetingTimeout: 10 * secondsInMs,
    socketTimeout: 30 * secondsInMs,
    ...(parsed.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(parsed.username), pass: decodeURIComponent(parsed.password) } }),
  }
}

/** Writes each mail as one file named after its Message-ID: sent again, it is the same file. */
function folderMailer(folder: string, from: string, clock: Clock): Mailer {
  return {
    send: async mail => {
      const message = checked(mail)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = join(folder, `.${randomBytes(6).toString('hex')}`)
      await writeFile(draft, asFile(message, from, clock.now()), { mode: 0o600 })
      await rename(draft, join(folder, safeFileName(`${message.messageId.slice(1, -1)}.eml`)))
    },
  }
}

// Not by nodemailer: in its quoted-printable form a link cannot be copied from the file.
function asFile({ to, subject, text, messageId }: Mail, from: string, date: Date): string {
  const head = {
    From: cleanLine(from),
    To: to,
    Subject: subject,
    'Message-ID': messageId,
    Date: date.toUTCString().replace('GMT', '+0000'),
    ...headers,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  return `${[...lines, '', ...text.split('\n')].join('\r\n')}\r\n`
}
