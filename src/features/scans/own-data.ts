import type { FindOwnData } from '../../engines/access/own-data.ts'
import { filesIn, takesFilesIn } from '../../engines/questionnaires/files.ts'
import { answerLabel, labelOf } from '../../engines/questionnaires/labels.ts'
import { fieldsOf } from '../../engines/questionnaires/walk.ts'
import { openSet, readSets, type AnswerSet } from '../../engines/questionnaires/sets.ts'
import { wayOf } from './opened.ts'

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
      note: 'Deze antwoorden leest niemand anders, tenzij u ze zelf deelt. Bestanden opent u bij de scan zelf.',
      items: sets.map(set => ({ title: set.instrument.title, facts: answered(set), words: [] })),
    },
  ]
}

function answered(set: AnswerSet) {
  const way = wayOf(set)
  return [
    ...(set.household ? [{ label: 'Van wie', value: 'Iemand die bij u woont' }] : []),
    ...way.pages.flatMap(({ asked }) =>
      asked.flatMap(it => {
        const words = fieldsOf(it).flatMap(name => {
          const value = way.kept[name]
          return value ? [{ label: labelOf(it, name), value: answerLabel(it, name, value) }] : []
        })
        const files = filesIn(set.files, takesFilesIn(set.instrument, it))
        return [...words, ...files.map(file => ({ label: it.label, value: `Bestand: ${file.name}` }))]
      }),
    ),
  ]
}
