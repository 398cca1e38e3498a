import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMeasure } from '../../../test/support/plans.ts'
import type { Measure } from './measures.ts'
import { rules, secondReading } from './second-reader.ts'

const today = '2026-04-24'
const before = { chance: 4, impact: 4 }
const lower = { chance: 2, impact: 4 }
const old = new Date('2026-02-01T10:00:00Z')
const gone = { id: 'x', name: 'Weg', here: false }
const done = { state: 'done', before, after: lower } as const

/** For each rule measures about which it says something, and measures almost like those about which it does not. */
const cases: Readonly<Record<string, { fires: Partial<Measure>[]; silent: Partial<Measure>[] }>> = {
  lowered_without_done: {
    fires: [
      { before, after: lower },
      { state: 'dropped', reasonCode: 'too_costly', before, after: lower },
    ],
    silent: [done, { before, after: before }, { before, after: null }],
  },
  done_not_lowered: {
    fires: [
      { ...done, after: before },
      { ...done, after: { chance: 5, impact: 5 } },
    ],
    silent: [done, { before, after: before }],
  },
  done_not_assessed: { fires: [{ ...done, after: null }], silent: [done, { state: 'done' }, { before }] },
  done_without_evidence: {
    fires: [{ ...done, evidence: '' }],
    silent: [done, { ...done, evidence: '', evidenceUrl: 'https://intranet.example/' }, { evidence: '' }],
  },
  decided_without_name: {
    fires: [
      { state: 'accepted', owner: null },
      { state: 'in_progress', owner: null },
      { ...done, owner: null },
    ],
    silent: [{ owner: null }, { state: 'accepted' }, { state: 'dropped', reasonCode: 'too_costly', owner: null }],
  },
  owner_gone: {
    fires: [{ owner: gone }, { state: 'in_progress', owner: gone }],
    silent: [{ ...done, owner: gone }, { owner: null }],
  },
  decided_without_day: {
    fires: [
      { state: 'accepted', dueOn: null },
      { state: 'in_progress', dueOn: null },
    ],
    silent: [{ dueOn: null }, { ...done, dueOn: null }],
  },
  late_without_reason: {
    fires: [{ dueOn: '2026-04-23' }, { state: 'in_progress', dueOn: '2025-01-01' }],
    silent: [
      { dueOn: today },
      { dueOn: '2026-04-23', reason: 'De leverancier is later.' },
      { ...done, dueOn: '2026-04-23' },
    ],
  },
  costs_without_payer: {
    fires: [
      { costOnce: 1, payer: 'unknown' },
      { costYearly: 1, payer: 'unknown' },
    ],
    silent: [{ costOnce: 0, payer: 'unknown' }, { payer: 'unknown' }, { costOnce: 1, payer: 'shared' }],
  },
  given_up_without_reason: {
    fires: [
      { state: 'dropped', reasonCode: 'other' },
      { state: 'not_applicable', reasonCode: 'other' },
    ],
    silent: [
      { state: 'dropped', reasonCode: 'too_costly' },
      { state: 'dropped', reasonCode: 'other', reason: 'Het gebouw is verkocht.' },
    ],
  },
  first_but_undecided: {
    fires: [{ priority: 'high', madeAt: old }],
    silent: [{ priority: 'high' }, { madeAt: old }, { priority: 'high', madeAt: old, state: 'accepted' }],
  },
}

test('every rule of the second reader has its cases', () => {
  assert.deepEqual(Object.keys(cases).toSorted(), rules.map(it => it.id).toSorted())
})

test('a second reader has nothing to ask about a measure in which all is said', () => {
  assert.deepEqual(secondReading([aMeasure(), aMeasure(done)], today), [])
})

for (const rule of rules)
  test(`a second reader asks: ${rule.title}`, () => {
    const { fires, silent } = cases[rule.id] ?? assert.fail()
    for (const it of fires) {
      const measure = aMeasure(it)
      const [remark, ...more] = secondReading([aMeasure(), measure], today)
      assert.equal(remark?.rule.id, rule.id, JSON.stringify(it))
      assert.deepEqual(remark.measures, [measure])
      assert.deepEqual(more, [], 'and nothing else')
    }
    for (const it of silent) assert.equal(rule.applies(aMeasure(it), today), false, JSON.stringify(it))
  })
