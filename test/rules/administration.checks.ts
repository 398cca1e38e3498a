import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly } from '../support/direct.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

// What those who arrange things for an organisation can learn and decide, and what they cannot.

const done = { count: 1 }
const refused = { refused: '42501' }

export const administrationChecks: Checks = {
  'only the privacy officer decides whether reports of the council may say who did it': async world => {
    const decide = `select app.allow_perpetrator('${idOf('waterstad')}', true)`
    const elsewhere = `select app.allow_perpetrator('${idOf('elders')}', true)`
    const by = (who: Parameters<typeof directly>[1], statement: string) =>
      directly(world, who, db => db.attempt(statement))
    for (const who of ['administrator', 'auditor', 'mayor', 'foreignAdministrator', 'nobody'] as const)
      assert.deepEqual(await by(who, decide), [refused], who)
    assert.deepEqual(await by('privacyOfficer', elsewhere), [refused])
    assert.deepEqual(await by('privacyOfficer', decide), [done])
    const column = `update organisation set perpetrator_council = true where id = '${idOf('waterstad')}'`
    for (const who of ['administrator', 'privacyOfficer'] as const)
      assert.deepEqual(await by(who, column), [refused], who)
  },

  'an administrator learns how many tasks somebody leaves, and of no report about the mayor or themself':
    async world => {
      await world.report('member')
      await world.report('member', { colleague: 'mayor@waterstad.example' })
      const open = await tasksOf(world, 'administrator', 'clerk')
      assert.ok(open > 0)
      assert.equal(await tasksOf(world, 'administrator', 'integrityOfficer'), 0)
      await world.report('member', { colleague: 'administrator@waterstad.example' })
      assert.equal(await tasksOf(world, 'administrator', 'clerk'), open, 'a report that names the administrator')
      for (const who of [
        'foreignAdministrator',
        'clerk',
        'mayor',
        'privacyOfficer',
        'auditor',
        'formerMember',
      ] as const)
        assert.equal(await tasksOf(world, who, 'clerk'), 0, who)
    },

  'what was changed in the administration is never rewritten: not by the application, and not by the owner':
    async world => {
      const administrator = await world.signIn('administrator')
      assert.equal((await administrator.post('/beheer/eenheden', { naam: 'Team zonder verleden' })).status, 303)
      const statements = [
        "update setting_change set new = 'Anders'",
        'delete from setting_change',
        'truncate setting_change',
      ]
      for (const statement of statements)
        await assert.rejects(world.owner.query(statement), /setting_change is append-only/, statement)
      assert.deepEqual(
        await directly(world, 'administrator', db => db.attempt(...statements)),
        statements.map(() => refused),
      )
    },
}

const tasksOf = (world: World, viewer: PersonKey, of: PersonKey): Promise<number> =>
  directly(world, viewer, async db => {
    const [row] = await db.read<{ count: string }>(
      `select app.open_tasks_of('${idOf('waterstad')}', '${idOf(of)}') as count`,
    )
    return Number(row?.count)
  })
