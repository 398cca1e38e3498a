import { readdirSync } from 'node:fs'
import pg from 'pg'
import { projectFile } from './project.ts'
import type { Signer } from './signing.ts'
import type { MasterKeys } from './vault.ts'

interface Role {
  name: string
  superuser: boolean
  bypasses: boolean
  owns: boolean
  /** Whether the database was migrated so far that it can tell how far. */
  prepared: boolean
  /** Whether the role may use what is in it. */
  admitted: boolean
}

/**
 * Refuses a database that a server must not run on: with a role that row-level security does not hold, with migrations
 * that were not applied yet, or with words that none of these master keys can open, or a log that another key signed.
 * @throws with what is wrong and what to do
 */
export async function requireServable(url: string, master: MasterKeys, signer: Signer): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect().catch((cause: unknown) => {
    throw new Error(`The database of DATABASE_URL cannot be reached: ${reason(cause)}`, { cause })
  })
  try {
    requireRestricted(await readRole(client))
    await requireMigrations(client)
    await requireMasterKeys(client, master)
    await requireLogKey(client, signer)
  } finally {
    await client.end()
  }
}

// The message of a connection names an address, a user or a database, and nothing that people wrote.
const reason = (cause: unknown) => (cause instanceof Error && cause.message !== '' ? cause.message : 'no answer')

async function readRole(client: pg.Client): Promise<Role | undefined> {
  const { rows } = await client.query<Role>(`
    select rolname as name, rolsuper as superuser, rolbypassrls as bypasses,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('weerbaar', 'app') and pg_has_role(current_user, c.relowner, 'member')) as owns,
      exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'app' and p.proname = 'applied_migrations') as prepared,
      exists (select from pg_namespace n where n.nspname = 'app' and has_schema_privilege(n.oid, 'usage')) as admitted
    from pg_roles where rolname = current_user`)
  return rows[0]
}

function requireRestricted(role: Role | undefined) {
  if (!role) throw new Error('The role of DATABASE_URL is not known to its database')
  const too = role.superuser
    ? 'is a superuser'
    : role.bypasses
      ? 'bypasses row-level security'
      : role.owns
        ? 'owns the tables'
        : undefined
  if (too)
    throw new Error(
      `DATABASE_URL signs in as ${role.name}, which ${too}: nothing would keep people out of each other's cases.\n${whichRole}`,
    )
  if (!role.prepared) throw new Error(`This database is not prepared yet. ${howToMigrate}`)
  if (!role.admitted)
    throw new Error(`DATABASE_URL signs in as ${role.name}, which has no rights in this database.\n${whichRole}`)
}

const whichRole =
  'Use the restricted role weerbaar_app. "weerbaar migrate" makes it and prints the address for DATABASE_URL.'

const howToMigrate =
  'Run first, with the address for the owner of the tables: DATABASE_OWNER_URL=… npx weerbaar migrate'

/** The names of the migrations that this code has and the database has not. */
async function requireMigrations(client: pg.Client) {
  const { rows } = await client.query<{ name: string }>('select app.applied_migrations() as name')
  const applied = new Set(rows.map(row => row.name))
  const missing = readdirSync(projectFile('db/migrations')).filter(name => name.endsWith('.sql') && !applied.has(name))
  if (missing.length > 0)
    throw new Error(`This database misses ${missing.length} migrations (${missing.join(', ')}). ${howToMigrate}`)
}

async function requireMasterKeys(client: pg.Client, master: MasterKeys) {
  const { rows } = await client.query<{ id: string }>('select app.master_keys_in_use() as id')
  const unknown = rows.map(row => row.id).filter(id => master.find(id) === undefined)
  if (unknown.length > 0)
    throw new Error(
      `The words in this database are sealed under the master key ${unknown.join(', ')}, which is not the one given. ` +
        'Set WEERBAAR_MASTER_KEY or WEERBAAR_MASTER_KEY_FILE to that one; an old key may stand after the current one.',
    )
}

// The first line of a tree head names the key. Signing on with another one would look like a log that somebody replaced.
async function requireLogKey(client: pg.Client, { known }: Signer) {
  const { rows } = await client.query<{ note: string | null }>('select app.last_tree_head() as note')
  const name = rows[0]?.note?.split('\n')[0]
  if (name !== undefined && !known.some(it => it.name === name))
    throw new Error(
      `The log of this database was signed by the key ${name}, which is not in the log key file. ` +
        'Put that one back; an old key may stand after the current one.',
    )
}
