import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookedSentence, toVisits } from './looks-view.tsx'

const at = (minute: number) => new Date(Date.UTC(2026, 3, 24, 18, minute))
const look = (minute: number, who: string, action = 'case.open') => ({ at: at(minute), who, action, refused: false })

test('somebody who opens a page five times in a quarter of an hour has looked once, with all that they did', () => {
  const visits = toVisits([
    look(50, 'Anna'),
    look(49, 'Anna', 'case.write'),
    look(48, 'Bert'),
    look(40, 'Anna'),
    look(5, 'Anna'),
  ])
  assert.deepEqual(
    visits.map(({ who, from, until, what }) => [who, from, until, what.size]),
    [
      ['Anna', at(40), at(50), 2],
      ['Bert', at(48), at(48), 1],
      ['Anna', at(5), at(5), 1],
    ],
  )
})

test('only who was let in has looked; who was refused is named apart, and also when they are not to be seen', () => {
  const refused = (who: string | null) => ({ at: at(1), who, action: 'case.open', refused: true })
  const unseen = { ...refused(null), refused: false }
  const says = (sentence: string, ...looks: Parameters<typeof lookedSentence>[0]) =>
    assert.equal(lookedSentence(looks), sentence)
  says('Tot nu toe keken: Anna, Bert en iemand die u niet kunt zien.', look(3, 'Anna'), look(2, 'Bert'), unseen)
  says(
    'Tot nu toe keken: Anna. Geprobeerd, maar dat mocht niet: Bert en iemand die u niet kunt zien.',
    look(3, 'Anna'),
    refused('Bert'),
    refused(null),
    refused('Bert'),
  )
  says(
    'Tot nu toe keken: Anna.',
    look(3, 'Bert', 'case.emergency_asked'),
    look(2, 'Carla', 'case.hand_over'),
    look(1, 'Anna'),
  )
  says('Tot nu toe heeft niemand gekeken. Geprobeerd, maar dat mocht niet: Bert.', refused('Bert'))
})
