import type { Tx } from '../../platform/db.ts'
import { openText, seal } from '../../platform/vault.ts'
import { isEmptyWord, wordsOf } from './dutch-words.ts'

// The words of a case to search in: one list, sealed under the key of the case, in which stands of all words who may read them.
// Words as they were written, folded: what belongs to which word is decided when somebody searches.

/**
 * Who may read words of a case. `all`: everybody with a part in it but who only helps. `handlers`: who works on it. `helper`:
 * who works on it, and this helper. `report`: as `all`, and who wrote it. `perpetrator`: who handles it, and who wrote it.
 * `record`: who handles it, and whose case it is when it is for them.
 */
export type Readers = 'all' | 'handlers' | `${'helper' | 'report' | 'perpetrator' | 'record'}:${string}`

/** What the database says that a viewer may read of a case (app.open_words). */
export type Sight = 'handles' | 'works' | 'reads' | 'helps'

/** A case whose key is open. */
interface Opened {
  caseId: string
  organisationId: string
  caseKey: Buffer
}

/** The words of a case, by their readers. */
export type WordList = ReadonlyMap<string, ReadonlySet<string>>

const works = (sight: Sight) => sight === 'handles' || sight === 'works'

const rules: Record<string, (sight: Sight, own: boolean) => boolean> = {
  all: sight => sight !== 'helps',
  handlers: works,
  helper: (sight, own) => own || works(sight),
  report: (sight, own) => own || sight !== 'helps',
  perpetrator: (sight, own) => own || sight === 'handles',
  record: (sight, own) => own || sight === 'handles',
}

/** Whether this viewer may read the words that are for these readers. What is not known is for nobody. */
export function mayRead(readers: string, sight: Sight, viewer: string): boolean {
  const [kind = '', person] = readers.split(':')
  return Object.hasOwn(rules, kind) && rules[kind]?.(sight, person === viewer) === true
}

// A line for each kind of readers: they, a tab, the words. Quicker to read than JSON, ten thousand times in a search.
const write = (list: WordList) => [...list].map(([readers, words]) => `${readers}\t${[...words].join(' ')}`).join('\n')

/** Reads a list as it stands under the seal: by line who may read it, and the words. */
export const readLines = (text: string): [readers: string, words: string][] =>
  text.split('\n').map(line => {
    const tab = line.indexOf('\t')
    return [line.slice(0, tab), line.slice(tab + 1)]
  })

export const wordsContext = (caseId: string): string => `words:${caseId}`

/** Adds the words of a text to the list of its case: in the transaction in which the text is written. */
export async function addWords(tx: Tx, it: Opened, readers: Readers, text: string): Promise<void> {
  const added = wordsOf(text).filter(word => !isEmptyWord(word))
  if (added.length === 0) return
  const before = (await held(tx, it)) ?? ((await insert(tx, it, listOf(readers, added))) ? 'added' : undefined)
  if (before === 'added') return
  // Begun by somebody else at this very moment.
  const list = before ?? (await held(tx, it)) ?? new Map<string, ReadonlySet<string>>()
  const known = list.get(readers)
  if (known && added.every(word => known.has(word))) return
  const more = new Map(list).set(readers, new Set([...(known ?? []), ...added]))
  await tx
    .updateTable('case_words')
    .set({ sealed: sealed(it, more) })
    .where('case_id', '=', it.caseId)
    .execute()
}

const listOf = (readers: Readers, words: readonly string[]): WordList => new Map([[readers, new Set(words)]])

const sealed = (it: Opened, list: WordList) => seal(it.caseKey, wordsContext(it.caseId), write(list))

/** The list as it is, held until the transaction ends: two texts at the same moment both come into it. */
async function held(tx: Tx, it: Opened): Promise<WordList | undefined> {
  const row = await tx
    .selectFrom('case_words')
    .select('sealed')
    .where('case_id', '=', it.caseId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const text = openText(it.caseKey, wordsContext(it.caseId), row.sealed)
  return new Map(readLines(text).map(([readers, words]) => [readers, new Set(words.split(' '))]))
}

async function insert(tx: Tx, it: Opened, list: WordList): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('case_words')
    .values({ case_id: it.caseId, organisation_id: it.organisationId, sealed: sealed(it, list) })
    .onConflict(conflict => conflict.column('case_id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
