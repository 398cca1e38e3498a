import { stepPlan, type StepId } from '../../../engines/cases/step-plan.ts'
import { outcome } from '../../../engines/cases/vocabulary.ts'
import type { Tx } from '../../../platform/db.ts'
import type { CaseFacts } from '../case.ts'
import { isOpen } from '../incident.chart.ts'

/** How a step of the plan stands in a case. `left`: the decision was taken without it, so it is not asked any more. */
export type StepState = 'done' | 'open' | 'left'
export type Progress = Readonly<Record<StepId, StepState>>

/** What the steps are read from: codes only, no word of the case. */
export interface Traces {
  facts: Pick<CaseFacts, 'state' | 'safe_now' | 'category' | 'outcome' | 'taken_up_at'>
  tasks: readonly { kind: string; open: boolean; outcome: string | null }[]
  events: readonly { event: string; code: string | null }[]
  /** How many pieces of evidence there are. */
  pieces: number
}

const policeEndings = new Set(['police_report_filed', 'police_informed'])

/** What of the nine steps is done, as the steps and tasks of the case say. */
export function progressOf({ facts, tasks, events, pieces }: Traces): Progress {
  const decided = events.some(it => it.event === 'decide')
  const safety = tasks.filter(it => it.kind.startsWith('safety_'))
  const handled = safety.length > 0 && !safety.some(it => it.open)
  const otherwise = (done: boolean): StepState => (done ? 'done' : decided ? 'left' : 'open')
  const plain = (done: boolean): StepState => (done ? 'done' : 'open')
  const police =
    events.some(it => it.event === 'decide' && it.code !== null && outcome('decision', it.code)?.police_contact) ||
    safety.some(it => it.kind === 'safety_police' && it.outcome === 'done') ||
    policeEndings.has(facts.outcome ?? '')
  return {
    safety: plain(facts.safe_now === 'yes' || handled),
    record: otherwise(pieces > 0),
    report: plain(facts.taken_up_at !== null),
    support: plain(events.some(it => it.event === 'record_talk')),
    weigh: plain(facts.category !== null),
    police: otherwise(police),
    reaction: plain(decided),
    measures: safety.some(it => it.open) ? 'open' : otherwise(handled),
    aftercare: plain(!isOpen(facts.state) && !tasks.some(it => it.open && it.kind.startsWith('follow_up_'))),
  }
}

/** The first step that still has to be done. */
export const nextStep = (progress: Progress): StepId | undefined =>
  stepPlan.steps.find(it => progress[it.id] === 'open')?.id

export const countDone = (progress: Progress): number => stepPlan.steps.filter(it => progress[it.id] === 'done').length

/** How the nine steps stand in a case that this viewer sees. */
export async function readProgress(tx: Tx, facts: CaseFacts): Promise<Progress> {
  const [tasks, events, pieces] = await Promise.all([
    tx.selectFrom('task').select(['kind', 'done_at', 'outcome']).where('case_id', '=', facts.id).execute(),
    tx.selectFrom('case_event').select(['event', 'code']).where('case_id', '=', facts.id).execute(),
    tx
      .selectFrom('file')
      .select(eb => eb.fn.countAll().as('count'))
      .where('case_id', '=', facts.id)
      .where('state', '<>', 'arriving')
      .executeTakeFirstOrThrow(),
  ])
  return progressOf({
    facts,
    events,
    tasks: tasks.map(it => ({ kind: it.kind, open: it.done_at === null, outcome: it.outcome })),
    pieces: Number(pieces.count),
  })
}
