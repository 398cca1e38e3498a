import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { drain, takeIn, type FileRefusal } from '../../platform/arriving-file.ts'
import { didAsAsked, type Tx } from '../../platform/db.ts'
import { sweepAfter } from '../../platform/garbage.ts'
import type { House } from '../../platform/house.ts'
import { mediaType, type MediaType } from '../../platform/media-types.ts'
import { openChunk, openJson, sealJson } from '../../platform/vault.ts'
import { isAsking, type Asking, type Definition } from './definition.ts'
import type { PrivacyMode } from './scan.ts'
import type { WayPage } from './walk.ts'

// Files that come with answers: sealed under the key of the set, read by who reads it, and gone when it goes.

/** How many files a set has at most: as many as a case, and in the answer of an organisation enough for the evidence of each item. */
export const mostFiles = (privacy: PrivacyMode): number => (privacy === 'organisation' ? 200 : 20)

/** The field in which a question takes files, if it does: a question for them, or an item of a norm as evidence. */
export const fileFieldOf = (it: Asking): string | undefined =>
  it.kind === 'files' ? it.id : it.kind === 'item' ? `${it.id}_files` : undefined

/** As `fileFieldOf`, in this instrument: items take evidence in the answer of an organisation only. */
export const takesFilesIn = ({ scan }: Definition, it: Asking): string | undefined =>
  it.kind === 'item' && scan?.privacy !== 'organisation' ? undefined : fileFieldOf(it)

/** The fields of a page that take files. */
export const fileFieldsOn = (it: Definition, at: WayPage): string[] =>
  at.asked.flatMap(one => takesFilesIn(it, one) ?? [])

export const takesFiles = (it: Definition): boolean =>
  it.pages.some(page => page.questions.filter(isAsking).some(one => takesFilesIn(it, one) !== undefined))

/** A file as it is listed. */
export interface AnswerFile {
  id: string
  /** The field that it came in. */
  field: string
  name: string
  type: MediaType
  size: number
  chunks: number
}

/** The files of one field. */
export const filesIn = (files: readonly AnswerFile[], field: string | undefined): AnswerFile[] =>
  files.filter(it => it.field === field)

/** A set with its key, as far as files need it. */
interface Keyed {
  id: string
  key: Buffer
}

const Facts = z.object({
  field: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  chunks: z.number(),
})
const contextOf = (id: string) => `answer-file:${id}`

/** The files of a set by name: there is no order in which they came. */
export async function listFiles(tx: Tx, set: Keyed): Promise<AnswerFile[]> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`select * from app.answer_files(${set.id})`.execute(tx)
  return rows
    .flatMap(({ id, sealed }) => {
      const facts = openJson(set.key, contextOf(id), sealed, Facts)
      const type = mediaType(facts.type)
      return type ? [{ ...facts, id, type }] : []
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl') || one.id.localeCompare(other.id))
}

/**
 * Takes in a file for a question while it streams; what breaks off leaves nothing. Undefined: it is kept.
 */
export async function storeAnswerFile(
  house: House,
  actor: string,
  set: Keyed & { privacy: PrivacyMode },
  field: string,
  file: { name: string; content: AsyncIterable<Buffer> },
): Promise<FileRefusal | undefined> {
  const most = mostFiles(set.privacy)
  const id = randomUUID()
  const call = (it: RawBuilder<unknown>) => house.db.as({ person: actor }, tx => didAsAsked(tx, it))
  const takeBack = () => house.db.as({ person: actor }, tx => dropAnswerFile(tx, id))
  // Asked here to spare the work, and again when it is complete: others send too.
  const there = await house.db.as({ person: actor }, tx => listFiles(tx, set))
  if (there.length >= most) return (await drain(file.content, 'count')).refused
  try {
    const taken = await takeIn(file, {
      id,
      key: set.key,
      begin: () => call(sql`app.begin_answer_file(${id}, ${set.id})`),
      keep: (n, sealed) => call(sql`app.add_answer_chunk(${id}, ${n}, ${sealed})`),
      takeBack,
    })
    if ('refused' in taken) return taken.refused
    const { name, type, size, chunks } = taken
    const facts = sealJson(set.key, contextOf(id), { field, name, type: type.id, size, chunks })
    if (await call(sql`app.complete_answer_file(${id}, ${facts}, ${most})`)) return undefined
    await takeBack()
    return 'count'
  } catch (error) {
    await takeBack()
    throw error
  }
}

/** Takes a file away, while the answers can be changed. */
export const dropAnswerFile = (tx: Tx, id: string): Promise<boolean> => didAsAsked(tx, sql`app.drop_answer_file(${id})`)

/** The bytes of a file, chunk by chunk, each read in a short transaction of its own. Throws SealBroken. */
export async function* readAnswerFile(
  house: House,
  actor: string,
  key: Buffer,
  { id, chunks }: Pick<AnswerFile, 'id' | 'chunks'>,
): AsyncGenerator<Buffer> {
  for (let n = 0; n < chunks; n++) {
    const { rows } = await house.db.as({ person: actor }, tx =>
      sql<{ sealed: Buffer | null }>`select app.answer_chunk(${id}, ${n}) as sealed`.execute(tx),
    )
    const sealed = rows[0]?.sealed
    // Taken away, or no longer shared, while it was being read.
    if (!sealed) throw new Error('A file went while it was read')
    yield openChunk(key, id, n, n === chunks - 1, sealed)
    sweepAfter(sealed.length)
  }
}
