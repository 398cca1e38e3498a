import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { asked, beginning, inOne, known, plantSet, type Viewer } from '../support/answer-sets.ts'
import type { Checks } from '../support/checks.ts'
import { directly } from '../support/direct.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'
import { decided } from './norms.checks.ts'

// Whose answers are whose, by the functions that alone can read them.

const opens = async (world: World, who: Viewer, id: string): Promise<boolean> =>
  (await asked(world, who, `select from app.open_answers('${id}', false)`)).length > 0
const keeps = async (world: World, who: Viewer, id: string) =>
  (await asked<{ done: boolean }>(world, who, `select app.keep_answers('${id}', 'other', false) as done`))[0]?.done
const forgets = async (world: World, who: Viewer, id: string) =>
  (await asked<{ done: boolean }>(world, who, `select app.forget_answers('${id}') as done`))[0]?.done
const shares = async (world: World, who: Viewer, id: string, other: PersonKey, gives: boolean) =>
  (
    await asked<{ done: boolean }>(world, who, `select app.share_answers('${id}', '${idOf(other)}', ${gives}) as done`)
  )[0]?.done

export const others: readonly Viewer[] = [
  'otherMember',
  'clerk',
  'politicalCoordinator',
  'administrator',
  'privacyOfficer',
  'auditor',
  'foreignCoordinator',
  { jobsOf: 'waterstad' },
]

export const scanChecks: Checks = {
  'private answers are opened, changed and thrown away by whose they are, and by nobody else': async world => {
    const id = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
    for (const who of others) {
      assert.equal(await opens(world, who, id), false)
      assert.equal(await keeps(world, who, id), false)
      assert.equal(await forgets(world, who, id), false)
    }
    assert.equal(await shares(world, 'member', id, 'clerk', true), false, 'not even by consent')
    await world.owner.query(`insert into answer_consent (set_id, person_id, given_at) values ($1, $2, '2026-04-01')`, [
      id,
      idOf('clerk'),
    ])
    assert.equal(await opens(world, 'clerk', id), false, 'and not by one that stands in the database')
    assert.equal(await opens(world, 'member', id), true)
    assert.equal(await keeps(world, 'member', id), true)
    assert.equal(await forgets(world, 'member', id), true)
  },

  'shared answers are read by an adviser who was named, until it is taken back, and the look leaves its moment':
    async world => {
      const id = await plantSet(world, { privacy: 'shared', of: idOf('member'), state: 'open' })
      assert.equal(await opens(world, 'clerk', id), false)
      assert.equal(await shares(world, 'clerk', id, 'clerk', true), false, 'nobody lets themself in')
      assert.equal(await shares(world, 'clerk', id, 'deputyClerk', true), false, 'nor somebody else')
      assert.equal(await shares(world, 'member', id, 'foreignClerk', true), false, 'nobody of elsewhere')
      assert.equal(await shares(world, 'member', id, 'formerClerk', true), false, 'nobody who left')
      assert.equal(await shares(world, 'member', id, 'clerk', true), true)
      assert.equal(await opens(world, 'clerk', id), true)
      assert.equal(await opens(world, 'deputyClerk', id), false)
      assert.equal(await forgets(world, 'clerk', id), false)
      const looks = () =>
        asked<{ looked_at: Date | null }>(world, 'member', `select looked_at from app.consents_of('${id}')`)
      assert.ok((await looks())[0]?.looked_at)
      assert.deepEqual(await asked(world, 'clerk', `select from app.consents_of('${id}')`), [])
      assert.equal(
        (await asked<{ done: boolean }>(world, 'clerk', `select app.keep_answers('${id}', 'other', true) as done`))[0]
          ?.done,
        false,
        'whose it is ends it',
      )
      assert.equal(await shares(world, 'member', id, 'clerk', false), true)
      assert.equal(await opens(world, 'clerk', id), false)
      await world.owner.query(
        `insert into answer_consent (set_id, person_id, given_at) values ($1, $2, '2026-04-01')`,
        [id, idOf('formerClerk')],
      )
      assert.equal(await shares(world, 'member', id, 'formerClerk', false), true, 'also of who left, and may come back')
      const { rowCount } = await world.owner.query(
        'select from answer_consent where set_id = $1 and withdrawn_at is null',
        [id],
      )
      assert.equal(rowCount, 0)
    },

  'what is finished is changed by nobody any more': async world => {
    const id = await plantSet(world, { privacy: 'private', of: idOf('member') })
    assert.equal(await keeps(world, 'member', id), false)
  },

  'the answer of an organisation is led by its coordinators, and stays once it was decided on': async world => {
    const id = await plantSet(world, { privacy: 'organisation', of: null, state: 'open' })
    for (const who of ['member', 'administrator', 'manager', 'auditor', 'foreignCoordinator'] as const)
      assert.equal(await opens(world, who, id), false, who)
    assert.equal(await opens(world, 'staffCoordinator', id), true)
    const result = (theme: string) => `select app.keep_result('${id}', '${theme}', 1, 2, 1, 2, 0)`
    const decide = `select app.keep_answers('${id}', 'words', true)`
    await inOne(world, 'staffCoordinator', decide, result('work'), decided(world, id, 'staffCoordinator'))
    assert.equal(await forgets(world, 'staffCoordinator', id), false)
    await asked(world, 'member', result('home'))
    const own = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
    await inOne(world, 'member', decide.replace(id, own), result('home').replace(id, own))
    assert.equal((await world.owner.query('select from answer_result where set_id = $1', [own])).rowCount, 0)
    const results = (who: PersonKey) =>
      asked<{ theme: string }>(
        world,
        who,
        `select theme from app.results_of('${idOf('waterstad')}', 'checked-organisation')`,
      )
    assert.deepEqual(await results('member'), [{ theme: 'work' }])
    assert.deepEqual(await results('foreignMember'), [])
  },

  'nobody begins answers for another organisation, nor for the organisation without leading it, nor in a round without being asked':
    async world => {
      const begins = async (who: PersonKey, organisation: string, privacy: string, round = 'null') => {
        const text = beginning(randomUUID(), `begun-${privacy}`, privacy, { round })
        const there = text.replace(idOf('waterstad'), idOf(organisation))
        return (await asked<{ done: boolean }>(world, who, there))[0]?.done
      }
      for (const privacy of ['private', 'organisation', 'team'])
        await world.owner.query(`insert into questionnaire_privacy values ($1, $2)`, [`begun-${privacy}`, privacy])
      assert.equal(await begins('member', 'waterstad', 'private'), true)
      assert.equal(await begins('member', 'elders', 'private'), false)
      assert.equal(await begins('member', 'waterstad', 'organisation'), false)
      assert.equal(await begins('staffCoordinator', 'waterstad', 'organisation'), true)
      const round = randomUUID()
      await world.owner.query(
        `insert into answer_round (id, organisation_id, questionnaire, version, number, facilitator_id, opened_on)
         values ($1, $2, 'begun-team', 1, 1, $3, '2026-04-20')`,
        [round, idOf('waterstad'), idOf('staffCoordinator')],
      )
      await world.owner.query(`insert into round_member values ($1, $2, 'other')`, [round, idOf('clerk')])
      assert.equal(await begins('member', 'waterstad', 'team', `'${round}'`), false)
      await world.owner.query(`insert into round_member values ($1, $2, 'other')`, [round, idOf('member')])
      assert.equal(await begins('member', 'waterstad', 'team', `'${round}'`), true)
    },

  'who sees the answers to an instrument is said by nobody who answers it': async world => {
    const said = async (questionnaire: string, privacy: string) =>
      directly(world, 'member', db =>
        db.read<{ done: boolean }>(beginning(randomUUID(), questionnaire, privacy)).then(
          rows => rows[0]?.done,
          () => 'a fault',
        ),
      )
    assert.equal(await said('never-published', 'shared'), false)
    assert.equal(await said('home-check', 'private'), false)
    assert.equal(await said('home-check', 'shared'), true)
    assert.equal(
      (
        await asked<{ done: boolean }>(
          world,
          'staffCoordinator',
          `select app.open_round('${randomUUID()}', '${idOf('waterstad')}', 'never-published', 1) as done`,
        )
      )[0]?.done,
      false,
    )
    const { rowCount } = await world.owner.query(
      `select from questionnaire_privacy where questionnaire = 'never-published'`,
    )
    assert.equal(rowCount, 0)
  },

  'nobody who is signed in names a master key that no server has to have': async world => {
    await world.owner.query(`insert into questionnaire_privacy values ('keyed-self', 'private')`)
    const names = (key: string) => [
      ['member', beginning(randomUUID(), 'keyed-self', 'private', { key })] as const,
      ['member', `select app.begin_authenticator('${randomUUID()}', '${key}', 'wrapped', app.now())`] as const,
      [
        'administrator',
        `select app.put_provider('${idOf('waterstad')}', 'https://inloggen.example', 'ons', 'client_secret_basic', '', '', '${key}', 'wrapped', 'sealed', null)`,
      ] as const,
    ]
    const came = async (key: string) => {
      const all = names(key).map(([who, text]) => directly(world, who, db => db.attempt(text)))
      return (await Promise.all(all)).flat()
    }
    assert.deepEqual(
      await came('unknown'),
      Array.from({ length: 3 }, () => ({ refused: '42501' })),
    )
    assert.deepEqual(
      await came(known),
      Array.from({ length: 3 }, () => ({ count: 1 })),
    )
  },

  'what somebody throws away is remembered by its id and month only, so that a backup does not bring it back':
    async world => {
      const id = await plantSet(world, { privacy: 'private', of: idOf('member') })
      assert.equal(await forgets(world, 'clerk', id), false)
      const kept = async () =>
        (await world.owner.query<{ kind: string }>('select kind, destroyed_at from destroyed_key where id = $1', [id]))
          .rows
      assert.deepEqual(await kept(), [])
      assert.equal(await forgets(world, 'member', id), true)
      assert.deepEqual(await kept(), [{ kind: 'answers', destroyed_at: new Date('2026-04-01T00:00:00Z') }])
      await plantSet(world, { id, privacy: 'private', of: idOf('member') })
      await world.owner.query('select app.reapply_destruction()')
      assert.equal((await world.owner.query('select from answer_set where id = $1', [id])).rowCount, 0)
    },
}
