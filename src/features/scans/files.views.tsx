import { filesIn, takesFilesIn, type AnswerFile } from '../../engines/questionnaires/files.ts'
import type { Extras, ShownFiles } from '../../engines/questionnaires/pages.tsx'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import type { WayPage } from '../../engines/questionnaires/walk.ts'
import type { Page } from '../../platform/answers.ts'
import { maxFileBytes } from '../../platform/arriving-file.ts'
import { acceptedExtensions } from '../../platform/media-types.ts'
import { Button } from '../../ui/form.tsx'
import { Lead, PageTitle } from '../../ui/parts.tsx'
import { formatSize } from '../../ui/sizes.ts'
import { urls } from './urls.ts'
import { words } from './words.ts'

/** What the fields for files on a page show: what is kept already, each with a button that takes it away. */
export const takingFiles = (set: AnswerSet, at: WayPage): NonNullable<Extras['files']> =>
  Object.fromEntries(
    at.asked.flatMap(it => {
      const field = takesFilesIn(set.instrument, it)
      if (field === undefined) return []
      const files = filesIn(set.files, field)
      const kept = <Kept set={set} files={files} />
      return [[field, { accept: acceptedExtensions, note, kept, count: files.length }]]
    }),
  )

const note = words.files.note.replace('{max}', String(maxFileBytes / 1024 ** 2))

const Kept = ({ set, files }: { set: AnswerSet; files: readonly AnswerFile[] }) =>
  files.length === 0 ? null : (
    <ul class="utrecht-unordered-list" aria-label="Bestanden die al zijn bewaard">
      {files.map(it => (
        <li>
          <FileLink at={urls.file(set.id, it.id)} file={it} />{' '}
          <Button kind="quiet" name="verwijder" value={it.id}>
            Verwijder<span class="weerbaar-hidden"> {it.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  )

/** The files of a set as links, by field; `at` says where one is opened. */
export const shownFiles = (files: readonly AnswerFile[], at: (file: string) => string): ShownFiles =>
  Object.fromEntries(
    [...Map.groupBy(files, it => it.field)].map(([field, these]) => [field, <FileLinks files={these} at={at} />]),
  )

export const FileLinks = ({ files, at }: { files: readonly AnswerFile[]; at: (file: string) => string }) => (
  <ul class="utrecht-unordered-list">
    {files.map(it => (
      <li>
        <FileLink at={at(it.id)} file={it} />
      </li>
    ))}
  </ul>
)

const FileLink = ({ at, file: { name, type, size } }: { at: string; file: AnswerFile }) => (
  <>
    <a class="nl-link weerbaar-words" href={at} download>
      {name}
    </a>{' '}
    <span class="weerbaar-soft">
      ({type.label}, {formatSize(size)})
    </span>
  </>
)

/** Said instead of a file that the scanner does not let through. */
export const shutFile = (why: 'infected' | 'away'): Page => {
  const { title, text } = words.files[why]
  return {
    title,
    status: 403,
    narrow: true,
    body: (
      <>
        <PageTitle>{title}</PageTitle>
        <Lead>{text}</Lead>
      </>
    ),
  }
}
