import pg from 'pg'
import { idOf, type OrganisationKey, type PersonKey } from './people.ts'
import type { World } from './world.ts'

/** On whose behalf statements run: a person, the jobs of an organisation, or nobody. */
export type DirectViewer = PersonKey | { systemOf: OrganisationKey } | 'nobody'

export type Row = Record<string, unknown>

/** What came of a statement: how many rows it read or changed, or the code with which PostgreSQL refused it. */
export type Outcome = { count: number } | { refused: string }

/** How many rows were read or changed; a refusal is none. */
export const countOf = (outcome: Outcome | undefined): number =>
  outcome !== undefined && 'count' in outcome ? outcome.count : 0

export interface Direct {
  /** Tries statements one by one and takes each of them back. */
  attempt: (...statements: string[]) => Promise<Outcome[]>
  /** Reads; throws when PostgreSQL refuses it. */
  read: <R extends Row>(text: string, values?: unknown[]) => Promise<R[]>
}

// On the side of the server, as thousands of statements are tried.
const attemptFunction = `
  create or replace function pg_temp.attempt(statement text) returns text language plpgsql as $$
  declare n integer; begin
    begin
      execute statement;
      get diagnostics n = row_count;
      raise exception using errcode = 'UNDO0', message = n::text;
    exception
      when sqlstate 'UNDO0' then return sqlerrm;
      when others then return sqlstate || '!';
    end;
  end $$`

/**
 * Works as the application's database role for this viewer, without the application before it, in one transaction that is
 * taken back at the end. Without a viewer not even the settings are made that say who looks.
 */
export async function directly<Result>(
  world: World,
  viewer: DirectViewer | undefined,
  work: (db: Direct) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: world.database.appUrl,
    options: '-c search_path=weerbaar -c timezone=UTC',
  })
  await client.connect()
  try {
    await client.query(attemptFunction)
    await client.query('begin')
    if (viewer !== undefined)
      for (const [name, value] of Object.entries(settingsOf(world, viewer)))
        await client.query('select set_config($1, $2, true)', [name, value])
    return await work({
      attempt: async (...statements) => {
        const { rows } = await client.query<{ came: string }>(
          'select pg_temp.attempt(s) as came from unnest($1::text[]) with ordinality as t(s, n) order by n',
          [statements],
        )
        return rows.map(({ came }) => (came.endsWith('!') ? { refused: came.slice(0, -1) } : { count: Number(came) }))
      },
      read: async <R extends Row>(text: string, values: unknown[] = []) => (await client.query<R>(text, values)).rows,
    })
  } finally {
    await client.end()
  }
}

const settingsOf = (world: World, viewer: DirectViewer) => ({
  'app.viewer': typeof viewer === 'string' && viewer !== 'nobody' ? idOf(viewer) : '',
  'app.system': typeof viewer === 'string' ? '' : idOf(viewer.systemOf),
  'app.assurance': '2',
  'app.now': world.clock.now().toISOString(),
})

/** How a viewer is called in a list of who may. */
export const viewerName = (viewer: DirectViewer): string =>
  typeof viewer === 'string' ? viewer : `jobs of ${viewer.systemOf}`

/** A value as it is written in a statement. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString())
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value))
}

/** The condition that finds a row by these columns. */
export const where = (key: Row): string =>
  Object.entries(key)
    .map(([name, value]) => `${name} = ${literal(value)}`)
    .join(' and ') || 'true'

export const insert = (table: string, row: Row): string =>
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).map(literal).join(', ')})`
