import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Checks } from '../support/checks.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

// Rounds of a team, by the functions that alone can write them.

const lead = 'staffCoordinator'
const others = ['politicalCoordinator', 'member', 'administrator', 'foreignCoordinator'] as const

const asked = <Row>({ house }: World, who: PersonKey, text: string): Promise<Row[]> =>
  house.db.as({ person: idOf(who) }, async tx => (await sql.raw<Row>(text).execute(tx)).rows)

const done = async (world: World, who: PersonKey, call: string): Promise<boolean | undefined> =>
  (await asked<{ done: boolean }>(world, who, `select app.${call} as done`))[0]?.done

const opens = (world: World, who: PersonKey, id: string, organisation = 'waterstad', named = 'led-team') =>
  done(world, who, `open_round('${id}', '${idOf(organisation)}', '${named}', 1)`)
const asks = (world: World, who: PersonKey, round: string, person: PersonKey) =>
  done(world, who, `ask_in_round('${round}', '${idOf(person)}', 'security')`)
const hands = async (world: World, who: PersonKey, round: string): Promise<number> =>
  (await asked(world, who, `select from app.hand_round('${round}')`)).length
const closes = (world: World, who: PersonKey, round: string) =>
  done(world, who, `close_round('${round}', '{"people": 3, "questions": []}')`)

async function opened(world: World): Promise<string> {
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
      for (const who of ['member', 'administrator', 'foreignCoordinator'] as const)
        assert.equal(await opens(world, who, randomUUID()), false, who)
      await world.owner.query(`insert into questionnaire_privacy values ('led-self', 'private') on conflict do nothing`)
      assert.equal(await opens(world, lead, randomUUID(), 'waterstad', 'led-self'), false)
      await opened(world)
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
    await hands(world, lead, closed)
    await closes(world, lead, closed)
    assert.equal(await names(lead, closed), false)
  },

  'how many finished is told to who leads the round, from three on': async world => {
    const round = await opened(world)
    const finished = async (who: PersonKey) =>
      (await asked<{ n: number | null }>(world, who, `select app.finished_in_round('${round}') as n`))[0]?.n
    await answers(world, round, 'member')
    await answers(world, round, 'otherMember')
    assert.equal(await finished(lead), null)
    await answers(world, round, 'clerk')
    assert.equal(await finished(lead), 3)
    for (const who of others) assert.equal(await finished(who), null, who)
  },

  'the answers of a round are handed out once, to who leads it, from three finished ones on': async world => {
    const few = await opened(world)
    await answers(world, few, 'member')
    await answers(world, few, 'otherMember')
    await answers(world, few, 'clerk', 'open')
    assert.equal(await hands(world, lead, few), 0)
    const round = await opened(world)
    for (const person of ['member', 'otherMember', 'clerk'] as const) await answers(world, round, person)
    await answers(world, round, 'mayor', 'open')
    for (const who of others) assert.equal(await hands(world, who, round), 0, who)
    assert.equal(await hands(world, lead, round), 3)
    assert.equal(await hands(world, lead, round), 0, 'once')
  },

  'a round is closed by who leads it, after it was counted and once; then nobody is asked, and what is open is gone':
    async world => {
      const round = await opened(world)
      await answers(world, round, 'member', 'open')
      assert.equal(await closes(world, lead, round), false, 'not before it was counted')
      await hands(world, lead, round)
      for (const who of others) assert.equal(await closes(world, who, round), false, who)
      assert.equal(await closes(world, lead, round), true)
      assert.equal(await closes(world, lead, round), false, 'once')
      assert.equal(await asks(world, lead, round, 'clerk'), false)
      assert.equal((await world.owner.query('select from answer_set where round_id = $1', [round])).rowCount, 0)
    },

  'the round before is shown to who was asked in this one and to coordinators of the organisation': async world => {
    const first = await opened(world)
    await hands(world, lead, first)
    await closes(world, lead, first)
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
