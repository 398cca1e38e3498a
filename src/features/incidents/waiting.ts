import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { openStates } from './incident.chart.ts'
import { countAtMost, toCount, type Count } from './lists.ts'
import { countWatched, scopesOf } from './watched-cases.ts'

/** How the reports of a unit stand that somebody manages. */
export interface UnitWaiting {
  name: string
  reported: Count
  inProgress: Count
}

export async function unitsWaiting(tx: Tx, now: Date, actor: Actor): Promise<UnitWaiting[]> {
  const found: UnitWaiting[] = []
  for (const scope of scopesOf(actor).units) {
    if (!('unit' in scope)) continue
    const unit = await tx.selectFrom('unit').select('name').where('id', '=', scope.unit).executeTakeFirst()
    const { reported, in_progress: inProgress } = await countWatched(tx, now, scope)
    found.push({ name: unit?.name ?? '', reported, inProgress })
  }
  return found
}

/** A case that somebody reads along in, and when something last happened or was written in it. */
export interface ConfidedLately {
  id: string
  reference: string | null
  state: string
  changed: Date
}

/** The open cases in which this confidant reads along, what changed last first. */
export async function confidedLately(
  tx: Tx,
  confidant: string,
  limit: number,
): Promise<{ count: Count; cases: readonly ConfidedLately[] }> {
  const { rows } = await sql<ConfidedLately>`
    select c.id, c.reference, c.state, greatest(
      (select max(at) from case_event e where e.case_id = c.id),
      (select max(written_at) from case_entry w where w.case_id = c.id), c.reported_at, c.created_at) as changed
    from participant p join incident_case c on c.id = p.case_id
    where p.person_id = ${confidant} and p.role = 'confidant' and p.ended_at is null and c.state in (${sql.join(openStates)})
    order by changed desc, c.id limit 200`.execute(tx)
  return { count: toCount(rows.length), cases: rows.slice(0, limit) }
}

/** Another organisation of somebody, and how many tasks wait there. */
export interface Elsewhere {
  id: string
  name: string
  tasks: Count
}

export async function waitingElsewhere(tx: Tx, actor: Actor): Promise<Elsewhere[]> {
  const others = new Map(
    actor.memberships
      .filter(it => it.organisation !== actor.organisation?.id)
      .map(it => [it.organisation, it.organisationName]),
  )
  const found: Elsewhere[] = []
  for (const [id, name] of others) {
    const tasks = await tx
      .selectFrom('task')
      .select('id')
      .where('owner_id', '=', actor.id)
      .where('organisation_id', '=', id)
      .where('done_at', 'is', null)
      .limit(countAtMost + 1)
      .execute()
    found.push({ id, name, tasks: toCount(tasks.length) })
  }
  return found
}
