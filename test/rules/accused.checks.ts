import assert from 'node:assert/strict'
import { allRoutes } from '../../src/app.ts'
import type { Checks } from '../support/checks.ts'
import { countOf, directly } from '../support/direct.ts'
import { live } from '../support/living.ts'
import type { Told } from '../support/oracle.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { letIn, send, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

// Each of these would see the case, by their role or their place in the route, if they were not named in it.

const report = (accused: PersonKey, more: Partial<Told> = {}): Told & { accused: PersonKey } => ({
  organisation: 'waterstad',
  reporter: 'member',
  function: 'council_member',
  away: [],
  confidants: [],
  ended: [],
  notTakenUp: true,
  emergency: 'none',
  ...more,
  accused,
})

const stories: readonly (Told & { accused: PersonKey })[] = [
  report('clerk'),
  report('deputyClerk', { away: ['clerk'] }),
  report('dutyOfficer', { duty: { line: 'political', person: 'dutyOfficer' } }),
  report('politicalCoordinator'),
  report('mayor', { reporter: 'alderman', function: 'alderman' }),
  report('manager', { reporter: 'officer', function: 'enforcement_officer' }),
  report('staffCoordinator', { reporter: 'officer', function: 'enforcement_officer' }),
  report('auditor'),
  report('privacyOfficer'),
  report('confidant'),
  report('administrator'),
]

async function namedIn(world: World, told: Told): Promise<string> {
  const id = await live(world, told)
  if (id === undefined) throw new Error('Nobody could take this report')
  return id
}

/** A query for all rows of a case, for each table that has any. */
async function queriesFor({ owner }: World, id: string): Promise<string[]> {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'weerbaar' group by table_name`,
  )
  const { rows: cases } = await owner.query<{ incident_id: string }>(
    'select incident_id from incident_case where id = $1',
    [id],
  )
  const incident = cases[0]?.incident_id ?? ''
  const conditions = (table: string, columns: readonly string[]) => [
    ...(columns.includes('case_id') ? [`case_id = '${id}'`] : []),
    ...(columns.includes('incident_id') ? [`incident_id = '${incident}'`] : []),
    ...(table === 'incident' ? [`id = '${incident}'`] : []),
    ...(table === 'incident_case' ? [`id = '${id}'`] : []),
  ]
  return rows.flatMap(it =>
    conditions(it.table, it.columns).map(condition => `select * from ${it.table} where ${condition}`),
  )
}

const pages = allRoutes.filter(it => it.method === 'get' && !it.path.includes(':')).map(it => it.path)

export const accusedChecks: Checks = {
  'the person named as the one who did it finds no row of the case in any table': async world => {
    for (const told of stories) {
      const id = await namedIn(world, told)
      const queries = await queriesFor(world, id)
      assert.ok(queries.length > 12)
      const outcomes = await directly(world, told.accused, db => db.attempt(...queries))
      assert.deepEqual(
        queries.filter((_, index) => countOf(outcomes[index]) > 0),
        [],
        told.accused,
      )
      // The same queries find rows for who reported, or this check would prove nothing.
      const own = await directly(world, told.reporter, db => db.attempt(...queries))
      assert.ok(own.filter(it => countOf(it) > 0).length > 5)
    }
  },

  'the person named finds it on no page, and no mail tells them that something waits': async world => {
    for (const told of stories) {
      // Nothing is late in other cases, of which they would rightly get a mail.
      await world.owner.query('update task set done_at = $1 where done_at is null', [world.clock.now()])
      const mailsBefore = world.mails.length
      const id = await namedIn(world, told)
      const { rows } = await world.owner.query<{ reference: string }>(
        'select reference from incident_case where id = $1',
        [id],
      )
      const reference = rows[0]?.reference ?? ''
      assert.match(reference, /^M-2026-/)
      const visitor = await world.signIn(told.accused)
      for (const page of pages) {
        const { html } = await visitor.get(page)
        assert.ok(!html.includes(id) && !html.includes(reference), `${told.accused} at ${page}`)
      }
      for (const page of ['', '/gekeken', '/ontvangst', '/soort', '/besluit', '/gesprek', '/afsluiten'])
        assert.equal((await visitor.get(`/meldingen/${id}${page}`)).status, 404, `${told.accused} ${page}`)
      const told_ = world.mails.slice(mailsBefore).map(mail => mail.to)
      assert.ok(!told_.includes(`${told.accused.toLowerCase()}@waterstad.example`), `a mail to ${told.accused}`)
    }
  },

  'no job, and so no mail, is made for who is named in the case that it is about': async world => {
    const id = await namedIn(world, report('clerk'))
    const jobFor = (who: PersonKey) =>
      `insert into job (id, kind, organisation_id, case_id, person_id, detail, run_at, attempts, created_at)
       values (gen_random_uuid(), 'case_mail', '${idOf('waterstad')}', '${id}', '${idOf(who)}', 'new_report', app.now(), 0, app.now())`
    const outcomes = await directly(world, { systemOf: 'waterstad' }, db =>
      db.attempt(jobFor('clerk'), jobFor('deputyClerk')),
    )
    assert.deepEqual(outcomes, [{ count: 0 }, { count: 1 }])
  },

  'the mayor sees nothing of a report about the mayor, and neither do the secretary and the administrator':
    async world => {
      for (const reporter of [
        { reporter: 'member', function: 'council_member' },
        { reporter: 'alderman', function: 'alderman' },
        { reporter: 'officer', function: 'enforcement_officer' },
        { reporter: 'clerk', function: 'council_clerk' },
      ] as const) {
        const id = await namedIn(world, report('mayor', { ...reporter, duty: { line: 'mayor', person: 'secretary' } }))
        for (const who of [
          'mayor',
          'secretary',
          'administrator',
          'clerk',
          'manager',
          'staffCoordinator',
          'politicalCoordinator',
        ] as const) {
          if (who === reporter.reporter) continue
          const outcomes = await directly(world, who, db => db.attempt(`select from incident_case where id = '${id}'`))
          assert.equal(countOf(outcomes[0]), 0, `${who} sees the report of ${reporter.reporter}`)
        }
      }
    },

  'a colleague who was named is let in by nobody: not as handler, not as confidant, not as owner': async world => {
    const id = await namedIn(world, report('confidant', { notTakenUp: false }))
    const visitor = await world.signIn('member')
    const asked = await visitor.post(`/meldingen/${id}/vertrouwenspersoon`, {
      confidant: idOf('confidant'),
      lezen: 'ja',
    })
    assert.equal(asked.status, 422, asked.text.slice(0, 300))
    const rows = (role: string) =>
      `insert into participant (case_id, person_id, role, organisation_id, added_at) values ('${id}', '${idOf('confidant')}', '${role}', '${idOf('waterstad')}', now())`
    const refused = { refused: '23514' }
    assert.deepEqual(await directly(world, 'member', db => db.attempt(rows('confidant'))), [refused])
    assert.deepEqual(await directly(world, 'clerk', db => db.attempt(rows('handler'), rows('deputy'))), [
      refused,
      refused,
    ])
    assert.deepEqual(await directly(world, { systemOf: 'waterstad' }, db => db.attempt(rows('deputy'))), [refused])
    const give = (column: string, to: PersonKey) =>
      `update incident_case set ${column} = '${idOf(to)}' where id = '${id}'`
    const given = [
      give('owner_id', 'confidant'),
      give('deputy_id', 'confidant'),
      give('owner_id', 'member'),
      give('deputy_id', 'member'),
    ]
    assert.deepEqual(await directly(world, 'clerk', db => db.attempt(...given)), [refused, refused, refused, refused])
    assert.deepEqual(await directly(world, { systemOf: 'waterstad' }, db => db.attempt(...given)), [
      refused,
      refused,
      refused,
      refused,
    ])
  },

  'who turns out to be named loses the case at once, whatever they were in it': async world => {
    const id = await namedIn(world, report('auditor', { notTakenUp: false }))
    await takeUp(world, 'clerk', id)
    await letIn(world, 'member', id, 'confidant')
    for (const who of ['clerk', 'politicalCoordinator', 'confidant'] as const) {
      await world.owner.query('insert into barred (case_id, person_id, organisation_id) values ($1, $2, $3)', [
        id,
        idOf(who),
        idOf('waterstad'),
      ])
      const tables = [
        'incident_case where id',
        'task where case_id',
        'case_entry where case_id',
        'audit_entry where case_id',
      ]
      const outcomes = await directly(world, who, db =>
        db.attempt(
          ...tables.map(it => `select from ${it} = '${id}'`),
          `select where app.may_open('${id}') or app.handles('${id}') or app.works_on('${id}')`,
        ),
      )
      assert.deepEqual(outcomes.map(countOf), [0, 0, 0, 0, 0], who)
      assert.equal((await (await world.signIn(who)).get(`/meldingen/${id}`)).status, 404)
    }
  },

  'a coordinator who is the person hit does not read what handlers write for each other about it': async world => {
    const id = await namedIn(
      world,
      report('auditor', { reporter: 'staffCoordinator', function: 'civil_servant', notTakenUp: false }),
    )
    await takeUp(world, 'secretary', id)
    await send(world, 'secretary', id, 'notitie')
    const notes = `select from case_entry where case_id = '${id}' and kind = 'note'`
    assert.deepEqual(await directly(world, 'secretary', db => db.attempt(notes)), [{ count: 1 }])
    assert.deepEqual(await directly(world, 'staffCoordinator', db => db.attempt(notes)), [{ count: 0 }])
    assert.doesNotMatch(
      (await (await world.signIn('staffCoordinator')).get(`/meldingen/${id}`)).text,
      /Alleen voor wie dit behandelt/,
    )
  },

  'the person hit never handles the own case': async world => {
    const id = await namedIn(
      world,
      report('alderman', { reporter: 'clerk', function: 'council_clerk', notTakenUp: false }),
    )
    const row = `insert into participant (case_id, person_id, role, organisation_id, added_at) values ('${id}', '${idOf('clerk')}', 'handler', '${idOf('waterstad')}', now())`
    for (const viewer of ['clerk', 'secretary', { systemOf: 'waterstad' }] as const) {
      const [outcome] = await directly(world, viewer, db => db.attempt(row))
      assert.ok(outcome && 'refused' in outcome && ['23514', '42501'].includes(outcome.refused))
    }
    const visitor = await world.signIn('clerk')
    assert.equal((await visitor.post(`/meldingen/${id}/oppakken`)).status, 404)
  },
}
