import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { alive, makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'

/** The restricted role, made by the migrations, and the password it gets in tests. */
export const appRole = 'weerbaar_app'
const appPassword = 'only-for-tests'

/** Fills an empty database: migrations and, if wanted, seed. Two callers with the same function share one template. */
export type Prepare = (ownerUrl: string) => Promise<unknown>

export interface TestDatabase {
  name: string
  /** For the owner, a superuser: sees and may do everything. */
  ownerUrl: string
  /** For the restricted role that the application runs as. */
  appUrl: string
  drop: () => Promise<void>
}

let cluster: Promise<EmbeddedPostgres> | undefined
const templates = new Map<Prepare, Promise<string>>()
let queue: Promise<unknown> = Promise.resolve()

/**
 * The cluster of this test run, started by the first who asks. It keeps nothing on disk for longer than the process:
 * the server stops when the process ends, and the folder goes with it.
 */
export function testCluster(): Promise<EmbeddedPostgres> {
  cluster ??= start()
  return cluster
}

async function start(): Promise<EmbeddedPostgres> {
  const dataFolder = makeTemporaryFolder()
  const started = await startEmbeddedPostgres({ dataFolder, fsync: false, settings: { max_connections: '300' } })
  process.once('exit', () => throwAway(started, dataFolder))
  return started
}

/** Nothing in it is worth a checkpoint: stop at once, and remove the folders when the server no longer writes in them. */
function throwAway({ pid, socketFolder }: EmbeddedPostgres, dataFolder: string): void {
  process.kill(pid, 'SIGQUIT')
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; alive(pid) && tries < 200; tries++) Atomics.wait(pause, 0, 0, 5)
  for (const folder of [socketFolder, dataFolder]) rmSync(folder, { recursive: true, force: true })
}

/** A database of its own, copied from a template that `prepare` filled once in this run. */
export async function freshDatabase(prepare: Prepare): Promise<TestDatabase> {
  return copyOf(await templateOf(prepare))
}

/** A database as this one is now. Nobody may be connected to it. */
export async function copyOf(template: string): Promise<TestDatabase> {
  const { ownerUrl } = await testCluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  await oneAtATime(`create database ${name} template ${template}`)
  return {
    name,
    ownerUrl: ownerUrl(name),
    appUrl: asRole(ownerUrl(name), appRole, appPassword),
    drop: () => oneAtATime(`drop database if exists ${name} with (force)`),
  }
}

/** An empty database without any migration. */
export const emptyDatabase = (): Promise<TestDatabase> => freshDatabase(nothing)

async function nothing(): Promise<void> {}

function templateOf(prepare: Prepare): Promise<string> {
  const made = templates.get(prepare) ?? makeTemplate(prepare)
  templates.set(prepare, made)
  return made
}

async function makeTemplate(prepare: Prepare): Promise<string> {
  const { ownerUrl } = await testCluster()
  const name = `template_${randomBytes(6).toString('hex')}`
  await oneAtATime(`create database ${name}`)
  await prepare(ownerUrl(name))
  await oneAtATime(`
    do $$ begin
      if to_regrole('${appRole}') is not null then alter role ${appRole} login password '${appPassword}'; end if;
    end $$`)
  return name
}

/** PostgreSQL refuses to copy a template that another copy is reading in the same moment. */
function oneAtATime(statement: string): Promise<void> {
  const done = queue.then(() => asOwner(statement))
  queue = done.catch(() => undefined)
  return done
}

async function asOwner(statement: string): Promise<void> {
  const { ownerUrl } = await testCluster()
  const client = new pg.Client({ connectionString: ownerUrl('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = password
  return changed.href
}
