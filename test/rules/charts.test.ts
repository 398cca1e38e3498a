import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { charts, drawChart } from '../../scripts/charts.ts'
import { chart, chartFaults, transition } from '../../src/engines/cases/chart.ts'
import { incidentChart, type IncidentEvent, type IncidentState } from '../../src/features/incidents/incident.chart.ts'

const step = { label: '', past: '' }
const names = { begin: 'Begin', busy: 'Bezig', end: 'Einde' }
const sound = {
  initial: 'begin',
  final: ['end'],
  names,
  states: {
    begin: { start: { to: 'busy', by: ['reporter'], ...step } },
    busy: { stop: { to: 'end', by: ['handler'], ...step } },
    end: {},
  },
} as const

test('every chart of a feature is drawn, and sound', () => {
  const files = globSync('src/features/**/*.chart.ts').map(path => basename(path, '.chart.ts'))
  assert.deepEqual(
    Object.keys(charts)
      .map(path => basename(path, '.md'))
      .toSorted(),
    files.toSorted(),
  )
  for (const [path, it] of Object.entries(charts)) assert.deepEqual(it.faults(), [], path)
})

test('a chart is drawn as the code has it: run scripts/charts.ts after a change', () => {
  for (const [path, { drawn }] of Object.entries(charts)) assert.equal(readFileSync(path, 'utf8'), drawn(), path)
})

test('what is wrong with a chart is found', () => {
  assert.deepEqual(chartFaults(chart(sound)), [])
  const lonely = { ...sound, states: { ...sound.states, busy: {} }, final: ['busy'] as const }
  assert.deepEqual(chartFaults(chart(lonely)), ['end is never reached', 'end has no way out'])
  const stuck = { ...sound, final: [] }
  assert.deepEqual(chartFaults(chart(stuck)), ['end has no way out'])
  const inCircles = { ...sound.states, end: { stay: { to: 'end', by: ['handler'], ...step } } } as const
  assert.deepEqual(chartFaults(chart({ ...sound, final: [], states: inCircles })), ['end has no way out'])
  const nobody = { ...sound.states, begin: { start: { to: 'busy', by: [], ...step } } } as const
  assert.deepEqual(chartFaults(chart({ ...sound, states: nobody })), ['start in begin may be caused by nobody'])
})

test('a drawing that is not of today is noticed', () => {
  const changed = { ...sound.states, busy: { stop: { to: 'begin', by: ['handler'], ...step } } } as const
  assert.notEqual(drawChart('x', chart({ ...sound, states: changed })), drawChart('x', chart(sound)))
})

test('only a handler takes a report up and closes it, and only who reported asks to reopen it', () => {
  const may = (state: IncidentState, event: IncidentEvent) =>
    (['reporter', 'handler', 'system'] as const).filter(part => transition(incidentChart, state, event, part))
  assert.deepEqual(may('draft', 'submit'), ['reporter'])
  assert.deepEqual(may('reported', 'take_up'), ['handler'])
  assert.deepEqual(may('reported', 'ask_deputy'), ['system'])
  assert.deepEqual(may('in_progress', 'close'), ['handler'])
  assert.deepEqual(may('closed', 'ask_reopen'), ['reporter'])
  assert.deepEqual(may('closed', 'reopen'), ['handler'])
  assert.deepEqual(may('closed', 'close'), [])
})
