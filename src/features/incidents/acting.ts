import type { Actor } from '../../engines/access/actor.ts'
import { openDossier, refuseLook, type Dossier } from '../../engines/cases/dossier.ts'
import { move, type CaseChanges } from '../../engines/cases/move.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { readCase, type CaseFacts } from './case.ts'
import { incidentChart, type IncidentEvent } from './incident.chart.ts'
import type { TaskKind } from './tasks.ts'

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
): Promise<Done> {
  const look = { actor: actor.id, organisation: actor.organisation?.id ?? null, caseId, action }
  const done = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, caseId)
    if (!it) return 'gone'
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

export const tellReporter = ({ it }: Acting, detail = 'reporter_answer'): NewJob => ({
  kind: 'case_mail',
  organisation: it.organisation_id,
  case: it.id,
  person: it.reporter_id,
  detail,
})

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
