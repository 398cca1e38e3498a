import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../engines/access/actor.ts'
import { addWorkingDays } from '../../../engines/cases/deadlines.ts'
import { openDossier } from '../../../engines/cases/dossier.ts'
import { casesBeside } from '../../../engines/cases/joining.ts'
import { addWords } from '../../../engines/cases/words.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { isoDay } from '../../../ui/dates.ts'
import { actOrUndo, addTask, finish, step, type Acting, type Done } from '../acting.ts'
import { readCase, type CaseFacts } from '../case.ts'
import { sealTask } from '../task-reading.ts'
import type { TaskKind } from '../tasks.ts'
import { lastOfEach, readSteps, sealStep, stepWords, wrongDay, type PoliceStep } from './chain.ts'
import { noReport, type PoliceStepInfo } from './content.ts'
import { workingDaysBefore } from './terms.ts'

// Writing down what becomes of a report to the police, and what has to be done because of it.

const amsterdam = 'Europe/Amsterdam'

export interface NewStep {
  /** Made with the form, so that a form that is sent twice makes one step. */
  id: string
  info: PoliceStepInfo
  code: string
  day: string
  words: string
}

/** The other cases of the incident that this person handles: one report to the police may be about all of them. */
export async function handledBeside(tx: Tx, actor: Pick<Actor, 'id'>, caseId: string): Promise<CaseFacts[]> {
  const others = await Promise.all((await casesBeside(tx, caseId)).map(id => readCase(tx, actor, id)))
  return others.flatMap(it => (it?.part === 'handler' ? [it] : []))
}

/**
 * Writes down a step, and asks for what follows from it; for all of the incident when it is one report for all.
 * Gives the sentence when its day cannot be right; nothing is written then.
 */
export async function recordStep(
  house: House,
  actor: Actor,
  caseId: string,
  it: NewStep,
  forAll: boolean,
): Promise<Done | { wrong: string }> {
  const found: { wrong?: string } = {}
  const done = await actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it: facts } = acting
    if (facts.part !== 'handler') return 'gone'
    const all = [acting]
    for (const other of forAll ? await handledBeside(tx, actor, caseId) : []) {
      const look = {
        actor: actor.id,
        organisation: other.organisation_id,
        caseId: other.id,
        action: 'case.write' as const,
      }
      const dossier = await openDossier(tx, now, house.keys, look)
      if (dossier) all.push({ ...acting, it: other, dossier })
    }
    for (const one of all) {
      const recorded = await recordIn(one, one === acting ? it : { ...it, id: randomUUID() })
      if (recorded === 'twice') return 'done'
      if (typeof recorded === 'object') {
        found.wrong = one === acting ? recorded.wrong : `In melding ${one.it.reference}: ${recorded.wrong}`
        return 'late'
      }
      if (recorded !== 'done') return recorded
    }
    return 'done'
  })
  return found.wrong === undefined ? done : { wrong: found.wrong }
}

async function recordIn(acting: Acting, it: NewStep): Promise<Done | 'twice' | { wrong: string }> {
  const { tx, now, it: facts, dossier } = acting
  const steps = await readSteps(tx, dossier)
  if (steps.some(before => before.id === it.id)) return 'twice'
  const happened = facts.happened_at ? isoDay(facts.happened_at) : undefined
  const wrong = wrongDay(it.info, it.day, steps, { today: isoDay(now), happened })
  if (wrong !== undefined) return { wrong }
  await insert(acting, it)
  await askWhatFollows(acting, it, steps)
  return step(acting, 'follow_report', { code: it.info.id })
}

async function insert({ tx, now, actor, dossier }: Acting, { id, info, code, day, words }: NewStep) {
  await addWords(tx, dossier, 'all', words)
  await tx
    .insertInto('police_step')
    .values({
      id,
      case_id: dossier.caseId,
      organisation_id: dossier.organisationId,
      kind: info.id,
      code: code || null,
      on_day: day,
      sealed: words ? sealStep(dossier, id, words) : null,
      author_id: actor.id,
      added_at: now,
    })
    .execute()
}

const vptWorkingDays = 2
const vptAgainWorkingDays = 5
const reviewWorkingDays = 2

/** What a step ends, and what has to be done because of it: first of all what the person hit must hear. */
async function askWhatFollows(acting: Acting, { info, code, day }: NewStep, before: readonly PoliceStep[]) {
  const { now, dossier } = acting
  const inDays = (days: number) => addWorkingDays(now, days, amsterdam)
  const ended = endedBy(info.id, code)
  if (ended.length > 0) await finish(acting, ended)
  const knowsCode = lastOfEach(before).some(it => it.kind === 'vpt' && it.code === 'given')
  if (info.id === 'filed' && !knowsCode) await askOnce(acting, 'police_vpt', inDays(vptWorkingDays))
  if (info.id === 'vpt' && code === 'not_given') await askOnce(acting, 'police_vpt', inDays(vptAgainWorkingDays))
  if (info.review.includes(code) && (await measuresRun(acting)))
    await askOnce(acting, 'police_review', inDays(reviewWorkingDays))
  if (info.prepare_working_days !== undefined) {
    const prepare = workingDaysBefore(day, info.prepare_working_days)
    if (day > isoDay(now)) await addTask(acting, { kind: 'police_hearing', due: prepare > now ? prepare : inDays(0) })
  }
  if (info.tell) {
    const id = randomUUID()
    const title = `Vertel de getroffene: ${lowerFirst(stepWords({ kind: info.id, code }))}`
    const sealed = sealTask(dossier, id, { title })
    await addTask(acting, { id, kind: 'police_tell', due: inDays(info.tell.working_days), sealed })
  }
}

/** A measure that has not ended: what the prosecutor or the court says may leave no ground for it. */
async function measuresRun({ tx, it }: Acting): Promise<boolean> {
  const running = tx.selectFrom('measure').select('id').where('case_id', '=', it.id).where('ended_at', 'is', null)
  return (await running.limit(1).executeTakeFirst()) !== undefined
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function endedBy(kind: string, code: string): TaskKind[] {
  if (kind === 'filed') return code === 'by_organisation' ? ['police_report'] : ['police_report', 'police_complaint']
  if (kind === 'vpt') return ['police_vpt']
  return kind === noReport ? ['police_report'] : []
}

/** Adds a task unless one of this kind is open that is as early. */
export async function askOnce(acting: Acting, kind: TaskKind, due: Date): Promise<void> {
  const open = await acting.tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', acting.it.id)
    .where('kind', '=', kind)
    .where('done_at', 'is', null)
    .where('due_at', '<=', due)
    .executeTakeFirst()
  if (!open) await addTask(acting, { kind, due })
}
