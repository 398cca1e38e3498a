import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asked, inOne, untilWaiting, type Viewer } from '../support/answer-sets.ts'
import type { Checks } from '../support/checks.ts'
import { addProvince } from '../support/norms.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'
import { entryOf, salt } from './looks.checks.ts'

// The joint answer of an organisation: who reads it once it was decided on, and what a province sees.

/** The entry in the trail that says what an organisation decided on, by the application's role. */
export function decided({ clock }: World, id: string, who: PersonKey): string {
  const [action, object] = ['scan.decided', `answers:${id} instrument:checked@1`]
  const of = { action, actor: idOf(who), organisation: idOf('waterstad'), object, at: clock.now().toISOString() }
  return `insert into audit_entry (entry, salt) values (${entryOf(of)}, ${salt})`
}

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

const keep = (id: string) => `select app.keep_answers('${id}', 'words', true)`
const result = (id: string, theme = 'people') => `select app.keep_result('${id}', '${theme}', 1, 2, 1, 2, 0)`

const decide = (world: World, id: string) =>
  inOne(world, 'staffCoordinator', keep(id), result(id), decided(world, id, 'staffCoordinator'))

export const normChecks: Checks = {
  'a decision is kept whole: with what it came to, and an entry in the trail by who decided': async world => {
    const id = await plantJoint(world, 'whole-norm', null)
    const attempt = (...texts: string[]) =>
      assert.rejects(inOne(world, 'staffCoordinator', keep(id), ...texts), /decision needs/)
    await attempt()
    await attempt(result(id))
    await attempt(decided(world, id, 'staffCoordinator'))
    await attempt(result(id), decided(world, randomUUID(), 'staffCoordinator'))
    await decide(world, id)
  },

  'what a decision came to is written with it, once for each theme, and not after it': async world => {
    const id = await plantJoint(world, 'once-norm', null)
    await inOne(world, 'staffCoordinator', keep(id).replace('true', 'false'), result(id, 'sooner'))
    await decide(world, id)
    await inOne(world, 'staffCoordinator', result(id, 'later'))
    const { rows } = await world.owner.query('select theme from answer_result where set_id = $1', [id])
    assert.deepEqual(rows, [{ theme: 'people' }])
    const other = await plantJoint(world, 'twice-norm', null)
    await assert.rejects(inOne(world, 'staffCoordinator', keep(other), result(other), result(other)), /duplicate key/)
  },

  'who agrees while another province is being chosen agrees to nothing': async world => {
    const { owner, house } = world
    const organisation = idOf('waterstad')
    await owner.query(`insert into organisation_province values ($1, 'PV45')`, [organisation])
    const agrees = sql.raw(
      `insert into scan_sharing values ('${organisation}', 'raced-norm', '${idOf('staffCoordinator')}', '2026-04-24', 'PV45')`,
    )
    let agreed = false
    const agreeing = await house.db.as({ person: idOf('administrator') }, async tx => {
      await sql
        .raw(`update organisation_province set province = 'PV46' where organisation_id = '${organisation}'`)
        .execute(tx)
      const running = house.db
        .as({ person: idOf('staffCoordinator') }, other => agrees.execute(other))
        .then(() => (agreed = true))
      await untilWaiting(world, 'raced-norm', () => agreed)
      return { running }
    })
    await agreeing.running
    assert.equal((await owner.query('select from scan_sharing where organisation_id = $1', [organisation])).rowCount, 0)
    await owner.query('delete from organisation_province')
  },

  'a yes to the province is of the day itself': async ({ owner, house }) => {
    const organisation = idOf('waterstad')
    await owner.query(`insert into organisation_province values ($1, 'PV45')`, [organisation])
    const agrees = (day: string) =>
      house.db.as({ person: idOf('staffCoordinator') }, tx =>
        sql
          .raw(
            `insert into scan_sharing values ('${organisation}', 'dated-norm', '${idOf('staffCoordinator')}', ${day}, 'PV45')`,
          )
          .execute(tx),
      )
    const today = `(app.now() at time zone 'Europe/Amsterdam')::date`
    for (const days of [-1, 1]) await assert.rejects(agrees(`${today} + ${days}`), /row-level security/)
    await agrees(today)
    await owner.query('delete from organisation_province')
  },

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
    const agrees = async (organisation: string, named: string, code = organisation === waterstad ? 'PV41' : 'PV42') =>
      (
        await owner.query(`insert into scan_sharing values ($1, $2, $3, '2026-04-20', $4)`, [
          organisation,
          named,
          idOf('staffCoordinator'),
          code,
        ])
      ).rowCount
    await lies(waterstad, 'PV41')
    await lies(elders, 'PV42')
    assert.equal(await agrees(waterstad, 'shown-norm', 'PV42'), 0, 'a yes is to the own province')
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
    await agrees(waterstad, 'shown-norm')
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
      await decide(world, id)
      const { rows } = await world.owner.query(
        `select decided_number, keep_until::text from answer_set where id = $1`,
        [id],
      )
      assert.deepEqual(rows, [{ decided_number: 1, keep_until: '2036-05-01' }])
    },
}
