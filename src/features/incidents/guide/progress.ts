import { stepPlan, type StepId } from '../../../engines/cases/step-plan.ts'
import { outcome } from '../../../engines/cases/vocabulary.ts'
import type { CaseFacts } from '../case.ts'
import { isOpen } from '../incident.chart.ts'
import { noReport } from '../police/content.ts'
import type { Traces } from '../traces.ts'

/** How a step of the plan stands in a case. `left`: the decision was taken without it, so it is not asked any more. */
export type StepState = 'done' | 'open' | 'left'
export type Progress = Readonly<Record<StepId, StepState>>

/** What the steps are read from: codes only, no word of the case. */
export type ProgressFacts = Pick<CaseFacts, 'state' | 'safe_now' | 'category' | 'outcome'>
export type ProgressTraces = Pick<Traces, 'tasks' | 'events' | 'pieces' | 'police'>

const goes = 'police_report'
const isTalk = (kind: string) => kind.startsWith('follow_up_') || kind === 'care_talk'
const policeEndings = new Set(['police_report_filed', 'police_informed'])

/** What of the nine steps is done, as the steps and tasks of the case say. */
export function progressOf(facts: ProgressFacts, { tasks, events, pieces, police }: ProgressTraces): Progress {
  const decided = events.some(it => it.event === 'decide')
  const safety = tasks.filter(it => it.kind.startsWith('safety_'))
  const handled = safety.length > 0 && !safety.some(it => it.open)
  const otherwise = (done: boolean): StepState => (done ? 'done' : decided ? 'left' : 'open')
  const plain = (done: boolean): StepState => (done ? 'done' : 'open')
  const codes = events.flatMap(it => (it.event === 'decide' && it.code !== null ? [it.code] : []))
  // That somebody will go is not yet that somebody went.
  const spoken =
    codes.some(code => code !== goes && outcome('decision', code)?.police_contact) ||
    police.some(it => it.kind !== noReport) ||
    safety.some(it => it.kind === 'safety_police' && it.outcome === 'done') ||
    policeEndings.has(facts.outcome ?? '')
  const willGo = codes.includes(goes) && !police.some(it => it.kind === noReport)
  return {
    safety: plain(facts.safe_now === 'yes' || handled),
    record: otherwise(pieces > 0),
    report: plain(facts.state !== 'draft'),
    support: plain(events.some(it => it.event === 'record_talk')),
    weigh: plain(facts.category !== null),
    police: willGo ? plain(spoken) : otherwise(spoken),
    reaction: plain(decided),
    measures: safety.some(it => it.open) ? 'open' : otherwise(handled),
    aftercare: plain(!isOpen(facts.state) && !tasks.some(it => it.open && isTalk(it.kind))),
  }
}

/** The first step that still has to be done. */
export const nextStep = (progress: Progress): StepId | undefined =>
  stepPlan.steps.find(it => progress[it.id] === 'open')?.id

export const countDone = (progress: Progress): number => stepPlan.steps.filter(it => progress[it.id] === 'done').length
