import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beginning, untilWaiting } from '../support/answer-sets.ts'
import type { Checks } from '../support/checks.ts'
import { idOf, type OrganisationKey, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'
import { entryOf, salt } from './looks.checks.ts'

// Rounds of a team, by the functions that alone can write them.

const lead = 'staffCoordinator'
const others = ['politicalCoordinator', 'member', 'administrator', 'foreignCoordinator'] as const
const everybody = [lead, ...others] as const

const asked = <Row>({ house }: World, who: PersonKey, text: string): Promise<Row[]> =>
  house.db.as({ person: idOf(who) }, async tx => (await sql.raw<Row>(text).execute(tx)).rows)

const done = async (world: World, who: PersonKey, call: string): Promise<boolean | undefined> =>
  (await asked<{ done: boolean }>(world, who, `select app.${call} as done`))[0]?.done

const opens = (world: World, who: PersonKey, id: string, organisation = 'waterstad', named = 'led-team') =>
  done(world, who, `open_round('${id}', '${idOf(organisation)}', '${named}', 1)`)
const asks = (world: World, who: PersonKey, round: string, person: PersonKey) =>
  done(world, who, `ask_in_round('${round}', '${idOf(person)}', 'security')`)
const says = (world: World, who: PersonKey, action: string, round: string, but: object = {}) =>
  entryOf({
    action,
    actor: idOf(who),
    organisation: idOf('waterstad'),
    object: `round:${round}`,
    at: world.clock.now().toISOString(),
    ...but,
  })
const ends = (world: World, who: PersonKey, round: string, but: object = {}) =>
  done(world, who, `end_round('${round}', ${says(world, who, 'scan.round_ended', round, but)}, ${salt})`)
const takes = (world: World, who: PersonKey, round: string, but: object = {}) =>
  done(world, who, `take_round('${round}', ${says(world, who, 'scan.round_taken', round, but)}, ${salt})`)

const asJobs = <Row>({ house }: World, of: OrganisationKey, text: string): Promise<Row[]> =>
  house.db.as({ systemOf: idOf(of) }, async tx => (await sql.raw<Row>(text).execute(tx)).rows)
const counted = '{"people": 3, "works": [], "themes": [], "questions": []}'
const handed = async (world: World, round: string, of: OrganisationKey = 'waterstad'): Promise<number> =>
  (await asJobs(world, of, `select from app.hand_round('${round}')`)).length
const closes = async (world: World, round: string, of: OrganisationKey = 'waterstad') =>
  (await asJobs<{ done: boolean }>(world, of, `select app.close_round('${round}', '${counted}') as done`))[0]?.done

async function opened(world: World): Promise<string> {
  await world.owner.query(`insert into questionnaire_privacy values ('led-team', 'team') on conflict do nothing`)
  const id = randomUUID()
  assert.equal(await opens(world, lead, id), true)
  return id
}

/** Somebody was asked, and answered: to the end, or not yet. */
async function answers(world: World, round: string, person: PersonKey, state: 'open' | 'done' = 'done'): Promise<void> {
  const id = randomUUID()
  await world.owner.query(`insert into round_member values ($1, $2, 'security') on conflict do nothing`, [
    round,
    idOf(person),
  ])
  await world.owner.query(
    `insert into answer_set (id, organisation_id, questionnaire, version, privacy, person_id, household, round_id, state, sealed, counted, keep_until)
     values ($1, $2, 'led-team', 1, 'team', $3, false, $4, $5, 'sealed', false, '2030-01-01')`,
    [id, idOf('waterstad'), idOf(person), round, state],
  )
  await world.owner.query(`insert into answer_key values ($1, 'key', 'wrapped')`, [id])
}

export const roundChecks: Checks = {
  'a round is opened by a coordinator of the organisation, of an instrument for teams, each with its own number':
    async world => {
      await opened(world)
      for (const who of ['member', 'administrator', 'foreignCoordinator'] as const)
        assert.equal(await opens(world, who, randomUUID()), false, who)
      await world.owner.query(`insert into questionnaire_privacy values ('led-self', 'private') on conflict do nothing`)
      assert.equal(await opens(world, lead, randomUUID(), 'waterstad', 'led-self'), false)
      await opened(world)
      const { rows } = await world.owner.query<{ n: number }>(
        `select count(distinct number) - count(*) as n from answer_round where questionnaire = 'led-team'`,
      )
      assert.equal(Number(rows[0]?.n), 0)
    },

  'only who leads a round asks people in it, of the organisation and not themself, and reads who was asked':
    async world => {
      const round = await opened(world)
      for (const who of others) assert.equal(await asks(world, who, round, 'otherMember'), false, who)
      for (const person of [lead, 'foreignMember', 'formerMember'] as const)
        assert.equal(await asks(world, lead, round, person), false, person)
      assert.equal(await asks(world, lead, round, 'member'), true)
      assert.equal(await asks(world, lead, round, 'member'), false, 'once')
      for (const who of others)
        assert.deepEqual(await asked(world, who, `select from app.round_members('${round}')`), [], who)
      assert.equal((await asked(world, lead, `select from app.round_members('${round}')`)).length, 1)
    },

  'rows are named by who leads the round, of their own open round, until somebody is asked': async world => {
    const round = await opened(world)
    const names = (who: PersonKey, of = round, rows = '{"own": [{"value": "1", "label": "Inkoop"}]}') =>
      done(world, who, `name_rows('${of}', '${rows}')`)
    for (const who of others) assert.equal(await names(who), false, who)
    assert.equal(await names(lead), true)
    assert.equal(await names(lead, round, '{}'), true, 'as often as needed')
    await assert.rejects(names(lead, round, '[]'))
    await asks(world, lead, round, 'member')
    assert.equal(await names(lead), false)
    const closed = await opened(world)
    assert.equal(await ends(world, lead, closed), true)
    assert.equal(await names(lead, closed), false)
  },

  'how many finished is told to who leads the round, in threes: nobody is followed one by one': async world => {
    const round = await opened(world)
    const finished = async (who: PersonKey) =>
      (await asked<{ n: number | null }>(world, who, `select app.finished_in_round('${round}') as n`))[0]?.n
    const told: unknown[] = [await finished(lead)]
    for (const person of ['member', 'otherMember', 'clerk', 'mayor', 'manager', 'auditor', 'confidant'] as const) {
      await answers(world, round, person)
      told.push(await finished(lead))
    }
    assert.deepEqual(told, [null, null, null, 3, 3, 3, 6, 6])
    for (const who of others) assert.equal(await finished(who), null, who)
  },

  'a round is ended by who leads it, once, with an entry in the trail that says so; then nobody answers or is asked':
    async world => {
      const round = await opened(world)
      await asks(world, lead, round, 'member')
      await answers(world, round, 'otherMember', 'open')
      for (const who of others) assert.equal(await ends(world, who, round), false, who)
      const wrong = [
        { actor: idOf('politicalCoordinator') },
        { action: 'scan.round_taken' },
        { object: `round:${randomUUID()}` },
        { organisation: idOf('elders') },
        { result: 'refused' },
        { case: randomUUID() },
      ]
      for (const but of wrong) assert.equal(await ends(world, lead, round, but), false, JSON.stringify(but))
      const entries = async () =>
        (
          await world.owner.query(`select from audit_entry where action = 'scan.round_ended' and object = $1`, [
            `round:${round}`,
          ])
        ).rowCount
      assert.equal(await entries(), 0)
      assert.equal(await ends(world, lead, round), true)
      assert.equal(await ends(world, lead, round), false, 'once')
      assert.equal(await entries(), 1)
      assert.equal(await asks(world, lead, round, 'clerk'), false)
      const begin = beginning(randomUUID(), 'led-team', 'team', { round: `'${round}'` })
      assert.deepEqual(await asked(world, 'member', begin), [{ done: false }])
      const { rows } = await world.owner.query<{ id: string }>('select id from answer_set where round_id = $1', [round])
      assert.equal(await done(world, 'otherMember', `keep_answers('${rows[0]?.id}', 'other', true)`), false)
    },

  'who is finishing while a round is ended is waited for and counted': async world => {
    const round = await opened(world)
    await answers(world, round, 'member', 'open')
    const { rows } = await world.owner.query<{ id: string }>('select id from answer_set where round_id = $1', [round])
    let ended: boolean | undefined
    const ending = await world.house.db.as({ person: idOf('member') }, async tx => {
      await sql.raw(`select app.keep_answers('${rows[0]?.id}', 'other', true)`).execute(tx)
      const running = ends(world, lead, round).then(it => (ended = it))
      await untilWaiting(world, 'end_round', () => ended !== undefined)
      assert.equal(ended, undefined, 'it waits')
      return { running }
    })
    assert.equal(await ending.running, true)
    const { rows: sets } = await world.owner.query('select state from answer_set where round_id = $1', [round])
    assert.deepEqual(sets, [{ state: 'done' }])
  },

  'the answers of a round are handed to a job of the organisation, once it was ended, from three finished ones on':
    async world => {
      const few = await opened(world)
      await answers(world, few, 'member')
      await answers(world, few, 'otherMember')
      await answers(world, few, 'clerk', 'open')
      await ends(world, lead, few)
      assert.equal(await handed(world, few), 0)
      const round = await opened(world)
      for (const person of ['member', 'otherMember', 'clerk'] as const) await answers(world, round, person)
      await answers(world, round, 'mayor', 'open')
      assert.equal(await handed(world, round), 0, 'not before it was ended')
      await ends(world, lead, round)
      assert.equal(await handed(world, round, 'elders'), 0)
      for (const who of everybody)
        assert.deepEqual(await asked(world, who, `select from app.hand_round('${round}')`), [], who)
      assert.equal(await handed(world, round), 3)
      assert.equal(await handed(world, round), 3, 'also when counting was broken off')
      await closes(world, round)
      assert.equal(await handed(world, round), 0, 'and not once it was closed')
    },

  'the outcome of a round is written by a job of the organisation only, once, and then what is open is gone':
    async world => {
      const round = await opened(world)
      await answers(world, round, 'member', 'open')
      assert.equal(await closes(world, round), false, 'not before it was ended')
      await ends(world, lead, round)
      for (const who of everybody)
        assert.equal(await done(world, who, `close_round('${round}', '${counted}')`), false, who)
      assert.equal(await closes(world, round, 'elders'), false)
      assert.equal(await closes(world, round), true)
      assert.equal(await closes(world, round), false, 'once')
      assert.equal((await world.owner.query('select from answer_set where round_id = $1', [round])).rowCount, 0)
    },

  'a round whose leader left is taken over by another coordinator who was not asked in it, with an entry in the trail':
    async world => {
      const round = await opened(world)
      await asks(world, lead, round, 'member')
      const left = async (who: PersonKey) =>
        (await asked<{ it: boolean }>(world, who, `select app.round_is_left('${round}') as it`))[0]?.it
      assert.equal(await takes(world, 'politicalCoordinator', round), false, 'not while somebody leads it')
      await world.owner.query('update answer_round set facilitator_id = $2 where id = $1', [round, idOf('clerk')])
      for (const who of ['member', 'administrator', 'foreignCoordinator'] as const) {
        assert.equal(await left(who), false, who)
        assert.equal(await takes(world, who, round), false, who)
      }
      await world.owner.query(`insert into round_member values ($1, $2, 'security')`, [round, idOf(lead)])
      assert.equal(await takes(world, lead, round), false, 'who was asked does not lead')
      assert.equal(await left('politicalCoordinator'), true)
      assert.equal(await takes(world, 'politicalCoordinator', round, { action: 'scan.round_ended' }), false)
      assert.equal(await takes(world, 'politicalCoordinator', round), true)
      assert.equal(await takes(world, 'politicalCoordinator', round), false, 'once')
      assert.equal(
        (
          await world.owner.query(`select from audit_entry where action = 'scan.round_taken' and object = $1`, [
            `round:${round}`,
          ])
        ).rowCount,
        1,
      )
      assert.equal(await ends(world, 'politicalCoordinator', round), true)
      await world.owner.query('update answer_round set facilitator_id = $2 where id = $1', [round, idOf('clerk')])
      assert.equal(await takes(world, 'politicalCoordinator', round), false, 'and none that was ended')
    },

  'the round before is shown to who was asked in this one and to coordinators of the organisation': async world => {
    const first = await opened(world)
    await ends(world, lead, first)
    await closes(world, first)
    const round = await opened(world)
    await asks(world, lead, round, 'member')
    const before = async (who: PersonKey) =>
      (await asked(world, who, `select from app.round_before('${round}')`)).length
    for (const who of ['member', 'politicalCoordinator', lead] as const) assert.equal(await before(who), 1, who)
    for (const who of ['otherMember', 'administrator', 'foreignCoordinator'] as const)
      assert.equal(await before(who), 0, who)
  },

  'who was asked in a round goes when its time is over, by the job of the organisation only': async world => {
    const round = await opened(world)
    await asks(world, lead, round, 'member')
    const old = `update answer_round set opened_on = '2020-01-01' where id = $1`
    await world.owner.query(old, [round])
    const left = async () => (await world.owner.query('select from round_member where round_id = $1', [round])).rowCount
    const expire = sql.raw(`select app.expire_rounds('${idOf('waterstad')}')`)
    await world.house.db.as({ person: idOf(lead) }, tx => expire.execute(tx))
    await world.house.db.as({ systemOf: idOf('elders') }, tx => expire.execute(tx))
    assert.equal(await left(), 1)
    await world.house.db.as({ systemOf: idOf('waterstad') }, tx => expire.execute(tx))
    assert.equal(await left(), 0)
  },
}
