import { openText, unwrapKey } from '../../platform/vault.ts'
import { stemOf, wordsOf } from './dutch-words.ts'
import { mayRead, readLines, wordsContext, type Sight } from './words.ts'

// Opens the words of cases and looks in them. Knows no database: it also runs in a thread of its own (word-thread.ts).

/** Something sealed with what opens it, as app.open_words hands it out. */
export interface SealedWords {
  caseId: string
  sight: Sight
  version: number
  /** The key of the case, or that of the incident. */
  wrapped: Uint8Array
  /** For what is shared in the incident: a text with a key of its own. */
  shared: { incidentId: string; contentId: string; key: Uint8Array } | undefined
  sealed: Uint8Array
}

export interface Search {
  viewer: string
  /** Stems: a case is found when each of them is among what the viewer may read of it. */
  sought: readonly string[]
  /** The keys of the organisation, by version. */
  keys: ReadonlyMap<number, Uint8Array>
}

const buffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Begins a search: what it is given is looked in, piece after piece; then it says in which cases all was found. */
export function beginSearch({ viewer, sought, keys }: Search) {
  const all = 2 ** sought.length - 1
  const found = new Map<string, number>()
  // The same words stand in thousands of cases.
  const bits = new Map<string, number>()
  const bitOf = (word: string) => {
    const known = bits.get(word)
    if (known !== undefined) return known
    const at = sought.indexOf(stemOf(word))
    const bit = at < 0 ? 0 : 2 ** at
    bits.set(word, bit)
    return bit
  }
  const seenIn = (words: readonly string[]) => words.reduce((seen, word) => seen | bitOf(word), 0)
  return {
    look(pieces: readonly SealedWords[]): void {
      for (const it of pieces) {
        const key = keys.get(it.version)
        if (!key) throw new Error('The key of the organisation did not come along')
        const before = found.get(it.caseId) ?? 0
        if (before !== all) found.set(it.caseId, before | seenIn(readable(it, buffer(key), viewer)))
      }
    },
    found: (): string[] => [...found].filter(([, seen]) => seen === all).map(([id]) => id),
  }
}

/** The words that the viewer may read of it. */
function readable(it: SealedWords, organisationKey: Buffer, viewer: string): string[] {
  const { caseId, sight, shared } = it
  if (shared) {
    const name = `incident-entry:${shared.contentId}`
    const incidentKey = unwrapKey(organisationKey, `incident:${shared.incidentId}`, buffer(it.wrapped))
    return wordsOf(openText(unwrapKey(incidentKey, name, buffer(shared.key)), name, buffer(it.sealed)))
  }
  const caseKey = unwrapKey(organisationKey, `case:${caseId}`, buffer(it.wrapped))
  const text = openText(caseKey, wordsContext(caseId), buffer(it.sealed))
  return readLines(text).flatMap(([readers, words]) => (mayRead(readers, sight, viewer) ? words.split(' ') : []))
}
