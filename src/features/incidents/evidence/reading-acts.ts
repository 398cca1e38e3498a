import type { Actor } from '../../../engines/access/actor.ts'
import { addWords } from '../../../engines/cases/words.ts'
import { addJobs } from '../../../engines/jobs/job.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { seal } from '../../../platform/vault.ts'
import { actOrUndo, ask, type Acting, type Done } from '../acting.ts'
import { tellHandlers } from '../own-acts.ts'
import { descriptionOf } from './reading.ts'

/** Asks that somebody else reads a piece first; from then on it is hidden from who asks. */
export const askReading = (house: House, actor: Actor, caseId: string, piece: string): Promise<Done> =>
  actOrUndo(
    house,
    actor,
    caseId,
    async acting => {
      const { tx, now, it } = acting
      if (it.part !== 'own' || !(await isThere(tx, it.incident_id, piece))) return 'gone'
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('piece_reading')
        .values({
          id: crypto.randomUUID(),
          case_id: it.id,
          organisation_id: it.organisation_id,
          file_id: piece,
          asked_by: actor.id,
          asked_at: now,
        })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows === 1n) await askHandlers(acting)
      return 'done'
    },
    { action: 'evidence.ask_reading', object: piece },
  )

async function askHandlers(acting: Acting): Promise<void> {
  const { tx, now, it } = acting
  if (it.owner_id === null) return
  const open = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', it.id)
    .where('kind', '=', 'read_first')
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (!open) await ask(acting, 'read_first')
  await addJobs(tx, now, tellHandlers(it, it.owner_id))
}

const isThere = async (tx: Tx, incident: string, piece: string): Promise<boolean> =>
  (await tx
    .selectFrom('file')
    .select('id')
    .where('id', '=', piece)
    .where('incident_id', '=', incident)
    .where('state', '=', 'complete')
    .executeTakeFirst()) !== undefined

/** Describes a piece for everybody who asked it. Once: it says what that person saw then. */
export const describe = (house: House, actor: Actor, caseId: string, piece: string, text: string): Promise<Done> =>
  actOrUndo(
    house,
    actor,
    caseId,
    async ({ tx, now, it, dossier }) => {
      if (it.part !== 'handler' && it.part !== 'confidant') return 'gone'
      const asked = await tx
        .selectFrom('piece_reading')
        .select(['id', 'asked_by'])
        .where('case_id', '=', it.id)
        .where('file_id', '=', piece)
        .where('described_at', 'is', null)
        .execute()
      for (const { id, asked_by: person } of asked) {
        const sealed = seal(dossier.caseKey, descriptionOf(id), text)
        await tx
          .updateTable('piece_reading')
          .set({ described_by: actor.id, described_at: now, sealed })
          .where('id', '=', id)
          .where('described_at', 'is', null)
          .execute()
        await addJobs(tx, now, [
          { kind: 'case_mail', organisation: it.organisation_id, case: it.id, person, detail: 'reporter_answer' },
        ])
      }
      // A search finds what handlers write; a confidant adds nothing to the words of a case.
      if (asked.length > 0 && it.part === 'handler') await addWords(tx, dossier, 'all', text)
      return asked.length > 0 ? 'done' : 'late'
    },
    { action: 'evidence.describe', object: piece },
  )

/** Who asked it chooses to see the piece all the same, or to hide it again. */
export const choose = (house: House, actor: Actor, caseId: string, piece: string, sees: boolean): Promise<Done> =>
  actOrUndo(
    house,
    actor,
    caseId,
    async acting => {
      const { tx, now, it } = acting
      if (it.part !== 'own') return 'gone'
      const changed = await tx
        .updateTable('piece_reading')
        .set({ seen_at: sees ? now : null })
        .where('case_id', '=', it.id)
        .where('file_id', '=', piece)
        .where('asked_by', '=', actor.id)
        .returning('described_at')
        .executeTakeFirst()
      if (changed && !sees && changed.described_at === null) await askHandlers(acting)
      return changed ? 'done' : 'late'
    },
    { action: 'evidence.choose', object: piece },
  )
