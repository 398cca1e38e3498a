import { join } from 'node:path'
import { demonstrationPassword, demonstrationPeople } from '../../app.ts'
import { openAssets } from '../../platform/assets.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { connect } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { createKeyRing } from '../../platform/keys.ts'
import { createLog } from '../../platform/log.ts'
import { createMailer } from '../../platform/mail.ts'
import { clamd } from '../../platform/scanner.ts'
import { requireFreePort } from '../../platform/server.ts'
import type { Shutdown } from '../../platform/shutdown.ts'
import { openEmbedded, type Embedded } from '../embedded.ts'
import { run } from './run.ts'

/** npm start: an own database with the demonstration in it, on this machine only. */
export async function startDemonstration(shutdown: Shutdown): Promise<void> {
  const { PORT, WEERBAAR_ORIGIN, WEERBAAR_CLAMD } = process.env
  const config = readConfig({ PORT, WEERBAAR_ORIGIN, WEERBAAR_CLAMD }, true)
  await requireFreePort(config.host, config.port)

  // At the same time, as neither needs the other.
  const [assets, embedded] = await Promise.all([openAssets(), openDatabase(shutdown)])
  await run(openHouse(embedded, config), assets, shutdown)
  console.log(welcome(config.origin, embedded.folder))
}

const openDatabase = (shutdown: Shutdown): Promise<Embedded> =>
  openEmbedded({
    say: step => console.log(`${step} …`),
    onStarted: stop => shutdown.add(stop),
    onCrash: error => {
      if (shutdown.ending) return
      console.error(error.message)
      process.exit(1)
    },
  })

function openHouse({ appUrl, master, signer, folder }: Embedded, config: House['config']): House {
  const clock = systemClock
  return {
    db: connect(appUrl, { clock, signer }),
    keys: createKeyRing(master),
    signer,
    clock,
    log: createLog(),
    mailer: createMailer({ from: config.mailFrom, folder: join(folder, 'mails'), clock }),
    scanner: config.clamd && clamd(config.clamd),
    config,
  }
}

function welcome(origin: string, folder: string): string {
  const width = Math.max(...demonstrationPeople.map(it => it.email.length))
  const people = demonstrationPeople.map(({ email, who }) => `  ${email.padEnd(width)}  ${who}`)
  return [
    '',
    `Weerbaar is ready: ${origin}`,
    'Everything in it is made up. Mails are written to files, not sent:',
    `  ${join(folder, 'mails')}`,
    `Sign in with the password ${demonstrationPassword} as one of these people, or another of content/demo/people.yaml:`,
    ...people,
    'Ctrl-C stops it.',
    '',
  ].join('\n')
}
