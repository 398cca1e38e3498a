import { isAsking } from '../../engines/questionnaires/definition.ts'
import {
  asKept,
  isProposing,
  proposalFor,
  proposedField,
  type Proposal,
} from '../../engines/questionnaires/proposal.ts'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import { readFigures, readReleases } from '../../engines/statistics/release.ts'
import { wholeYear } from '../../engines/statistics/tables.ts'
import type { Tx } from '../../platform/db.ts'

/**
 * A set with what figures propose for its open questions: of the last year that was released, and only what was told of it. Who
 * may not read figures, is told none by the database.
 */
export async function withProposals(tx: Tx, set: AnswerSet): Promise<AnswerSet> {
  const asking = set.instrument.pages.flatMap(page => page.questions.filter(isAsking)).filter(isProposing)
  if (asking.length === 0 || set.privacy !== 'organisation' || set.state !== 'open') return set
  const releases = await readReleases(tx, set.organisation)
  const year = Math.max(...releases.filter(it => it.period === wholeYear).map(it => it.year))
  if (!Number.isFinite(year)) return set
  const figures = await readFigures(tx, set.organisation, year)
  const proposals: Record<string, Proposal> = {}
  for (const it of asking) {
    const { subject, cell } = it.figures
    const n = figures.find(one => one.period === wholeYear && one.subject === subject && one.cell === cell)?.n
    if (n !== null && n !== undefined) proposals[it.id] = proposalFor(it, n, year)
  }
  // An answer of before stands beside what is proposed today: it is finished with the figures of that moment.
  const answered = asking.filter(it => set.values[it.id])
  const values = Object.fromEntries(answered.map(({ id }) => [proposedField(id), asKept(proposals[id])]))
  return { ...set, values: { ...set.values, ...values }, setting: { ...set.setting, proposals } }
}
