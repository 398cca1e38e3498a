import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { sql } from 'kysely'
import { idOf, peopleKeys } from '../../../test/support/people.ts'

const story = openStory()
const administrator = story.visitor('administrator')

const council = ['member', 'otherMember', 'doubleMember', 'memberElsewhereToo'] as const
const held = { groep: 'council', datum: '2026-04-20' }

async function conversationOf(members: string): Promise<string> {
  const { rows } = await story.world.owner.query<{ id: string }>(
    'select id from term_conversation where members = $1',
    [members],
  )
  return rows[0]?.id ?? ''
}

/** One more council member, so that the group has five people. */
async function aFifthMember() {
  await story.world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'reporter', 'committee_member', '2024-01-01')`,
    [idOf('fifth'), idOf('waterstad'), idOf('officer')],
  )
}

test('a conversation is recorded by group and day, and is not held in the future or twice on a day', async () => {
  await aFifthMember()
  for (const [form, said] of [
    [{ groep: '', datum: '' }, /Kies met welke groep het gesprek was\..*Vul in wanneer het gesprek was\./],
    [{ ...held, datum: '2026-04-25' }, /Deze dag moet nog komen/],
  ] as const) {
    const answer = await administrator.post('/beheer/gesprekken', form)
    assert.equal(answer.status, 422)
    assert.match(answer.text, said)
  }
  assert.equal((await administrator.post('/beheer/gesprekken', held)).status, 303)
  assert.match((await administrator.post('/beheer/gesprekken', held)).text, /Dit gesprek staat er al/)
  assert.match((await administrator.get('/beheer/gesprekken')).text, /Volksvertegenwoordigers, maandag 20 april 2026/)
})

test('a member is asked on the home page, says so, and can take it back', async () => {
  const member = await story.world.signIn('member')
  assert.match((await member.get('/')).text, /Kent u de norm\?/)
  const path = `/onze-norm/gesprek/${await conversationOf('council')}`
  assert.equal((await member.post(path, { weet: 'ja' })).status, 303)
  assert.match((await member.get('/onze-norm/gesprek')).text, /U kent de norm en de contactpunten/)
  assert.doesNotMatch((await member.get('/')).text, /Kent u de norm\?/)
  assert.match((await member.get('/account/inzage/overzicht')).text, /U kent de norm, zei u op vrijdag 24 april 2026/)
  await member.post(path, { weet: 'nee' })
  assert.doesNotMatch((await member.get('/onze-norm/gesprek')).text, /U kent de norm en de contactpunten/)
  await member.post(path, { weet: 'ja' })
})

test('who is not in the group does not say so for it, and who belongs to another organisation finds nothing', async () => {
  const path = `/onze-norm/gesprek/${await conversationOf('council')}`
  for (const who of ['alderman', 'foreignMember'] as const)
    assert.equal((await (await story.world.signIn(who)).post(path, { weet: 'ja' })).status, 404, who)
  const foreign = await story.world.signIn('foreignAdministrator')
  const remove = `/beheer/gesprekken/${await conversationOf('council')}/verwijderen`
  assert.equal((await foreign.post(remove)).status, 404)
  assert.doesNotMatch((await foreign.get('/beheer/gesprekken')).text, /20 april/)
})

test('a group is shown in parts and of yesterday, so that nobody sees who it was', async () => {
  const path = `/onze-norm/gesprek/${await conversationOf('council')}`
  const shown = async () => (await administrator.get('/beheer/gesprekken')).text
  assert.match(await shown(), /Minder dan de helft van deze 5 mensen/)
  for (const who of council) await (await story.world.signIn(who)).post(path, { weet: 'ja' })
  assert.match(await shown(), /Minder dan de helft van deze 5 mensen/, 'today says nothing yet')
  story.world.clock.set(new Date('2026-04-25T09:00:00Z'))
  assert.match(await shown(), /De helft of meer van deze 5 mensen/)
  await (await story.world.signIn('officer')).post(path, { weet: 'ja' })
  story.world.clock.set(new Date('2026-04-26T09:00:00Z'))
  assert.match(await shown(), /De helft of meer van deze 5 mensen/, 'that everybody did is never said')
})

test('ending a role does not tell whether that person had said so', async () => {
  await story.world.owner.query(`update membership set ends = '2026-04-25T12:00:00Z' where id = $1`, [idOf('fifth')])
  assert.match((await administrator.get('/beheer/gesprekken')).text, /De helft of meer van deze 5 mensen/)
})

test('of a group with fewer than five people nothing is shown', async () => {
  await administrator.post('/beheer/gesprekken', { groep: 'executive', datum: '2026-04-20' })
  await (
    await story.world.signIn('alderman')
  ).post(`/onze-norm/gesprek/${await conversationOf('executive')}`, { weet: 'ja' })
  story.world.clock.set(new Date('2026-04-27T09:00:00Z'))
  const { text } = await administrator.get('/beheer/gesprekken')
  assert.match(text, /Bestuurders, maandag 20 april 2026 In deze groep zitten minder dan vijf mensen/)
})

test('who said so is in no row, no trail and no page of anybody, also not of an administrator', async () => {
  for (const key of peopleKeys)
    await assert.rejects(
      story.world.house.db.as({ person: idOf(key) }, tx => sql`select person_id from norm_confirmation`.execute(tx)),
      /permission denied/,
      key,
    )
  const { rows } = await story.world.owner.query<{ entry: string }>(
    `select entry from audit_entry where entry like '%norm%'`,
  )
  assert.deepEqual(rows, [])
  const { rows: kept } = await story.world.owner.query<{ n: string }>('select count(*) as n from norm_confirmation')
  assert.equal(kept[0]?.n, '6')
  assert.deepEqual(
    story.world.lines.filter(it => it.includes('gesprek') && it.includes(idOf('member'))),
    [],
  )
})

test('who says so and takes it back learns from what is shown of no group that all others did, or none of them', async () => {
  const others = [
    'otherMember',
    'doubleMember',
    'memberElsewhereToo',
    'officer',
    'mayor',
    'clerk',
    'manager',
    'auditor',
  ]
  const id = await conversationOf('council')
  const member = await story.world.signIn('member')
  const shown = async (people: number, confirmed: readonly string[]): Promise<string> => {
    await story.world.owner.query('delete from norm_confirmation')
    for (const person of confirmed)
      await story.world.owner.query(`insert into norm_confirmation values ($1, $2, '2026-04-20')`, [id, idOf(person)])
    const said = new RegExp(`>([^<>]*) van deze ${people} mensen`, 'u')
    return said.exec((await member.get('/onze-norm/gesprek')).html)?.[1] ?? assert.fail('nothing is shown')
  }
  await story.world.owner.query(`update membership set starts = '2024-01-01', ends = null where id = $1`, [
    idOf('fifth'),
  ])
  for (let people = 5; people <= 9; people++) {
    if (people > 5)
      await story.world.owner.query(
        `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'reporter', 'committee_member', '2024-01-01')`,
        [randomUUID(), idOf('waterstad'), idOf(others[people - 2] ?? '')],
      )
    const there = others.slice(0, people - 1)
    const seen: string[] = []
    for (let n = 0; n < people; n++) {
      const said = there.slice(0, n)
      seen.push(`${await shown(people, said)}, ${await shown(people, [...said, 'member'])}`)
    }
    assert.equal(seen[0], seen[1], `none of ${people - 1} others`)
    assert.equal(seen.at(-1), seen.at(-2), `all of ${people - 1} others`)
    if (people === 9) assert.match(seen.join(), /Minder dan een kwart.*Driekwart of meer/)
  }
})

test('a conversation that is taken away takes with it who said so', async () => {
  for (const members of ['council', 'executive'])
    assert.equal(
      (await administrator.post(`/beheer/gesprekken/${await conversationOf(members)}/verwijderen`)).status,
      303,
    )
  const { rows } = await story.world.owner.query('select from norm_confirmation')
  assert.equal(rows.length, 0)
})
