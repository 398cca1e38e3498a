import type { Actor } from '../../../engines/access/actor.ts'
import { addWords } from '../../../engines/cases/words.ts'
import { addJobs } from '../../../engines/jobs/job.ts'
import type { House } from '../../../platform/house.ts'
import { act, actOrUndo, addTask, tellReporter, type Done } from '../acting.ts'
import { sealTask, taskWords, type Removal } from '../task-reading.ts'

export interface NewRemoval extends Pick<Removal, 'kind' | 'to' | 'what' | 'askedOn' | 'campaign'> {
  /** Made with the form, so that a form that is sent twice makes one request. */
  id: string
  /** When an answer should have come. */
  due: Date
}

/** Writes down that somebody asked to take something off the internet, as a task that is done when there is an answer. */
export const addRemoval = (
  house: House,
  actor: Actor,
  caseId: string,
  { id, due, ...asked }: NewRemoval,
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, it, dossier } = acting
    if (it.part !== 'handler') return 'gone'
    if (it.owner_id === null) return 'late'
    const removal = { ...asked, answer: null, answeredOn: null }
    await addWords(tx, dossier, 'all', `${asked.to} ${asked.what}`)
    const title = `Verwijderverzoek aan ${asked.to}`
    await addTask(acting, { id, kind: 'removal', due, sealed: sealTask(dossier, id, { title, removal }) })
    return 'done'
  })

export interface RemovalAnswer {
  answer: NonNullable<Removal['answer']>
  answeredOn: string
  reason: string
}

/** Writes down what was answered. Whose case it is hears that there is something to read. */
export async function answerRemoval(
  house: House,
  actor: Actor,
  caseId: string,
  task: string,
  { answer, answeredOn, reason }: RemovalAnswer,
): Promise<Done | 'before_asked'> {
  let early = false
  const done = await act(house, actor, caseId, 'case.write', async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'handler') return 'gone'
    const row = await tx
      .selectFrom('task')
      .select(['id', 'sealed'])
      .where('id', '=', task)
      .where('case_id', '=', it.id)
      .where('kind', '=', 'removal')
      .where('done_at', 'is', null)
      .executeTakeFirst()
    if (!row) return 'late'
    const words = taskWords(dossier, row)
    if (!words.removal) return 'late'
    early = answeredOn < words.removal.askedOn
    if (early) return 'late'
    const sealed = sealTask(dossier, task, {
      ...words,
      ...(reason && { reason }),
      removal: { ...words.removal, answer, answeredOn },
    })
    await addWords(tx, dossier, 'all', reason)
    const { numUpdatedRows } = await tx
      .updateTable('task')
      .set({ done_at: now, done_by: actor.id, outcome: 'done', sealed })
      .where('id', '=', task)
      .where('done_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return 'late'
    await addJobs(tx, now, [tellReporter(acting)])
    return 'done'
  })
  return early ? 'before_asked' : done
}
