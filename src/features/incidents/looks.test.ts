import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toVisits } from './looks-view.tsx'

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
