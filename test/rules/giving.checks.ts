import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type Outcome } from '../support/direct.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { letIn, reportFor, takeUp } from '../support/stories.ts'

// To whom a case may be given, and by whom: what the rows say, whatever a page would do.

const done: Outcome = { count: 1 }
const byRow: Outcome = { refused: '42501' }

const letHandle = (id: string, person: PersonKey, role = 'handler') =>
  `insert into participant (case_id, person_id, role, organisation_id, added_at)
   values ('${id}', '${idOf(person)}', '${role}', '${idOf('waterstad')}', app.now())`

export const givingChecks: Checks = {
  'a case is given to who handles cases of its line, and into no other line or role': async world => {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    for (const [person, role, expected] of [
      ['deputyClerk', 'handler', done],
      ['dutyOfficer', 'handler', done],
      ['mayor', 'handler', byRow],
      ['secretary', 'handler', byRow],
      ['integrityOfficer', 'handler', byRow],
      ['manager', 'handler', byRow],
      ['otherManager', 'handler', byRow],
      ['politicalCoordinator', 'handler', byRow],
      ['foreignClerk', 'handler', byRow],
      ['deputyClerk', 'confidant', byRow],
      ['deputyClerk', 'duty', byRow],
    ] as const) {
      const [outcome] = await directly(world, 'clerk', db => db.attempt(letHandle(id, person, role)))
      assert.deepEqual(outcome, expected, `${person} as ${role}`)
    }
  },

  'a case is given by who handles it, or by who coordinates its line and has no part in it': async world => {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    const give = [letHandle(id, 'dutyOfficer'), `update incident_case set deputy_id = null where id = '${id}'`]
    assert.deepEqual(await directly(world, 'politicalCoordinator', db => db.attempt(...give)), [done, done])
    for (const who of [
      'member',
      'deputyClerk',
      'staffCoordinator',
      'foreignCoordinator',
      'mayor',
      'administrator',
    ] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(...give)), await refusedTo(who), who)
    // The coordinator is the one who is hit, or who is named: then they give nothing away.
    await world.owner.query(
      `insert into participant (case_id, person_id, role, organisation_id, added_at) values ($1, $2, 'helper', $3, $4)`,
      [id, idOf('politicalCoordinator'), idOf('waterstad'), world.clock.now()],
    )
    assert.deepEqual(await directly(world, 'politicalCoordinator', db => db.attempt(...give)), [byRow, { count: 0 }])
    const named = await world.report('member', {
      colleague: 'politicalcoordinator@waterstad.example',
      colleague_id: idOf('politicalCoordinator'),
    })
    const giveNamed = give.map(statement => statement.replaceAll(id, named))
    assert.deepEqual(await directly(world, 'politicalCoordinator', db => db.attempt(...giveNamed)), [
      byRow,
      { count: 0 },
    ])
  },

  'a handler is let go by who handles the case or coordinates its line, and who helps by who handles it':
    async world => {
      const id = await reportFor(world, 'alderman', 'member', 'Woorden over een ander.')
      await takeUp(world, 'clerk', id)
      await letIn(world, 'member', id, 'confidant')
      const letGo = (role: string) =>
        `update participant set ended_at = app.now() where case_id = '${id}' and role = '${role}'`
      const asked = [letGo('handler'), letGo('helper')]
      const nobody = [{ count: 0 }, { count: 0 }]
      for (const [who, expected] of [
        ['clerk', [done, done]],
        ['politicalCoordinator', [done, { count: 0 }]],
        ['member', nobody],
        ['alderman', nobody],
        ['confidant', nobody],
        ['mayor', nobody],
        ['staffCoordinator', nobody],
        ['administrator', nobody],
      ] as const)
        assert.deepEqual(await directly(world, who, db => db.attempt(...asked)), expected, who)
    },

  'who reported for somebody else changes nothing in the case after that': async world => {
    const id = await reportFor(world, 'alderman', 'member', 'Woorden over een ander.')
    const change = `update incident_case set happened_at = happened_at where id = '${id}'`
    assert.deepEqual(await directly(world, 'alderman', db => db.attempt(change)), [{ count: 0 }])
    assert.deepEqual(await directly(world, 'clerk', db => db.attempt(change)), [done])
  },
}

/** The member sees the row of the own case, and may not change who handles it; others find no row. */
const refusedTo = (who: PersonKey): Promise<Outcome[]> =>
  Promise.resolve([byRow, who === 'member' ? byRow : { count: 0 }])
