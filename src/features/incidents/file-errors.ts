import { maxFileBytes, maxFilesInCase, type FileRefusal } from '../../engines/cases/evidence.ts'
import { fill, question } from './questions.ts'

const { error_type: type = '', error_too_large: size = '', error_too_many: count = '' } = question('evidence')

const sentences: Record<FileRefusal, string> = {
  type,
  size: fill(size, { max: String(maxFileBytes / 1024 ** 2) }),
  count: fill(count, { max: String(maxFilesInCase) }),
  empty: 'Dit bestand is leeg.',
}

export interface RefusedFile {
  name: string
  why: FileRefusal
}

// More names than this are no help.
const named = 5

/** What is said of files that were not taken in, and with which status. */
export const fileErrors = {
  of: (refused: readonly RefusedFile[]): string =>
    refused
      .slice(0, named)
      .map(({ name, why }) => `${name}: ${sentences[why]}`)
      .join(' '),
  status: (refused: readonly RefusedFile[]): 413 | 415 | undefined => {
    if (refused.some(it => it.why === 'size')) return 413
    return refused.some(it => it.why === 'type') ? 415 : undefined
  },
}
