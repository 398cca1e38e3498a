import { Actions, Button } from '../../ui/form.tsx'
import { Note } from '../../ui/parts.tsx'
import type { CaseProps } from './case-parts.tsx'
import { codesLeft } from './supplement-codes.ts'
import type { ToldReport } from './told.ts'
import { urls } from './urls.ts'

/** What who handles a case does with an addition: says that it was read, and takes over what the report does not say yet. */
export function ReadSupplement({ page, report }: Pick<CaseProps, 'page'> & { report: ToldReport }) {
  const { facts, tasks } = page
  if (facts.part !== 'handler') return null
  const left = codesLeft(facts, report)
  const asked = tasks.some(it => it.kind === 'answer' && it.doneAt === null)
  if (left.length === 0 && !asked) return null
  return (
    <form method="post" action={urls.readSupplement(facts.id, report.id)}>
      {left.length > 0 && (
        <Note kind="info" title="Nog niet in de melding zelf">
          <p>{left.join(' · ')}</p>
        </Note>
      )}
      <Actions>
        {left.length > 0 && (
          <Button kind="quiet" name="doe" value="overnemen">
            Neem over in de melding
          </Button>
        )}
        {asked && (
          <Button kind="quiet" name="doe" value="gelezen">
            Ik heb dit gelezen
          </Button>
        )}
      </Actions>
    </form>
  )
}
