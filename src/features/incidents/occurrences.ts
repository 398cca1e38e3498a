import type { Tx } from '../../platform/db.ts'

/** A new event in a series; its words are the entry with the same id. */
export interface Occurrence {
  id: string
  happenedAt: Date | null
  channel: string | null
  messages: number
  threat: boolean
}

export const readOccurrences = (tx: Tx, caseId: string): Promise<Occurrence[]> =>
  tx
    .selectFrom('occurrence')
    .select(['id', 'happened_at as happenedAt', 'channel', 'messages', 'threat'])
    .where('case_id', '=', caseId)
    .execute()
