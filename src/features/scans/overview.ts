import type { Desk } from '../../engines/access/desk.ts'
import { allInstruments, currentInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import { readSets, type SetFacts } from '../../engines/questionnaires/sets.ts'
import { isoDay } from '../../ui/dates.ts'
import { isOffered } from './norm.ts'
import { provinceOf } from './province.ts'

/** An instrument as it can be begun today, with what the viewer has of it. */
export interface Offered {
  instrument: Instrument
  sets: readonly SetFacts[]
}

/** Every instrument for this organisation, with the viewer's own sets, those shared with them, and those of the organisation. */
export async function readOffered(desk: Desk): Promise<Offered[]> {
  const { tx, now, organisation } = desk
  const [all, sets, province] = await Promise.all([allInstruments(tx), readSets(tx, organisation), provinceOf(desk)])
  const here = all.filter(it => isOffered(it, province))
  return currentInstruments(here, isoDay(now)).map(instrument => ({
    instrument,
    sets: sets.filter(it => it.questionnaire === instrument.id),
  }))
}
