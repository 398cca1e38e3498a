import { randomInt } from 'node:crypto'

// Short random words, each for one field: wherever one turns up, it says which field leaked. So short that no compression
// can fold one away, and so random that none is there by chance.

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
// Letters that seldom meet, so that a search has something to look for first.
const start = 'qzv'
const length = 11

export interface Markers {
  /** A new marker for this field. */
  of: (field: string) => string
  /** The fields whose markers stand in these bytes, in any of the usual writings. */
  foundIn: (bytes: Buffer | string) => string[]
  /** How many were given out. */
  count: () => number
}

export function createMarkers(): Markers {
  const fields = new Map<string, string>()
  return {
    of: field => {
      const marker =
        start + Array.from({ length: length - start.length }, () => letters[randomInt(letters.length)]).join('')
      fields.set(marker, field)
      return marker
    },
    foundIn: bytes => {
      const found = new Set<string>()
      for (const write of writings) for (const field of find(toBytes(bytes), fields, write)) found.add(field)
      return [...found].toSorted()
    },
    count: () => fields.size,
  }
}

const toBytes = (bytes: Buffer | string) => (typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes)

/** How a word may be written: as it is, in capitals, in hexadecimal, … */
type Writing = (text: string) => string

/** Looks for the beginning that all markers share, and then for which one it is. */
function find(bytes: Buffer, fields: ReadonlyMap<string, string>, write: Writing): string[] {
  const beginning = write(start)
  const size = write('x'.repeat(length)).length
  const found: string[] = []
  let known: ReadonlyMap<string, string> | undefined
  for (let at = bytes.indexOf(beginning, 0, 'latin1'); at >= 0; at = bytes.indexOf(beginning, at + 1, 'latin1')) {
    known ??= written(fields, write)
    const field = known.get(bytes.toString('latin1', at, at + size))
    if (field !== undefined) found.push(field)
  }
  return found
}

const inWriting = new WeakMap<ReadonlyMap<string, string>, Map<Writing, ReadonlyMap<string, string>>>()

/** The fields by their marker as it is written so; kept, as thousands of pages are searched for the same ones. */
function written(fields: ReadonlyMap<string, string>, write: Writing): ReadonlyMap<string, string> {
  const kept = inWriting.get(fields) ?? new Map<Writing, ReadonlyMap<string, string>>()
  inWriting.set(fields, kept)
  const known = kept.get(write)
  if (known?.size === fields.size) return known
  const made = new Map([...fields].map(([marker, field]) => [write(marker), field]))
  kept.set(write, made)
  return made
}

const hex: Writing = text => Buffer.from(text).toString('hex')

/** In base64 a word reads in three ways, by where it begins; letters that hang on its neighbours are left out. */
const base64 =
  (shift: number): Writing =>
  text => {
    const from = Math.ceil((shift * 8) / 6)
    const until = Math.floor(((shift + text.length) * 8) / 6)
    return Buffer.from('x'.repeat(shift) + text)
      .toString('base64')
      .slice(from, until)
  }

const writings: readonly Writing[] = [
  text => text,
  text => text.toUpperCase(),
  hex,
  text => hex(text).toUpperCase(),
  text => Buffer.from(text, 'utf16le').toString('latin1'),
  base64(0),
  base64(1),
  base64(2),
]
