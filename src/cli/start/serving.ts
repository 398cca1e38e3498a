import { openAssets } from '../../platform/assets.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig, type Config } from '../../platform/config.ts'
import { connect } from '../../platform/db.ts'
import { createKeyRing } from '../../platform/keys.ts'
import { createLog } from '../../platform/log.ts'
import { createMailer, type Mailer } from '../../platform/mail.ts'
import { clamd } from '../../platform/scanner.ts'
import { requireInstruments } from '../../engines/questionnaires/frozen.ts'
import { requireFreePort } from '../../platform/server.ts'
import { requireServable } from '../../platform/serving-checks.ts'
import type { Shutdown } from '../../platform/shutdown.ts'
import { readLogKey } from '../../platform/signing.ts'
import { readMasterKeys } from '../../platform/vault.ts'
import { CommandError } from '../owner.ts'
import { run } from './run.ts'

/** npm run serve: on a database of its own, as the restricted role, and without a demonstration. */
export async function startServing(shutdown: Shutdown): Promise<void> {
  const config = readConfig(process.env, false)
  const url = config.databaseUrl
  if (!url)
    throw new CommandError(
      'Set DATABASE_URL to the address of the database for the restricted role, as "weerbaar migrate" printed it.',
    )
  const master = readMasterKeys(process.env)
  const signer = readLogKey(process.env)
  const mailer = openMailer(config)
  await requireFreePort(config.host, config.port)
  await requireServable(url, master, signer)

  const clock = systemClock
  const log = createLog()
  const db = connect(url, { clock, signer })
  await requireInstruments(db)
  const scanner = config.clamd && clamd(config.clamd)
  const house = { db, keys: createKeyRing(master), signer, clock, log, mailer, scanner, config }
  await run(house, await openAssets(), shutdown)
  log.info('listening', { host: config.host, port: config.port, origin: config.origin })
}

function openMailer({ smtpUrl, mailFolder, mailFrom }: Config): Mailer {
  if (smtpUrl === undefined && mailFolder === undefined)
    throw new CommandError(
      'Set WEERBAAR_SMTP_URL to the address of the mail server, such as smtp://user:password@mail.example.nl:587.\n' +
        'To try it without one, set WEERBAAR_MAIL_FOLDER to a folder that mails are written to.',
    )
  return createMailer({
    from: mailFrom,
    ...(smtpUrl === undefined ? {} : { url: smtpUrl }),
    ...(mailFolder === undefined ? {} : { folder: mailFolder }),
  })
}
