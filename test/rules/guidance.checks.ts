import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Checks } from '../support/checks.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { fridayNight } from '../support/seed.ts'
import type { World } from '../support/world.ts'

// What everybody may read of a norm, and that nobody finds out who said to know it.

const day = 24 * 3_600_000

const asked = <Row>({ house }: World, who: PersonKey | 'nobody', text: string): Promise<Row[]> =>
  house.db.as(who === 'nobody' ? who : { person: idOf(who) }, async tx => (await sql.raw<Row>(text).execute(tx)).rows)

/** A conversation with the council that was recorded at a moment. */
async function conversation({ owner }: World, heldOn: string, at: Date): Promise<string> {
  const id = randomUUID()
  await owner.query(
    `insert into term_conversation (id, organisation_id, members, held_on, agenda, recorded_by, recorded_at) values ($1, $2, 'council', $3, 1, $4, $5)`,
    [id, idOf('waterstad'), heldOn, idOf('administrator'), at],
  )
  return id
}

const joinsTheCouncil = ({ owner }: World, who: PersonKey, starts: Date, ends: Date | null = null) =>
  owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts, ends) values ($1, $2, $3, 'reporter', 'committee_member', $4, $5)`,
    [randomUUID(), idOf('waterstad'), idOf(who), starts, ends],
  )

const says = async (world: World, who: PersonKey, id: string): Promise<boolean | undefined> =>
  (await asked<{ done: boolean }>(world, who, `select app.confirm_norm('${id}', true) as done`))[0]?.done

interface Share {
  people: number | null
  quarter: number | null
}
const shareFor = async (world: World, who: PersonKey, id: string): Promise<Share | undefined> =>
  (
    await asked<Share>(
      world,
      who,
      `select people, quarter from app.norm_shares('${idOf('waterstad')}') where conversation_id = '${id}'`,
    )
  )[0]

export const guidanceChecks: Checks = {
  'a norm is read by everybody once it was adopted, with the contact points that were made public, and those only':
    async world => {
      const read = () =>
        asked<{ contacts: { name: string }[] }>(world, 'nobody', `select contacts from app.public_norm('GM9901')`)
      assert.deepEqual(await read(), [])
      await world.owner.query(
        `insert into organisation_text (organisation_id, text_id, words) values ($1, 'norm_adopted_on', '2026-03-01')`,
        [idOf('waterstad')],
      )
      assert.deepEqual(await read(), [{ contacts: [] }])
      await world.owner.query('update contact_point set published = true where organisation_id = $1', [
        idOf('waterstad'),
      ])
      assert.deepEqual(
        (await read())[0]?.contacts.map(it => it.name),
        ['Alarmnummer'],
      )
    },

  'who says to know the norm belongs to the group today, and only reads back what they said themself': async world => {
    const id = await conversation(world, '2026-04-01', fridayNight)
    await joinsTheCouncil(world, 'alderman', new Date(fridayNight.getTime() + day))
    for (const [who, expected] of [
      ['member', true],
      ['formerMember', false],
      ['alderman', false],
      ['clerk', false],
      ['foreignMember', false],
    ] as const)
      assert.equal(await says(world, who, id), expected, who)
    const own = (who: PersonKey) => asked(world, who, 'select conversation_id from app.my_confirmations()')
    assert.deepEqual(await own('member'), [{ conversation_id: id }])
    assert.deepEqual(await own('administrator'), [])
  },

  'how a group stands is told from five people, in parts of yesterday, of those who were in it, and to its organisation':
    async world => {
      const few = await conversation(world, '2026-04-02', fridayNight)
      assert.deepEqual(await shareFor(world, 'administrator', few), { people: null, quarter: null })
      await joinsTheCouncil(world, 'officer', new Date(fridayNight.getTime() - day))
      const id = await conversation(world, '2026-04-03', new Date(fridayNight.getTime() + 1000))
      const everybody = ['member', 'otherMember', 'doubleMember', 'memberElsewhereToo', 'officer'] as const
      for (const who of everybody) assert.equal(await says(world, who, id), true, who)
      assert.deepEqual(await shareFor(world, 'administrator', id), { people: 5, quarter: 0 })
      await joinsTheCouncil(world, 'mayor', new Date(fridayNight.getTime() + day))
      world.clock.set(new Date(fridayNight.getTime() + 2 * day))
      assert.deepEqual(await shareFor(world, 'administrator', id), { people: 5, quarter: 2 })
      await world.owner.query(
        `update membership set ends = $1 where person_id = $2 and function = 'committee_member'`,
        [new Date(fridayNight.getTime() + day), idOf('officer')],
      )
      assert.deepEqual(await shareFor(world, 'administrator', id), { people: 5, quarter: 2 })
      assert.equal(await shareFor(world, 'foreignAdministrator', id), undefined)
      const more = ['alderman', 'clerk', 'manager', 'auditor', 'secretary'] as const
      for (const who of more) await joinsTheCouncil(world, who, new Date(fridayNight.getTime() + day))
      const large = await conversation(world, '2026-04-04', world.clock.now())
      for (const who of ['member', 'otherMember', 'doubleMember', 'memberElsewhereToo', 'mayor', ...more] as const)
        assert.equal(await says(world, who, large), true, who)
      world.clock.set(new Date(fridayNight.getTime() + 4 * day))
      assert.deepEqual(await shareFor(world, 'administrator', large), { people: 10, quarter: 3 })
    },

  'what teams flag is seen by who works in a team that receives visitors, as long as they do': async world => {
    await world.owner.query('insert into reception_unit (unit_id, organisation_id) values ($1, $2)', [
      idOf('publiekszaken'),
      idOf('waterstad'),
    ])
    await world.owner.query(
      `insert into risky_appointment (id, organisation_id, unit_id, starts, ends, place, room, needs, flagged_by, flagged_at)
       values ($1, $2, $3, $4, $5, 'counter', '', 'alarm', $6, $4)`,
      [
        randomUUID(),
        idOf('waterstad'),
        idOf('handhaving'),
        world.clock.now(),
        new Date(world.clock.now().getTime() + 3_600_000),
        idOf('officer'),
      ],
    )
    const sees = async (who: PersonKey) => (await asked(world, who, 'select id from risky_appointment')).length
    assert.equal(await sees('otherManager'), 1)
    assert.equal(await sees('clerk'), 0)
    assert.equal(await sees('foreignClerk'), 0)
    await world.owner.query('update membership set ends = $1 where person_id = $2', [
      world.clock.now(),
      idOf('otherManager'),
    ])
    assert.equal(await sees('otherManager'), 0)
  },
}
