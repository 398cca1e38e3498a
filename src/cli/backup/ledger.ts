import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { CommandError } from '../owner.ts'

// What was destroyed stays destroyed, also when an older backup is put back. A database remembers in destroyed_key which keys
// were destroyed in it: ids and days. Each backup writes that list beside its files, so that a newer one knows what an older
// one cannot.

const Destroyed = z.object({
  kind: z.enum(['case', 'incident', 'answers']),
  id: z.uuid(),
  organisation_id: z.uuid(),
  destroyed_at: z.string(),
})
/** One case or incident whose key was destroyed, or answers that somebody threw away. */
export type Destroyed = z.infer<typeof Destroyed>

const ending = '.ledger'

/** Every list beside the files of a backup, and one that was given: the more the better, as nothing comes back from it. */
export function ledgersFor(files: readonly string[], given: string | undefined): Destroyed[] {
  const folders = [...new Set(files.map(it => dirname(it)))]
  const beside = folders.flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith(ending))
      .map(name => join(folder, name)),
  )
  return [...beside, ...(given === undefined ? [] : [given])].flatMap(readLedger)
}

function readLedger(path: string): Destroyed[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
  return lines.map((line, index) => {
    try {
      return Destroyed.parse(JSON.parse(line))
    } catch (cause) {
      throw new CommandError(`Line ${index + 1} of ${path} is no line of a ledger. Nothing was restored.`, { cause })
    }
  })
}

export async function* asLines(destroyed: readonly Destroyed[]): AsyncGenerator<Buffer> {
  yield Buffer.from(destroyed.map(it => `${JSON.stringify(it)}\n`).join(''))
}

/** What a database remembers of it; nothing when it has no ledger yet. */
export async function keptLedger(client: pg.Client): Promise<Destroyed[]> {
  if (!(await finds(client, "to_regclass('weerbaar.destroyed_key')"))) return []
  const { rows } = await client.query<{ row: unknown }>(
    'select to_json(d) as row from weerbaar.destroyed_key d order by id',
  )
  return z.array(Destroyed).parse(rows.map(it => it.row))
}

/** Destroys again what was destroyed since, and has the restored database remember it. */
export async function applyLedger(client: pg.Client, newer: readonly Destroyed[]): Promise<void> {
  const all = [...(await keptLedger(client)), ...newer]
  await client.query(
    'create temporary table newer (kind text, id uuid, organisation_id uuid, destroyed_at timestamptz) on commit drop',
  )
  await client.query('insert into newer select * from json_populate_recordset(null::newer, $1)', [JSON.stringify(all)])
  if (await finds(client, "to_regclass('weerbaar.destroyed_key')"))
    await client.query(`
      insert into weerbaar.destroyed_key (kind, id, organisation_id, destroyed_at)
      select kind, id, organisation_id, destroyed_at from newer
      where organisation_id in (select id from weerbaar.organisation)
        and (kind <> 'answers' or to_regclass('weerbaar.answer_set') is not null) on conflict do nothing`)
  if (await finds(client, "to_regprocedure('app.reapply_destruction()')"))
    await client.query('select app.reapply_destruction()')
  // What others were told of a case goes with it.
  if (await finds(client, "to_regclass('weerbaar.told_key')"))
    await client.query(`delete from weerbaar.told_key where told_id in (
      select t.id from weerbaar.measure_told t join newer on newer.id = t.case_id and newer.kind = 'case')`)
  await client.query("delete from weerbaar.case_key where case_id in (select id from newer where kind = 'case')")
  await client.query(
    "delete from weerbaar.incident_key where incident_id in (select id from newer where kind = 'incident')",
  )
}

async function finds(client: pg.Client, what: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select ${what} is not null as there`)
  return rows[0]?.there ?? false
}
