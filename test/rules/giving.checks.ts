import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type Outcome } from '../support/direct.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { takeUp } from '../support/stories.ts'

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
}

/** The member sees the row of the own case, and may not change who handles it; others find no row. */
const refusedTo = (who: PersonKey): Promise<Outcome[]> =>
  Promise.resolve([byRow, who === 'member' ? byRow : { count: 0 }])
