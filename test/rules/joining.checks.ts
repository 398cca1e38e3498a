import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beginDraft } from '../../src/features/incidents/draft.ts'
import { submit } from '../../src/features/incidents/report.ts'
import type { Checks } from '../support/checks.ts'
import { directly, type DirectViewer, type Outcome } from '../support/direct.ts'
import { incidentOf, join, twoCases } from '../support/joined.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { actorOf, send, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

export const joiningChecks: Checks = {
  'a case goes into an incident by who handles a case in both, and never to somebody who is named or was passed over':
    async world => {
      const one = await world.report('member')
      const two = await world.report('otherMember')
      for (const id of [one, two]) await takeUp(world, 'clerk', id)
      const moves = async (viewer: DirectViewer, id: string, to: string) => {
        const incident = await incidentOf(world, to)
        const statement = `update incident_case set incident_id = '${incident}' where id = '${id}'`
        return (await directly(world, viewer, db => db.attempt(statement)))[0]
      }
      assert.deepEqual(await moves('clerk', one, two), done)
      assert.deepEqual(await moves('deputyClerk', one, two), { count: 0 })
      assert.deepEqual(await moves('politicalCoordinator', one, two), byRow)
      assert.deepEqual(await moves('member', one, one), done)
      const foreign = await world.report('foreignMember')
      assert.deepEqual(await moves('clerk', one, foreign), byRow)
      await giveTo(world, two, 'deputyClerk')
      assert.deepEqual(await moves('deputyClerk', two, one), byRow)

      const names = { colleague: 'member@waterstad.example', colleague_id: idOf('member') }
      const naming = await world.report('otherMember', names)
      await takeUp(world, 'clerk', naming)
      for (const [id, to] of [
        [one, naming],
        [naming, one],
      ] as const)
        assert.deepEqual(await moves('clerk', id, to), byGuard, 'somebody who is named')

      const passing = await reportPast(world)
      const usual = await world.report('officer')
      await giveTo(world, usual, 'secretary')
      for (const [id, to] of [
        [usual, passing],
        [passing, usual],
      ] as const)
        assert.deepEqual(await moves('secretary', id, to), byGuard, 'a manager who was passed over')
    },

  'a decision comes into the incident of its case, and with somebody else as its author only as a copy':
    async world => {
      const { one, two } = await twoCases(world)
      await send(world, 'deputyClerk', two, 'besluit')
      const copy = (into: string, set: Record<string, string> = {}) => {
        const columns = [
          'content_id',
          'case_id',
          'organisation_id',
          'kind',
          'code',
          'author_id',
          'written_at',
          'sealed',
        ]
        const changed: Record<string, string> = { case_id: `'${one}'`, ...set }
        return `insert into incident_entry (id, incident_id, wrapped_key, ${columns.join(', ')})
        select gen_random_uuid(), (select incident_id from incident_case where id = '${into}'), wrapped_key,
          ${columns.map(name => changed[name] ?? name).join(', ')} from incident_entry where case_id = '${two}'`
      }
      const attempts: [string, Outcome][] = [
        [copy(one), done],
        [copy(one, { sealed: `'x'` }), byRow],
        [copy(one, { code: `'none'` }), byRow],
        [copy(one, { author_id: `'${idOf('secretary')}'` }), byRow],
        [copy(two), byGuard],
      ]
      const outcomes = await directly(world, 'clerk', db => db.attempt(...attempts.map(([statement]) => statement)))
      assert.deepEqual(
        outcomes,
        attempts.map(([, expected]) => expected),
      )
    },

  'a piece and a decision stay in the incident of their case': async world => {
    const { one, two } = await twoCases(world)
    await send(world, 'clerk', one, 'besluit')
    const to = (table: string, id: string) =>
      `update ${table} set incident_id = (select incident_id from incident_case where id = '${id}') where case_id = '${one}'`
    const outcomes = await directly(world, 'clerk', db =>
      db.attempt(to('file', one), to('file', two), to('incident_entry', one), to('incident_entry', two)),
    )
    assert.deepEqual(outcomes, [done, byRow, done, byRow])
  },

  'which cases lie beside one is told to who handles it, and to jobs': async world => {
    const { one, two } = await twoCases(world)
    await join(world, { one, two })
    const ask = `select app.cases_beside('${one}')`
    for (const viewer of ['clerk', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(await directly(world, viewer, db => db.attempt(ask)), [done])
    for (const viewer of [
      'member',
      'confidant',
      'deputyClerk',
      'politicalCoordinator',
      { systemOf: 'elders' },
    ] as const)
      assert.deepEqual(await directly(world, viewer, db => db.attempt(ask)), [{ count: 0 }])
  },
}

const done: Outcome = { count: 1 }
const byRow: Outcome = { refused: '42501' }
const byGuard: Outcome = { refused: '23514' }

/** A report of an enforcement officer that the own manager must not find. */
async function reportPast({ house }: World): Promise<string> {
  const id = randomUUID()
  const actor = actorOf('officer')
  await house.db.as({ person: actor.id }, async (tx, now) => {
    const draft = await beginDraft(tx, now, house, actor, id)
    const sent = await submit(tx, now, actor, draft, {
      function: { function: 'enforcement_officer', unit: idOf('handhaving') },
      safeNow: 'yes',
      answers: { what: 'Niet voor mijn leidinggevende.', reach: '', via_weerbaar: true },
      notManager: true,
    })
    assert.equal(sent, 'sent')
  })
  return id
}

const giveTo = (world: World, id: string, who: PersonKey) =>
  world.owner.query(
    `insert into participant (case_id, person_id, role, organisation_id, added_at) values ($1, $2, 'deputy', $3, $4)`,
    [id, idOf(who), idOf('waterstad'), world.clock.now()],
  )
