import type { Ask } from '../../engines/access/routes.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { storeFile } from '../../engines/cases/evidence.ts'
import type { ArrivingFile } from '../../platform/body.ts'
import type { RefusedFile } from '../../platform/arriving-file.ts'
import type { Tx } from '../../platform/db.ts'
import { safeFileName } from '../../platform/text.ts'
import { fileErrors } from './file-errors.ts'

/** A form with files, from before they come until it is judged. */
export interface Receiving {
  /** The case that they go to; undefined where none may be added, or not any more. */
  dossier: Dossier | undefined
  stored: number
  refused: RefusedFile[]
}

export const receiving = <D extends Dossier | undefined>(dossier: D): Receiving & { dossier: D } => ({
  dossier,
  stored: 0,
  refused: [],
})

/**
 * Takes in a file that comes along with a form, or reads it and leaves it when there is no case for it.
 * @param coming events that are told of with it: see `storeFile`
 */
export async function receiveFile(
  { house, actor }: Pick<Ask, 'house' | 'actor'>,
  into: Receiving,
  file: ArrivingFile,
  coming = 0,
): Promise<void> {
  const done = into.dossier && (await storeFile(house, actor.id, into.dossier, file, coming))
  if (done === undefined) file.content.resume()
  else if ('refused' in done) into.refused.push({ name: safeFileName(file.name), why: done.refused })
  else into.stored += 1
}

/** A page that says what was not taken in, with the status for that. */
export function withStatus<Shown extends object>(shown: Shown, refused: readonly RefusedFile[]): Shown {
  const status = fileErrors.status(refused)
  return { ...shown, ...(status && { status }) }
}

/** Takes a file out of a draft again, with the attachments that came in it. */
export async function takeOut(tx: Tx, caseId: string, file: string): Promise<void> {
  await tx.deleteFrom('file').where('parent_id', '=', file).where('case_id', '=', caseId).execute()
  await tx.deleteFrom('file').where('id', '=', file).where('case_id', '=', caseId).execute()
}
