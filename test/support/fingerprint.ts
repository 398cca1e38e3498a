import type { World } from './world.ts'

/** Which column of a table says what a row is about, and how to find it from the id of the case. */
const links: Readonly<Record<string, string>> = {
  case_id: '$1',
  incident_id: '(select incident_id from incident_case where id = $1)',
  file_id: 'any(array(select id from file where case_id = $1))',
}

/** Every table with rows about a case, by the catalogue, except who looked; what has a `where`. */
async function tablesAbout({ owner }: Pick<World, 'owner'>): Promise<[table: string, where: string][]> {
  const { rows } = await owner.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text) as columns from pg_class c
     join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
     where c.relnamespace = 'weerbaar'::regnamespace and c.relkind in ('r', 'p')
       and a.attname = any($1) and c.relname <> 'audit_entry'
     group by 1 order by 1`,
    [Object.keys(links)],
  )
  const about = rows.map(({ name, columns }): [string, string] => [
    name,
    columns.map(it => `${it} = ${links[it]}`).join(' or '),
  ])
  return [...about, ['incident_case', 'id = $1'], ['incident', `id = ${links['incident_id']}`]]
}

export type Fingerprint = Readonly<Record<string, string>>

/** All that stands in the database about a case, except who looked: a sum for each table. */
export async function fingerprint(world: Pick<World, 'owner'>, id: string): Promise<Fingerprint> {
  const parts = (await tablesAbout(world)).map(
    ([table, where]) =>
      `select '${table}' as what, md5(string_agg(t::text, '' order by t::text)) as sum from "${table}" t where ${where}`,
  )
  const { rows } = await world.owner.query<{ what: string; sum: string }>(parts.join(' union all '), [id])
  return Object.fromEntries(rows.map(it => [it.what, it.sum]))
}

/** The tables in which something about a case is another than it was. */
export const changedIn = (before: Fingerprint, after: Fingerprint): string[] =>
  Object.keys(after).filter(it => after[it] !== before[it])
