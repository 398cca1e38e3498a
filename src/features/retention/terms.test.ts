import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMonths } from '../../platform/months.ts'
import { dueBy, ruleFor, rulesOf, type Ended, type TermRule } from './terms.ts'

const rule = (category: string, outcome: string, months: number | null): TermRule => ({
  category,
  outcome,
  months,
  ground: 'grond',
  source: '',
  checkedOn: null,
  own: true,
})
const now = new Date('2026-04-24T12:00:00Z')

const ended = (id: number, more: Partial<Ended> = {}): Ended => ({
  case_id: `case ${id}`,
  incident_id: `incident ${id}`,
  reference: `M-2020-00000${id}`,
  category: 'threat',
  outcome: 'no_reaction',
  reported_at: new Date('2020-01-01T00:00:00Z'),
  ended_at: new Date('2020-02-01T00:00:00Z'),
  repeats: null,
  held: false,
  ...more,
})

test('the most special rule holds: kind and ending, then ending, then kind, then all', () => {
  const rules = rulesOf('municipality', [
    rule('threat', 'any', 1),
    rule('any', 'no_reaction', 2),
    rule('threat', 'no_reaction', 3),
  ])
  const term = (category: string | null, outcome: string) => ruleFor(rules, { category, outcome })?.months
  assert.equal(term('threat', 'no_reaction'), 3)
  assert.equal(term('other', 'no_reaction'), 2)
  assert.equal(term('threat', 'agreements_made'), 1)
  assert.equal(term(null, 'withdrawn'), 60)
})

test('an organisation whose selection list nobody looked up destroys nothing until it sets a term', () => {
  assert.deepEqual(dueBy(now, rulesOf('province', []), [ended(1)], new Set()), [])
})

test('a term ends on the same day of the month, or on its last day', () => {
  assert.equal(addMonths(new Date('2024-01-31T10:00:00Z'), 1).toISOString(), '2024-02-29T10:00:00.000Z')
  assert.equal(addMonths(new Date('2021-03-15T10:00:00Z'), 60).toISOString(), '2026-03-15T10:00:00.000Z')
})

test('what is kept for ever, held, or in an incident that still goes on is never due', () => {
  const rules = [rule('any', 'any', 12)]
  const due = (rulesThen: TermRule[], it: Ended, open: string[] = []) =>
    dueBy(now, rulesThen, [it], new Set(open)).length
  assert.equal(due(rules, ended(1)), 1)
  assert.equal(due([rule('any', 'any', null)], ended(1)), 0)
  assert.equal(due(rules, ended(1, { held: true })), 0)
  assert.equal(due(rules, ended(1), ['incident 1']), 0)
})

test('whatever is asked: a report never goes while one of its incident, or one that repeats it, stays', () => {
  const some = fc.array(
    fc.record({
      incident: fc.integer({ min: 0, max: 5 }),
      years: fc.integer({ min: 0, max: 9 }),
      held: fc.boolean(),
      repeats: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
    }),
    { maxLength: 10 },
  )
  fc.assert(
    fc.property(some, list => {
      const all = list.map((it, index) =>
        ended(index, {
          incident_id: `incident ${it.incident}`,
          ended_at: addMonths(now, -12 * it.years - 1),
          held: it.held,
          repeats: it.repeats !== null && it.repeats < list.length ? `case ${it.repeats}` : null,
        }),
      )
      const due = dueBy(now, [rule('any', 'any', 60)], all, new Set())
      const going = new Set(due.map(it => it.case_id))
      for (const it of due) {
        assert.ok(it.due_at <= now && !it.held)
        for (const other of all)
          if (other.incident_id === it.incident_id || other.repeats === it.case_id)
            assert.ok(going.has(other.case_id), `${other.case_id} stays`)
      }
    }),
  )
})
