import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type DirectViewer } from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import type { World } from '../support/world.ts'

const figuresFor = (world: World, viewer: DirectViewer) =>
  directly(world, viewer, db =>
    db.read<{ subject: string; cell: string; n: number | null; few: boolean }>('select * from app.figures($1, $2)', [
      idOf('waterstad'),
      world.clock.now().getUTCFullYear(),
    ]),
  )

export const figureChecks: Checks = {
  'nobody but the auditor of the organisation gets a figure': async world => {
    assert.notEqual((await figuresFor(world, 'auditor')).length, 0)
    for (const who of [...peopleKeys.filter(it => it !== 'auditor'), 'nobody', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(await figuresFor(world, who), [], JSON.stringify(who))
  },

  'reports about the chair and those in which a colleague is named are in no figure': async world => {
    const before = await figuresFor(world, 'auditor')
    for (let n = 0; n < 5; n++) {
      for (const colleague of ['Naam mayor', 'Naam auditor', 'Naam alderman'])
        await world.report('member', { own_organisation: 'yes', colleague })
      // There is no route for a secretary here: it goes along the one about the chair.
      await world.report('secretary')
    }
    assert.deepEqual(await figuresFor(world, 'auditor'), before)
  },

  'figures of fewer than five reports are told to nobody': async world => {
    for (let n = 0; n < 5; n++) await world.report('officer')
    for (const { subject, cell, n } of await figuresFor(world, 'auditor'))
      assert.ok(n === null || n >= 5, `${subject} ${cell} is ${n}`)
  },
}
