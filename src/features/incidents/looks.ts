import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'

export interface Look {
  at: Date
  who: string | null
  action: string
  refused: boolean
}

/** Who has looked into this person's own case, newest first. Own looks are left out. */
export const readLooks = async (tx: Tx, actor: Pick<Actor, 'id'>, caseId: string): Promise<Look[]> => {
  const rows = await tx
    .selectFrom('audit_entry')
    .leftJoin('person', 'person.id', 'audit_entry.actor_id')
    .select(['audit_entry.at', 'person.name', 'audit_entry.action', 'audit_entry.result'])
    .where('audit_entry.case_id', '=', caseId)
    .where('audit_entry.actor_id', '<>', actor.id)
    .orderBy('audit_entry.at', 'desc')
    .orderBy('audit_entry.id', 'desc')
    .limit(500)
    .execute()
  return rows.map(row => ({ at: row.at, who: row.name, action: row.action, refused: row.result === 'refused' }))
}
