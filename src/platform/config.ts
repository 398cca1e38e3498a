import { z } from 'zod'
import { scannerAddress, type ScannerAddress } from './scanner.ts'

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
  WEERBAAR_SECURITY_CONTACT: z.string().optional(),
  /** Hosts of sign-in providers in the own network, separated by spaces: others inside a network are never asked. */
  WEERBAAR_PROVIDER_HOSTS: z.string().default(''),
  /** Where the tree head of the log goes once a day: addresses with commas between, and one to post to. */
  WEERBAAR_LOG_MAIL: z
    .string()
    .transform(it => it.split(',').map(address => address.trim()))
    .pipe(z.array(z.email()))
    .optional(),
  WEERBAAR_LOG_WEBHOOK: z.url({ protocol: /^https?$/ }).optional(),
  /** Where clamd listens, such as /run/clamav/clamd.ctl or scanner.example.nl:3310. Without it files are not scanned. */
  WEERBAAR_CLAMD: z
    .string()
    .transform(scannerAddress)
    .refine(it => it !== undefined, 'The path of a socket, or host:port')
    .optional(),
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
  providerHosts: readonly string[]
  logMail: readonly string[]
  logWebhook: string | undefined
  clamd: ScannerAddress | undefined
  /** Fictitious people and a password that everybody may know: only with the embedded database. */
  demonstration: boolean
  /** Whether a role asks for a second factor: always, but for the demonstration. No variable says otherwise. */
  secondFactors: boolean
}

/** Reads the configuration from the environment. Throws an error that says what is wrong and what to do. */
export function readConfig(env: Record<string, string | undefined>, demonstration: boolean): Config {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new Error(`The configuration is not right:\n${z.prettifyError(parsed.error)}`)
  const it = parsed.data
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
    providerHosts: it.WEERBAAR_PROVIDER_HOSTS.toLowerCase().split(/\s+/).filter(Boolean),
    logMail: it.WEERBAAR_LOG_MAIL ?? [],
    logWebhook: it.WEERBAAR_LOG_WEBHOOK,
    clamd: it.WEERBAAR_CLAMD,
    demonstration,
    secondFactors: !demonstration,
  }
}
