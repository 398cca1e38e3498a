import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { KeyRing } from './keys.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import type { Scanner } from './scanner.ts'
import type { Signer } from './signing.ts'

/** What every part of the application works with; made once in main.ts, and by each test for itself. */
export interface House {
  db: Db
  keys: KeyRing
  /** Has the log key. */
  signer: Signer
  clock: Clock
  log: Log
  mailer: Mailer
  /** Undefined: files are not scanned. */
  scanner: Scanner | undefined
  config: Config
}
