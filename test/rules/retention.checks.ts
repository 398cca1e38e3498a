import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly } from '../support/direct.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { handleAndClose, leaveDraft, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

// What it takes for a report to go.

async function aClosedCase(world: World): Promise<{ id: string; destroy: string }> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await handleAndClose(world, 'clerk', id)
  const { rows } = await world.owner.query<{ incident_id: string }>(
    'select incident_id from incident_case where id = $1',
    [id],
  )
  return { id, destroy: `select from app.destroy_incident('${rows[0]?.incident_id ?? ''}') n where n > 0` }
}

/** Puts a case on a list, approved and of which the day has come unless it says otherwise. */
async function putOnList({ owner }: World, id: string, but: { undecided?: true; tomorrow?: true; since?: true } = {}) {
  await owner.query('delete from destruction_item where case_id = $1', [id])
  await owner.query('delete from destruction_list where id = $1', [idOf(`list for ${id}`)])
  await owner.query(
    `insert into destruction_list (id, organisation_id, number, made_at, destroy_from) values ($1, $2, $3, '2026-01-01', $4)`,
    [
      idOf(`list for ${id}`),
      idOf('waterstad'),
      `V-2026-${Number.parseInt(id.slice(0, 6), 16) + 1000}`,
      but.tomorrow ? '2030-01-01' : '2026-02-01',
    ],
  )
  await owner.query(
    `insert into destruction_item (list_id, case_id, incident_id, organisation_id, reference, category, outcome, reported_at, ended_at, due_at,
       months, ground, decision, decided_by, decided_at, named)
     select $2, id, incident_id, organisation_id, reference, category, outcome, reported_at, closed_at - $3::interval, '2026-01-01',
       1, 'Grond', $4, $5, $6, false from incident_case where id = $1`,
    [
      id,
      idOf(`list for ${id}`),
      but.since ? '1 hour' : '0',
      ...(but.undecided ? [null, null, null] : ['approved', idOf('archivist'), '2026-01-02']),
    ],
  )
}

export const retentionChecks: Checks = {
  'drafts go only by a job of their organisation, when nobody touched them, and nothing goes that was reported':
    async world => {
      await leaveDraft(world, 'member')
      const reported = await world.report('member')
      const remove = (since: string) => `app.remove_drafts('${idOf('waterstad')}', '${since}')`
      const attempt = (who: Parameters<typeof directly>[1], ...statements: string[]) =>
        directly(world, who, db => db.attempt(...statements))
      const all = `select from ${remove('2100-01-01')} n where n > 0`
      for (const who of ['member', 'clerk', 'administrator', 'privacyOfficer', { systemOf: 'elders' }] as const)
        assert.deepEqual(await attempt(who, all), [{ refused: '42501' }])
      const stays = `do $$ begin perform ${remove('2100-01-01')};
        if not exists (select from incident_case where id = '${reported}') then raise exception 'gone'; end if; end $$`
      assert.deepEqual(
        await attempt({ systemOf: 'waterstad' }, `select from ${remove('2020-01-01')} n where n > 0`, all, stays),
        [{ count: 0 }, { count: 1 }, { count: 0 }],
      )
    },

  'a case goes only by a job, from a list that an archivist approved, on its day, as it stood then, and not while it is held':
    async world => {
      const { id, destroy } = await aClosedCase(world)
      const attempt = async (who: Parameters<typeof directly>[1]) =>
        (await directly(world, who, db => db.attempt(destroy)))[0]
      const jobs = { systemOf: 'waterstad' } as const
      assert.deepEqual(await attempt(jobs), { count: 0 }, 'on no list')
      for (const but of [{ undecided: true }, { tomorrow: true }, { since: true }] as const) {
        await putOnList(world, id, but)
        assert.deepEqual(await attempt(jobs), { count: 0 }, Object.keys(but).join(' '))
      }
      await putOnList(world, id)
      for (const who of ['archivist', 'clerk', 'administrator', { systemOf: 'elders' }, 'nobody'] as const)
        assert.deepEqual(await attempt(who), { count: 0 }, JSON.stringify(who))
      assert.deepEqual(await attempt(jobs), { count: 1 })
      const held = await (
        await world.signIn('clerk')
      ).post(`/meldingen/${id}/bewaren`, { reden: 'court', uitleg: 'De rechter beslist nog.' })
      assert.equal(held.status, 303)
      assert.deepEqual(await attempt(jobs), { count: 0 }, 'held')
    },

  'only the privacy officer sets how long reports are kept, in the own organisation': async world => {
    const set = (organisation: 'waterstad' | 'elders') =>
      `select app.set_retention('${idOf(organisation)}', 'any', 'any', true, 24, 'Besluit', '', null)`
    const by = async (who: Parameters<typeof directly>[1], organisation: 'waterstad' | 'elders' = 'waterstad') =>
      (await directly(world, who, db => db.attempt(set(organisation))))[0]
    for (const who of ['archivist', 'administrator', 'auditor', 'clerk', 'foreignAdministrator', 'nobody'] as const)
      assert.deepEqual(await by(who), { refused: '42501' }, who)
    assert.deepEqual(await by('privacyOfficer', 'elders'), { refused: '42501' })
    assert.deepEqual(await by('privacyOfficer'), { count: 1 })
  },

  'who approves destruction has no role in the cases and does not set the terms': async world => {
    const give = (who: 'archivist' | 'clerk' | 'privacyOfficer', role: string) =>
      `insert into membership (id, organisation_id, person_id, role, function, starts)
       values (gen_random_uuid(), '${idOf('waterstad')}', '${idOf(who)}', '${role}', 'civil_servant', '2026-01-01')`
    const outcomes = await directly(world, 'administrator', db =>
      db.attempt(
        give('archivist', 'handler'),
        give('archivist', 'privacy_officer'),
        give('clerk', 'archivist'),
        give('privacyOfficer', 'archivist'),
        give('archivist', 'auditor'),
      ),
    )
    assert.deepEqual(outcomes, [...Array.from({ length: 4 }, () => ({ refused: '23514' })), { count: 1 }])
  },
  'of a destroyed report in which a colleague was named only who approved it reads that it went, and nobody its trail':
    async world => {
      const { id } = await aClosedCase(world)
      await putOnList(world, id)
      const seen = (who: PersonKey, table: 'audit_entry' | 'destruction_item') =>
        directly(world, who, async db => (await db.read(`select from ${table} where case_id = '${id}'`)).length > 0)
      assert.ok(await seen('auditor', 'audit_entry'))
      assert.ok(await seen('privacyOfficer', 'destruction_item'))
      await world.owner.query(
        `update destruction_item set named = true, destroyed_at = '2026-02-02' where case_id = $1`,
        [id],
      )
      for (const who of ['auditor', 'privacyOfficer', 'clerk'] as const) {
        assert.equal(await seen(who, 'audit_entry'), false, who)
        assert.equal(await seen(who, 'destruction_item'), false, who)
      }
      assert.ok(await seen('archivist', 'destruction_item'))
    },

  'a hold is lifted by who handles the case, in the own name': async world => {
    const { id } = await aClosedCase(world)
    await world.owner.query(
      `insert into legal_hold (id, case_id, organisation_id, reason, sealed, placed_by, placed_at)
       values ($1, $2, $3, 'court', $4, $5, '2026-04-20')`,
      [idOf(`hold to lift ${id}`), id, idOf('waterstad'), Buffer.alloc(60), idOf('clerk')],
    )
    const lift = (by: PersonKey) =>
      `update legal_hold set ended_by = '${idOf(by)}', ended_at = '2026-04-24' where case_id = '${id}'`
    const [other, own] = await directly(world, 'clerk', db => db.attempt(lift('deputyClerk'), lift('clerk')))
    assert.deepEqual([other, own], [{ refused: '42501' }, { count: 1 }])
  },
}
