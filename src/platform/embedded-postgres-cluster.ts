import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { requireReach, type Account } from './embedded-postgres-account.ts'

export const ownerRole = 'weerbaar_owner'
const passwordFile = 'owner-password'

interface Creation {
  cluster: string
  account: Account
  initdb: string
  durable: boolean
}

/**
 * Makes an empty cluster whose superuser has a random password. It is made elsewhere and renamed into place, so that a
 * start that is broken off leaves no half cluster.
 */
export async function createCluster({ cluster, account, initdb, durable }: Creation): Promise<void> {
  const drafts = `${basename(cluster)}-draft-`
  for (const entry of readdirSync(dirname(cluster))) {
    if (entry.startsWith(drafts)) rmSync(join(dirname(cluster), entry), { recursive: true, force: true })
  }
  const draft = mkdtempSync(join(dirname(cluster), drafts))
  const password = `${draft}.${passwordFile}`
  try {
    writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    giveTo(account, draft)
    giveTo(account, password)
    requireReach(account, draft)
    await run([
      ...account.prefix('KILL'),
      initdb,
      `--pgdata=${draft}`,
      `--username=${ownerRole}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ])
    renameSync(password, join(draft, passwordFile))
    renameSync(draft, cluster)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    rmSync(password, { force: true })
    throw error
  }
}

/** @returns the password of the superuser of a cluster */
function ownerPassword(cluster: string): string {
  return readFileSync(join(cluster, passwordFile), 'utf8')
}

/** The address of a database in a cluster, for its owner, by the folder that the socket is in. */
export const ownerUrlAt = (cluster: string, socketFolder: string, database: string): string =>
  `postgres://${ownerRole}:${ownerPassword(cluster)}@localhost/${encodeURIComponent(database)}` +
  `?host=${encodeURIComponent(socketFolder)}`

/** The addresses in a cluster that a server of another process works on; undefined when its lock file names none. */
export function runningOwnerUrl(cluster: string): ((database: string) => string) | undefined {
  const lock = join(cluster, 'postmaster.pid')
  const socketFolder = existsSync(lock) ? readFileSync(lock, 'utf8').split('\n')[4] : undefined
  return socketFolder ? database => ownerUrlAt(cluster, socketFolder, database) : undefined
}

/** Makes a file, or a folder with all in it, the property of the account that PostgreSQL runs under. */
export function giveTo(account: Account, path: string): void {
  const owner = account.owner ?? process.getuid?.()
  if (owner === undefined || statSync(path).uid === owner) return
  chownSync(path, owner, owner)
  if (!statSync(path).isDirectory()) return
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    chownSync(join(path, entry), owner, owner)
}

/** Nothing of our own environment: it may hold keys, and a stray PG variable would change what the server does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
}

function run(words: string[]): Promise<void> {
  const [program = '', ...rest] = words
  return new Promise((done, fail) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'], env: serverEnvironment() })
    let complaint = ''
    child.stderr.on('data', chunk => (complaint += String(chunk)))
    child.once('error', fail)
    child.once('close', code => (code === 0 ? done() : fail(new Error(`initdb failed: ${complaint}`))))
  })
}
