import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { directly } from '../support/direct.ts'
import { beginAs, codeNow, setUp } from '../support/factors.ts'
import { idOf, peopleKeys, type PersonKey } from '../support/people.ts'
import { takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

// What a password alone gives, and what takes its place when a second factor is lost.

const seenBy = ['clerk', 'politicalCoordinator', 'manager', 'confidant', 'administrator', 'privacyOfficer'] as const

/** Every number that somebody sees of what is of others, with and without a second factor. */
const counts = (world: World, who: PersonKey, assurance: string) =>
  directly(world, who, async db => {
    await db.read(`select set_config('app.assurance', '${assurance}', true)`)
    const [row] = await db.read<Record<string, string>>(
      `select (select count(*) from incident_case where id not in (select app.own_cases())) as cases,
         (select count(*) from app.my_desks()) + (select count(*) from app.my_lines()) + (select count(*) from app.my_units())
           + (select count(*) from app.organisations_as('administrator')) + (select count(*) from app.organisations_as('privacy_officer'))
           + (select count(*) from app.organisations_as('confidant')) as roles`,
    )
    return row
  })

export const factorChecks: Checks = {
  'with a password only nobody has a role in the database, and sees no case but the own ones': async world => {
    const id = await world.report('member')
    await world.report('officer')
    await takeUp(world, 'clerk', id)
    for (const who of seenBy) {
      const [with2, with1] = [await counts(world, who, '2'), await counts(world, who, '1')]
      assert.notEqual(with2?.['roles'], '0', who)
      assert.deepEqual(with1, { cases: '0', roles: '0' }, who)
    }
    const handles = (assurance: string) =>
      directly(world, 'clerk', async db => {
        await db.read(`select set_config('app.assurance', '${assurance}', true)`)
        return db.read(`select app.handles('${id}') as handles, app.may_open('${id}') as opens`)
      })
    assert.deepEqual(await handles('2'), [{ handles: true, opens: true }])
    assert.deepEqual(await handles('1'), [{ handles: false, opens: false }])
  },

  'with a password only nobody reaches a page of a role, whatever the role': async world => {
    const id = await world.report('member')
    await takeUp(world, 'clerk', id)
    for (const [who, path] of [
      ['clerk', '/werklijst'],
      ['manager', '/eenheid'],
      ['politicalCoordinator', '/lijn'],
      ['confidant', '/vertrouwelijk'],
      ['administrator', '/beheer'],
      ['privacyOfficer', '/privacy-instellingen'],
      ['auditor', '/controle/logboek'],
    ] as const) {
      const visitor = await world.signIn(who, undefined, 1)
      assert.match((await visitor.get(path)).location, /^\/account\/tweede-stap/, who)
      assert.equal((await visitor.get(`/meldingen/${id}`)).status, 404, who)
      assert.equal((await visitor.get('/meldingen')).status, 200, who)
    }
    const half = await beginAs(world, 'alderman', '/')
    assert.equal((await half.get('/meldingen')).status, 200)
  },

  'who has a second factor gets nothing before giving it': async world => {
    await setUp(world, 'alderman')
    const half = await beginAs(world, 'alderman', '/')
    for (const path of ['/', '/meldingen', '/account', '/account/tweede-stap', '/melden/snel'])
      assert.match((await half.get(path)).location, /^\/inloggen\/tweede-stap/, path)
  },

  'a step of an authenticator is taken once, and never an earlier one': async world => {
    const secret = await setUp(world, 'secretary')
    world.clock.advance(30_000)
    const code = codeNow(world, secret)
    const browsers = [await beginAs(world, 'secretary', '/'), await beginAs(world, 'secretary', '/')]
    const [first, second] = browsers
    assert.equal((await first?.post('/inloggen/tweede-stap', { code }))?.status, 303)
    assert.equal((await second?.post('/inloggen/tweede-stap', { code }))?.status, 422)
    // The database by itself, for two that both found the step free.
    const found = await directly(world, 'secretary', async db => {
      const [own] = await db.read<{ id: string; last_step: string }>(
        'select id, last_step from app.own_authenticators()',
      )
      const use = async (away: number) =>
        (
          await db.read<{ used: boolean }>(
            `select app.use_step('${own?.id}', ${Number(own?.last_step) + away}) as used`,
          )
        )[0]?.used
      return [await use(0), await use(-1), await use(1), await use(1)]
    })
    assert.deepEqual(found, [false, false, true, false])
  },

  'nobody uses, confirms or ends what is of somebody else': async world => {
    await setUp(world, 'mayor')
    await world.signIn('mayor')
    const { rows } = await world.owner.query<{ id: string; session: string }>(
      `select a.id, (select s.id from session s where s.person_id = a.person_id limit 1) as session
       from authenticator a where a.person_id = $1 and a.confirmed_at is not null`,
      [idOf('mayor')],
    )
    const [{ id, session } = { id: '', session: '' }] = rows
    const answers = await directly(world, 'administrator', db =>
      db.read(
        `select app.use_step('${id}', 99999999) as step, app.confirm_authenticator('${id}', 1, app.now()) as confirmed,
           app.end_own_session('${session}') as ended, (select count(*) from app.own_authenticators()) as seen`,
      ),
    )
    assert.deepEqual(answers, [{ step: false, confirmed: false, ended: false, seen: '0' }])
  },

  'only an administrator takes away the second step of a colleague, and never the own one': async world => {
    await setUp(world, 'dutyOfficer')
    const take = `select app.reset_factors('${idOf('dutyOfficer')}', '${idOf('waterstad')}', app.now())`
    for (const who of peopleKeys.filter(it => it !== 'administrator'))
      assert.deepEqual(await directly(world, who, db => db.attempt(take)), [{ refused: '42501' }], who)
    const own = take.replace(idOf('dutyOfficer'), idOf('administrator'))
    assert.deepEqual(await directly(world, 'administrator', db => db.attempt(own)), [{ refused: '42501' }])
    assert.deepEqual(await directly(world, 'administrator', db => db.attempt(take)), [{ count: 1 }])
  },

  'after a reset a password opens nothing, and only the privacy officer gives the code': async world => {
    await setUp(world, 'integrityOfficer')
    const administrator = await world.signIn('administrator')
    await administrator.post(`/beheer/mensen/${idOf('integrityOfficer')}/tweede-stap`)
    const half = await beginAs(world, 'integrityOfficer', '/')
    for (const path of ['/meldingen', '/account/tweede-stap', '/werklijst'])
      assert.match((await half.get(path)).location, /^\/inloggen\/tweede-stap/, path)
    const give = (who: PersonKey) =>
      directly(world, who, db =>
        db.read<{ given: boolean }>(
          `select app.give_code('${idOf('integrityOfficer')}', '${idOf('waterstad')}', sha256('${randomUUID()}'), app.now()) as given`,
        ),
      )
    for (const who of ['administrator', 'integrityOfficer', 'auditor', 'foreignAdministrator', 'clerk'] as const)
      assert.deepEqual(await give(who), [{ given: false }], who)
    assert.deepEqual(await give('privacyOfficer'), [{ given: true }])
  },

  'who waits for a code does not give it to oneself': async world => {
    const id = idOf('privacyOfficer')
    await world.owner.query(
      'insert into factor_reset (person_id, organisation_id, asked_by, asked_at) values ($1, $2, $3, $4)',
      [id, idOf('waterstad'), idOf('administrator'), world.clock.now()],
    )
    const given = await directly(world, 'privacyOfficer', db =>
      db.read(`select app.give_code('${id}', '${idOf('waterstad')}', sha256('x'), app.now()) as given`),
    )
    await world.owner.query('delete from factor_reset')
    assert.deepEqual(given, [{ given: false }])
  },
}
