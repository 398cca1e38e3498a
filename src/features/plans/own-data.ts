import type { FindOwnData } from '../../engines/access/own-data.ts'
import { readOwnMeasures } from '../../engines/plans/measures.ts'
import { dayInWords } from '../../engines/plans/days.ts'
import { payerLabel, stateLabel } from '../../engines/plans/words.ts'

/** What is kept of somebody's own home, and what they are to do. */
export const ownPlanData: FindOwnData = async ({ tx, now, actor }) => {
  const organisation = actor.organisation?.id
  if (organisation === undefined) return []
  const measures = await readOwnMeasures({ tx, now, actor: actor.id, organisation })
  if (measures.length === 0) return []
  return [
    {
      title: 'Uw maatregelen',
      items: measures.map(it => ({
        title: it.title,
        facts: [
          { label: 'Waar', value: it.person === actor.id ? 'Bij u thuis' : 'Op uw naam' },
          { label: 'Stand', value: stateLabel(it.state) },
          { label: 'Wie betaalt', value: payerLabel(it.payer) },
          ...(it.dueOn === null ? [] : [{ label: 'Klaar op', value: dayInWords(it.dueOn) }]),
        ],
        words: [],
      })),
    },
  ]
}
