import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import type { Line } from '../engines/log/lines.ts'

const portion = 5000

// As in the text of an entry: with milliseconds, in UTC.
const shown = sql<
  (string | null)[]
>`array[a.action, a.result, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  a.actor_id::text, a.organisation_id::text, a.case_id::text, a.object]`

/** The whole log as lines, as the owner of the database reads it in one snapshot. */
export async function* readLog(tx: Tx, now: Date): AsyncGenerator<Line> {
  yield { log: 'weerbaar', v: 1, at: now.toISOString() }
  yield* readHeads(tx)
  yield* readLeaves(tx)
  yield* readSubtrees(tx)
  yield* readLoose(tx)
  yield { end: true }
}

async function* readHeads(tx: Tx): AsyncGenerator<Line> {
  for (let after = -1; ;) {
    const { rows } = await sql<{ note: string; size: string }>`
      select note, size from tree_head where size > ${after} order by size limit ${portion}`.execute(tx)
    for (const { note } of rows) yield { head: note }
    const last = rows.at(-1)
    if (!last) return
    after = Number(last.size)
  }
}

async function* readLeaves(tx: Tx): AsyncGenerator<Line> {
  for (let after = -1; ;) {
    const { rows } = await sql<{
      n: string
      hash: Buffer
      entry: string | null
      salt: Buffer | null
      shown: (string | null)[]
    }>`
      select f.n, f.hash, a.entry, a.salt, ${shown} as shown from leaf f left join audit_entry a on a.id = f.entry_id
      where f.n > ${after} order by f.n limit ${portion}`.execute(tx)
    for (const it of rows)
      yield {
        leaf: Number(it.n),
        hash: it.hash.toString('hex'),
        entry: it.entry,
        salt: it.salt && it.salt.toString('hex'),
        shown: it.entry === null ? null : it.shown,
      }
    const last = rows.at(-1)
    if (!last) return
    after = Number(last.n)
  }
}

async function* readSubtrees(tx: Tx): AsyncGenerator<Line> {
  for (let [level, n] = [0, -1]; ;) {
    const { rows } = await sql<{ level: number; n: string; hash: Buffer }>`
      select level, n, hash from subtree where (level, n) > (${level}, ${n}) order by level, n limit ${portion}`.execute(
      tx,
    )
    for (const it of rows) yield { subtree: [it.level, Number(it.n)], hash: it.hash.toString('hex') }
    const last = rows.at(-1)
    if (!last) return
    ;[level, n] = [last.level, Number(last.n)]
  }
}

async function* readLoose(tx: Tx): AsyncGenerator<Line> {
  const { rows } = await sql<{
    loose: 'waiting' | 'lost' | 'twice'
    id: string
    entry: string
    salt: Buffer
    shown: (string | null)[]
  }>`
    select case when f.n is not null then 'twice' when p.entry_id is not null then 'waiting' else 'lost' end as loose,
      a.id, a.entry, a.salt, ${shown} as shown
    from audit_entry a left join leaf f on f.entry_id = a.id left join pending p on p.entry_id = a.id
    where f.n is null or p.entry_id is not null order by a.id`.execute(tx)
  for (const it of rows) yield { ...it, salt: it.salt.toString('hex') }
}
