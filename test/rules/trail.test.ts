import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { actionName, actionOptions, actionGroups } from '../../src/engines/access/actions.ts'
import { permissionsOf, roles } from '../../src/engines/access/permissions.ts'
import { outcomes } from '../../src/engines/cases/vocabulary.ts'
import { emergencyReasons } from '../../src/features/incidents/emergency.ts'
import { incidentChart } from '../../src/features/incidents/incident.chart.ts'
import { policeSteps } from '../../src/features/incidents/police/content.ts'
import { taskKinds } from '../../src/features/incidents/tasks.ts'
import { holdReasons } from '../../src/features/retention/terms.ts'
import { rightsChart } from '../../src/features/rights/rights.chart.ts'
import { codeInWords, unreadOf } from '../support/trail-words.ts'

// That every action has a name, the compiler sees to as well (Action of engines/access/actions.ts). That every code of an object
// has one, is looked at when a world is closed (test/support/world.ts): in everything that all tests together write.

const source = globSync('src/**/*.{ts,tsx}').filter(it => !it.includes('.test.'))
const code = new RegExp(`'((?:${actionGroups.join('|')})\\.[a-z_]+)'`, 'gu')
const isFile = (text: string) => /\.(?:yaml|pdf|docx|xlsx|csv)$/u.test(text)

/** Every action that stands in the source: what looks like one and is no permission and no file. */
function actionsIn(texts: readonly string[]): string[] {
  const permissions: ReadonlySet<string> = permissionsOf(roles)
  const found = texts.flatMap(text => [...text.matchAll(code)].map(it => it[1] ?? ''))
  return [...new Set(found)].filter(it => !permissions.has(it) && !isFile(it))
}

const stepsOf = (group: string, { states }: { states: Record<string, object> }) =>
  Object.values(states).flatMap(it => Object.keys(it).map(step => `${group}.${step}`))

test('who reads the trail finds a name for everything that the product writes down, and can choose it in the filter', () => {
  // The table of names itself would say that everything in it is written.
  const written = actionsIn(source.filter(it => !it.endsWith('access/actions.ts')).map(it => readFileSync(it, 'utf8')))
  assert.ok(written.length > 100, `only ${written.length} actions found`)
  const offered = new Set(actionOptions.map(it => it.value))
  for (const action of [...written, ...stepsOf('case', incidentChart), ...stepsOf('rights', rightsChart)]) {
    assert.notEqual(actionName(action), action, `${action} has no name`)
    assert.ok(offered.has(action), `${action} cannot be chosen`)
  }
})

test('an action without a name is noticed, wherever it stands', () => {
  assert.deepEqual(actionsIn(["audit({ action: 'case.vanish' })", "page('/x', 'case.read')", "'plan.yaml'"]), [
    'case.vanish',
  ])
  assert.deepEqual(unreadOf('case.vanish', null), ['case.vanish'])
})

test('the codes that stand with a step are read in words: outcomes, reasons, tasks and steps of the police', () => {
  const ids = (list: readonly { id: string }[]) => list.map(it => it.id)
  const codes: Record<string, readonly string[]> = {
    'case.decide': ids(outcomes.decision.options),
    'case.record_talk': ids(outcomes.talk.options),
    'case.close': ids(outcomes.closing.options),
    'case.wait': ids(outcomes.waiting.options),
    'case.mark_duplicate': ids(outcomes.duplicate.options),
    'case.refuse_incident': ids(outcomes.not_an_incident.options),
    'case.emergency_asked': emergencyReasons.map(it => it.value),
    'case.follow_report': ids(policeSteps),
    'case.late': Object.keys(taskKinds),
    'case.hold': ids(holdReasons),
  }
  for (const [action, list] of Object.entries(codes))
    for (const code of list) assert.notEqual(codeInWords(action, code, new Map()), code, `${code} of ${action}`)
})

test('a code that nobody named is noticed, and an id, a number, a day or a colour is none', () => {
  assert.deepEqual(unreadOf('case.open', 'nowhere'), ['nowhere of case.open'])
  assert.deepEqual(unreadOf('case.open', 'nowhere:5'), ['nowhere:5 of case.open'])
  assert.deepEqual(unreadOf('administration.route_set', 'line:none→nowhere'), [
    'line:none→nowhere of administration.route_set',
  ])
  const id = '0196a1b2-0000-7000-8000-000000000000'
  assert.deepEqual(
    unreadOf('administration.duty_added', `duty:${id} from:20:00 until:2026-04-24 brand:#00ff00 version:3`),
    [],
  )
})
