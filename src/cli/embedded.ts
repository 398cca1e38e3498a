import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { setRestrictedPassword } from '../platform/migrate.ts'
import { prepareDatabase } from './prepare.ts'
import { projectFile } from '../platform/project.ts'
import { createLogKeyFile, readLogKey, type Signer } from '../platform/signing.ts'
import { createMasterKeyFile, readMasterKeys, type MasterKeys } from '../platform/vault.ts'
import { loadDemonstration } from './demo/load.ts'
import { fillWords } from './fill-words.ts'
import { CommandError } from './owner.ts'

const database = 'weerbaar'
// Filled under another name and renamed when it is complete: a start that is broken off leaves no half demonstration.
const draft = 'weerbaar_draft'

export interface Embedded {
  ownerUrl: string
  appUrl: string
  master: MasterKeys
  signer: Signer
  /** The folder with all of it. */
  folder: string
  stop: () => Promise<void>
}

interface Opening {
  /** Told of each step, in a sentence. */
  say: (step: string) => void
  /** Told how to stop the server, as soon as there is one. */
  onStarted?: (stop: () => Promise<void>) => void
  onCrash?: (error: Error) => void
}

/** Where the embedded database, its keys and the mails of the demonstration are. */
export const dataFolder = (): string => process.env['WEERBAAR_DATA_FOLDER'] ?? projectFile('data')

/** Starts the embedded database; the first time it is made and filled with the demonstration. */
export async function openEmbedded({ say, onStarted, onCrash }: Opening): Promise<Embedded> {
  const folder = dataFolder()
  const master = masterKeys(folder)
  const signer = logKey(folder)
  const postgres = await startEmbeddedPostgres({
    dataFolder: folder,
    onStep: step => say(steps[step]),
    ...(onCrash && { onCrash }),
  })
  onStarted?.(postgres.stop)
  const password = restrictedPassword(folder)
  if (!(await exists(postgres, database))) await make(postgres, { master, signer }, password, say)
  const ownerUrl = postgres.ownerUrl(database)
  const applied = await prepareDatabase(ownerUrl).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : ''
    throw new CommandError(`${why}. Remove ${folder} to make the demonstration of this version.`, { cause })
  })
  if (applied.length > 0) say(`The database was brought up to date: ${applied.length} migrations`)
  await fillWords(ownerUrl, master)
  const appUrl = await setRestrictedPassword(ownerUrl, password)
  return { ownerUrl, appUrl, master, signer, folder, stop: postgres.stop }
}

const steps = {
  create: 'Making a PostgreSQL database',
  wait: 'Waiting for the database of an earlier start to stop',
  start: 'Starting PostgreSQL',
}

async function make(
  postgres: EmbeddedPostgres,
  keys: Pick<Embedded, 'master' | 'signer'>,
  password: string,
  say: (step: string) => void,
) {
  const ownerUrl = postgres.ownerUrl(draft)
  await asSuperuser(postgres, `drop database if exists ${draft} with (force)`)
  await postgres.ensureDatabase(draft)
  say('Making the tables')
  await prepareDatabase(ownerUrl)
  const appUrl = await setRestrictedPassword(ownerUrl, password)
  say('Loading the demonstration: five organisations, over sixty people, three hundred reports')
  await loadDemonstration({ ownerUrl, appUrl, ...keys, now: new Date() })
  await asSuperuser(postgres, `alter database ${draft} rename to ${database}`)
}

/** Without its key nobody can read what is in a database: a new one is only made for a new database. */
function masterKeys(folder: string): MasterKeys {
  const file = join(folder, 'master.key')
  const isNew = !existsSync(join(folder, 'postgres'))
  if (!existsSync(file) && !isNew)
    throw new CommandError(
      `${file} is missing, and without it nothing in this database can be read. Put it back, or remove ${folder} to begin anew.`,
    )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) createMasterKeyFile(file)
  return readMasterKeys({}, file)
}

function logKey(folder: string): Signer {
  const file = join(folder, 'log.key')
  if (!existsSync(file)) createLogKeyFile(file)
  return readLogKey({}, file)
}

function restrictedPassword(folder: string): string {
  const file = join(folder, 'app-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

async function exists(postgres: EmbeddedPostgres, name: string): Promise<boolean> {
  const rows = await asSuperuser(postgres, `select from pg_database where datname = '${name}'`)
  return rows === 1
}

async function asSuperuser(postgres: EmbeddedPostgres, statement: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: postgres.ownerUrl('postgres') })
  await client.connect()
  try {
    return (await client.query(statement)).rowCount
  } finally {
    await client.end()
  }
}
