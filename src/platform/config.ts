import { z } from 'zod'

const flag = z
  .enum(['yes', 'no'])
  .optional()
  .transform(value => value === 'yes')

const Environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** The address that people type, such as https://weerbaar.example.nl. */
  WEERBAAR_ORIGIN: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  WEERBAAR_SMTP_URL: z.string().optional(),
  WEERBAAR_MAIL_FROM: z.string().default('Weerbaar <weerbaar@localhost>'),
  WEERBAAR_MAIL_FOLDER: z.string().optional(),
  /** How many proxies of ours stand before the server: as many addresses at the end of X-Forwarded-For are believed. */
  WEERBAAR_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Until second factors exist, listening beyond this machine is a decision that somebody takes. */
  WEERBAAR_ACCEPT_PASSWORD_ONLY: flag,
  WEERBAAR_SECURITY_CONTACT: z.string().optional(),
})

export interface Config {
  port: number
  host: string
  origin: string
  databaseUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  mailFolder: string | undefined
  proxies: number
  securityContact: string | undefined
  /** Fictitious people and a password that everybody may know: only with the embedded database. */
  demonstration: boolean
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads the configuration from the environment. Throws an error that says what is wrong and what to do. */
export function readConfig(env: Record<string, string | undefined>, demonstration: boolean): Config {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new Error(`The configuration is not right:\n${z.prettifyError(parsed.error)}`)
  const it = parsed.data
  if (!loopback.has(it.HOST) && !it.WEERBAAR_ACCEPT_PASSWORD_ONLY)
    throw new Error(
      `HOST=${it.HOST} would listen beyond this machine, while people sign in with a password only.\n` +
        'Set WEERBAAR_ACCEPT_PASSWORD_ONLY=yes if you accept that, or put a proxy with a second factor before it.',
    )
  return {
    port: it.PORT,
    host: it.HOST,
    origin: new URL(it.WEERBAAR_ORIGIN ?? `http://localhost:${it.PORT}`).origin,
    databaseUrl: it.DATABASE_URL,
    smtpUrl: it.WEERBAAR_SMTP_URL,
    mailFrom: it.WEERBAAR_MAIL_FROM,
    mailFolder: it.WEERBAAR_MAIL_FOLDER,
    proxies: it.WEERBAAR_PROXIES,
    securityContact: it.WEERBAAR_SECURITY_CONTACT,
    demonstration,
  }
}
