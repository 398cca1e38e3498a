import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { projectFile } from './project.ts'

const folder = projectFile('db/migrations/')

// Any number will do, as long as every server that migrates this database takes the same lock.
export const migrationLock = 7_239_514

/**
 * Brings the database up to date: one transaction a file, in order, and refuses when a file that was applied has changed.
 * @param ownerUrl the owner of the tables, who may create roles
 * @returns the names of the files that were applied now
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await requireVersion(owner)
    await owner.query('select pg_advisory_lock($1)', [migrationLock])
    await ensureMigrationList(owner)
    const applied = await appliedMigrations(owner)
    const names: string[] = []
    for (const migration of migrations()) {
      const before = applied.get(migration.name)
      if (before !== undefined && before !== migration.sha256)
        throw new Error(`Migration ${migration.name} was changed after it was applied`)
      if (before === undefined) names.push(await apply(owner, migration))
    }
    return names
  } finally {
    await owner.end()
  }
}

export async function requireVersion(owner: pg.Client) {
  const { rows } = await owner.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < 15) throw new Error(`Weerbaar needs PostgreSQL 15 or later; this is version ${version}`)
}

async function appliedMigrations(owner: pg.Client): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ name: string; sha256: string }>('select name, sha256 from public.migration')
  return new Map(rows.map(row => [row.name, row.sha256]))
}

export interface Migration {
  name: string
  sql: string
  sha256: string
}

/** The migrations that this code has, in order. */
export function migrations(): Migration[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  return names.map(name => {
    const sql = readFileSync(folder + name, 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

async function apply(owner: pg.Client, migration: Migration): Promise<string> {
  await owner.query('begin')
  try {
    await applyWithin(owner, migration)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
  return migration.name
}

/** Applies one migration in the transaction at hand, and writes down that it was. */
export async function applyWithin(owner: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await owner.query(sql)
  await owner.query('set local search_path = public')
  await owner.query('insert into public.migration (name, sha256) values ($1, $2)', [name, sha256])
}

/** Makes the list of what was applied, where it is not there yet. */
export async function ensureMigrationList(owner: pg.Client): Promise<void> {
  await owner.query('create table if not exists public.migration (name text primary key, sha256 text not null)')
}

/**
 * Gives the restricted role a password, so that a server can sign in with it.
 * @param password a new random one when not given
 * @returns the address for `DATABASE_URL`
 */
export async function setRestrictedPassword(
  ownerUrl: string,
  password = randomBytes(24).toString('base64url'),
): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`alter role weerbaar_app password ${owner.escapeLiteral(password)}`)
  } finally {
    await owner.end()
  }
  return restrictedUrl(ownerUrl, password)
}

/** The same database as the owner's address, for the restricted role. */
export function restrictedUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = 'weerbaar_app'
  url.password = encodeURIComponent(password)
  return url.href
}
