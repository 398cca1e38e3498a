import type { Actor } from '../../engines/access/actor.ts'
import { addEntry } from '../../engines/cases/dossier.ts'
import { move } from '../../engines/cases/move.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { act, actOrUndo, ask, finish, step, tellReporter, type Acting, type Done } from './acting.ts'
import type { CaseFacts } from './case.ts'
import { incidentChart, isOpen } from './incident.chart.ts'

const writers: ReadonlySet<CaseFacts['part']> = new Set(['own', 'handler', 'helper', 'emergency'])

/**
 * Writes to the other side: the person hit to those who handle the case, or the other way round. Who only helps has a
 * conversation of their own.
 */
export const writeMessage = (
  house: House,
  actor: Actor,
  caseId: string,
  entry: {
    id: string
    text: string
    /** To whom it goes, when that is one who only helps. */ helper?: string | undefined
  },
): Promise<Done> =>
  act(house, actor, caseId, 'case.write', async acting => {
    const { tx, now, it, dossier } = acting
    const helper = it.part === 'helper' ? actor.id : it.part === 'handler' ? entry.helper : undefined
    if (!writers.has(it.part)) return 'gone'
    if (it.part === 'handler' && helper !== undefined && !(await helps(tx, it.id, helper))) return 'gone'
    const { id, text } = entry
    const message = { id, text, kind: 'message', author: actor.id, with: helper } as const
    if (!(await addEntry(tx, now, dossier, message))) return 'done'
    // Tasks stay those of who handles the case: an hour of emergency access ends none of them.
    if (it.part === 'emergency') {
      await addJobs(tx, now, [tellReporter(acting)])
      return 'done'
    }
    if (it.part !== 'handler') return askAnswer(acting)
    if (helper !== undefined) {
      await finish(acting, ['answer'])
      await addJobs(tx, now, [tellHelper(it, helper)])
      return 'done'
    }
    await finish(acting, ['answer', 'reopen_request', 'take_over'])
    // An answer to somebody who asked to reopen is an answer: opening the case again is the other one.
    if (!isOpen(it.state) && it.reopen_asked_at) {
      const set = { reopen_asked_at: null }
      return (await step(acting, 'decline_reopen', { set, jobs: [tellReporter(acting)] })) === 'late' ? 'late' : 'done'
    }
    await addJobs(tx, now, [tellReporter(acting)])
    return 'done'
  })

async function helps(tx: Tx, caseId: string, person: string): Promise<boolean> {
  const found = await tx
    .selectFrom('participant')
    .select('person_id')
    .where('case_id', '=', caseId)
    .where('person_id', '=', person)
    .where('role', '=', 'helper')
    .executeTakeFirst()
  return found !== undefined
}

const tellHelper = (it: CaseFacts, person: string): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person,
  detail: 'reporter_answer',
})

/** New evidence from the reporter is as a message: somebody must look at it. */
export const tellOfEvidence = (house: House, actor: Actor, caseId: string): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => (acting.it.part === 'handler' ? 'done' : askAnswer(acting)))

export async function askAnswer(acting: Acting): Promise<Done> {
  const { tx, now, it } = acting
  if (it.owner_id === null) return 'late'
  await ask(acting, 'answer')
  await addJobs(tx, now, tellHandlers(it, it.owner_id))
  const about = { organisation: it.organisation_id, case: it.id, person: it.owner_id }
  if (it.part === 'own' && it.waiting_for === 'reporter')
    await addJobs(tx, now, [{ ...about, kind: 'resume_waiting', detail: 'answered' }])
  return 'done'
}

/** The owner gets a mail; when the owner is away, the deputy is let in and told too, whatever the state of the case. */
export const tellHandlers = (it: CaseFacts, owner: string, detail = 'new_message'): NewJob[] => [
  { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person: owner, detail },
  { kind: 'message_waits', organisation: it.organisation_id, case: it.id, person: owner },
]

/** The reporter asks to open a closed case again. */
export const askReopening = (
  house: House,
  actor: Actor,
  caseId: string,
  entry: { id: string; text: string },
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'own' || it.owner_id === null) return 'gone'
    if (it.reopen_asked_at) return 'done'
    if (!(await addEntry(tx, now, dossier, { ...entry, kind: 'reopen_request', author: actor.id }))) return 'done'
    const moved = await move(tx, now, incidentChart, it, {
      event: 'ask_reopen',
      actor: actor.id,
      part: 'reporter',
      set: { reopen_asked_at: now },
      jobs: tellHandlers(it, it.owner_id),
    })
    if (!moved) return 'late'
    await ask(acting, 'reopen_request')
    return 'done'
  })

/** Lets a confidant read along, or no longer. Only the person whose case it is decides that. */
export const changeConfidant = (
  house: House,
  actor: Actor,
  caseId: string,
  confidant: string,
  reads: boolean,
): Promise<Done> =>
  act(
    house,
    actor,
    caseId,
    reads ? 'case.confidant_add' : 'case.confidant_end',
    async ({ tx, now, it }) => {
      if (it.part !== 'own') return 'gone'
      if (!reads) {
        await tx
          .updateTable('participant')
          .set({ ended_at: now })
          .where('case_id', '=', it.id)
          .where('person_id', '=', confidant)
          .where('role', '=', 'confidant')
          .where('ended_at', 'is', null)
          .execute()
        return 'done'
      }
      await tx
        .insertInto('participant')
        .values({
          case_id: it.id,
          person_id: confidant,
          role: 'confidant',
          organisation_id: it.organisation_id,
          added_at: now,
        })
        .onConflict(conflict => conflict.columns(['case_id', 'person_id', 'role']).doUpdateSet({ ended_at: null }))
        .execute()
      await addJobs(tx, now, [
        { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person: confidant, detail: 'new_message' },
      ])
      return 'done'
    },
    confidant,
  )
