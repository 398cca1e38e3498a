import type { FindOwnData } from '../../engines/access/own-data.ts'
import { fieldsOf, noSetting, optionsOf, walk } from '../../engines/questionnaires/walk.ts'
import { openSet, readSets, type AnswerSet } from '../../engines/questionnaires/sets.ts'

/** Everything that somebody answered for themself, which nobody else reads unless they share it. */
export const ownScanData: FindOwnData = async ({ tx, actor, house }) => {
  const organisations = [...new Set(actor.memberships.map(it => it.organisation))]
  const sets: AnswerSet[] = []
  for (const organisation of organisations)
    for (const { id, seenAs } of await readSets(tx, organisation)) {
      if (seenAs !== 'own') continue
      const set = await openSet(tx, house.keys, id)
      if (set) sets.push(set)
    }
  if (sets.length === 0) return []
  return [
    {
      title: 'Scans',
      note: 'Deze antwoorden leest niemand anders, tenzij u ze zelf deelt.',
      items: sets.map(set => ({ title: set.instrument.title, facts: answered(set), words: [] })),
    },
  ]
}

function answered({ instrument, values, household }: AnswerSet) {
  const way = walk(instrument, values, noSetting)
  return [
    ...(household ? [{ label: 'Van wie', value: 'Iemand die bij u woont' }] : []),
    ...way.pages.flatMap(({ asked }) =>
      asked.flatMap(it => {
        const labels = new Map(optionsOf(it, noSetting)?.map(option => [option.value, option.label]))
        return fieldsOf(it).flatMap(name => {
          const value = way.kept[name]
          return value
            ? [
                {
                  label: it.label,
                  value: value
                    .split('\n')
                    .map(one => labels.get(one) ?? one)
                    .join(', '),
                },
              ]
            : []
        })
      }),
    ),
  ]
}
