import type { Actor } from '../../engines/access/actor.ts'
import { addEntry } from '../../engines/cases/dossier.ts'
import type { House } from '../../platform/house.ts'
import { actOrUndo, step, type Done } from './acting.ts'

/**
 * Asks somebody who saw it to tell about it. They become a helper in the case: they find the question and their own words
 * there, and nothing else.
 */
export const askWitness = (
  house: House,
  actor: Actor,
  caseId: string,
  witness: string,
  question: { id: string; text: string },
): Promise<Done> =>
  actOrUndo(house, actor, caseId, async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'handler') return 'gone'
    const shared = { case_id: it.id, organisation_id: it.organisation_id }
    await tx
      .insertInto('participant')
      .values({ ...shared, person_id: witness, role: 'helper', added_at: now })
      .onConflict(conflict => conflict.columns(['case_id', 'person_id', 'role']).doNothing())
      .execute()
    const entry = { ...question, kind: 'message', author: actor.id, with: witness } as const
    if (!(await addEntry(tx, now, dossier, entry))) return 'done'
    const mail = { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person: witness }
    return step(acting, 'ask_witness', { jobs: [{ ...mail, detail: 'asked_to_help' }] })
  })
