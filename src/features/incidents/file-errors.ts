import { maxFilesInCase } from '../../engines/cases/evidence.ts'
import {
  maxFileBytes,
  refusedInWords,
  statusOfRefused,
  type FileRefusal,
  type RefusedFile,
} from '../../platform/arriving-file.ts'
import { fill, question } from './questions.ts'

const { error_type: type = '', error_too_large: size = '', error_too_many: count = '' } = question('evidence')

const sentences: Record<FileRefusal, string> = {
  type,
  size: fill(size, { max: String(maxFileBytes / 1024 ** 2) }),
  count: fill(count, { max: String(maxFilesInCase) }),
  empty: 'Dit bestand is leeg.',
  gone: 'Dit bestand kon er niet meer bij.',
}

/** What is said of files that were not taken in, and with which status. */
export const fileErrors = {
  of: (refused: readonly RefusedFile[]): string => refusedInWords(refused, sentences),
  status: statusOfRefused,
}
