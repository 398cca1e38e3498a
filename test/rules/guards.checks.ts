import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type Outcome } from '../support/direct.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { handleAndClose, leaveDraft, takeUp } from '../support/stories.ts'

// Row-level security says which rows somebody may change; these say into what.

const done: Outcome = { count: 1 }
const byRow: Outcome = { refused: '42501' }
const byGuard: Outcome = { refused: '23514' }
const change = (id: string, set: string): string => `update incident_case set ${set} where id = '${id}'`

// All that a report needs to be one, so that nothing but the wall refuses it.
const complete = `reference = 'M-2026-900001', line = 'political', function = 'council_member', owner_id = '${idOf('clerk')}',
  reported_at = app.now(), safe_now = 'yes', category = 'threat', outcome = 'no_reaction'`

export const guardChecks: Checks = {
  'who wrote a draft reports it, and does not handle or close it': async world => {
    const id = await leaveDraft(world, 'member')
    const outcomes = await directly(world, 'member', db =>
      db.attempt(
        change(id, `state = 'reported', ${complete}`),
        change(id, `state = 'in_progress', taken_up_at = app.now(), ${complete}`),
        change(id, `state = 'closed', taken_up_at = app.now(), closed_at = app.now(), ${complete}`),
      ),
    )
    assert.deepEqual(outcomes, [done, byGuard, byGuard])
  },

  'a report never becomes a draft again': async world => {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    for (const viewer of ['clerk', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(await directly(world, viewer, db => db.attempt(change(id, `state = 'draft'`))), [byGuard])
  },

  'a report is never rewritten: not by who handles it, and not by a job': async world => {
    const id = await world.report('officer')
    await takeUp(world, 'manager', id)
    const rewritten = [
      `reference = 'M-2026-900002'`,
      `line = 'political'`,
      `function = 'council_member'`,
      `reported_at = reported_at - interval '1 day'`,
      'unit_id = null',
      `safe_now = 'not_sure'`,
    ].map(set => change(id, set))
    const refused = rewritten.map((): Outcome => byGuard)
    for (const viewer of ['manager', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(await directly(world, viewer, db => db.attempt(...rewritten)), refused)
  },

  'a case is closed off only of the kinds that belong there and by who handles it, and does not come back':
    async world => {
      const id = await world.report('member')
      const close = (category: string) => change(id, `line = 'integrity', unit_id = null, category = '${category}'`)
      const attempt = (who: PersonKey, set: string) => directly(world, who, db => db.attempt(set))
      assert.deepEqual(await attempt('clerk', close('threat')), [byGuard])
      assert.deepEqual(await attempt('politicalCoordinator', close('bribery')), [byGuard])
      assert.deepEqual(await attempt('member', change(id, `line = 'integrity', unit_id = null`)), [byGuard])
      for (const category of ['extortion', 'infiltration', 'bribery'])
        assert.deepEqual(await attempt('clerk', close(category)), [done])
      const closed = await world.report('member')
      await world.owner.query('alter table incident_case disable trigger guard_case')
      await world.owner.query(`update incident_case set line = 'integrity', category = 'bribery' where id = $1`, [
        closed,
      ])
      await world.owner.query('alter table incident_case enable trigger guard_case')
      assert.deepEqual(await attempt('clerk', change(closed, `line = 'political'`)), [byGuard])
    },

  'who reported asks to reopen a closed case, and changes nothing else in it': async world => {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    await handleAndClose(world, 'clerk', id)
    const others = [
      `state = 'in_progress', closed_at = null`,
      `owner_id = '${idOf('deputyClerk')}'`,
      `deputy_id = null`,
      `category = 'other'`,
      `outcome = 'no_incident'`,
      `taken_up_at = taken_up_at - interval '1 hour'`,
      `closed_at = closed_at + interval '1 hour'`,
    ]
    const outcomes = await directly(world, 'member', db =>
      db.attempt(change(id, 'reopen_asked_at = app.now()'), ...others.map(set => change(id, set))),
    )
    assert.deepEqual(outcomes, [done, ...others.map(() => byRow)])
  },

  'a note is for those who handle the case, and all else is for the reporter too': async world => {
    const id = await world.report('member')
    const entry = (kind: string, audience: string) =>
      `insert into case_entry (id, case_id, organisation_id, kind, audience, author_id, written_at, sealed)
       values (gen_random_uuid(), '${id}', '${idOf('waterstad')}', '${kind}', '${audience}', '${idOf('clerk')}', app.now(), 'x')`
    const outcomes = await directly(world, 'clerk', db =>
      db.attempt(entry('note', 'handlers'), entry('note', 'all'), entry('talk', 'all'), entry('talk', 'handlers')),
    )
    assert.deepEqual(outcomes, [done, byGuard, done, byGuard])
  },

  'only who is a member of an organisation takes a reference number there': async world => {
    const ask = `select app.next_reference('${idOf('waterstad')}', 2026)`
    for (const who of ['foreignClerk', 'formerMember', 'nobody', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(ask)), [{ refused: 'P0001' }])
    assert.deepEqual(await directly(world, 'member', db => db.attempt(ask)), [done])
  },

  'the pieces of a case are counted, and the case held, for who may open it': async world => {
    const id = await world.report('member')
    const count = `select app.count_pieces('${id}')`
    for (const who of ['foreignClerk', 'mayor', 'administrator', 'nobody'] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(count)), [byRow], who)
    for (const who of ['member', 'clerk'] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(count)), [done], who)
  },

  'an organisation’s key, wrapped as it is, is for its people and for who has a case there': async world => {
    const formers = await world.report('otherMember')
    const ask = (version: string) => `select * from app.organisation_key('${idOf('waterstad')}', ${version})`
    for (const who of ['foreignClerk', 'foreignAdministrator', 'formerMember', 'nobody'] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(ask('null'), ask('1'))), [
        { count: 0 },
        { count: 0 },
      ])
    await world.owner.query('update membership set ends = $1 where person_id = $2', [
      world.clock.now(),
      idOf('otherMember'),
    ])
    try {
      assert.ok(formers)
      assert.deepEqual(await directly(world, 'otherMember', db => db.attempt(ask('1'))), [done])
    } finally {
      await world.owner.query('update membership set ends = null where person_id = $1', [idOf('otherMember')])
    }
  },

  'only an administrator learns whether an address has an account, and of the own people who has no password yet':
    async world => {
      const asks = [
        `select where app.person_by_email('member@waterstad.example') is not null`,
        `select * from app.without_password('${idOf('waterstad')}')`,
      ]
      await world.owner.query('delete from credential where person_id = $1', [idOf('auditor')])
      for (const who of ['member', 'clerk', 'formerMember', 'nobody'] as const)
        assert.deepEqual(await directly(world, who, db => db.attempt(...asks)), [{ count: 0 }, { count: 0 }], who)
      assert.deepEqual(await directly(world, 'foreignAdministrator', db => db.attempt(...asks)), [done, { count: 0 }])
      assert.deepEqual(await directly(world, 'administrator', db => db.attempt(...asks)), [done, done])
    },

  'what was set aside is counted and tried again by an administrator, in the own organisation only': async world => {
    const id = await world.report('member')
    await world.owner.query(`update job set set_aside_at = run_at where kind = 'case_mail' and case_id = $1`, [id])
    const asks = ['waterstad', 'elders'].flatMap(it => [
      `select from app.set_aside_kinds('${idOf(it)}')`,
      `select where app.retry_set_aside('${idOf(it)}', app.now()) > 0`,
    ])
    const none: Outcome = { count: 0 }
    for (const who of ['member', 'clerk', 'privacyOfficer', 'nobody', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(...asks)), [none, none, none, none])
    assert.deepEqual(await directly(world, 'foreignAdministrator', db => db.attempt(...asks)), [none, none, none, none])
    assert.deepEqual(await directly(world, 'administrator', db => db.attempt(...asks)), [done, done, none, none])
  },

  'at the door nothing is recorded but that somebody unknown was refused': async world => {
    const record = (facts: object): string =>
      `select app.record_anonymous('${JSON.stringify({ at: '2026-04-24T18:50:00Z', action: 'account.sign_in', actor: null, case: null, result: 'refused', ...facts })}', '\\x${'00'.repeat(16)}')`
    const wrong = [{ actor: idOf('member') }, { action: 'case.open' }, { result: 'done' }, { case: idOf('a case') }]
    const outcomes = await directly(world, 'nobody', db => db.attempt(record({}), ...wrong.map(record)))
    assert.deepEqual(outcomes, [done, ...wrong.map(() => ({ refused: 'P0001' }))])
  },
}
