import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allChecks, rowsOf } from '../rules/all.checks.ts'
import { administrationWalls } from '../rules/walls.administration.ts'
import { guidanceWalls } from '../rules/walls.guidance.ts'
import { normWalls } from '../rules/walls.norms.ts'
import { roundWalls } from '../rules/walls.rounds.ts'
import { answerFileWalls } from '../rules/walls.answer-files.ts'
import { scanWalls } from '../rules/walls.scans.ts'
import { planWalls } from '../rules/walls.plans.ts'
import { databaseWalls } from '../rules/walls.database.ts'
import { evidenceWalls } from '../rules/walls.evidence.ts'
import { emergencyWalls } from '../rules/walls.emergency.ts'
import { factorWalls } from '../rules/walls.factors.ts'
import { providerWalls } from '../rules/walls.providers.ts'
import { givingWalls } from '../rules/walls.giving.ts'
import { fullWalls } from '../rules/walls.full.ts'
import { wordWalls } from '../rules/walls.words.ts'
import { injectionWalls } from '../rules/walls.injection.ts'
import { joiningWalls } from '../rules/walls.joining.ts'
import { measureWalls } from '../rules/walls.measures.ts'
import { backedByAnother, failsWithout, policyWalls, tableWalls } from '../rules/walls.policies.ts'
import { figureWalls } from '../rules/walls.figures.ts'
import { retentionWalls } from '../rules/walls.retention.ts'
import { rightsWalls } from '../rules/walls.rights.ts'
import { sealedWalls } from '../rules/walls.sealed.ts'
import { sourceWalls } from '../rules/walls.source.ts'
import { notStanding, whatFails, type Wall } from '../support/walls.ts'
import { openWorld } from '../support/world.ts'

// Takes away one wall at a time, and shows that a rule says so by its name. A handful in every run, all of them with FAULTS=full.

const handful = new Set([
  'in app.open_case: insert into audit_entry (entry, salt) values (open_case.entry, open_case.salt);',
  'drop trigger append_only on audit_entry',
  'grant select on case_key to weerbaar_app',
  'drop policy not_the_accused on incident_case',
  'alter policy see on case_report using (true)',
  'the permission that a route names is asked',
  'a form comes from our own pages',
  'a factor that was taken away is not replaced by whoever has the password',
  'a refused look at a case is written down',
])
const full = process.env['FAULTS'] === 'full'

const world = await openWorld()
const policies = await policyWalls(world)
const walls: readonly Wall[] = [
  ...databaseWalls,
  ...administrationWalls,
  ...evidenceWalls,
  ...givingWalls,
  ...factorWalls,
  ...providerWalls,
  ...emergencyWalls,
  ...fullWalls,
  ...wordWalls,
  ...joiningWalls,
  ...injectionWalls,
  ...figureWalls,
  ...retentionWalls,
  ...measureWalls,
  ...rightsWalls,
  ...guidanceWalls,
  ...scanWalls,
  ...answerFileWalls,
  ...normWalls,
  ...roundWalls,
  ...planWalls,
  ...policies,
  ...(await tableWalls(world)),
  ...sourceWalls,
  ...sealedWalls,
]
const gone = await notStanding(world, walls)
await world.close()

const tables = new Set(policies.map(it => it.table))
const rowChecks = [...tables].map(table => [failsWithout(table), rowsOf(it => it === table)] as const)
const checks = { ...allChecks, ...Object.fromEntries(rowChecks) }

test('every wall stands where the list says it does', () => {
  assert.deepEqual(gone, [])
})

test('every wall has a name of its own, and those that are always taken away exist', () => {
  const names = walls.map(it => it.wall)
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  )
  assert.deepEqual(
    [...handful].filter(name => !names.includes(name)),
    [],
  )
  assert.deepEqual(
    Object.keys(backedByAnother).filter(name => !policies.some(it => it.wall === name)),
    [],
  )
})

for (const wall of walls.filter(it => (full ? backedByAnother[it.wall] === undefined : handful.has(it.wall))))
  test(`without this a rule fails: ${wall.wall}`, async () => {
    assert.equal(await whatFails(wall, checks), wall.fails)
  })
