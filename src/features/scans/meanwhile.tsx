import { createHash } from 'node:crypto'
import { Answer } from '../../engines/questionnaires/pages.tsx'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import type { Asking } from '../../engines/questionnaires/definition.ts'
import { proposedField } from '../../engines/questionnaires/proposal.ts'
import { fieldsOf, type Values, type WayPage } from '../../engines/questionnaires/walk.ts'
import { Facts, Note } from '../../ui/parts.tsx'
import { shownFiles } from './files.views.tsx'
import { urls } from './urls.ts'

// Several coordinators fill in one joint answer, and an adviser fills in along. What somebody else kept in the meantime is not written over unseen.

const kept = (at: WayPage, values: Values) =>
  at.asked.flatMap(filledIn).flatMap(name => (values[name] ? [[name, values[name]] as const] : []))

// What figures propose changes by itself, and is nobody's change.
const filledIn = (it: Asking) => fieldsOf(it).filter(name => name !== proposedField(it.id))

/** What stands on a page, in short: another text when anything on it is another. */
export function seenOf(at: WayPage, values: Values): string {
  const answers = kept(at, values)
  if (answers.length === 0) return ''
  return createHash('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 16)
}

/** Whether a page was changed since the one who sends it saw it. The same answers sent twice are no change. */
export const isOvertaken = ({ privacy, values }: AnswerSet, at: WayPage, sent: Values, seen: string): boolean =>
  (privacy === 'organisation' || privacy === 'shared') &&
  seenOf(at, values) !== seen &&
  seenOf(at, values) !== seenOf(at, sent)

const filesOf = (set: AnswerSet) => shownFiles(set.files, file => urls.file(set.id, file))

export const overtaken =
  'Iemand anders heeft deze pagina gewijzigd terwijl u bezig was. Kijk eerst wat er nu staat. Bewaart u daarna dit formulier, dan komt het in de plaats daarvan.'

export const StandsNow = ({ at, set }: { at: WayPage; set: AnswerSet }) => (
  <Note kind="warning" title="Dit staat er nu">
    <Facts
      items={at.asked.map(it => ({
        term: it.label,
        value: <Answer it={it} values={set.values} setting={set.setting} files={filesOf(set)} />,
      }))}
    />
  </Note>
)
