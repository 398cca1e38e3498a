import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type DirectViewer } from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import type { World } from '../support/world.ts'

const stateFor = (world: World, viewer: DirectViewer) =>
  directly(world, viewer, db => db.read('select * from app.log_state($1)', [idOf('waterstad')]))

export const logChecks: Checks = {
  'how the log stands is for who supervises the organisation': async world => {
    const supervisors = ['auditor', 'privacyOfficer'] as const
    for (const who of supervisors) assert.equal((await stateFor(world, who)).length, 1, who)
    for (const who of peopleKeys.filter(it => it !== 'auditor' && it !== 'privacyOfficer'))
      assert.deepEqual(await stateFor(world, who), [], who)
    for (const who of ['nobody', { systemOf: 'waterstad' }] as const) assert.deepEqual(await stateFor(world, who), [])
  },

  'a tree head is about more than the last one, and about no more than there is': async world => {
    await world.report('member')
    await world.keepLog()
    const add = (note: string) => directly(world, 'nobody', db => db.read('select app.add_tree_head($1)', [note]))
    const noteOf = (size: number) => `weerbaar.x\n${size}\nroot\ntime 2026-04-24T18:50:00.000Z\nprevious 0\n\n— x y\n`
    const { rows } = await world.owner.query<{ size: number; last: number }>(
      'select app.log_size()::int as size, (select max(size)::int from tree_head) as last',
    )
    const [{ size, last } = { size: 0, last: 0 }] = rows
    for (const wrong of [0, last, size + 1]) await assert.rejects(add(noteOf(wrong)), /larger than the last one/)
  },

  'the transparency log only grows: not even its owner changes a row of it': async world => {
    await world.report('member')
    await world.keepLog()
    for (const table of ['leaf', 'subtree', 'tree_head', 'tree_head_left', 'log_check'])
      await assert.rejects(world.owner.query(`truncate ${table}`), new RegExp(`${table} is append-only`))
    for (const table of ['leaf', 'subtree'])
      for (const statement of [`update ${table} set hash = hash`, `delete from ${table}`])
        await assert.rejects(world.owner.query(statement), new RegExp(`${table} is append-only`))
  },
}
