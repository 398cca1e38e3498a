import type { Actor } from '../../engines/access/actor.ts'
import { soughtIn } from '../../engines/cases/dutch-words.ts'
import { lookFor, openWords } from '../../engines/cases/word-search.ts'
import type { House } from '../../platform/house.ts'
import { listed, pageSize, type ListedCase } from './lists.ts'

export interface FoundCases {
  cases: readonly ListedCase[]
  /** How many there are; the newest are shown. */
  count: number
}

/**
 * Searches the words of all cases in the organisation of the session that this person may open, each as far as they may read
 * it. Undefined: what was typed says nothing about one case rather than another.
 */
export async function searchWords(house: House, actor: Actor, text: string): Promise<FoundCases | undefined> {
  const sought = soughtIn(text)
  const organisation = actor.organisation?.id
  if (sought.length === 0 || organisation === undefined) return undefined
  const opened = await house.db.as({ person: actor.id }, (tx, now) =>
    openWords(tx, now, house.keys, { actor: actor.id, organisation }),
  )
  // No connection is held meanwhile.
  const found = await lookFor(sought, opened)
  const cases = await house.db.as({ person: actor.id }, tx =>
    // As one parameter: of thousands of cases, more would be refused.
    listed(tx)
      .where(eb => eb('c.id', '=', eb.fn.any(eb.val(found))))
      .orderBy('c.reported_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(pageSize)
      .execute(),
  )
  return { cases, count: found.length }
}
