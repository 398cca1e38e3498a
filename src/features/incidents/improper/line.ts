import { isImproperPressure } from '../../../engines/cases/vocabulary.ts'
import { lineOf } from '../records/line.ts'

export const improperLine = lineOf({
  path: 'ongepaste-druk',
  label: 'Eerst de politie',
  kinds: ['police_word'],
  shows: ({ part, category }) => part === 'handler' && isImproperPressure(category),
  status: ([word]) => {
    if (word === undefined) return 'Nog niet gesproken: reageer niet'
    return word.state === 'may_react' ? 'Reageren mag' : 'Wacht met reageren'
  },
})
