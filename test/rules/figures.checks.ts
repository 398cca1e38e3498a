import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Checks } from '../support/checks.ts'
import { plantReports } from '../support/coded-reports.ts'
import { directly, type DirectViewer } from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import { derivedFrom, releaseAll, someOrder, someTable, truth } from '../support/releasing.ts'
import type { World } from '../support/world.ts'

interface Told extends Record<string, unknown> {
  subject: string
  cell: string
  n: number | null
}

/** What this viewer is told of a year, after trying to release it. */
const released = (world: World, viewer: DirectViewer, year: number) =>
  directly(world, viewer, async db => {
    const [answer] = await db.read<{ done: boolean }>('select app.release_figures($1, $2, 5) as done', [
      idOf('waterstad'),
      year,
    ])
    const told = await db.read<Told>('select * from app.figures($1, $2)', [idOf('waterstad'), year])
    return { done: answer?.done, told }
  })

const six = peopleKeys.slice(0, 6)
const readers: readonly DirectViewer[] = ['auditor', 'politicalCoordinator', 'staffCoordinator']

export const figureChecks: Checks = {
  'nobody but the auditor and the coordinators of the organisation releases a figure or gets one': async world => {
    await world.owner.query(
      `insert into figure_release (organisation_id, year, period, released_by, released_at) values ($1, 2021, 1, $2, '2022-01-01')`,
      [idOf('waterstad'), idOf('auditor')],
    )
    await world.owner.query(
      `insert into figure_cell (organisation_id, year, period, subject, cell, n, told) values ($1, 2021, 1, 'total', 'all', 40, true)`,
      [idOf('waterstad')],
    )
    for (const who of readers) assert.notDeepEqual((await released(world, who, 2021)).told, [], JSON.stringify(who))
    const others = [...peopleKeys.filter(it => !readers.includes(it)), 'nobody', { systemOf: 'waterstad' }] as const
    for (const who of others)
      assert.deepEqual(await released(world, who, 2021), { done: false, told: [] }, JSON.stringify(who))
  },

  'reports about the chair and those in which a colleague is named are in no figure': async world => {
    const on = '2025-11-03T10:00:00Z'
    await plantReports(world, 6, { line: 'about_mayor', state: 'reported', on, people: six })
    await plantReports(world, 6, { line: 'political', state: 'reported', barred: 'otherMember', on, people: six })
    const { done, told } = await released(world, 'auditor', 2025)
    assert.equal(done, true)
    assert.deepEqual(
      told.filter(it => it.n !== null && it.n > 0),
      [],
    )
  },

  'reports about the chair and those in which a colleague is named are in no figure of measures': async world => {
    const on = '2025-11-03T10:00:00Z'
    const measure = { kind: 'access_ban', begins: '2025-11-10', ends: '2026-01-10' }
    await plantReports(world, 6, { line: 'about_mayor', state: 'in_progress', on, people: six, measure })
    await plantReports(world, 6, {
      line: 'political',
      state: 'in_progress',
      barred: 'otherMember',
      on,
      people: six,
      measure,
    })
    const { told } = await released(world, 'auditor', 2025)
    assert.deepEqual(
      told.filter(it => it.subject === 'measure' && it.n !== null && it.n > 0),
      [],
    )
  },

  'what divides a number that is withheld is withheld too': async world => {
    const report = { line: 'political', state: 'in_progress', on: '2025-11-03T10:00:00Z', people: six }
    // Six are enough by themselves, and cover the three of which nothing was written down.
    await plantReports(world, 6, { ...report, police: [['filed', 'by_person']] })
    await plantReports(world, 3, report)
    const { told } = await released(world, 'auditor', 2025)
    const numbers = (subject: string) => told.filter(it => it.subject === subject && it.n !== null && it.n > 0)
    assert.deepEqual(
      numbers('total').map(it => it.n),
      [9, 9],
    )
    assert.deepEqual([...numbers('police'), ...numbers('police_by'), ...numbers('police_vpt')], [])
  },

  'no figure is about fewer than five people, however many reports they made': async world => {
    await plantReports(world, 20, {
      line: 'political',
      state: 'reported',
      on: '2024-11-03T10:00:00Z',
      people: six.slice(0, 4),
    })
    const { done, told } = await released(world, 'auditor', 2024)
    assert.equal(done, true)
    assert.deepEqual(
      told.filter(it => it.n !== null && it.n > 0),
      [],
    )
  },

  'a period is released when it is over, once, and what it told stays': async world => {
    const now = world.clock.now().getUTCFullYear()
    assert.equal((await released(world, 'auditor', now)).done, false)
    await directly(world, 'auditor', async db => {
      const ask = () =>
        db.read<{ done: boolean }>('select app.release_figures($1, 2023, 2) as done', [idOf('waterstad')])
      assert.deepEqual(await ask(), [{ done: true }])
      assert.deepEqual(await ask(), [{ done: false }])
    })
    await assert.rejects(world.owner.query('update figure_cell set told = true'), /append-only/)
    await assert.rejects(world.owner.query('delete from figure_release'), /append-only/)
  },

  'no number that was withheld can be computed from what is told': async world => {
    await fc.assert(
      fc.asyncProperty(someTable, someOrder, async (table, order) => {
        for (const release of await releaseAll(world, table, order))
          for (const found of derivedFrom(table, release))
            if (truth(table, found) > 0) assert.ok(found.least < found.most, `${JSON.stringify(found)} is known`)
      }),
      { numRuns: 25, seed: 50, endOnFailure: true },
    )
  },
}
