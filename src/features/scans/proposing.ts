import { atDesk, found } from '../../engines/access/desk.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { proposeMeasures, type ProposedMeasure } from '../../engines/plans/proposal.ts'
import { versionOf } from '../../engines/questionnaires/definition.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { largest, risksFor, risksOf, titleOf, type FoundRisk } from '../../engines/questionnaires/risk.ts'
import type { Advice } from '../../engines/questionnaires/scan.ts'
import { adviceFor, scoreOf } from '../../engines/questionnaires/score.ts'
import { forgetSet, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { wayOf } from './opened.ts'

/** What advice proposes for a plan: that of the person, or, without one, that of the organisation. */
export const measuresFrom = (
  it: Instrument,
  advice: readonly Advice[],
  risks: readonly FoundRisk[],
  person?: string,
): ProposedMeasure[] =>
  advice.flatMap(one => {
    const { id, measure, theme, text, priority, pays } = one
    const risk = person === undefined ? largest(risksFor(one, risks)) : undefined
    return measure
      ? [
          {
            key: measure.key,
            title: measure.title,
            explanation: text,
            theme: { id: theme, title: it.scan.themes.find(one => one.id === theme)?.title ?? theme },
            priority,
            payer: pays,
            finding: { kind: 'questionnaire' as const, reference: `${versionOf(it)}:${id}`, label: it.title },
            ...(risk && { risk: { title: titleOf(risk), chance: risk.chance, impact: risk.impact } }),
            ...(person !== undefined && { person }),
          },
        ]
      : []
  })

/** What the advice of a set proposes. */
export function measuresOf(set: AnswerSet, person: string | undefined): ProposedMeasure[] {
  const way = wayOf(set)
  const advice = adviceFor(set.instrument, way, scoreOf(set.instrument, way))
  return measuresFrom(set.instrument, advice, risksOf(set.instrument, way), person)
}

/** Whose plan the measures of a set go to: the person's own, or, of a joint answer, that of the organisation. */
export const planOf = (set: AnswerSet, actor: string): string | undefined =>
  set.privacy === 'organisation' ? undefined : actor

/** Puts what the advice proposes in the plan. */
export const propose = (ask: Ask, set: AnswerSet) =>
  atDesk(ask, desk => {
    // A session for another organisation would put it in the plan of that one.
    found(set.organisation === desk.organisation || undefined)
    return proposeMeasures(desk, measuresOf(set, planOf(set, ask.actor.id)))
  })

/** Ends a shared set: its measures stay in the person's own plan, its answers and their key go. */
export const settle = (ask: Ask, set: AnswerSet): Promise<boolean> =>
  atDesk(ask, async desk => {
    found(set.organisation === desk.organisation || undefined)
    await proposeMeasures(desk, measuresOf(set, desk.actor))
    return forgetSet(desk.tx, set.id)
  })
