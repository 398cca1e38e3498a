import { CsvError, parse } from 'csv-parse/sync'

// A list of people as somebody exports it from a spreadsheet: read into lines with named columns, before anything is judged.

export const mostLines = 1000
/** The largest list, in characters as in bytes: a thousand lines of five hundred. */
export const longestList = 500_000

export type Column = 'naam' | 'email' | 'rol' | 'functie' | 'eenheid' | 'lijn' | 'vanaf' | 'tot'

/** How people call the columns, without capitals, accents and signs. */
const headers: Record<Column, readonly string[]> = {
  naam: ['naam', 'name', 'volledigenaam'],
  email: ['email', 'mail', 'emailadres', 'mailadres', 'emailaddress'],
  rol: ['rol', 'role'],
  functie: ['functie', 'function'],
  eenheid: ['eenheid', 'unit', 'afdeling', 'team'],
  lijn: ['lijn', 'line'],
  vanaf: ['begint', 'begin', 'vanaf', 'start', 'starts', 'ingangsdatum', 'startdatum', 'begindatum'],
  tot: ['eindigt', 'einde', 'tot', 'totenmet', 'tm', 'ends', 'end', 'einddatum', 'laatstedag'],
}
const columns = Object.keys(headers).filter((it): it is Column => Object.hasOwn(headers, it))
const needed = ['naam', 'email', 'functie'] as const

export interface ListLine {
  /** The line in the list, the first one being that of the headers. */
  number: number
  values: Readonly<Record<Column, string>>
}

export interface PeopleList {
  lines: readonly ListLine[]
  /** Headers that mean nothing to us. */
  unread: readonly string[]
}

/** The text of a file: UTF-8 with or without its mark, or what a spreadsheet on Windows writes. */
export function decodeList(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads a list, or says in a sentence why it is none. */
export function readPeopleList(text: string): PeopleList | { wrong: string } {
  const records = parseRecords(text)
  if ('wrong' in records) return records
  const [head, ...rest] = records
  if (!head) return { wrong: 'De lijst is leeg. Kies een bestand, of plak de regels in het veld.' }
  const found = readHeader(head.values)
  if ('wrong' in found) return found
  if (rest.length === 0) return { wrong: 'Onder de eerste regel staat nog niemand.' }
  if (rest.length > mostLines)
    return { wrong: `Er staan ${rest.length} mensen in de lijst. Deel haar in stukken van ten hoogste ${mostLines}.` }
  const lines = rest.map(({ number, values }) => ({ number, values: byColumn(found.at, values) }))
  return { lines, unread: found.unread }
}

interface Parsed {
  number: number
  values: readonly string[]
}

function parseRecords(text: string): Parsed[] | { wrong: string } {
  try {
    const read: unknown[] = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    })
    return read.flatMap(toParsed)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error
    const where = typeof lines === 'number' ? `Regel ${lines}` : 'De lijst'
    return {
      wrong: `${where} kunnen wij niet lezen: de aanhalingstekens kloppen niet. Haal ze weg, of zet er een bij.`,
    }
  }
}

// What csv-parse gives with `info`: the record, and how many lines of text there were until its end.
function toParsed(it: unknown): Parsed[] {
  if (typeof it !== 'object' || it === null || !('record' in it) || !('info' in it)) return []
  const { record, info } = it
  if (!Array.isArray(record) || typeof info !== 'object' || info === null || !('lines' in info)) return []
  return [{ number: Number(info.lines), values: record.map(String) }]
}

/** What stands between the columns of the first line: a spreadsheet in Dutch writes semicolons, a pasted one tabs. */
function separatorOf(text: string): string {
  const first = text.split('\n').find(line => line.trim() !== '') ?? ''
  const plain = first.replaceAll(/"[^"]*"/g, '')
  const count = (sign: string) => plain.split(sign).length
  return [';', ',', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ';'
}

const simplify = (header: string) =>
  header
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')

function readHeader(head: readonly string[]): { at: Map<Column, number>; unread: string[] } | { wrong: string } {
  const at = new Map<Column, number>()
  const unread: string[] = []
  for (const [index, header] of head.entries()) {
    const column = columns.find(it => headers[it].includes(simplify(header)))
    if (column === undefined) unread.push(header)
    else if (at.has(column)) return { wrong: `De kolom “${header}” staat er twee keer. Haal er een weg.` }
    else at.set(column, index)
  }
  const missing = needed.filter(it => !at.has(it))
  if (missing.length === 0) return { at, unread: unread.filter(it => it !== '') }
  return {
    wrong:
      `Op de eerste regel ontbreekt: ${missing.map(it => (it === 'email' ? 'e-mail' : it)).join(', ')}. ` +
      'Zet daar de namen van de kolommen, zoals: naam; e-mail; rol; functie; eenheid; begint; eindigt.',
  }
}

function byColumn(at: ReadonlyMap<Column, number>, values: readonly string[]): Record<Column, string> {
  const value = (column: Column) => values[at.get(column) ?? -1] ?? ''
  return {
    naam: value('naam'),
    email: value('email'),
    rol: value('rol'),
    functie: value('functie'),
    eenheid: value('eenheid'),
    lijn: value('lijn'),
    vanaf: value('vanaf'),
    tot: value('tot'),
  }
}
