import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { projectFile } from './project.ts'

const folder = projectFile('db/migrations/')

// Any number will do, as long as every server that migrates this database takes the same lock.
const lock = 7_239_514

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
    await owner.query('select pg_advisory_lock($1)', [lock])
    await owner.query('create table if not exists public.migration (name text primary key, sha256 text not null)')
    const applied = await appliedMigrations(owner)
    const names: string[] = []
    for (const { name, sql, sha256 } of migrations()) {
      const before = applied.get(name)
      if (before !== undefined && before !== sha256)
        throw new Error(`Migration ${name} was changed after it was applied`)
      if (before === undefined) names.push(await apply(owner, name, sql, sha256))
    }
    return names
  } finally {
    await owner.end()
  }
}

async function requireVersion(owner: pg.Client) {
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

function migrations() {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  return names.map(name => {
    const sql = readFileSync(folder + name, 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

async function apply(owner: pg.Client, name: string, sql: string, sha256: string): Promise<string> {
  await owner.query('begin')
  try {
    await owner.query(sql)
    await owner.query('set local search_path = public')
    await owner.query('insert into public.migration (name, sha256) values ($1, $2)', [name, sha256])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
  return name
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
