import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Checks } from '../support/checks.ts'
import { countOf, directly } from '../support/direct.ts'
import { idOf, type OrganisationKey, type PersonKey } from '../support/people.ts'
import { aLetter, handleAndClose, letIn, rightForms, takeUp } from '../support/stories.ts'
import type { Visitor, World } from '../support/world.ts'

const status = async (visitor: Visitor, path: string) => (await visitor.get(path)).status
const minutes = (n: number) => n * 60_000

/** Gives somebody a role for the time of a check. */
async function withRole(
  world: World,
  who: PersonKey,
  role: string,
  organisation: OrganisationKey,
  more: { line?: string; unit?: string; starts?: Date },
  check: () => Promise<void>,
) {
  const id = randomUUID()
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, unit_id, role, function, line, starts) values ($1, $2, $3, $4, $5, 'civil_servant', $6, $7)`,
    [
      id,
      idOf(organisation),
      idOf(who),
      more.unit ? idOf(more.unit) : null,
      role,
      more.line ?? null,
      more.starts ?? '2024-01-01',
    ],
  )
  try {
    await check()
  } finally {
    await world.owner.query('delete from membership where id = $1', [id])
  }
}

/** Ends a role as an administrator does, and gives it back after the check. */
async function withEndedRole(world: World, who: PersonKey, index: number, check: () => Promise<void>) {
  const membership = idOf(`${who} ${index}`)
  const ended = await (
    await world.signIn('administrator')
  ).post(`/beheer/mensen/${idOf(who)}/rollen/${membership}/beeindigen`)
  assert.equal(ended.status, 303, ended.text.slice(0, 300))
  try {
    await check()
  } finally {
    await world.owner.query('update membership set ends = null where id = $1', [membership])
  }
}

export const permissionChecks: Checks = {
  'a clerk whose role ends loses it at once, in the session that is open': async world => {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    const clerk = await world.signIn('clerk')
    assert.deepEqual([await status(clerk, '/werklijst'), await status(clerk, `/meldingen/${id}`)], [200, 200])
    await withEndedRole(world, 'clerk', 1, async () => {
      for (const path of ['/werklijst', `/meldingen/${id}`, `/meldingen/${id}/besluit`])
        assert.equal(await status(clerk, path), 404, path)
      for (const act of ['bericht', 'notitie', 'besluit', 'overnemen'])
        assert.equal((await clerk.post(`/meldingen/${id}/${act}`, rightForms()[act])).status, 404, act)
      const outcomes = await directly(world, 'clerk', db =>
        db.attempt(
          ...['incident_case', 'case_entry', 'task', 'file', 'case_report'].map(
            table => `select * from ${table} where ${table === 'incident_case' ? 'id' : 'case_id'} = '${id}'`,
          ),
        ),
      )
      assert.deepEqual(outcomes.map(countOf), [0, 0, 0, 0, 0])
      const note = `insert into case_entry (id, case_id, organisation_id, kind, audience, author_id, written_at, sealed)
        values (gen_random_uuid(), '${id}', '${idOf('waterstad')}', 'note', 'handlers', '${idOf('clerk')}', app.now(), 'x')`
      assert.deepEqual(await directly(world, 'clerk', db => db.attempt(note)), [{ refused: '42501' }])
    })
  },

  'a council member whose membership ends keeps the own cases, answers in them and reads who looked': async world => {
    const id = await world.report('otherMember')
    await takeUp(world, 'clerk', id)
    const member = await world.signIn('otherMember')
    await withEndedRole(world, 'otherMember', 0, async () => {
      assert.match((await member.get('/meldingen')).text, /M-2026-/)
      assert.match((await member.get(`/meldingen/${id}`)).text, /Naam clerk/)
      assert.equal((await member.post(`/meldingen/${id}/bericht`, rightForms()['bericht'])).status, 303)
      assert.equal((await member.upload(`/meldingen/${id}/bewijs`, {}, [aLetter])).status, 303)
      assert.equal(await status(member, `/meldingen/${id}/gekeken`), 200)
      await handleAndClose(world, 'clerk', id)
      assert.equal(
        (await member.post(`/meldingen/${id}/heropening-vragen`, rightForms()['heropening-vragen'])).status,
        303,
      )
      // Nothing else is left of the organisation: no new report, no list of its people.
      assert.equal(await status(member, '/melden/snel'), 404)
      const [units, colleagues] = await directly(world, 'otherMember', db =>
        db.attempt(
          'select * from unit',
          `select * from person where id not in ('${idOf('otherMember')}', '${idOf('clerk')}')`,
        ),
      )
      assert.deepEqual([countOf(units), countOf(colleagues)], [0, 0])
      const again = await world.signIn('otherMember')
      assert.equal(await status(again, `/meldingen/${id}`), 200)
    })
  },

  'a member of two organisations reports in each to its own people, and sees of neither what is not theirs':
    async world => {
      const others = [await world.report('member'), await world.report('foreignMember')]
      const here = await world.signIn('memberElsewhereToo', 'waterstad')
      const there = await world.signIn('memberElsewhereToo', 'elders')
      assert.match((await here.get('/melden/snel')).text, /Naam clerk/)
      assert.doesNotMatch((await here.get('/melden/snel')).text, /Naam foreignClerk/)
      assert.match((await there.get('/melden/snel')).text, /Naam foreignClerk/)
      assert.doesNotMatch((await there.get('/melden/snel')).text, /Naam clerk/)
      for (const visitor of [here, there])
        for (const id of others) assert.equal(await status(visitor, `/meldingen/${id}`), 404)
      const own = await world.report('memberElsewhereToo')
      assert.equal(await status(there, `/meldingen/${own}`), 200)
      for (const who of ['foreignClerk', 'foreignCoordinator', 'foreignAdministrator'] as const)
        assert.equal(await status(await world.signIn(who), `/meldingen/${own}`), 404, who)
    },

  'a role in another organisation gives nothing here': async world => {
    const id = await world.report('member')
    const officers = await world.report('officer')
    for (const [role, more] of [
      ['handler', {}],
      ['coordinator', { line: 'political' }],
      ['coordinator', { line: 'administrative' }],
      ['manager', { unit: 'balie' }],
      ['confidant', {}],
      ['auditor', {}],
      ['privacy_officer', {}],
    ] as const)
      await withRole(world, 'otherMember', role, 'elders', more, async () => {
        for (const organisation of ['waterstad', 'elders'] as const) {
          const visitor = await world.signIn('otherMember', organisation)
          for (const one of [id, officers]) assert.equal(await status(visitor, `/meldingen/${one}`), 404, role)
          for (const page of ['/werklijst', '/lijn', '/eenheid']) {
            const { html } = await visitor.get(page)
            assert.ok(!html.includes(id) && !html.includes(officers), `${role} at ${page}`)
          }
        }
        const outcomes = await directly(world, 'otherMember', db =>
          db.attempt(
            `select from incident_case where id in ('${id}', '${officers}')`,
            // That they tried it themselves just now is what the trail of the other organisation says of its own people.
            `select from audit_entry where case_id in ('${id}', '${officers}') and actor_id <> '${idOf('otherMember')}'`,
          ),
        )
        assert.deepEqual(outcomes.map(countOf), [0, 0], role)
      })
  },

  'an administrator elsewhere arranges nothing here': async world => {
    await withRole(world, 'otherMember', 'administrator', 'elders', {}, async () => {
      const here = await world.signIn('otherMember', 'waterstad')
      const there = await world.signIn('otherMember', 'elders')
      assert.deepEqual([await status(here, '/beheer'), await status(there, '/beheer')], [404, 200])
      assert.deepEqual(
        [
          await status(there, `/beheer/eenheden/${idOf('griffie')}`),
          await status(there, `/beheer/mensen/${idOf('clerk')}`),
        ],
        [404, 404],
      )
      const outcomes = await directly(world, 'otherMember', db =>
        db.attempt(
          `update unit set name = name where id = '${idOf('griffie')}'`,
          `update membership set ends = ends where organisation_id = '${idOf('waterstad')}'`,
          `update route set deputy_id = deputy_id where organisation_id = '${idOf('waterstad')}'`,
        ),
      )
      assert.deepEqual(outcomes.map(countOf), [0, 0, 0])
    })
  },

  'a confidant reads along until the person hit says otherwise, and longer than that finds nothing': async world => {
    const id = await world.report('member')
    const confidant = await world.signIn('confidant')
    assert.equal(await status(confidant, `/meldingen/${id}`), 404)
    await letIn(world, 'member', id, 'confidant')
    assert.equal(await status(confidant, `/meldingen/${id}`), 200)
    await letIn(world, 'member', id, 'confidant', false)
    assert.equal(await status(confidant, `/meldingen/${id}`), 404)
    assert.ok(!(await confidant.get('/vertrouwelijk')).html.includes(id))
    await letIn(world, 'member', id, 'confidant')
    await withEndedRole(world, 'confidant', 0, async () => {
      assert.equal(await status(confidant, `/meldingen/${id}`), 404)
    })
    assert.equal(await status(confidant, `/meldingen/${id}`), 200)
  },

  'a role that begins tomorrow gives nothing today': async world => {
    const id = await world.report('member')
    const starts = new Date(world.clock.now().getTime() + minutes(60))
    await withRole(world, 'otherMember', 'coordinator', 'waterstad', { line: 'political', starts }, async () => {
      const visitor = await world.signIn('otherMember')
      assert.deepEqual([await status(visitor, '/lijn'), await status(visitor, `/meldingen/${id}`)], [404, 404])
      world.clock.advance(minutes(20))
      assert.equal(await status(visitor, '/lijn'), 404)
      world.clock.advance(minutes(25))
      await visitor.get('/')
      world.clock.advance(minutes(20))
      assert.deepEqual([await status(visitor, '/lijn'), await status(visitor, `/meldingen/${id}`)], [200, 200])
    })
  },

  'an administrator gives nobody a part in the cases who is administrator too, and oneself no role at all':
    async world => {
      const give = (who: PersonKey, role: string) =>
        `insert into membership (id, organisation_id, person_id, role, function, line, starts) values ('${randomUUID()}', '${idOf('waterstad')}', '${idOf(who)}', '${role}', 'civil_servant', ${role === 'coordinator' ? `'political'` : 'null'}, '2026-01-01')`
      const roles = ['reporter', 'handler', 'coordinator', 'confidant', 'auditor']
      assert.deepEqual(
        await directly(world, 'administrator', db => db.attempt(...roles.map(role => give('administrator', role)))),
        [{ refused: '42501' }, ...roles.slice(1).map(() => ({ refused: '23514' }))],
      )
      await withRole(world, 'otherMember', 'administrator', 'waterstad', {}, async () => {
        const outcomes = await directly(world, 'administrator', db =>
          db.attempt(...roles.slice(1).map(role => give('otherMember', role))),
        )
        assert.deepEqual(
          outcomes,
          roles.slice(1).map(() => ({ refused: '23514' })),
        )
      })
    },

  'two administrators who give somebody two roles at the same moment cannot join what is kept apart': async world => {
    const give = (client: pg.Client, role: string) =>
      client.query(
        `insert into weerbaar.membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, $4, 'civil_servant', '2026-01-01')`,
        [randomUUID(), idOf('waterstad'), idOf('formerMember'), role],
      )
    const [one, other] = [
      new pg.Client({ connectionString: world.database.ownerUrl }),
      new pg.Client({ connectionString: world.database.ownerUrl }),
    ]
    await Promise.all([one.connect(), other.connect()])
    try {
      await one.query('begin')
      await give(one, 'administrator')
      const second = give(other, 'handler').then(
        () => 'given',
        () => 'refused',
      )
      // Long enough to be given, if nothing held it up until the first is there.
      await Promise.race([second, sleep(250)])
      await one.query('commit')
      assert.equal(await second, 'refused')
      await one.query('delete from weerbaar.membership where person_id = $1 and ends is null', [idOf('formerMember')])
    } finally {
      await Promise.all([one.end(), other.end()])
    }
  },
}
