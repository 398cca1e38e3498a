import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { World } from './world.ts'

// Everything that a database leaves behind: its tables, its write-ahead log, and its own log.

async function one({ owner }: World, text: string): Promise<string> {
  const { rows } = await owner.query<{ value: string }>(text)
  return rows[0]?.value ?? ''
}

const dataFolder = (world: World) => one(world, `select current_setting('data_directory') as value`)

/** Keeps words whole where they are written: PostgreSQL compresses what is long. */
export async function withoutCompression({ owner }: World): Promise<void> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `select attrelid::regclass::text as table, attname as column from pg_attribute join pg_class c on c.oid = attrelid
     where relnamespace = 'weerbaar'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped and attstorage <> 'p'`,
  )
  for (const { table, column } of rows)
    await owner.query(`alter table ${table} alter column ${column} set storage external`)
}

/** A full COPY of every table, as text and as the bytes that are stored. */
export async function copyTables(world: World): Promise<Map<string, Buffer>> {
  const folder = await dataFolder(world)
  const { rows } = await world.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where relkind = 'r' and relnamespace in ('weerbaar'::regnamespace, 'app'::regnamespace, 'public'::regnamespace)`,
  )
  const copies = new Map<string, Buffer>()
  for (const { name } of rows)
    for (const format of ['text', 'binary']) {
      const file = join(folder, `copy-of-${name}.${format}`)
      await world.owner.query(`copy ${name} to '${file}' (format ${format})`)
      copies.set(`${name} (${format})`, readFileSync(file))
      rmSync(file)
    }
  return copies
}

/** Where words are kept sealed, as `table.column`. */
export async function sealedColumns({ owner }: World): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'weerbaar' and data_type = 'bytea' and (column_name ~ '^sealed' or column_name = 'secret')`,
  )
  return rows.map(it => it.name)
}

/** Whether there is anything in a column of bytes, named as `sealedColumns` does. */
export async function holdsBytes({ owner }: World, column: string): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from ${column.split('.')[0] ?? ''} where ${column} is not null limit 1`,
  )
  return rowCount === 1
}

/** Reads the write-ahead log from here on; `read` ends it. Nothing of it is thrown away meanwhile. */
export async function followWal(world: World): Promise<{ read: () => Promise<Buffer> }> {
  const slot = `test_${world.database.name}`
  await world.owner.query('checkpoint')
  await world.owner.query(`select pg_create_physical_replication_slot('${slot}', true)`)
  const first = await one(world, 'select pg_walfile_name(pg_current_wal_lsn()) as value')
  return {
    read: async () => {
      const last = await one(world, 'select pg_walfile_name(pg_current_wal_lsn()) as value')
      await world.owner.query('checkpoint')
      await world.owner.query('select pg_switch_wal()')
      const folder = join(await dataFolder(world), 'pg_wal')
      const names = readdirSync(folder).filter(name => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
      const records = Buffer.concat(names.toSorted().map(name => withoutPageHeaders(readFileSync(join(folder, name)))))
      await world.owner.query(`select pg_drop_replication_slot('${slot}')`)
      return records
    },
  }
}

const walPage = 8192
const longHeader = 40
const shortHeader = 24

/** A record goes on behind the header of the next page, and a word in it may be cut in two there. */
function withoutPageHeaders(segment: Buffer): Buffer {
  const pages: Buffer[] = []
  for (let at = 0; at < segment.length; at += walPage)
    pages.push(segment.subarray(at + (at === 0 ? longHeader : shortHeader), at + walPage))
  return Buffer.concat(pages)
}

/** What PostgreSQL wrote in its own log, of this whole run. */
export async function serverLog(world: World): Promise<Buffer> {
  return readFileSync(join(dirname(await dataFolder(world)), 'postgres.log'))
}

/** The statements that somebody who looks at the server sees, with whatever stands in them. */
export async function statementsSeen({ owner }: World): Promise<string> {
  const { rows } = await owner.query<{ query: string }>('select query from pg_stat_activity')
  return rows.map(it => it.query).join('\n')
}

/** What this process writes to its standard streams while something happens. */
export async function standardStreams(happens: () => Promise<void>): Promise<string> {
  const written: string[] = []
  const mend = [process.stdout, process.stderr].map(stream => {
    const before = Object.getOwnPropertyDescriptor(stream, 'write')
    const write = stream.write.bind(stream)
    stream.write = (chunk: string | Uint8Array) => {
      written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'))
      return write(chunk)
    }
    return () => (before ? Object.defineProperty(stream, 'write', before) : Reflect.deleteProperty(stream, 'write'))
  })
  try {
    await happens()
  } finally {
    for (const one of mend) one()
  }
  return written.join('')
}
