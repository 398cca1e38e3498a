import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type Row } from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import { entryOf, salt } from './looks.checks.ts'

export const wordChecks: Checks = {
  'a search is written down before it opens anything, and opens what its viewer may open and no more': async world => {
    const named = {
      colleague: 'politicalcoordinator@waterstad.example',
      colleague_id: idOf('politicalCoordinator'),
    }
    const ids = [await world.report('member'), await world.report('otherMember'), await world.report('member', named)]
    const entry = (more: Row) =>
      entryOf({ case: null, organisation: idOf('waterstad'), action: 'case.search_words', ...more })
    const open = (more: Row) => `select case_id from app.open_words('${idOf('waterstad')}', ${entry(more)}, ${salt})`
    const wrong = [{ actor: idOf('member') }, { case: ids[0] ?? '' }, { action: 'case.open' }, { result: 'refused' }]
    for (const who of peopleKeys) {
      const actor = idOf(who)
      const seen = await directly(world, who, async db => {
        const found = await db.read(open({ actor }))
        const trail = await db.read(
          `select from incident_case where id = any('{${ids.join()}}'::uuid[]) and app.may_open(id)`,
        )
        return { found: found.map(row => String(row['case_id'])).filter(id => ids.includes(id)), may: trail.length }
      })
      assert.equal(new Set(seen.found).size, seen.may, who)
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
