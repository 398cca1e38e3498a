import { randomBytes } from 'node:crypto'
import { setImmediate as otherWork } from 'node:timers/promises'
import type pg from 'pg'
import { copyBytes, copyIn } from './copy-in.ts'
import type { Copy, Template } from './templates.ts'

/** A case to be written. */
export interface Made {
  template: Template
  copy: Copy
}

interface Group {
  /** Per table, in the order in which they must be written. */
  rows: Map<string, { columns: readonly string[]; lines: string[] }>
  /** Of the audit trail. */
  entries: string[]
}

const inOneGo = 500
const saltBytes = 16

/**
 * Writes cases, group by group: while the database takes in one, the next one is sealed.
 * @param checked with every constraint of the database checked row by row, which takes three times as long
 */
export async function writeCases(owner: pg.Client, made: Iterable<Made>, checked: boolean): Promise<void> {
  // Without triggers, and so without the check of every reference: what is copied here is whole.
  if (!checked) await owner.query('set session_replication_role = replica')
  let sending: Promise<void> = Promise.resolve()
  for (const some of inGroups(made, inOneGo)) {
    const group: Group = { rows: new Map(), entries: [] }
    for (const { template, copy } of some) {
      addLines(group, template, copy)
      // So that what was sealed before goes on its way to the database meanwhile.
      await otherWork()
    }
    await sending
    sending = send(owner, group, checked)
    // Awaited a round later; until then a failure must not end the process.
    sending.catch(() => {})
  }
  await sending
}

function addLines({ rows, entries }: Group, template: Template, copy: Copy) {
  for (const { table, columns, rows: cells } of template.tables) {
    const kept = rows.get(table) ?? { columns, lines: [] }
    rows.set(table, kept)
    for (const row of cells) kept.lines.push(`${row.map(cell => cell(copy)).join('\t')}\n`)
  }
  for (const entry of template.audit) entries.push(entry(copy))
}

async function send(owner: pg.Client, { rows, entries }: Group, checked: boolean) {
  await owner.query('begin')
  for (const [table, { columns, lines }] of rows) await copyIn(owner, table, columns, lines.join(''))
  const ids = await reserve(owner, entries.length)
  // In one go: to ask for chance again and again takes more time than all else here.
  const salts = randomBytes(saltBytes * entries.length)
  const lines = entries.map((entry, nth) => {
    const salt = salts.subarray(saltBytes * nth, saltBytes * (nth + 1))
    return `${ids[nth]}\t${entry}\t${copyBytes(salt)}\n`
  })
  await copyIn(owner, 'audit_entry', ['id', 'entry', 'salt'], lines.join(''))
  // Otherwise its trigger does this.
  if (!checked) await copyIn(owner, 'pending', ['entry_id'], ids.map(id => `${id}\n`).join(''))
  await owner.query('commit')
}

async function reserve(owner: pg.Client, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ ids: string }>(
    `select string_agg(nextval(pg_get_serial_sequence('weerbaar.audit_entry', 'id'))::text, ',') as ids
     from generate_series(1, $1)`,
    [count],
  )
  return (rows[0]?.ids ?? '').split(',').filter(Boolean)
}

function* inGroups<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = []
  for (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
