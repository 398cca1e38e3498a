import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { readHomeCosts } from '../../src/engines/plans/costs.ts'
import { readMeasure, readPlan } from '../../src/engines/plans/measures.ts'
import type { Checks } from '../support/checks.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { asDesk, homeOf, proposal, proposeFor, proposeHome } from '../support/plans.ts'
import type { World } from '../support/world.ts'

// What keeps the plan of an organisation and what people do at home apart, and what was changed in sight.

const dayMs = 24 * 3_600_000

const attempt = (world: World, who: PersonKey, text: string): Promise<bigint | string> =>
  asDesk(world, who, async ({ tx }) => (await sql.raw(text).execute(tx)).numAffectedRows ?? 0n).catch(
    (error: unknown) => (error instanceof Error ? error.message : 'refused'),
  )

/** A measure of the organisation that this person does. */
async function measureOf(world: World, owner: PersonKey): Promise<string> {
  const key = randomUUID()
  await proposeFor(world, 'politicalCoordinator', [proposal({ key })])
  const set = `update plan_measure set owner_id = '${idOf(owner)}' where measure_key = '${key}'`
  assert.equal(await attempt(world, 'politicalCoordinator', set), 1n)
  const { rows } = await world.owner.query<{ id: string }>('select id from plan_measure where measure_key = $1', [key])
  return rows[0]?.id ?? ''
}

/** As if nobody ever filled in what something at home costs. */
const noHomes = ({ owner }: World) =>
  owner.query('delete from plan_measure where person_id is not null; delete from plan_home_batch')

/** Fills in what a measure at a home costs, as the person themself. */
async function costs(world: World, who: PersonKey, cents: number, payer = 'employer', key = 'locks'): Promise<void> {
  await proposeHome(world, who, { key })
  const id = await homeOf(world, who, key)
  await attempt(world, who, `update plan_measure set cost_once = ${cents}, payer = '${payer}' where id = '${id}'`)
}
const count = (world: World) => attempt(world, 'clerk', `select app.count_home_costs('${idOf('waterstad')}')`)
const told = async (world: World) => (await asDesk(world, 'politicalCoordinator', readHomeCosts))?.once
const tomorrow = (world: World) => world.clock.set(new Date(world.clock.now().getTime() + dayMs))

const people = ['member', 'otherMember', 'doubleMember', 'clerk', 'mayor'] as const

export const planChecks: Checks = {
  'who does a measure says how it stands, and changes nothing else of it': async world => {
    const id = await measureOf(world, 'clerk')
    assert.equal(await attempt(world, 'clerk', `update plan_measure set state = 'done' where id = '${id}'`), 1n)
    for (const change of [
      `title = 'x'`,
      'owner_id = null',
      `due_on = '2027-01-01'`,
      'cost_once = 1',
      `priority = 'low'`,
    ])
      assert.match(
        String(await attempt(world, 'clerk', `update plan_measure set ${change} where id = '${id}'`)),
        /not for who only does/,
        change,
      )
    assert.equal(await attempt(world, 'staffCoordinator', `update plan_measure set title = 'x' where id = '${id}'`), 1n)
  },

  'who is made to do a measure works there, and one who left since stays with it': async world => {
    const id = await measureOf(world, 'clerk')
    const give = (who: PersonKey) =>
      attempt(world, 'politicalCoordinator', `update plan_measure set owner_id = '${idOf(who)}' where id = '${id}'`)
    for (const nobody of ['foreignMember', 'formerMember', 'foreignCoordinator'] as const)
      assert.match(String(await give(nobody)), /works there/, nobody)
    assert.match(
      String(
        await attempt(
          world,
          'politicalCoordinator',
          `insert into plan_measure select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'measure_key', 'other',
            'state', 'proposed', 'owner_id', '${idOf('foreignMember')}'))).* from plan_measure m where id = '${id}'`,
        ),
      ),
      /works there/,
    )
    assert.equal(await give('member'), 1n)
    await world.owner.query(`update membership set ends = $1 where person_id = $2`, [world.clock.now(), idOf('member')])
    const again = `update plan_measure set owner_id = owner_id, title = 'Anders' where id = '${id}'`
    assert.equal(await attempt(world, 'politicalCoordinator', again), 1n)
    await world.owner.query(`update membership set ends = null where person_id = $1`, [idOf('member')])
  },

  'whatever is changed of a measure is in its history, with who did it and what it was': async world => {
    const id = await measureOf(world, 'clerk')
    await attempt(
      world,
      'politicalCoordinator',
      `update plan_measure set title = 'Anders', priority = 'low' where id = '${id}'`,
    )
    const { rows } = await world.owner.query(
      `select field, old, new, changed_by from plan_change where measure_id = $1 and field <> 'owner_id' order by field`,
      [id],
    )
    const by = { changed_by: idOf('politicalCoordinator') }
    assert.deepEqual(rows, [
      { field: 'priority', old: 'normal', new: 'low', ...by },
      { field: 'title', old: 'Goede sloten op de voordeur', new: 'Anders', ...by },
    ])
  },

  'a plan is read by who manages it, leads a unit or audits, as long as they do': async world => {
    const id = await measureOf(world, 'dutyOfficer')
    const reads = async (who: PersonKey) => (await asDesk(world, who, readPlan)).filter(it => it.id === id).length
    for (const who of ['politicalCoordinator', 'staffCoordinator', 'manager', 'auditor'] as const)
      assert.equal(await reads(who), 1, who)
    for (const who of ['member', 'clerk', 'confidant', 'administrator', 'privacyOfficer', 'archivist'] as const)
      assert.equal(await reads(who), 0, who)
    const withoutFactor = await world.house.db.as({ person: idOf('manager'), withoutRoles: true }, async tx =>
      tx.selectFrom('plan_measure').select('id').execute(),
    )
    assert.deepEqual(withoutFactor, [])
    await world.owner.query('update membership set ends = $1 where person_id = $2', [
      world.clock.now(),
      idOf('manager'),
    ])
    assert.equal(await reads('manager'), 0)
    await world.owner.query('update membership set starts = $1 where person_id = $2', [
      new Date(world.clock.now().getTime() + dayMs),
      idOf('auditor'),
    ])
    assert.equal(await reads('auditor'), 0)
  },

  'no word that somebody types stands beside a measure at a home': async world => {
    await proposeHome(world, 'member')
    const id = await homeOf(world, 'member')
    for (const change of [`reason = 'x'`, `evidence = 'x'`, `evidence_url = 'x'`, `risk = 'x'`])
      assert.match(
        String(await attempt(world, 'member', `update plan_measure set ${change} where id = '${id}'`)),
        /check constraint/,
        change,
      )
    assert.equal((await asDesk(world, 'member', desk => readMeasure(desk, id)))?.reason, '')
  },

  'what homes cost is told of five people together, each cost once, and never on the day itself': async world => {
    await noHomes(world)
    for (const [n, who] of people.entries()) if (n < 4) await costs(world, who, 10 ** n)
    await costs(world, 'officer', 5_000_000, 'self')
    await costs(world, 'member', 100_000, 'shared', 'lighting')
    tomorrow(world)
    await count(world)
    assert.equal(await told(world), undefined, 'of four people nothing is told')
    await costs(world, 'mayor', 10_000)
    await count(world)
    assert.equal(await told(world), undefined, 'what was filled in today waits')
    tomorrow(world)
    await count(world)
    await count(world)
    assert.equal(await told(world), 111_111, 'without what somebody pays themself')
    await attempt(world, 'mayor', `update plan_measure set cost_once = 77 where person_id = '${idOf('mayor')}'`)
    tomorrow(world)
    await count(world)
    assert.equal(await told(world), 111_111, 'what changes afterwards changes nothing of it')
    await attempt(world, 'foreignClerk', `select app.count_home_costs('${idOf('waterstad')}')`)
    const { rows } = await world.owner.query('select from plan_home_batch')
    assert.equal(rows.length, 1)
  },

  'who is of another organisation has no costs of homes counted': async world => {
    await noHomes(world)
    for (const who of people) await costs(world, who, 100)
    tomorrow(world)
    await attempt(world, 'foreignClerk', `select app.count_home_costs('${idOf('waterstad')}')`)
    assert.equal(await told(world), undefined)
    await count(world)
    assert.equal(await told(world), 500)
  },
}
