import type { Actor } from '../../../engines/access/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { handledBeside } from './following.ts'

/** Another case of the incident that this person handles: one report of the organisation may be about all of them. */
export interface Beside {
  id: string
  reference: string
  /** Who was hit, when they have an account here. */
  hit: string | undefined
  /** The concept of the organisation is kept there. */
  drawn: boolean
}

/** The other cases of the incident that this person handles, by reference. Of those that others handle nothing is told. */
export async function readBeside(tx: Tx, actor: Pick<Actor, 'id'>, caseId: string): Promise<Beside[]> {
  const others = await handledBeside(tx, actor, caseId)
  if (others.length === 0) return []
  const ids = others.map(it => it.id)
  const [people, concepts] = await Promise.all([
    tx
      .selectFrom('participant as p')
      .innerJoin('person', 'person.id', 'p.person_id')
      .select(['p.case_id', 'person.name'])
      .where('p.case_id', 'in', ids)
      .where('p.role', '=', 'person_hit')
      .where('p.ended_at', 'is', null)
      .execute(),
    tx
      .selectFrom('police_report')
      .select('case_id')
      .where('case_id', 'in', ids)
      .where('version', '=', 'organisation')
      .execute(),
  ])
  return others
    .map(it => ({
      id: it.id,
      reference: it.reference ?? '',
      hit: people.find(one => one.case_id === it.id)?.name,
      drawn: concepts.some(one => one.case_id === it.id),
    }))
    .toSorted((a, b) => a.reference.localeCompare(b.reference))
}
