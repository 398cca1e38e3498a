import { atDesk } from '../../engines/access/desk.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { proposeMeasures, type ProposedMeasure } from '../../engines/plans/proposal.ts'
import { versionOf } from '../../engines/questionnaires/definition.ts'
import { adviceFor, scoreOf } from '../../engines/questionnaires/score.ts'
import { forgetSet, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { wayOf } from './opened.ts'

/** What the advice of a set proposes for a plan: that of the person themself, or that of the organisation. */
export function measuresOf(set: AnswerSet, person: string | undefined): ProposedMeasure[] {
  const way = wayOf(set)
  const { scan, title } = set.instrument
  return adviceFor(set.instrument, way, scoreOf(set.instrument, way)).flatMap(
    ({ id, measure, theme, text, priority, pays }) =>
      measure
        ? [
            {
              key: measure.key,
              title: measure.title,
              explanation: text,
              theme: { id: theme, title: scan.themes.find(it => it.id === theme)?.title ?? theme },
              priority,
              payer: pays,
              finding: {
                kind: 'questionnaire' as const,
                reference: `${versionOf(set.instrument)}:${id}`,
                label: title,
              },
              ...(person !== undefined && { person }),
            },
          ]
        : [],
  )
}

/** Whose plan the measures of a set go to: the person's own, or, of a joint answer, that of the organisation. */
export const planOf = (set: AnswerSet, actor: string): string | undefined =>
  set.privacy === 'organisation' ? undefined : actor

/** Puts what the advice proposes in the plan. */
export const propose = (ask: Ask, set: AnswerSet) =>
  atDesk(ask, desk => proposeMeasures(desk, measuresOf(set, planOf(set, ask.actor.id))))

/** Ends a shared set: its measures stay in the person's own plan, its answers and their key go. */
export const settle = (ask: Ask, set: AnswerSet): Promise<boolean> =>
  atDesk(ask, async desk => {
    await proposeMeasures(desk, measuresOf(set, desk.actor))
    return forgetSet(desk.tx, set.id)
  })
