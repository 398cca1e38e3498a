import pg from 'pg'
import type { Part } from './head.ts'

/**
 * The tables with keys, which go into a file of their own that lives shortly, and what each of their rows belongs to. Keys
 * from a newer backup than the content may be of what the content does not have.
 */
export const keyTables: Readonly<Record<string, string>> = {
  organisation_key: 'organisation o where o.id = organisation_id',
  incident_key: 'incident i where i.id = incident_id',
  case_key: 'incident_case c where c.id = case_id',
  told_key: 'measure_told t where t.id = told_id',
  protocol_key: 'protocol_document d where d.version_id = protocol_key.version_id',
  round_key: 'answer_round r where r.id = round_id',
  answer_key: 'answer_set s where s.id = set_id',
  rights_key: 'rights_request r where r.id = request_id',
}

export interface TableInfo {
  name: string
  /** Without those that the database computes. */
  columns: string[]
}

/** The tables of one part, as they are in this database. */
export async function tablesOf(client: pg.Client, part: Part): Promise<TableInfo[]> {
  const { rows } = await client.query<TableInfo>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'weerbaar' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`)
  return rows.filter(it => (part === 'keys') === Object.hasOwn(keyTables, it.name))
}

export const tableName = (name: string): string => `weerbaar.${pg.escapeIdentifier(name)}`

const named = ({ name, columns }: TableInfo) =>
  `${tableName(name)} (${columns.map(it => pg.escapeIdentifier(it)).join(', ')})`

// Binary: half the size of text for what is sealed, and to the last bit what it was.
export const copyOut = (table: TableInfo): string => `copy ${named(table)} to stdout (format binary)`
export const copyIn = (table: TableInfo): string => `copy ${named(table)} from stdin (format binary)`

export interface Numbering {
  name: string
  last: string
}

/** How far each numbering has come: also numbers that were given out and not used are never given out again. */
export async function numberings(client: pg.Client): Promise<Numbering[]> {
  const { rows } = await client.query<Numbering>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = 'weerbaar' and last_value is not null order by sequencename`,
  )
  return rows
}

interface Constraint {
  table: string
  name: string
  definition: string
}

/**
 * Takes the references between tables away, and the triggers out of use, so that rows go in as they were; what it returns
 * puts all back, and checks every reference with it.
 */
export async function withoutGuards(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: references } = await client.query<Constraint>(`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'weerbaar' and k.contype = 'f' and k.conparentid = 0 order by c.relname, k.conname`)
  const tables = await allTables(client)
  const each = async (statements: string[]) => {
    for (const statement of statements) await client.query(statement)
  }
  await each(references.map(it => `alter table ${tableName(it.table)} drop constraint ${pg.escapeIdentifier(it.name)}`))
  await each(tables.map(it => `alter table ${tableName(it)} disable trigger user`))
  return async () => {
    await each(
      references.map(
        it => `alter table ${tableName(it.table)} add constraint ${pg.escapeIdentifier(it.name)} ${it.definition}`,
      ),
    )
    await each(tables.map(it => `alter table ${tableName(it)} enable trigger user`))
  }
}

export async function allTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename::text as name from pg_tables where schemaname = 'weerbaar' order by tablename",
  )
  return rows.map(row => row.name)
}
