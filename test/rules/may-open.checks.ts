import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Checks } from '../support/checks.ts'
import { live } from '../support/living.ts'
import { destinationOf, sees, type Told } from '../support/oracle.ts'
import { idOf, peopleKeys, type OrganisationKey, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

interface Reporter {
  reporter: PersonKey
  function: string
  organisation: OrganisationKey
}

/** Everybody who may report, in each of their functions. */
const reporters: readonly Reporter[] = [
  { reporter: 'member', function: 'council_member', organisation: 'waterstad' },
  { reporter: 'doubleMember', function: 'council_member', organisation: 'waterstad' },
  { reporter: 'doubleMember', function: 'civil_servant', organisation: 'waterstad' },
  { reporter: 'memberElsewhereToo', function: 'council_member', organisation: 'waterstad' },
  { reporter: 'memberElsewhereToo', function: 'council_member', organisation: 'elders' },
  { reporter: 'clerk', function: 'council_clerk', organisation: 'waterstad' },
  { reporter: 'deputyClerk', function: 'clerk_staff', organisation: 'waterstad' },
  { reporter: 'mayor', function: 'mayor', organisation: 'waterstad' },
  { reporter: 'alderman', function: 'alderman', organisation: 'waterstad' },
  { reporter: 'secretary', function: 'municipal_secretary', organisation: 'waterstad' },
  { reporter: 'officer', function: 'enforcement_officer', organisation: 'waterstad' },
  { reporter: 'manager', function: 'civil_servant', organisation: 'waterstad' },
  { reporter: 'integrityOfficer', function: 'civil_servant', organisation: 'waterstad' },
  { reporter: 'politicalCoordinator', function: 'clerk_staff', organisation: 'waterstad' },
  { reporter: 'administrator', function: 'civil_servant', organisation: 'waterstad' },
  { reporter: 'foreignMember', function: 'council_member', organisation: 'elders' },
]

const named = (...keys: PersonKey[]) => fc.constantFrom(...keys)
const inWaterstad = named(
  ...(['clerk', 'deputyClerk', 'mayor', 'secretary', 'manager', 'integrityOfficer', 'politicalCoordinator'] as const),
  ...(['staffCoordinator', 'dutyOfficer', 'confidant', 'auditor', 'administrator', 'otherMember'] as const),
)

/** A report as people could tell it. */
const stories: fc.Arbitrary<Told> = fc
  .record({
    by: fc.constantFrom(...reporters),
    accused: fc.option(inWaterstad, { nil: undefined }),
    away: fc.uniqueArray(named('clerk', 'mayor', 'secretary', 'manager', 'integrityOfficer'), { maxLength: 3 }),
    duty: fc.option(
      fc.record({
        line: fc.constantFrom('political', 'administrative', 'mayor', 'about_mayor'),
        person: named('dutyOfficer', 'deputyClerk', 'secretary'),
      }),
      { nil: undefined },
    ),
    confided: fc.boolean(),
    notTakenUp: fc.boolean(),
    emergency: fc.constantFrom('none', 'now', 'over'),
    ended: fc.uniqueArray(inWaterstad, { maxLength: 3 }),
  })
  .map(({ by, accused, confided, ...rest }) => ({
    ...by,
    ...rest,
    accused: accused === by.reporter || by.organisation === 'elders' ? undefined : accused,
    emergency: by.organisation === 'waterstad' ? rest.emergency : 'none',
    confidants: confided && by.organisation === 'waterstad' && accused !== 'confidant' ? ['confidant'] : [],
    ended: rest.ended.filter(it => it !== by.reporter),
  }))

/** Ends roles for the time of a check. */
async function withEnded(world: World, people: readonly PersonKey[], check: () => Promise<void>) {
  const ids = people.map(idOf)
  await world.owner.query('update membership set ends = $2 where person_id = any($1) and ends is null', [
    ids,
    world.clock.now(),
  ])
  try {
    await check()
  } finally {
    await world.owner.query('update membership set ends = null where person_id = any($1)', [ids])
  }
}

interface Found {
  row: PersonKey[]
  /** Who sees every task of it; nobody sees only some. */
  tasks: PersonKey[]
  content: PersonKey[]
}

async function whoSees(world: World, id: string): Promise<Found> {
  const found: Found = { row: [], tasks: [], content: [] }
  const { rowCount } = await world.owner.query('select from task where case_id = $1', [id])
  for (const who of peopleKeys) {
    const { rows } = await world.house.db.as({ person: idOf(who) }, tx =>
      sql<{ row: boolean; tasks: string; content: boolean }>`
        select exists (select from incident_case where id = ${id}) as row,
          (select count(*) from task where case_id = ${id}) as tasks, app.may_open(${id}) as content`.execute(tx),
    )
    if (rows[0]?.row === true) found.row.push(who)
    const tasks = Number(rows[0]?.tasks)
    if (tasks > 0) found.tasks.push(who)
    assert.ok(tasks === 0 || tasks === rowCount, `${who} sees ${tasks} of ${rowCount} tasks`)
    if (rows[0]?.content === true) found.content.push(who)
  }
  return found
}

export const mayOpenChecks: Checks = {
  'who sees a case, and who may open it, is who should by the text of the issue': async world => {
    await fc.assert(
      fc.asyncProperty(stories, async told => {
        const id = await live(world, told)
        if (id === undefined) return
        const { rows } = await world.owner.query<{ line: string; owner_id: string }>(
          'select line, owner_id from incident_case where id = $1',
          [id],
        )
        const { line, owner } = destinationOf(told) ?? { line: '', owner: told.reporter }
        assert.deepEqual(rows, [{ line, owner_id: idOf(owner) }])
        await withEnded(world, told.ended, async () => {
          const expected = peopleKeys.filter(who => sees(who, told))
          assert.deepEqual(await whoSees(world, id), { row: expected, tasks: expected, content: expected })
        })
      }),
      { numRuns: 40, seed: 20_260_424, endOnFailure: true },
    )
  },

  'whose case it was, and is no more, finds no task of it': async world => {
    const id = await world.report('member')
    // One that was made while the case was the clerk's.
    await world.owner.query(
      `insert into task (id, case_id, organisation_id, kind, owner_id, due_at, created_at)
       values (gen_random_uuid(), $1, $2, 'own', $3, now(), now())`,
      [id, idOf('waterstad'), idOf('clerk')],
    )
    const before = await whoSees(world, id)
    assert.ok(before.tasks.includes('clerk') && !before.tasks.includes('secretary'))
    await world.owner.query('update participant set ended_at = $1 where case_id = $2 and person_id = $3', [
      world.clock.now(),
      id,
      idOf('clerk'),
    ])
    await world.owner.query('update incident_case set owner_id = $1, deputy_id = null where id = $2', [
      idOf('secretary'),
      id,
    ])
    const after = await whoSees(world, id)
    assert.ok(after.tasks.includes('secretary') && !after.tasks.includes('clerk'))
    assert.deepEqual(after.tasks, after.row)
  },
  'a task that is made while its case is handed over is not seen by who gave it away': async world => {
    const id = await world.report('member')
    const [making, giving] = [await world.owner.connect(), await world.owner.connect()]
    try {
      for (const it of [making, giving]) await it.query('set search_path = weerbaar')
      await making.query('begin')
      await making.query(
        `insert into task (id, case_id, organisation_id, kind, owner_id, due_at, created_at)
         values (gen_random_uuid(), $1, $2, 'own', $3, now(), now())`,
        [id, idOf('waterstad'), idOf('clerk')],
      )
      const given = giving.query('update incident_case set owner_id = $2 where id = $1', [id, idOf('deputyClerk')])
      await making.query('commit')
      await given
      const { rows } = await making.query('select distinct case_owner_id from task where case_id = $1', [id])
      assert.deepEqual(rows, [{ case_owner_id: idOf('deputyClerk') }])
    } finally {
      making.release()
      giving.release()
    }
  },
}
