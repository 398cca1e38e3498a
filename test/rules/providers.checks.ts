import assert from 'node:assert/strict'
import { known } from '../support/answer-sets.ts'
import type { Checks } from '../support/checks.ts'
import { directly, insert } from '../support/direct.ts'
import { idOf, peopleKeys, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

// Whose provider counts, who comes back from it, and whose account that opens: the database by itself.

const waterstad = idOf('waterstad')
const subject = (name: string) => `sha256('${name}')`
const in10 = `app.now() + interval '10 minutes'`

/** A provider as it was filled in, of this version, approved or not. */
async function plantProvider({ owner, clock }: World, { approved = true, domains = 'waterstad.example' } = {}) {
  await owner.query('delete from provider_attempt; delete from provider_identity; delete from identity_provider')
  await owner.query(
    insert('identity_provider', {
      organisation_id: waterstad,
      issuer: 'https://inloggen.example',
      client_id: 'weerbaar',
      method: 'client_secret_basic',
      two_factor_acr: '',
      domains,
      master_key_id: 'none',
      wrapped: Buffer.alloc(61),
      secret: Buffer.alloc(61),
      version: 3,
      ...(approved && { approved_at: clock.now(), approved_by: idOf('privacyOfficer') }),
    }),
  )
}

const link = (who: PersonKey, name: string) =>
  `insert into provider_identity (organisation_id, subject_hash, person_id, origin, linked_at)
   values ('${waterstad}', ${subject(name)}, '${idOf(who)}', 'own', '2026-01-01')`

export const providerChecks: Checks = {
  'only an administrator chooses a provider': async world => {
    await plantProvider(world)
    const put = `select app.put_provider('${waterstad}', 'https://a.example', 'c', 'client_secret_basic', '', '', '${known}', 'x', 'x', null)`
    for (const who of peopleKeys)
      assert.deepEqual(
        await directly(world, who, db => db.attempt(put)),
        [who === 'administrator' ? { count: 1 } : { refused: '42501' }],
        who,
      )
  },

  'a provider counts only as the privacy officer approved it, and every change takes that away': async world => {
    await plantProvider(world, { approved: false })
    const approve = (who: PersonKey, version: number) =>
      directly(world, who, db => db.read(`select app.approve_provider('${waterstad}', ${version}, app.now()) as done`))
    for (const who of peopleKeys) assert.deepEqual(await approve(who, 3), [{ done: who === 'privacyOfficer' }], who)
    assert.deepEqual(await approve('privacyOfficer', 2), [{ done: false }])
    const open =
      'select (select count(*) from app.providers()) as chosen, (select count(*) from app.provider_at($1)) as used'
    assert.deepEqual(await directly(world, 'nobody', db => db.read(open, [waterstad])), [{ chosen: '0', used: '0' }])
    await plantProvider(world)
    assert.deepEqual(await directly(world, 'nobody', db => db.read(open, [waterstad])), [{ chosen: '1', used: '1' }])
    const changed = await directly(world, 'administrator', async db => {
      await db.read(
        `select app.put_provider($1, 'https://inloggen.example', 'other', 'client_secret_basic', '', '', null, null, null, null)`,
        [waterstad],
      )
      return db.read(`select client_id, approved_at, version from app.provider_settings($1)`, [waterstad])
    })
    assert.deepEqual(changed, [{ client_id: 'other', approved_at: null, version: 4 }])
  },

  'the secret of a provider never goes to another one': async world => {
    await plantProvider(world)
    const kept = await directly(world, 'administrator', db =>
      db.read(
        `select app.put_provider($1, 'https://elders.example', 'c', 'client_secret_basic', '', '', null, null, null, null) as kept`,
        [waterstad],
      ),
    )
    assert.deepEqual(kept, [{ kept: false }])
  },

  'who comes back from a provider does so once, in the same browser, for the same provider as it was': async world => {
    await plantProvider(world)
    const begin = (name: string, version: number, ends = in10) =>
      world.owner.query(
        `insert into provider_attempt (state_hash, browser_hash, organisation_id, version, onward, expires_at)
         values (${subject(name)}, ${subject('browser')}, '${waterstad}', ${version}, '/', ${ends.replace('app.now()', `'${world.clock.now().toISOString()}'::timestamptz`)})`,
      )
    await begin('good', 3)
    await begin('changed', 2)
    await begin('late', 3, `app.now() - interval '1 second'`)
    const found = await directly(world, 'nobody', async db => {
      const use = async (state: string, browser = 'browser', o = waterstad) =>
        (await db.read(`select onward from app.use_attempt(${subject(state)}, ${subject(browser)}, '${o}', app.now())`))
          .length
      return {
        otherBrowser: await use('good', 'other'),
        otherOrganisation: await use('good', 'browser', idOf('elders')),
        good: await use('good'),
        again: await use('good'),
        changed: await use('changed'),
        late: await use('late'),
      }
    })
    assert.deepEqual(found, { otherBrowser: 0, otherOrganisation: 0, good: 1, again: 0, changed: 0, late: 0 })
  },

  'an account at a provider opens the account of who linked it, while that person works there': async world => {
    await plantProvider(world)
    await world.owner.query(link('clerk', 'clerk'))
    await world.owner.query(link('formerMember', 'former'))
    const found = await directly(world, 'nobody', async db => {
      const who = async (name: string, o = waterstad) =>
        (
          await db.read<{ person_id: string }>(
            `select person_id from app.identity_person('${o}', ${subject(name)}, app.now())`,
          )
        )[0]?.person_id
      return [await who('clerk'), await who('clerk', idOf('elders')), await who('former'), await who('nobody')]
    })
    assert.deepEqual(found, [idOf('clerk'), undefined, undefined, undefined])
    const take = `select app.link_identity('${waterstad}', ${subject('clerk')}, null, app.now()) as person`
    assert.deepEqual(await directly(world, 'member', db => db.attempt(take)), [{ count: 1 }])
    assert.deepEqual(await directly(world, 'member', db => db.read(take)), [{ person: null }])
    const own = take.replace(`'clerk'`, `'new'`)
    assert.deepEqual(await directly(world, 'member', db => db.read(own)), [{ person: idOf('member') }])
    assert.deepEqual(await directly(world, 'foreignMember', db => db.read(own)), [{ person: null }])
    assert.deepEqual(await directly(world, 'nobody', db => db.read(own)), [{ person: null }])
  },

  'the rule of an administrator links only who works for this organisation alone, by an address in its domains':
    async world => {
      await plantProvider(world)
      const by = async (email: string) =>
        directly(world, 'nobody', async db => {
          const rows = await db.read<{ person: string | null }>(
            `select app.link_by_rule('${waterstad}', ${subject('somebody')}, $1, app.now()) as person`,
            [email],
          )
          return rows[0]?.person ?? null
        })
      assert.equal(await by('Member@waterstad.example'), idOf('member'))
      assert.equal(await by('memberelsewheretoo@waterstad.example'), null)
      assert.equal(await by('formermember@waterstad.example'), null)
      assert.equal(await by('foreignmember@waterstad.example'), null)
      await world.owner.query(link('member', 'earlier'))
      assert.equal(await by('member@waterstad.example'), null)
      await plantProvider(world, { domains: 'elders.example' })
      assert.equal(await by('member@waterstad.example'), null)
      await plantProvider(world, { approved: false })
      assert.equal(await by('member@waterstad.example'), null)
    },
}
