import { insert, where, type Row } from './direct.ts'
import type { World } from './world.ts'

/** A row in a table: where it is, what the owner writes when it is not there yet, and what somebody would try to add beside it. */
export interface Plant {
  /** The table, and which row of it when there are more. */
  name: string
  table: string
  key: Row
  row: Row
  /** Changes to the planted row; a viewer names themself wherever a row names who wrote it. */
  tries: (viewer: string | null) => Row[]
  /** The row itself is another plant's. */
  onlyAdd?: boolean
}

const onlyToAdd = new Set([
  'participant who owns it',
  'case_entry note for all',
  'file from another case',
  'job for another organisation',
  'membership of oneself',
  'membership_confirmation of oneself',
  'membership_confirmation by another',
  'setting_change of another',
  'protocol_version by another',
  'protocol_document by another',
  'protocol_adoption by another',
  'protocol_adoption of before',
  'plan_measure by another',
])

/** A row to plant; the first word of its name is the table. */
export const plant = (name: string, key: Row, row: Row, tries: Plant['tries']): Plant => ({
  name,
  key,
  row,
  tries,
  table: name.split(' ')[0] ?? name,
  onlyAdd: onlyToAdd.has(name),
})

/** Writes the row as the owner when it is not there yet. Returns it as it stands, without what the database computes. */
export async function putDown({ owner }: World, { table, key, row }: Plant): Promise<Row> {
  const find = async () => (await owner.query<Row>(`select * from ${table} where ${where(key)} limit 1`)).rows[0]
  // The columns by which an audit entry is found are read from its text.
  if (!(await find())) await owner.query(insert(table, table === 'audit_entry' ? row : { ...key, ...row }))
  const found = await find()
  if (!found) throw new Error(`There is no row in ${table}`)
  const computed = await owner.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = 'weerbaar' and table_name = $1
       and (is_generated = 'ALWAYS' or is_identity = 'YES')`,
    [table],
  )
  const names = computed.rows.map(it => it.column_name)
  return Object.fromEntries(Object.entries(found).filter(([name]) => !names.includes(name)))
}
