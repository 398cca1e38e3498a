import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type Row } from '../support/direct.ts'
import { askEmergency, decideEmergency } from '../support/emergency.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import { referenceOf, takeUp } from '../support/stories.ts'
import { entryOf, salt } from './looks.checks.ts'

export const wordChecks: Checks = {
  'a search is written down before it opens anything, and opens what its viewer may open and no more': async world => {
    const named = {
      colleague: 'politicalcoordinator@waterstad.example',
      colleague_id: idOf('politicalCoordinator'),
    }
    const ids = [await world.report('member'), await world.report('otherMember'), await world.report('member', named)]
    const inEmergency = await world.report('otherMember')
    await takeUp(world, 'clerk', inEmergency)
    await decideEmergency(world, await askEmergency(world, 'deputyClerk', await referenceOf(world, inEmergency)), 'ja')
    ids.push(inEmergency)
    const entry = (more: Row) =>
      entryOf({ case: null, organisation: idOf('waterstad'), action: 'case.search_words', ...more })
    const open = (more: Row) =>
      `select case_id, sight from app.open_words('${idOf('waterstad')}', ${entry(more)}, ${salt})`
    const wrong = [{ actor: idOf('member') }, { case: ids[0] ?? '' }, { action: 'case.open' }, { result: 'refused' }]
    for (const who of peopleKeys) {
      const actor = idOf(who)
      const seen = await directly(world, who, async db => {
        const found = await db.read(open({ actor }))
        const may = await db.read(
          `select id, case when app.handles(id) then 'handles' when app.works_on(id) then 'works'
             when id in (select app.helped_cases()) then 'helps' else 'reads' end as sight
           from incident_case where id = any('{${ids.join()}}'::uuid[]) and app.may_open(id)`,
        )
        const mine = found.filter(row => ids.includes(String(row['case_id'])))
        return {
          found: [...new Set(mine.map(row => `${String(row['case_id'])} ${String(row['sight'])}`))].toSorted(),
          may: may.map(row => `${String(row['id'])} ${String(row['sight'])}`).toSorted(),
        }
      })
      assert.deepEqual(seen.found, seen.may, who)
    }
    const refused = await directly(world, 'clerk', db =>
      db.attempt(...wrong.map(more => open({ actor: idOf('clerk'), ...more }))),
    )
    assert.deepEqual(
      refused,
      wrong.map(() => ({ refused: 'P0001' })),
    )
    const written = await directly(world, 'auditor', async db => {
      const searches = `select from audit_entry where action = 'case.search_words'`
      const before = (await db.read(searches)).length
      await db.read(open({ actor: idOf('auditor') }))
      return (await db.read(searches)).length - before
    })
    assert.equal(written, 1)
  },
}
