import type pg from 'pg'
import { openText, seal, unwrapKey, wrapKey } from '../../../platform/vault.ts'
import { copyBytes, copyText } from './copy-in.ts'

/** One case more, made after a template. */
export interface Copy {
  /** New ids, for what has an id of its own in the template. The first two are those of the case and the incident. */
  ids: readonly string[]
  reporter: string
  owner: string
  unit: string | null
  reference: string
  /** When it was reported, in milliseconds. */
  at: number
  caseKey: Buffer
  incidentKey: Buffer
  /** Of what was written for the whole incident. */
  contentKey: Buffer
  /** The key of the organisation. */
  wrapping: Buffer
}

type Cell = (copy: Copy) => string

/** A case that somebody really reported, as the rows that it is made of. */
export interface Template {
  line: string
  staff: boolean
  /** Open with something to do, closed, or neither. */
  stands: 'open' | 'closed' | 'waiting'
  /** How many new ids a copy needs. */
  ids: number
  /** How long after the report the last thing happened, in milliseconds. */
  span: number
  tables: readonly { table: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] }[]
  /** The entries of the audit trail, as cells of their text. */
  audit: readonly Cell[]
}

// In this order, so that what a row refers to is there before it.
const tables = [
  ['incident', 'id = $2'],
  ['incident_case', 'id = $1'],
  ['incident_key', 'incident_id = $2'],
  ['case_key', 'case_id = $1'],
  ['participant', 'case_id = $1'],
  ['barred', 'case_id = $1'],
  ['case_report', 'case_id = $1'],
  ['case_words', 'case_id = $1'],
  ['case_category', 'case_id = $1'],
  ['case_entry', 'case_id = $1'],
  ['incident_entry', 'case_id = $1'],
  ['case_event', 'case_id = $1'],
  ['task', 'case_id = $1'],
] as const

type Value = string | number | boolean | null | Date | Buffer
type Row = Record<string, Value>

interface CaseRow {
  id: string
  incident_id: string
  reporter_id: string
  owner_id: string
  unit_id: string | null
  reference: string
  reported_at: Date
  line: string
  state: string
}

/** Reads reports that were really made, to make others after them. Files are left out. */
export async function readTemplates(owner: pg.Client, cases: readonly string[], wrapping: Buffer): Promise<Template[]> {
  const { rows } = await owner.query<CaseRow>(
    `select id, incident_id, reporter_id, owner_id, unit_id, reference, reported_at, line, state from incident_case
     where id = any($1::uuid[]) order by reported_at, id`,
    [cases],
  )
  const templates: Template[] = []
  for (const row of rows) templates.push(await readTemplate(owner, row, wrapping))
  return templates
}

async function readTemplate(owner: pg.Client, it: CaseRow, wrapping: Buffer): Promise<Template> {
  const found: { table: string; columns: string[]; rows: Row[] }[] = []
  for (const [table, where] of tables) {
    // Both are named, as PostgreSQL wants to know of every parameter what it is.
    const both = `select * from ${table} where ${where} and $1::uuid is not null and $2::uuid is not null`
    const { rows, fields } = await owner.query<Row>(both, [it.id, it.incident_id])
    found.push({ table, columns: fields.map(field => field.name), rows })
  }
  const ids = newIds(it, found)
  const maker = cellMaker(it, ids, keysOf(it, found, wrapping))
  const { rows: entries } = await owner.query<{ entry: string }>(
    "select entry from audit_entry where case_id = $1 and action not like 'evidence.%' order by id",
    [it.id],
  )
  const tasks = found.find(({ table }) => table === 'task')?.rows ?? []
  return {
    line: it.line,
    staff: it.unit_id !== null,
    stands: it.state === 'closed' ? 'closed' : tasks.some(task => task['done_at'] === null) ? 'open' : 'waiting',
    ids: ids.size,
    span: Math.max(...found.flatMap(({ rows }) => rows.flatMap(moments))) - it.reported_at.getTime(),
    tables: found.map(({ table, columns, rows }) => ({
      table,
      columns,
      rows: rows.map(row => columns.map(column => maker.cell(table, row, column))),
    })),
    audit: entries.map(({ entry }) => maker.text(entry)),
  }
}

/** Terms lie in the future; all else has happened. */
const moments = (row: Row) =>
  Object.entries(row).flatMap(([name, value]) => (value instanceof Date && name !== 'due_at' ? [value.getTime()] : []))

function newIds(it: CaseRow, found: readonly { rows: readonly Row[] }[]): Map<string, number> {
  const own = found.flatMap(({ rows }) => rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))
  return new Map([...new Set([it.id, it.incident_id, ...own])].map((id, index) => [id, index]))
}

interface Keys {
  ofCase: Buffer
  ofIncident: Buffer
}

function keysOf(it: CaseRow, found: readonly { table: string; rows: readonly Row[] }[], wrapping: Buffer): Keys {
  const unwrap = (name: string, context: string) => {
    const wrapped = found.find(({ table }) => table === name)?.rows[0]?.['wrapped']
    if (!Buffer.isBuffer(wrapped)) throw new Error('A case without a key')
    return unwrapKey(wrapping, context, wrapped)
  }
  return {
    ofCase: unwrap('case_key', `case:${it.id}`),
    ofIncident: unwrap('incident_key', `incident:${it.incident_id}`),
  }
}

/** Says for each value of the template what stands in its place in a copy. */
function cellMaker(it: CaseRow, ids: ReadonlyMap<string, number>, keys: Keys) {
  const reportedAt = it.reported_at.getTime()
  const moment = (value: Date): Cell => {
    const after = value.getTime() - reportedAt
    return copy => new Date(copy.at + after).toISOString()
  }
  const word = (value: string): Cell => {
    const index = ids.get(value)
    if (index !== undefined) return copy => copy.ids[index] ?? ''
    if (value === it.reporter_id) return copy => copy.reporter
    if (value === it.owner_id) return copy => copy.owner
    if (value === it.unit_id) return copy => copyText(copy.unit)
    if (value === it.reference) return copy => copy.reference
    const text = copyText(value)
    return () => text
  }
  const ofIncident = (row: Row, column: string): Cell => {
    const id = String(row['content_id'])
    const index = ids.get(id) ?? 0
    const name = (copy: Copy) => `incident-entry:${copy.ids[index]}`
    const [wrapped, bytes] = [row['wrapped_key'], row['sealed']]
    if (!Buffer.isBuffer(wrapped) || !Buffer.isBuffer(bytes)) throw new Error('An entry without a key')
    if (column === 'wrapped_key') return copy => copyBytes(wrapKey(copy.incidentKey, name(copy), copy.contentKey))
    const text = openText(unwrapKey(keys.ofIncident, `incident-entry:${id}`, wrapped), `incident-entry:${id}`, bytes)
    return copy => copyBytes(seal(copy.contentKey, name(copy), text))
  }
  const sealed = (table: string, row: Row, column: string, bytes: Buffer): Cell => {
    if (table === 'incident_entry') return ofIncident(row, column)
    if (table === 'case_key') return copy => copyBytes(wrapKey(copy.wrapping, `case:${copy.ids[0]}`, copy.caseKey))
    if (table === 'incident_key')
      return copy => copyBytes(wrapKey(copy.wrapping, `incident:${copy.ids[1]}`, copy.incidentKey))
    if (table === 'case_words') {
      // In it stand ids of people: who may read which words.
      const words = text(openText(keys.ofCase, `words:${it.id}`, bytes))
      return copy => copyBytes(seal(copy.caseKey, `words:${copy.ids[0]}`, words(copy)))
    }
    const [kind, id] =
      table === 'case_report' ? ['report', it.id] : [table === 'task' ? 'task' : 'entry', String(row['id'])]
    const written = openText(keys.ofCase, `${kind}:${id}`, bytes)
    const index = ids.get(id) ?? 0
    return copy => copyBytes(seal(copy.caseKey, `${kind}:${copy.ids[index]}`, written))
  }
  const cell = (table: string, row: Row, column: string): Cell => {
    const value = row[column] ?? null
    if (Buffer.isBuffer(value)) return sealed(table, row, column, value)
    if (value instanceof Date) return moment(value)
    if (typeof value === 'string') return word(value)
    return () => copyText(value)
  }
  /** A text in which ids and moments stand, such as an entry of the audit trail. */
  const text = (entry: string): Cell => {
    const parts = entry
      .split(/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z)/)
      .map((part, index) => (index % 2 === 1 && part.endsWith('Z') ? moment(new Date(part)) : word(part)))
    return copy => parts.map(part => part(copy)).join('')
  }
  return { cell, text }
}
