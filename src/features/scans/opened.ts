import type { Ask } from '../../engines/access/routes.ts'
import { found } from '../../engines/access/desk.ts'
import { openSet, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { withProposals } from './proposals.ts'
import { noSetting, walk, type Way } from '../../engines/questionnaires/walk.ts'

/** The set in the address, as the viewer may open it; the page that there is none for everybody else. */
export async function openedSet(ask: Ask<'id'>): Promise<AnswerSet> {
  const { house, actor, params } = ask
  return found(
    await house.db.as({ person: actor.id }, async tx => {
      const set = await openSet(tx, house.keys, params.id)
      return set && withProposals(tx, set)
    }),
  )
}

export const wayOf = ({
  instrument,
  values,
  setting = noSetting,
}: Pick<AnswerSet, 'instrument' | 'values'> & { setting?: AnswerSet['setting'] }): Way =>
  walk(instrument, values, setting)
