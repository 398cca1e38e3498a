import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { chooseAccount, type Account } from './embedded-postgres-account.ts'
import { findBinaries } from './embedded-postgres-binaries.ts'
import { createCluster, giveTo, ownerUrlAt, serverEnvironment } from './embedded-postgres-cluster.ts'
import { clearPrevious, stopPatience } from './embedded-postgres-previous.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

/** What the start is busy with: making the cluster, waiting for one that is still stopping, starting the server. */
export type EmbeddedPostgresStep = 'create' | 'wait' | 'start'

export interface EmbeddedPostgresOptions {
  /** Where the cluster lives, in a folder `postgres` that is made when it is not there. */
  dataFolder: string
  onStep?: (step: EmbeddedPostgresStep) => void
  /** Called when the server ends without having been asked to. */
  onCrash?: (error: Error) => void
  /** Wait for the disk at every commit; only a throwaway cluster goes without. */
  fsync?: boolean
  /** More server settings, as in postgresql.conf. */
  settings?: Record<string, string>
}

export interface EmbeddedPostgres {
  /** The address of a database for its owner, a superuser of this cluster. */
  ownerUrl: (database: string) => string
  /** Makes a database if it is not there yet. */
  ensureDatabase: (database: string) => Promise<void>
  /** Stops the server in good order; open connections are broken off. */
  stop: () => Promise<void>
  socketFolder: string
  /** The process id of the server. */
  pid: number
}

const longestSocketFolder = 107 - '/.s.PGSQL.5432.lock'.length

/**
 * Starts a PostgreSQL of our own, reached by a socket only, that stops when our process ends, also after kill -9.
 * @throws when the platform has none, the cluster is in use, or the server does not start (with the end of its log)
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries()
  const account = chooseAccount()
  const dataFolder = prepareFolder(options.dataFolder, account)
  const cluster = join(dataFolder, 'postgres')
  const durable = options.fsync ?? true
  if (!existsSync(cluster)) {
    options.onStep?.('create')
    await createCluster({ cluster, account, initdb: binaries.initdb, durable })
  }
  giveTo(account, cluster)
  await clearPrevious(cluster, () => options.onStep?.('wait'))

  options.onStep?.('start')
  const socketFolder = makeTemporaryFolder(longestSocketFolder)
  giveTo(account, socketFolder)
  const logFile = join(dataFolder, 'postgres.log')
  const server = launch(
    account,
    [binaries.postgres, '-D', cluster, '-k', socketFolder, ...flags(options, durable)],
    logFile,
  )
  const ended = endOf(server)
  let stopping = false
  try {
    await ready(server, cluster)
  } catch {
    rmSync(socketFolder, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start. The end of ${logFile}:\n${tail(logFile)}`)
  }
  void ended.then(() => {
    rmSync(socketFolder, { recursive: true, force: true })
    if (!stopping) options.onCrash?.(new Error(`The embedded PostgreSQL stopped unexpectedly, see ${logFile}`))
  })

  const ownerUrl = (database: string) => ownerUrlAt(cluster, socketFolder, database)
  return {
    ownerUrl,
    ensureDatabase: database => ensureDatabase(ownerUrl('postgres'), database),
    stop: () => {
      stopping = true
      server.ref()
      server.kill('SIGINT')
      const force = setTimeout(() => server.kill('SIGQUIT'), stopPatience)
      return ended.finally(() => clearTimeout(force))
    },
    socketFolder,
    pid: server.pid ?? 0,
  }
}

/** Another user than ourselves must be able to pass through it. */
function prepareFolder(folder: string, account: Account): string {
  const dataFolder = resolve(folder)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (account.owner !== undefined) chmodSync(dataFolder, statSync(dataFolder).mode | 0o011)
  return dataFolder
}

function flags({ settings }: EmbeddedPostgresOptions, durable: boolean): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    // The log must not repeat what people wrote: neither a failing row nor the statement that holds it.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** In a session of its own, so that Ctrl-C in the terminal reaches us and not the server before we have closed. */
function launch(account: Account, command: string[], logFile: string): ChildProcess {
  const [program = '', ...rest] = [...account.prefix('INT'), ...command]
  const log = openSync(logFile, 'w', 0o600)
  const server = spawn(program, rest, { detached: true, stdio: ['ignore', log, log], env: serverEnvironment() })
  closeSync(log)
  // A running database alone is no reason to go on: a script that is done with it ends, and the database with it.
  server.unref()
  return server
}

function endOf(server: ChildProcess): Promise<void> {
  return new Promise(done => {
    server.once('exit', () => done())
    server.once('error', () => done())
  })
}

/** The server writes "ready" on the eighth line of its lock file; recovery after a crash may take a while before that. */
async function ready(server: ChildProcess, cluster: string): Promise<void> {
  while (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
    const lines = readLines(join(cluster, 'postmaster.pid'))
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return
    await sleep(5)
  }
  throw new Error('ended')
}

async function ensureDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

const tail = (file: string): string => readLines(file).slice(-12).join('\n')
