import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { directly } from '../support/direct.ts'
import { aBan, allowNames } from '../support/measures.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { aRequestToName } from '../support/rights.ts'
import { handleAndClose, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

const mine = '/maatregelen-in-mijn-gebouw'

/** A ban of which a colleague was told. */
async function toldOfABan(world: World) {
  const { id, measure } = await aBan(world)
  await takeUp(world, 'clerk', id)
  const { rows } = await world.owner.query<{ id: string }>('select id from measure_told where measure_id = $1', [
    measure,
  ])
  return { id, measure, told: rows[0]?.id ?? '' }
}
type Ban = Awaited<ReturnType<typeof toldOfABan>>

const entryOf = (actor: PersonKey, { id, measure }: Ban) =>
  JSON.stringify({
    action: 'case.measure_read',
    actor: idOf(actor),
    at: '2026-04-24T18:50:00.000Z',
    case: id,
    object: `measure:${measure}`,
    organisation: idOf('waterstad'),
    origin: 'web',
    result: 'done',
    v: 1,
  })
const open = (ban: Ban, actor: PersonKey) =>
  `select * from app.open_told('${ban.told}', '${entryOf(actor, ban)}', '\\x${'00'.repeat(16)}')`
const opens = async (world: World, ban: Ban, who: PersonKey) =>
  (await directly(world, who, db => db.attempt(open(ban, who))))[0]

const one = { count: 1 }
const none = { count: 0 }
const refused = { refused: '42501' }

export const measureChecks: Checks = {
  'what somebody was told of a measure is opened by them only, while it holds and they work there, and each look is written down':
    async world => {
      const ban = await toldOfABan(world)
      assert.deepEqual(await opens(world, ban, 'otherMember'), one)
      for (const who of ['doubleMember', 'deputyClerk', 'administrator', 'foreignMember'] as const)
        assert.deepEqual(await opens(world, ban, who), none, who)
      const [asAnother] = await directly(world, 'otherMember', db => db.attempt(open(ban, 'clerk')))
      assert.deepEqual(asAnother, refused)

      assert.equal((await (await world.signIn('otherMember')).get(mine)).status, 200)
      const { rows } = await world.owner.query<{ n: number }>(
        `select count(*)::int as n from audit_entry where case_id = $1 and action = 'case.measure_read' and actor_id = $2`,
        [ban.id, idOf('otherMember')],
      )
      assert.equal(rows[0]?.n, 1)

      const change = (text: string, ...values: string[]) => world.owner.query(text, values)
      const membership = 'update membership set ends = $1 where person_id = $2'
      await change(membership, '2026-04-23', idOf('otherMember'))
      assert.deepEqual(await opens(world, ban, 'otherMember'), none, 'works there no more')
      await world.owner.query('update membership set ends = null where person_id = $1', [idOf('otherMember')])
      await change(
        'insert into barred (case_id, person_id, organisation_id) values ($1, $2, $3)',
        ban.id,
        idOf('otherMember'),
        idOf('waterstad'),
      )
      assert.deepEqual(await opens(world, ban, 'otherMember'), none, 'is named')
      await change('delete from barred where case_id = $1 and person_id = $2', ban.id, idOf('otherMember'))
      await change(
        `update measure set begins_on = '2026-04-01', review_on = '2026-04-02', ends_on = '2026-04-03' where id = $1`,
        ban.measure,
      )
      assert.deepEqual(await opens(world, ban, 'otherMember'), none, 'has passed')
      const lifted = await toldOfABan(world)
      await change(`update measure set ended_at = '2026-04-24', ended_how = 'lifted' where id = $1`, lifted.measure)
      assert.deepEqual(await opens(world, lifted, 'otherMember'), none, 'was lifted')
      const back = await toldOfABan(world)
      await change(`update measure_told set ended_at = '2026-04-24' where id = $1`, back.told)
      assert.deepEqual(await opens(world, back, 'otherMember'), none, 'was taken back')
    },

  'that there is a measure, of which kind and until when, is told to whose case it is and to nobody else':
    async world => {
      const { id } = await aBan(world)
      const asked = `select * from app.measures_for_own('${id}')`
      const told = async (who: PersonKey) => (await directly(world, who, db => db.attempt(asked)))[0]
      assert.deepEqual(await told('member'), one)
      for (const who of ['otherMember', 'clerk', 'politicalCoordinator', 'administrator', 'foreignMember'] as const)
        assert.deepEqual(await told(who), none, who)
    },

  'a measure becomes no longer, is not opened again, and is ended by a job only when its last day has passed':
    async world => {
      const ban = await toldOfABan(world)
      const at = `where id = '${ban.measure}'`
      const longer = `update measure set ends_on = '2027-01-01' ${at}`
      const expire = `update measure set ended_at = '2026-04-24', ended_how = 'expired' ${at}`
      const handler = await directly(world, 'clerk', db => db.attempt(longer, expire))
      assert.deepEqual(handler, [{ refused: '23514' }, refused])
      assert.deepEqual(await directly(world, { systemOf: 'waterstad' }, db => db.attempt(expire)), [refused])
      await world.owner.query(
        `update measure set begins_on = '2026-04-01', review_on = '2026-04-02', ends_on = '2026-04-03' ${at}`,
      )
      assert.deepEqual(await directly(world, { systemOf: 'elders' }, db => db.attempt(expire)), [none])
      assert.deepEqual(await directly(world, { systemOf: 'waterstad' }, db => db.attempt(expire)), [one])
      await world.owner.query(expire)
      await assert.rejects(world.owner.query(`update measure set ended_at = null, ended_how = null ${at}`))
      await assert.rejects(world.owner.query(`update measure set sealed_who = '\\x00' ${at}`))
    },

  'of a measure is told only who works there, is not named as the one who did it, and where a name may be kept':
    async world => {
      const { id, measure } = await toldOfABan(world)
      const tell = (who: PersonKey) =>
        `insert into measure_told (id, measure_id, case_id, organisation_id, person_id, sealed, wrapped_key, told_by, told_at)
         values ('${randomUUID()}', '${measure}', '${id}', '${idOf('waterstad')}', '${idOf(who)}', '\\x00', '\\x00', '${idOf('clerk')}', '2026-04-24')`
      const tries = () =>
        directly(world, 'clerk', db => db.attempt(tell('doubleMember'), tell('foreignMember'), tell('alderman')))
      await world.owner.query('insert into barred (case_id, person_id, organisation_id) values ($1, $2, $3)', [
        id,
        idOf('alderman'),
        idOf('waterstad'),
      ])
      assert.deepEqual(await tries(), [refused, refused, refused])
      await allowNames(world, true)
      assert.deepEqual(await tries(), [one, refused, refused])
      await allowNames(world, false)
      // Nobody finds out by asking it who is named, but who handles the case and knows.
      const ask = `select app.may_be_told('${id}', '${idOf('doubleMember')}') as may`
      for (const [who, may] of [
        ['clerk', true],
        ['member', false],
        ['politicalCoordinator', false],
      ] as const)
        assert.deepEqual(await directly(world, who, db => db.read<{ may: boolean }>(ask)), [{ may }], who)
    },

  'who did it is forgotten by a job of the organisation only, when a case is over and nobody must keep it':
    async world => {
      const { id } = await toldOfABan(world)
      const forget = (of: string) =>
        `select * from app.forget_identities('${idOf('waterstad')}', '2027-01-01') as case_id where case_id = '${of}'`
      const goes = async (of: string) =>
        (await directly(world, { systemOf: 'waterstad' }, db => db.attempt(forget(of))))[0]
      for (const who of ['clerk', 'privacyOfficer', { systemOf: 'elders' }] as const)
        assert.deepEqual(await directly(world, who, db => db.attempt(forget(id))), [refused])
      await world.owner.query(`update measure set ended_at = '2026-04-24', ended_how = 'lifted' where case_id = $1`, [
        id,
      ])
      assert.deepEqual(await goes(id), none, 'goes on')
      await handleAndClose(world, 'clerk', id)
      assert.deepEqual(await goes(id), one)
      await world.owner.query(
        `insert into legal_hold (id, case_id, organisation_id, reason, sealed, placed_by, placed_at)
         values ($1, $2, $3, 'court', '\\x00', $4, '2026-04-20')`,
        [randomUUID(), id, idOf('waterstad'), idOf('clerk')],
      )
      assert.deepEqual(await goes(id), none, 'is held')
      const { id: holds } = await toldOfABan(world)
      await handleAndClose(world, 'clerk', holds)
      assert.deepEqual(await goes(holds), none, 'a measure holds')
    },

  'whose names stand in no answer is told to whom the question was asked of, and to nobody else': async world => {
    const { question } = await aRequestToName(world)
    const id = await world.report('otherMember')
    await world.owner.query(
      `insert into participant (case_id, person_id, role, organisation_id, added_at) values ($1, $2, 'handler', $3, '2026-04-24') on conflict do nothing`,
      [id, idOf('deputyClerk'), idOf('waterstad')],
    )
    const ask = `select * from app.names_to_keep('${question}') as name where name like '%otherMember%'`
    assert.deepEqual(await directly(world, 'deputyClerk', db => db.attempt(ask)), [one])
    const others = ['clerk', 'privacyOfficer', 'administrator', 'foreignClerk'] as const
    for (const who of others)
      assert.deepEqual(
        await directly(world, who, db => db.attempt(`select * from app.names_to_keep('${question}')`)),
        [none],
        who,
      )
  },
}
