import type { Actor } from '../../engines/access/actor.ts'
import { addHours } from '../../engines/cases/deadlines.ts'
import { openDossier, refuseLook, type Dossier } from '../../engines/cases/dossier.ts'
import { move, type CaseChanges } from '../../engines/cases/move.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { readCase, type CaseFacts } from './case.ts'
import { incidentChart, type IncidentEvent } from './incident.chart.ts'
import { wrapUpHours, type TaskKind } from './tasks.ts'

/** A case in which somebody acts: its facts, its keys, and the transaction in which everything happens. */
export interface Acting {
  tx: Tx
  now: Date
  actor: Actor
  it: CaseFacts
  dossier: Dossier
}

/** What came of it. `gone`: this person may not see the case. `late`: it was not possible any more in this state. */
export type Done = 'done' | 'late' | 'gone'

/** Opens the case for an act, and does it, in one transaction. A refusal is written down in one of its own. */
export async function act(
  house: House,
  actor: Actor,
  caseId: string,
  action: string,
  work: (acting: Acting) => Promise<Done>,
  object?: string,
): Promise<Done> {
  const look = {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId,
    action,
    ...(object !== undefined && { object }),
  }
  const done = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, caseId)
    // A draft is changed by its form only.
    if (!it || it.state === 'draft') return 'gone'
    const dossier = await openDossier(tx, now, house.keys, { ...look, organisation: it.organisation_id })
    return dossier ? work({ tx, now, actor, it, dossier }) : 'gone'
  })
  if (done === 'gone') await refuseLook(house, look)
  return done
}

/** Moves the case as one who handles it. */
export async function step(
  { tx, now, actor, it }: Acting,
  event: IncidentEvent,
  more: { code?: string; set?: CaseChanges; jobs?: NewJob[] } = {},
): Promise<Done> {
  if (it.part !== 'handler') return 'gone'
  return (await move(tx, now, incidentChart, it, { event, actor: actor.id, part: 'handler', ...more }))
    ? 'done'
    : 'late'
}

export const finish = ({ tx, now, actor, it }: Acting, kinds: readonly TaskKind[]) =>
  tx
    .updateTable('task')
    .set({ done_at: now, done_by: actor.id })
    .where('case_id', '=', it.id)
    .where('kind', 'in', kinds)
    .where('done_at', 'is', null)
    .execute()

/** Ends what is still open and nobody did: it is shown as lapsed, and opens again when the case does. */
export const lapse = ({ tx, now, it }: Acting) =>
  tx.updateTable('task').set({ done_at: now }).where('case_id', '=', it.id).where('done_at', 'is', null).execute()

/** Opens again what had lapsed. */
export const resume = ({ tx, it }: Acting, kinds: readonly TaskKind[]) =>
  tx
    .updateTable('task')
    .set({ done_at: null })
    .where('case_id', '=', it.id)
    .where('kind', 'in', kinds)
    .where('done_by', 'is', null)
    .where('done_at', 'is not', null)
    .execute()

/** Adds a task for the owner, unless the same is asked already. */
export async function ask({ tx, now, it }: Acting, kind: TaskKind, hours: number): Promise<void> {
  if (it.owner_id === null) return
  await tx
    .insertInto('task')
    .values({
      id: crypto.randomUUID(),
      case_id: it.id,
      organisation_id: it.organisation_id,
      kind,
      owner_id: it.owner_id,
      due_at: addHours(now, hours),
      created_at: now,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** A case in progress always has an open task of its owner, so that it stands in a work list until it is closed. */
export async function keepInSight(acting: Acting): Promise<void> {
  const { tx, it } = acting
  const open = await tx
    .selectFrom('task')
    .select('id')
    .where('case_id', '=', it.id)
    .where('kind', 'in', ['decision', 'support_talk', 'wrap_up'])
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (!open) await ask(acting, 'wrap_up', wrapUpHours)
}

export const tellReporter = ({ it }: Acting, detail = 'reporter_answer'): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person: toldOf(it),
  detail,
})

/** Who hears what is done in a case: the person hit, or who reported it for somebody without an account. */
export const toldOf = (it: Pick<CaseFacts, 'hit_id' | 'reporter_id'>): string => it.hit_id ?? it.reporter_id

class Undone extends Error {}

/** As `act`, but what was written is undone when the step turns out not to be possible any more. */
export async function actOrUndo(
  house: House,
  actor: Actor,
  caseId: string,
  work: (acting: Acting) => Promise<Done>,
): Promise<Done> {
  try {
    return await act(house, actor, caseId, 'case.write', async acting => {
      const done = await work(acting)
      if (done === 'late') throw new Undone()
      return done
    })
  } catch (error) {
    if (error instanceof Undone) return 'late'
    throw error
  }
}
