import { createHash, randomUUID } from 'node:crypto'
import { to as copyTo } from 'pg-copy-streams'
import { rm } from 'node:fs/promises'
import type pg from 'pg'
import { sealStream } from '../../platform/sealed-stream.ts'
import type { MasterKeys } from '../../platform/vault.ts'
import { CommandError } from '../owner.ts'
import type { Begin, Written } from './content.ts'
import { endOfRows, frame, jsonFrame } from './frames.ts'
import { newHead, parts, type Part } from './head.ts'
import { copyOut, numberings, tablesOf, type TableInfo } from './tables.ts'
import { connected } from './connected.ts'
import { asLines, keptLedger } from './ledger.ts'
import type { Paths } from './names.ts'
import { writeWhole } from './whole-file.ts'

export interface BackupTarget {
  ownerUrl: string
  keys: MasterKeys
  /** Where each of the two files is written. */
  paths: Paths
  now: Date
}

/** Writes one backup: as the database was at one moment, while everybody goes on working. Returns how many rows. */
export async function writeBackup(target: BackupTarget): Promise<number> {
  const whole: string[] = []
  try {
    return await connected(target.ownerUrl, client => writeFiles(client, target, whole))
  } catch (error) {
    for (const path of whole) await rm(path)
    throw error
  }
}

async function writeFiles(client: pg.Client, { keys, paths, now }: BackupTarget, whole: string[]): Promise<number> {
  const write = async (path: string, source: AsyncIterable<Buffer>) => {
    await writeWhole(path, source)
    whole.push(path)
  }
  await client.query('begin isolation level repeatable read read only')
  // Where row-level security would hold rows back, this is an error instead of a backup with holes.
  await client.query('set local row_security = off')
  const migrations = await readMigrations(client)
  const backup = randomUUID()
  let rows = 0
  await write(paths.ledger, asLines(await keptLedger(client)))
  for (const part of parts) {
    const head = JSON.stringify(newHead(part, backup, keys.current.id, now))
    const tables: Written[] = []
    await write(paths[part], sealedFile(keys.current.key, head, partOf(client, part, migrations, tables)))
    rows += tables.reduce((sum, it) => sum + it.rows, 0)
  }
  await client.query('commit')
  return rows
}

async function* sealedFile(key: Buffer, head: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from(`${head}\n`)
  yield* sealStream(key, head, source)
}

async function readMigrations(client: pg.Client): Promise<Begin['migrations']> {
  const { rows: known } = await client.query(
    "select from pg_tables where schemaname = 'public' and tablename = 'migration'",
  )
  if (known.length === 0) throw new CommandError('There is nothing of Weerbaar in this database')
  const { rows } = await client.query<Begin['migrations'][number]>(
    'select name, sha256 from public.migration order by name collate "C"',
  )
  return rows
}

async function* partOf(
  client: pg.Client,
  part: Part,
  migrations: Begin['migrations'],
  written: Written[],
): AsyncGenerator<Buffer> {
  const tables = await tablesOf(client, part)
  yield jsonFrame({ migrations, tables: tables.length } satisfies Begin)
  for (const table of tables) {
    yield jsonFrame(table)
    yield* rowsOf(client, table, written)
    yield endOfRows
  }
  yield jsonFrame({ tables: written, numberings: part === 'content' ? await numberings(client) : [] })
}

async function* rowsOf(client: pg.Client, table: TableInfo, written: Written[]): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const rows = client.query(copyTo(copyOut(table)))
  for await (const piece of rows as AsyncIterable<Buffer>) {
    hash.update(piece)
    yield frame(piece)
  }
  written.push({ ...table, rows: rows.rowCount, sha256: hash.digest('hex') })
}
