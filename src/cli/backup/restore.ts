import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type pg from 'pg'
import {
  applyWithin,
  ensureMigrationList,
  migrationLock,
  migrations,
  requireVersion,
  type Migration,
} from '../../platform/migrate.ts'
import type { MasterKeys } from '../../platform/vault.ts'
import { CommandError } from '../owner.ts'
import { Begin, End, Table, type Written } from './content.ts'
import { openFile, type Head, type OpenedFile, type Part } from './head.ts'
import { applyLedger, keptLedger, type Destroyed } from './ledger.ts'
import { allTables, copyIn, keyTables, tableName, withoutGuards, type Numbering } from './tables.ts'

export interface Source {
  paths: Readonly<Record<Part, string>>
  keys: MasterKeys
}

export interface Restoring extends Source {
  /** Throw away what is in the database now. */
  replace: boolean
  /** Bring it up to the migrations of this code; without, it stays as it was at the backup. */
  upgrade: boolean
  /** What was destroyed since, from a file; what the replaced database remembers of it is applied too. */
  destroyed: readonly Destroyed[]
  /** Go on when cases have no key because the keys are older than the content. */
  acceptMissingKeys: boolean
}

export interface Restored {
  content: Head
  keys: Head
  tables: Written[]
  rows: number
  /** Cases that nobody can read any more: their key was destroyed, or is in no file. */
  withoutKey: number
}

/**
 * Puts a backup into a database, in the transaction at hand: until it commits, everything is as it was. Throws when
 * anything is not as it was written.
 */
export async function restoreWithin(client: pg.Client, restoring: Restoring): Promise<Restored> {
  await requireVersion(client)
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
  await refuseUsed(client)
  if (!restoring.replace) await refuseFilled(client)
  const remembered = await keptLedger(client)
  const content = openFile(restoring.paths.content, 'content', restoring.keys)
  const keys = openFile(restoring.paths.keys, 'keys', restoring.keys)
  try {
    const begin = await content.frames.json(Begin)
    const { before, after } = around(begin)
    await clear(client)
    await ensureMigrationList(client)
    for (const migration of before) await applyWithin(client, migration)

    const putBack = await withoutGuards(client)
    for (const table of await allTables(client)) await client.query(`truncate ${tableName(table)}`)
    const tables = [
      ...(await load(client, content, begin)),
      ...(await load(client, keys, await keys.frames.json(Begin))),
    ]
    if (keys.head.backup !== content.head.backup) await dropStrayKeys(client)
    await putBack()
    for (const migration of restoring.upgrade ? after : []) await applyWithin(client, migration)
    await applyLedger(client, [...remembered, ...restoring.destroyed])
    const withoutKey = await countWithoutKey(client)
    if (withoutKey > 0 && keys.head.created < content.head.created && !restoring.acceptMissingKeys)
      throw new CommandError(
        `The keys are older than the content: ${withoutKey} cases would have no key, and could never be read. ` +
          'Take the keys of the same backup or a newer one, or accept it with --accept-missing-keys. Nothing was restored.',
      )
    const rows = tables.reduce((sum, it) => sum + it.rows, 0)
    return { content: content.head, keys: keys.head, tables, rows, withoutKey }
  } finally {
    content.close()
    keys.close()
  }
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    "select from pg_stat_activity where datname = current_database() and usename = 'weerbaar_app'",
  )
  if (rowCount !== 0)
    throw new CommandError('A server is working on this database. Stop it first. Nothing was restored.')
}

async function refuseFilled(client: pg.Client): Promise<void> {
  for (const table of await allTables(client)) {
    const { rowCount } = await client.query(`select from ${tableName(table)} limit 1`)
    if (rowCount !== 0)
      throw new CommandError(
        'There is something in this database. Restore into an empty one, or throw away what is in it with --replace. ' +
          'Nothing was restored.',
      )
  }
}

async function clear(client: pg.Client): Promise<void> {
  await client.query('drop schema if exists weerbaar, app cascade')
  await client.query('drop table if exists public.migration')
}

/** The migrations that the backup had, and those that came since. */
function around({ migrations: had }: Begin): { before: Migration[]; after: Migration[] } {
  const sums = new Map(had.map(it => [it.name, it.sha256]))
  const known = migrations()
  const unknown = had.filter(it => known.every(({ name, sha256 }) => name !== it.name || sha256 !== it.sha256))
  if (unknown.length > 0)
    throw new CommandError(
      `This backup was made by another version of Weerbaar: its migration ${unknown[0]?.name} is not known here, or is ` +
        'another one. Use the version that made it, or a newer one. Nothing was restored.',
    )
  return { before: known.filter(it => sums.has(it.name)), after: known.filter(it => !sums.has(it.name)) }
}

async function load(client: pg.Client, { frames }: OpenedFile, { tables }: Begin): Promise<Written[]> {
  const loaded: Written[] = []
  for (let n = 0; n < tables; n++) {
    const table = await frames.json(Table)
    const hash = createHash('sha256')
    const into = client.query(copyFrom(copyIn(table)))
    await pipeline(
      Readable.from(frames.rows()),
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          hash.update(piece)
          yield piece
        }
      },
      into,
    )
    loaded.push({ ...table, rows: into.rowCount, sha256: hash.digest('hex') })
  }
  const end = await frames.json(End)
  await frames.finish()
  if (JSON.stringify(end.tables) !== JSON.stringify(loaded))
    throw new CommandError('Not every row of the backup came in')
  for (const it of end.numberings) await goOnFrom(client, it)
  return loaded
}

const goOnFrom = (client: pg.Client, { name, last }: Numbering) =>
  client.query('select setval($1::regclass, $2::bigint)', [tableName(name), last])

/** Keys of what came after the content. */
async function dropStrayKeys(client: pg.Client): Promise<void> {
  for (const [table, owner] of Object.entries(keyTables))
    await client.query(`delete from weerbaar.${table} where not exists (select from weerbaar.${owner})`)
}

async function countWithoutKey(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    'select count(*) from weerbaar.incident_case c where not exists (select from weerbaar.case_key k where k.case_id = c.id)',
  )
  return Number(rows[0]?.count)
}
