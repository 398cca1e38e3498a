import type { Tx } from '../../platform/db.ts'

/** A report of somebody that is gone: that it was there, and when it went. */
export interface GoneReport {
  reference: string
  reportedAt: Date
  destroyedAt: Date
}

/** From when these cases may be destroyed, for those that stand on a list. */
export async function readGoing(tx: Tx, cases: readonly string[]): Promise<Map<string, Date>> {
  if (cases.length === 0) return new Map()
  const rows = await tx
    .selectFrom('destruction_item as i')
    .innerJoin('destruction_list as l', 'l.id', 'i.list_id')
    .select(['i.case_id', 'l.destroy_from'])
    .where('i.case_id', 'in', cases)
    .where('i.destroyed_at', 'is', null)
    .where('i.decision', 'is distinct from', 'kept')
    .execute()
  return new Map(rows.map(it => [it.case_id, it.destroy_from]))
}

/** The reports of this person that were destroyed, the last one first. */
export async function readGone(tx: Tx, person: string): Promise<GoneReport[]> {
  const rows = await tx
    .selectFrom('destroyed_report')
    .select(['reference', 'reported_at', 'destroyed_at'])
    .where('person_id', '=', person)
    .orderBy('destroyed_at', 'desc')
    .orderBy('reference')
    .limit(200)
    .execute()
  return rows.map(it => ({ reference: it.reference, reportedAt: it.reported_at, destroyedAt: it.destroyed_at }))
}
