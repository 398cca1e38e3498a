import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Checks } from '../support/checks.ts'
import { addProvince } from '../support/norms.ts'
import { idOf, type Who } from '../support/people.ts'
import type { World } from '../support/world.ts'

// The joint answer of an organisation: who reads it once it was decided on, and what a province sees.

type Viewer = Who | { jobsOf: 'waterstad' | 'elders' }

const asked = <Row>({ house }: World, who: Viewer, text: string): Promise<Row[]> =>
  house.db.as(
    typeof who === 'string' ? { person: idOf(who) } : { systemOf: idOf(who.jobsOf) },
    async tx => (await sql.raw<Row>(text).execute(tx)).rows,
  )

/** A joint answer, open or decided on; the name of the instrument keeps the checks apart. */
export async function plantJoint({ owner }: World, named: string, decidedOn: string | null): Promise<string> {
  const id = randomUUID()
  await owner.query(`insert into questionnaire_privacy values ($1, 'organisation') on conflict do nothing`, [named])
  await owner.query(
    `insert into answer_set (id, organisation_id, questionnaire, version, privacy, household, state, sealed, counted, keep_until, decided_on, decided_number)
     values ($1, $2, $3, 1, 'organisation', false, $4, 'sealed', false, '2030-01-01', $5, $6)`,
    [id, idOf('waterstad'), named, decidedOn ? 'done' : 'open', decidedOn, decidedOn ? 1 : null],
  )
  await owner.query(`insert into answer_key values ($1, 'key', 'wrapped')`, [id])
  if (decidedOn) await owner.query(`insert into answer_result values ($1, 'people', 1, 2, 2, 2, 3)`, [id])
  return id
}

const everybodyElse: readonly Viewer[] = [
  'member',
  'clerk',
  'administrator',
  'privacyOfficer',
  'confidant',
  'formerClerk',
  'foreignCoordinator',
  { jobsOf: 'waterstad' },
]

export const normChecks: Checks = {
  'what an organisation decided on is read by who leads scans, managers and auditors, and by nobody else':
    async world => {
      const opens = async (who: Viewer, id: string) =>
        (await asked(world, who, `select from app.open_decided('${id}')`)).length
      const decided = await plantJoint(world, 'read-norm', '2026-04-20')
      for (const who of ['politicalCoordinator', 'staffCoordinator', 'manager', 'auditor'] as const)
        assert.equal(await opens(who, decided), 1, who)
      for (const who of everybodyElse) assert.equal(await opens(who, decided), 0)
      const open = await plantJoint(world, 'read-norm', null)
      assert.equal(await opens('auditor', open), 0, 'not before it is decided on')
      const shares = (who: Viewer) =>
        asked(world, who, `select from app.results_of('${idOf('waterstad')}', 'read-norm')`)
      assert.equal((await shares('member')).length, 1)
      assert.equal((await shares('foreignMember')).length, 0)
    },

  'a province sees the shares of who agreed in it, for who leads scans there, until it is taken back': async world => {
    const { owner } = world
    const here = await addProvince(world, 'PV41')
    const elsewhere = await addProvince(world, 'PV42')
    const [waterstad, elders] = [idOf('waterstad'), idOf('elders')]
    await plantJoint(world, 'shown-norm', '2026-04-20')
    const sees = async (who: Viewer, organisation: string, named = 'shown-norm') =>
      (
        await asked<{ name: string }>(
          world,
          who,
          `select name from app.shares_in_province('${organisation}', '${named}')`,
        )
      ).map(it => it.name)
    const province = idOf('province PV41')
    const lies = (organisation: string, code: string) =>
      owner.query(
        `insert into organisation_province values ($1, $2) on conflict (organisation_id) do update set province = $2`,
        [organisation, code],
      )
    const agrees = (organisation: string, named: string) =>
      owner.query(`insert into scan_sharing values ($1, $2, $3, '2026-04-20')`, [
        organisation,
        named,
        idOf('staffCoordinator'),
      ])
    await lies(waterstad, 'PV41')
    await lies(elders, 'PV42')
    await agrees(elders, 'shown-norm')
    await agrees(waterstad, 'other-norm')
    assert.deepEqual(await sees(here.coordinator, province), [], 'nobody here agreed for this one')
    await agrees(waterstad, 'shown-norm')
    assert.deepEqual(await sees(here.coordinator, province), ['Gemeente Waterstad'])
    assert.deepEqual(await sees(here.member, province), [])
    assert.deepEqual(await sees(elsewhere.coordinator, province), [])
    assert.deepEqual(await sees(elsewhere.coordinator, idOf('province PV42')), ['Gemeente Elders'])
    await owner.query(`update organisation set code = 'PV43' where id = $1`, [province])
    assert.deepEqual(await sees(here.coordinator, province), [], 'it is another province now')
    await owner.query(`update organisation set code = 'PV41', kind = 'municipality' where id = $1`, [province])
    assert.deepEqual(await sees(here.coordinator, province), [], 'it is no province')
    await owner.query(`update organisation set kind = 'province' where id = $1`, [province])
    await owner.query(`delete from scan_sharing where organisation_id = $1 and questionnaire = 'shown-norm'`, [
      waterstad,
    ])
    assert.deepEqual(await sees(here.coordinator, province), [], 'taken back')
    await lies(waterstad, 'PV42')
    assert.equal((await owner.query('select from scan_sharing where organisation_id = $1', [waterstad])).rowCount, 0)
    await owner.query('delete from organisation_province')
  },

  'in which province an organisation lies is told to its own members and jobs; a province says it itself':
    async world => {
      await addProvince(world, 'PV44')
      const says = async (who: Viewer, organisation: string) =>
        (await asked<{ code: string | null }>(world, who, `select app.province_of('${organisation}') as code`))[0]
          ?.code ?? undefined
      await world.owner.query(`insert into organisation_province values ($1, 'PV44')`, [idOf('waterstad')])
      assert.equal(await says('member', idOf('waterstad')), 'PV44')
      assert.equal(await says({ jobsOf: 'waterstad' }, idOf('waterstad')), 'PV44')
      assert.equal(await says('foreignMember', idOf('waterstad')), undefined)
      assert.equal(await says({ jobsOf: 'elders' }, idOf('waterstad')), undefined)
      assert.equal(await says('province PV44 reporter', idOf('province PV44')), 'PV44')
      await world.owner.query('delete from organisation_province')
    },

  'what is due again after two years is told to the job and to who leads scans': async world => {
    await plantJoint(world, 'due-norm', '2024-04-24')
    await plantJoint(world, 'recent-norm', '2024-05-24')
    const due = async (who: Viewer) =>
      (
        await asked<{ questionnaire: string }>(world, who, `select * from app.progress_due('${idOf('waterstad')}')`)
      ).map(it => it.questionnaire)
    assert.deepEqual(await due('politicalCoordinator'), ['due-norm'])
    assert.deepEqual(await due({ jobsOf: 'waterstad' }), ['due-norm'])
    for (const who of ['member', 'auditor', 'administrator', 'foreignCoordinator', { jobsOf: 'elders' }] as const)
      assert.deepEqual(await due(who), [])
  },

  'a joint answer is numbered and kept for ten years from the moment it is decided on, and another answer is not':
    async world => {
      const id = await plantJoint(world, 'kept-norm', null)
      assert.deepEqual(
        await asked(world, 'staffCoordinator', `select app.keep_answers('${id}', 'words', true) as done`),
        [{ done: true }],
      )
      const { rows } = await world.owner.query(
        `select decided_number, keep_until::text from answer_set where id = $1`,
        [id],
      )
      assert.deepEqual(rows, [{ decided_number: 1, keep_until: '2036-05-01' }])
    },
}
