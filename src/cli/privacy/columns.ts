import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { tables } from './content.ts'

interface Column {
  table: string
  column: string
  type: string
}

/** Every column of every table, as the database has it. For the owner. */
export async function readColumns(tx: Tx): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'weerbaar'::regnamespace
    order by 1, a.attnum`.execute(tx)
  return rows
}

/** Columns that stand under no category, or under more than one, and those that the database does not have. */
export function columnFaults(found: readonly Pick<Column, 'table' | 'column'>[]): string[] {
  const named = tables.flatMap(table => table.columns.map(it => `${table.name}.${it.name}`))
  const known = new Set(named)
  const there = new Set(found.map(it => `${it.table}.${it.column}`))
  return [
    ...[...there].filter(it => !known.has(it)).map(it => `${it} has no category of personal data`),
    ...[...known].filter(it => !there.has(it)).map(it => `${it} is not in the database`),
    ...named.filter((it, n) => named.indexOf(it) < n).map(it => `${it} stands under two categories`),
  ]
}
