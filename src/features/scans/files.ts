import { checkAll } from '../../engines/questionnaires/answers.ts'
import { isAsking } from '../../engines/questionnaires/definition.ts'
import {
  dropAnswerFile,
  fileFieldsOn,
  filesIn,
  mostFiles,
  storeAnswerFile,
  takesFilesIn,
  type AnswerFile,
} from '../../engines/questionnaires/files.ts'
import { openSet, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { dropped, type Dropped } from '../../engines/questionnaires/changing.ts'
import { pageAt, type Values, type Way, type WayPage } from '../../engines/questionnaires/walk.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { found } from '../../engines/access/desk.ts'
import { maxFileBytes, refusedInWords, type FileRefusal, type RefusedFile } from '../../platform/arriving-file.ts'
import type { ArrivingFile } from '../../platform/body.ts'
import type { Tx } from '../../platform/db.ts'
import { safeFileName } from '../../platform/text.ts'
import { wayOf } from './opened.ts'
import { words } from './words.ts'

/** A page with files, from before they come until it is judged. */
export interface Receiving {
  /** Undefined when the answers change no more. */
  set: AnswerSet | undefined
  /** The fields of the page that take files. */
  fields: ReadonlySet<string>
  refused: (RefusedFile & { field: string })[]
  /** The answers of the page were right, and are kept. */
  saved: boolean
}

/** The page to which files may come. There is none for who may not open the answers. */
export async function receivingOn({ house, actor, params }: Ask<'id' | 'page'>): Promise<Receiving> {
  const set = found(await house.db.as({ person: actor.id }, tx => openSet(tx, house.keys, params.id)))
  const at = set.state === 'open' ? pageAt(wayOf(set), params.page) : undefined
  return {
    set: at && set,
    fields: new Set(at && fileFieldsOn(set.instrument, at)),
    refused: [],
    saved: false,
  }
}

/** Takes in one file of a page; what came in another field, or for answers that are done, is read and left. */
export async function receiveAnswerFile(
  { house, actor }: Pick<Ask, 'house' | 'actor'>,
  { set, fields, refused }: Receiving,
  file: ArrivingFile,
): Promise<void> {
  const { field } = file
  if (!set || !fields.has(field)) return void file.content.resume()
  const why = await storeAnswerFile(house, actor.id, set, field, file)
  if (why !== undefined) refused.push({ name: safeFileName(file.name), why, field })
}

/** By field, what was not taken in. */
export function refusalsOf({ set, refused }: Receiving): Values {
  const numbers: Partial<Record<FileRefusal, number>> = {
    size: maxFileBytes / 1024 ** 2,
    count: mostFiles(set?.privacy ?? 'private'),
  }
  const sentence = (why: FileRefusal) => words.files[why].replace('{max}', String(numbers[why]))
  const sentences = {
    type: sentence('type'),
    size: sentence('size'),
    count: sentence('count'),
    empty: sentence('empty'),
    gone: sentence('gone'),
  }
  return Object.fromEntries(
    [...Map.groupBy(refused, it => it.field)].map(([field, files]) => [field, refusedInWords(files, sentences)]),
  )
}

/** By field, where a file is needed and there is none. */
export const missingOn = ({ instrument, files }: AnswerSet, at: WayPage | undefined): Values =>
  Object.fromEntries(
    (at?.asked ?? []).flatMap(it => {
      const field = takesFilesIn(instrument, it)
      return it.kind === 'files' && it.required !== undefined && filesIn(files, field).length === 0
        ? [[it.id, it.required]]
        : []
    }),
  )

/** What is wrong in a set, with the files that are missing. */
export const wrongIn = (set: AnswerSet, today: string): Values => ({
  ...checkAll(set.instrument, set.values, set.setting, today),
  ...Object.fromEntries(wayOf(set).pages.flatMap(at => Object.entries(missingOn(set, at)))),
})

/** The files of questions that are not asked on this way. */
export function filesOff({ instrument, files }: AnswerSet, way: Way): AnswerFile[] {
  const fields = new Set(way.pages.flatMap(at => fileFieldsOn(instrument, at)))
  return files.filter(it => !fields.has(it.field))
}

/** The questions whose answers or files go with this change. */
export function droppedBy(set: AnswerSet, values: Values, way: Way): Dropped[] {
  const lost = dropped(set.instrument, set.values, values, set.setting)
  const gone = new Set(filesOff(set, way).map(it => it.field))
  const without = set.instrument.pages
    .flatMap(page => page.questions.filter(isAsking))
    .filter(it => gone.has(takesFilesIn(set.instrument, it) ?? '') && !lost.some(({ id }) => id === it.id))
  return [...lost, ...without.map(({ id, label }) => ({ id, label }))]
}

/** Does away with the files that are not asked for any more. */
export async function dropFilesOff(tx: Tx, set: AnswerSet, way: Way): Promise<void> {
  for (const { id } of filesOff(set, way)) await dropAnswerFile(tx, id)
}

/** Takes away one file of a set, when it is one of it. */
export async function takeAway({ house, actor, params }: Ask<'id'>, file: string): Promise<void> {
  await house.db.as({ person: actor.id }, async tx => {
    const set = await openSet(tx, house.keys, params.id)
    if (set?.files.some(it => it.id === file)) await dropAnswerFile(tx, file)
  })
}
