import type { Ask } from '../../engines/access/routes.ts'
import { found } from '../../engines/access/desk.ts'
import { openSet, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { noSetting, walk, type Way } from '../../engines/questionnaires/walk.ts'

/** The set in the address, as the viewer may open it; the page that there is none for everybody else. */
export async function openedSet(ask: Ask<'id'>): Promise<AnswerSet> {
  const { house, actor, params } = ask
  return found(await house.db.as({ person: actor.id }, tx => openSet(tx, house.keys, params.id)))
}

export const wayOf = ({ instrument, values }: Pick<AnswerSet, 'instrument' | 'values'>): Way =>
  walk(instrument, values, noSetting)
