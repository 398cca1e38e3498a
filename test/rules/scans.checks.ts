import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Checks } from '../support/checks.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

// Whose answers are whose, by the functions that alone can read them.

export type Viewer = PersonKey | { jobsOf: 'waterstad' | 'elders' }

export const asked = <Row>({ house }: World, who: Viewer, text: string): Promise<Row[]> =>
  house.db.as(
    typeof who === 'string' ? { person: idOf(who) } : { systemOf: idOf(who.jobsOf) },
    async tx => (await sql.raw<Row>(text).execute(tx)).rows,
  )

interface Planted {
  privacy: 'private' | 'shared' | 'team' | 'organisation'
  of: string | null
  state?: 'open' | 'done'
  household?: boolean
  counted?: boolean
  /** Another instrument, so that checks do not count each other's people. */
  named?: string
}

/** A set of answers, as it stands in the database. */
export async function plantSet(
  { owner }: World,
  { privacy, of, state = 'done', household = false, counted = false, named = 'checked' }: Planted,
): Promise<string> {
  const id = randomUUID()
  const questionnaire = `${named}-${privacy}`
  await owner.query('insert into questionnaire_privacy values ($1, $2) on conflict do nothing', [
    questionnaire,
    privacy,
  ])
  await owner.query(
    `insert into answer_set (id, organisation_id, questionnaire, version, privacy, person_id, household, state, sealed, counted, keep_until)
     values ($1, $2, $3, 1, $4, $5, $6, $7, 'sealed', $8, '2030-01-01')`,
    [id, idOf('waterstad'), questionnaire, privacy, of, household, state, counted],
  )
  await owner.query(`insert into answer_key values ($1, 'key', 'wrapped')`, [id])
  return id
}

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

/** How many sets the job is handed for counting. */
const countedIn = async (world: World, who: Viewer, named: string): Promise<number> =>
  (await asked(world, who, `select from app.answers_to_count('${idOf('waterstad')}', '${named}-private', 1)`)).length

async function answering({ owner }: World, n: number): Promise<string[]> {
  const ids = Array.from({ length: n }, () => randomUUID())
  await owner.query(
    `insert into person (id, name, email, created_at) select id, 'Naam', id || '@waterstad.example', now() from unnest($1::uuid[]) as it (id)`,
    [ids],
  )
  return ids
}

export const scanChecks: Checks = {
  'private answers are opened, changed and thrown away by whose they are, and by nobody else': async world => {
    const id = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
    for (const who of others) {
      assert.equal(await opens(world, who, id), false)
      assert.equal(await keeps(world, who, id), false)
      assert.equal(await forgets(world, who, id), false)
    }
    assert.equal(await shares(world, 'member', id, 'clerk', true), false, 'not even by consent')
    assert.equal(await opens(world, 'member', id), true)
    assert.equal(await keeps(world, 'member', id), true)
    assert.equal(await forgets(world, 'member', id), true)
  },

  'shared answers are read by an adviser who was named, until it is taken back, and the look leaves its moment':
    async world => {
      const id = await plantSet(world, { privacy: 'shared', of: idOf('member'), state: 'open' })
      assert.equal(await opens(world, 'clerk', id), false)
      assert.equal(await shares(world, 'clerk', id, 'clerk', true), false, 'nobody lets themself in')
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
    await world.owner.query(`update answer_set set state = 'done', decided_on = $2 where id = $1`, [
      id,
      world.clock.now(),
    ])
    assert.equal(await forgets(world, 'staffCoordinator', id), false)
    await asked(world, 'member', `select app.keep_result('${id}', 'home', 1, 2, 1, 2, 0)`)
    await asked(world, 'staffCoordinator', `select app.keep_result('${id}', 'work', 1, 2, 1, 2, 0)`)
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
      const begins = async (who: PersonKey, organisation: string, privacy: string, round = 'null') =>
        (
          await asked<{ done: boolean }>(
            world,
            who,
            `select app.begin_answers('${randomUUID()}', '${idOf(organisation)}', 'begun-${privacy}', 1, '${privacy}', false, ${round},
               'key', 'wrapped', 'sealed', '2030-01-01') as done`,
          )
        )[0]?.done
      assert.equal(await begins('member', 'waterstad', 'private'), true)
      assert.equal(await begins('member', 'elders', 'private'), false)
      assert.equal(await begins('member', 'waterstad', 'organisation'), false)
      assert.equal(await begins('staffCoordinator', 'waterstad', 'organisation'), true)
      const round = randomUUID()
      await world.owner.query(`insert into questionnaire_privacy values ('begun-team', 'team')`)
      await world.owner.query(
        `insert into answer_round (id, organisation_id, questionnaire, version, number, facilitator_id, opened_on)
         values ($1, $2, 'begun-team', 1, 1, $3, '2026-04-20')`,
        [round, idOf('waterstad'), idOf('staffCoordinator')],
      )
      assert.equal(await begins('member', 'waterstad', 'team', `'${round}'`), false)
      await world.owner.query(`insert into round_member values ($1, $2, 'other')`, [round, idOf('member')])
      assert.equal(await begins('member', 'waterstad', 'team', `'${round}'`), true)
    },

  'the job is handed private answers from ten people on, one of each, none of a household and none that was told of':
    async world => {
      const ids = await answering(world, 11)
      const plant = (it: Omit<Planted, 'privacy'>) => plantSet(world, { ...it, privacy: 'private', named: 'counted' })
      const counted = (who: Viewer) => countedIn(world, who, 'counted')
      for (const of of ids.slice(0, 9)) await plant({ of })
      for (let again = 0; again < 3; again += 1) await plant({ of: ids[0] ?? '' })
      await plant({ of: ids[9] ?? '', household: true })
      await plant({ of: ids[9] ?? '', counted: true })
      await plant({ of: ids[9] ?? '', state: 'open' })
      assert.equal(await counted({ jobsOf: 'waterstad' }), 0)
      await plant({ of: ids[10] ?? '' })
      assert.equal(await counted({ jobsOf: 'waterstad' }), 10)
      assert.equal(await counted({ jobsOf: 'elders' }), 0)
      await world.owner.query(`update answer_set set counted = true where person_id = $1 and not household`, [ids[10]])
      await plant({ of: ids[10] ?? '' })
      assert.equal(await counted({ jobsOf: 'waterstad' }), 0, 'who was told of once is in no other release')
      assert.equal(await counted('politicalCoordinator'), 0)
    },

  'a release is made by the job only, of ten sets or more, and of each only once': async world => {
    const sets: string[] = []
    for (const of of await answering(world, 10))
      sets.push(await plantSet(world, { privacy: 'private', of, named: 'released' }))
    const releases = (who: Viewer, these: readonly string[]) =>
      asked<{ done: boolean }>(
        world,
        who,
        `select app.release_answers('${randomUUID()}', '${idOf('waterstad')}', 'released-private', 1, '{${these.join(',')}}', '[]') as done`,
      )
    assert.deepEqual(await releases('politicalCoordinator', sets), [{ done: false }])
    assert.deepEqual(await releases({ jobsOf: 'elders' }, sets), [{ done: false }])
    await assert.rejects(releases({ jobsOf: 'waterstad' }, sets.slice(1)), /cannot be told of/)
    assert.deepEqual(await releases({ jobsOf: 'waterstad' }, sets), [{ done: true }])
    await assert.rejects(releases({ jobsOf: 'waterstad' }, sets), /cannot be told of/)
  },

  'nobody has private answers told of at a moment that they choose': async world => {
    const attempt = (who: Viewer) =>
      asked(
        world,
        who,
        `insert into job (id, kind, organisation_id, run_at, attempts, created_at)
         values ('${randomUUID()}', 'scans_tell', '${idOf('waterstad')}', '2026-04-24', 0, '2026-04-24')`,
      )
    for (const who of ['member', 'politicalCoordinator', 'administrator'] as const) await assert.rejects(attempt(who))
    await attempt({ jobsOf: 'waterstad' })
  },
}
