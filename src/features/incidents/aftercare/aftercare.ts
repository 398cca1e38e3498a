import { counted } from '../records/line.ts'
import type { RecordPart } from '../records/part.ts'
import { aftercareLine } from './line.ts'
import { offers } from './offers.ts'
import { people } from './people.ts'
import { talks } from './talks.ts'

/** Care afterwards: for the person hit, and for who was hit with them. */
export const aftercare: RecordPart = {
  line: aftercareLine,
  lead: ({ facts, settings }) =>
    `${
      facts.part === 'handler'
        ? 'Denk ook aan het gezin en aan wie het zag.'
        : 'Hier leest u wat er voor u en voor wie bij u hoort is afgesproken.'
    } ${counted(settings.aftercareCheckMonths, 'maand', 'maanden')} na de melding kijkt de behandelaar of alles is gedaan.`,
  kinds: [people, talks, offers],
}
