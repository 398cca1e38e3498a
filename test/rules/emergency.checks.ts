import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { directly } from '../support/direct.ts'
import { askEmergency, decideEmergency } from '../support/emergency.ts'
import { idOf, peopleKeys, type PersonKey } from '../support/people.ts'
import { referenceOf, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

// Emergency access, by the rows and functions alone, whatever a page would do.

const organisation = idOf('waterstad')

async function aCase(world: World): Promise<{ id: string; reference: string }> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return { id, reference: await referenceOf(world, id) }
}

/** Those for whom it could go wrong, where asking everybody would take long. */
const few = [
  'deputyClerk',
  'clerk',
  'administrator',
  'politicalCoordinator',
  'manager',
  'privacyOfficer',
  'auditor',
] as const

/** Who of these people gets the case by its reference to ask for it. */
async function whoMayAsk(world: World, reference: string, among: readonly PersonKey[] = few): Promise<PersonKey[]> {
  const found: PersonKey[] = []
  for (const who of among) {
    const [row] = await directly(world, who, db =>
      db.read<{ id: string | null }>(`select app.emergency_case('${organisation}', '${reference}') as id`),
    )
    if (row?.id !== null) found.push(who)
  }
  return found
}

async function whoMayDecide(world: World, request: string, among: readonly PersonKey[] = few): Promise<PersonKey[]> {
  const found: PersonKey[] = []
  for (const who of among) {
    const rows = await directly(world, who, db =>
      db.read(`select from app.emergencies_to_decide('${organisation}') d where d.id = '${request}'`),
    )
    if (rows.length > 0) found.push(who)
  }
  return found
}

/** What holds for the time of a check: a statement of the owner and how to take it back. */
async function whileSo(world: World, statement: string, undo: string, check: () => Promise<void>) {
  await world.owner.query(statement)
  try {
    await check()
  } finally {
    await world.owner.query(undo)
  }
}

const named = (id: string, who: PersonKey) =>
  [
    `insert into barred (case_id, person_id, organisation_id) values ('${id}', '${idOf(who)}', '${organisation}')`,
    `delete from barred where case_id = '${id}' and person_id = '${idOf(who)}'`,
  ] as const
const withPart = (id: string, who: PersonKey, role: string) =>
  [
    `insert into participant (case_id, person_id, role, organisation_id, added_at) values ('${id}', '${idOf(who)}', '${role}', '${organisation}', '2026-04-24')`,
    `delete from participant where case_id = '${id}' and person_id = '${idOf(who)}' and role = '${role}'`,
  ] as const
const withRole = (who: PersonKey, role: string) => {
  const id = randomUUID()
  return [
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ('${id}', '${organisation}', '${idOf(who)}', '${role}', 'civil_servant', '2024-01-01')`,
    `delete from membership where id = '${id}'`,
  ] as const
}
const deputy = (id: string, who: PersonKey | undefined) =>
  `update incident_case set deputy_id = ${who ? `'${idOf(who)}'` : 'null'} where id = '${id}'`

const sees = async (world: World, who: PersonKey, id: string, assurance = '2') => {
  const [row] = await directly(world, who, async db => {
    await db.read(`select set_config('app.assurance', '${assurance}', true)`)
    return db.read<{ row: boolean; opens: boolean; works: boolean; handles: boolean }>(
      `select exists (select from incident_case where id = '${id}') as row, app.may_open('${id}') as opens,
         app.works_on('${id}') as works, app.handles('${id}') as handles`,
    )
  })
  return row
}
const nothing = { row: false, opens: false, works: false, handles: false }
const reading = { row: true, opens: true, works: true, handles: false }

export const emergencyChecks: Checks = {
  'only the deputy who handles cases, and has no part in this one, may ask for emergency access': async world => {
    const { id, reference } = await aCase(world)
    assert.deepEqual(await whoMayAsk(world, reference, peopleKeys), ['deputyClerk'])
    for (const [statement, undo] of [
      named(id, 'deputyClerk'),
      withPart(id, 'deputyClerk', 'helper'),
      [deputy(id, 'administrator'), deputy(id, 'deputyClerk')],
      [deputy(id, 'politicalCoordinator'), deputy(id, 'deputyClerk')],
      [deputy(id, undefined), deputy(id, 'deputyClerk')],
    ] as const)
      await whileSo(world, statement, undo, async () =>
        assert.deepEqual(await whoMayAsk(world, reference), [], statement),
      )
    const ended = `update membership set ends = %s where id = '${idOf('deputyClerk 0')}'`
    await whileSo(world, ended.replace('%s', `'2026-01-01'`), ended.replace('%s', 'null'), async () =>
      assert.deepEqual(await whoMayAsk(world, reference), []),
    )
  },

  'the manager who was passed over gets no emergency access': async world => {
    const id = await world.report('officer')
    await world.owner.query('update incident_case set deputy_id = $2 where id = $1', [id, idOf('manager')])
    await world.owner.query(`delete from participant where case_id = $1 and role in ('handler', 'deputy', 'duty')`, [
      id,
    ])
    await world.owner.query('update incident_case set owner_id = $2 where id = $1', [id, idOf('secretary')])
    const reference = await referenceOf(world, id)
    const [{ unit } = { unit: '' }] = (
      await world.owner.query<{ unit: string }>('select unit_id as unit from incident_case where id = $1', [id])
    ).rows
    // A case of staff without a unit is one in which somebody did not want the manager.
    await world.owner.query('alter table incident_case disable trigger guard_case')
    await whileSo(
      world,
      `update incident_case set unit_id = null where id = '${id}'`,
      `update incident_case set unit_id = '${unit}' where id = '${id}'`,
      async () => assert.deepEqual(await whoMayAsk(world, reference), []),
    )
    await world.owner.query('alter table incident_case enable trigger guard_case')
  },

  'only a privacy officer without a part in the case decides, with two factors, and never the one who asks':
    async world => {
      const { id, reference } = await aCase(world)
      const request = await askEmergency(world, 'deputyClerk', reference)
      assert.deepEqual(await whoMayDecide(world, request, peopleKeys), ['privacyOfficer'])
      for (const [statement, undo] of [
        named(id, 'privacyOfficer'),
        withPart(id, 'privacyOfficer', 'helper'),
        withPart(id, 'privacyOfficer', 'person_hit'),
      ] as const)
        await whileSo(world, statement, undo, async () =>
          assert.deepEqual(await whoMayDecide(world, request), [], statement),
        )
      await whileSo(world, ...withRole('deputyClerk', 'privacy_officer'), async () =>
        assert.deepEqual(await whoMayDecide(world, request), ['privacyOfficer']),
      )
      const withOneFactor = await directly(world, 'privacyOfficer', async db => {
        await db.read(`select set_config('app.assurance', '1', true)`)
        return db.read(`select from app.emergencies_to_decide('${organisation}')`)
      })
      assert.deepEqual(withOneFactor, [])
      for (const who of ['administrator', 'auditor', 'deputyClerk', 'clerk', 'foreignAdministrator'] as const) {
        const decided = await directly(world, who, db =>
          db.attempt(`select where app.decide_emergency('${request}', true, '{}', decode(repeat('00', 16), 'hex'))`),
        )
        assert.deepEqual(decided, [{ count: 0 }], who)
      }
    },

  'emergency access is for the one who asked, to read, for one hour, and for nobody with one factor or named':
    async world => {
      const { id, reference } = await aCase(world)
      const request = await askEmergency(world, 'deputyClerk', reference)
      assert.deepEqual(await sees(world, 'deputyClerk', id), nothing)
      await decideEmergency(world, request, 'ja')
      assert.deepEqual(await sees(world, 'deputyClerk', id), reading)
      assert.deepEqual(await sees(world, 'deputyClerk', id, '1'), nothing)
      for (const who of ['dutyOfficer', 'privacyOfficer', 'secretary', 'administrator'] as const)
        assert.deepEqual(await sees(world, who, id), nothing, who)
      await whileSo(world, ...named(id, 'deputyClerk'), async () =>
        assert.deepEqual(await sees(world, 'deputyClerk', id), nothing),
      )
      // Who helps in the case meanwhile reads what helpers do, and not what handlers write for each other.
      await whileSo(world, ...withPart(id, 'deputyClerk', 'helper'), async () =>
        assert.deepEqual(await sees(world, 'deputyClerk', id), { ...reading, works: false }),
      )
      const asHandler = await directly(world, 'deputyClerk', db =>
        db.attempt(
          `insert into participant (case_id, person_id, role, organisation_id, added_at)
           values ('${id}', '${idOf('deputyClerk')}', 'handler', '${organisation}', app.now())`,
          `update incident_case set owner_id = '${idOf('deputyClerk')}' where id = '${id}'`,
          `update task set done_at = app.now() where case_id = '${id}'`,
          `update emergency_access set ends_at = ends_at where case_id = '${id}'`,
        ),
      )
      assert.deepEqual(asHandler, [{ refused: '42501' }, { count: 0 }, { count: 0 }, { refused: '42501' }])
      await assert.rejects(
        world.owner.query(`update emergency_access set ends_at = ends_at + interval '1 minute' where id = $1`, [
          request,
        ]),
        { code: '23514' },
      )
      world.clock.advance(3_599_000)
      assert.deepEqual(await sees(world, 'deputyClerk', id), reading)
      world.clock.advance(1_000)
      assert.deepEqual(await sees(world, 'deputyClerk', id), nothing)
    },

  'emergency access is neither asked nor given without an entry that says so': async world => {
    const { id } = await aCase(world)
    const entry = (actor: PersonKey, action: string) =>
      JSON.stringify({ action, actor: idOf(actor), case: id, organisation, at: world.clock.now(), result: 'done' })
    const ask = (text: string) =>
      `select app.ask_emergency('${randomUUID()}', '${id}', 'danger_now', '${text}', decode(repeat('00', 16), 'hex'))`
    const right = entry('deputyClerk', 'case.emergency_asked')
    assert.deepEqual(
      await directly(world, 'deputyClerk', db =>
        db.attempt(
          ask(right),
          ask(entry('clerk', 'case.emergency_asked')),
          ask(entry('deputyClerk', 'case.open')),
          ask(right.replace(id, randomUUID())),
        ),
      ),
      [{ count: 1 }, { refused: '42501' }, { refused: '42501' }, { refused: '42501' }],
    )
  },
}
