import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allChecks } from '../rules/all.checks.ts'
import { factorWalls } from '../rules/walls.factors.ts'
import { notStanding, whatFails } from '../support/walls.ts'
import { openWorld } from '../support/world.ts'
test('stand', async () => {
  const w = await openWorld()
  assert.deepEqual(await notStanding(w, factorWalls), [])
  await w.close()
})
for (const wall of factorWalls) test(wall.wall, async () => assert.equal(await whatFails(wall, allChecks), wall.fails))
