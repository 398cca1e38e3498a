import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, leaveDraft } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { formatDate } from '../../ui/dates.ts'

// The world begins on 24 April 2026; a draft is kept six months after it was last touched.

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

async function later(days: number) {
  world.clock.advance(days * 24 * 3_600_000)
  await world.runJobs()
}

const isThere = async (id: string) =>
  (await world.owner.query('select from incident_case where id = $1', [id])).rows.length === 1

/** Rows of any table that hang on this case, and its files. */
async function left(id: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c where c.table_schema = 'weerbaar' and c.column_name = 'case_id'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    if (name === 'audit_entry') continue
    if ((await world.owner.query(`select from ${name} where case_id = $1 limit 1`, [id])).rows.length > 0)
      found.push(name)
  }
  return found.toSorted()
}

test('a draft that was thrown away is gone at once, with its files and its key', async () => {
  const id = await leaveDraft(world, 'member', [aLetter])
  assert.ok((await left(id)).includes('file'))
  const member = await world.signIn('member')
  assert.equal((await member.post(`/melden/snel/${id}/weggooien`)).status, 303)
  await world.runJobs()
  assert.ok(!(await isThere(id)))
  assert.deepEqual(await left(id), [])
  const { rows } = await world.owner.query(
    'select from file_chunk where not exists (select from file where id = file_id)',
  )
  assert.equal(rows.length, 0)
  const ledger = await world.owner.query('select from destroyed_key where id = $1', [id])
  assert.equal(ledger.rows.length, 1, 'a backup that is put back does not bring it back')
})

test('somebody reads until when a draft is kept; going on with it starts the term again, and leaving it ends it', async () => {
  const [left1, goneOn] = [await leaveDraft(world, 'member', [aLetter]), await leaveDraft(world, 'otherMember')]
  const reported = await world.report('member')
  const until = new Date(world.clock.now())
  until.setUTCMonth(until.getUTCMonth() + 6)
  const page = await (await world.signIn('member')).get(`/melden/snel/${left1}`)
  assert.ok(page.text.includes(`bewaren wij dit concept in elk geval tot ${formatDate(until)}`), page.text)
  await later(150)
  const form = { safe_now: 'yes', what: 'Ik ga verder.' }
  assert.equal((await (await world.signIn('otherMember')).upload(`/melden/snel/${goneOn}`, form, [])).status, 422)
  await later(70)
  assert.deepEqual([await isThere(left1), await isThere(goneOn), await isThere(reported)], [false, true, true])
  assert.equal((await (await world.signIn('member')).get(`/melden/snel/${left1}`)).status, 404)
  await later(220)
  assert.deepEqual([await isThere(goneOn), await isThere(reported)], [false, true])
})

test('an addition that was never sent goes too, and what was reported stays', async () => {
  const id = await world.report('member', { what: 'Dit staat er.' })
  const member = await world.signIn('member')
  const start = await member.get(`/meldingen/${id}/aanvullen`)
  const path = start.location ?? ''
  await member.post(path, {})
  assert.match((await member.get(path)).text, /bewaren wij deze aanvulling in elk geval tot/u)
  const unsent = async () =>
    (await world.owner.query('select from case_report where case_id = $1 and sent_at is null', [id])).rows.length
  assert.equal(await unsent(), 1)
  await later(220)
  assert.equal(await unsent(), 0)
  assert.match((await (await world.signIn('member')).get(`/meldingen/${id}`)).text, /Dit staat er/)
})

test('an organisation sets its own term, and an upgrade surprises nobody: what was there then counts as touched', async () => {
  const old = await leaveDraft(world, 'member')
  const officer = await world.signIn('privacyOfficer')
  const term = { soort: 'any', afloop: 'draft', maanden: '2', grond: 'Eigen besluit' }
  assert.equal((await officer.post('/bewaartermijnen/instellen', term)).status, 303)
  assert.match((await officer.get('/bewaartermijnen')).text, /Concept dat niet is verstuurd 2 maanden/u)
  world.clock.advance(50 * 24 * 3_600_000)
  await world.owner.query('update organisation set terms_from = $1', [world.clock.now()])
  await later(40)
  assert.ok(await isThere(old), 'ninety days old, and forty since the upgrade')
  await later(60)
  assert.ok(!(await isThere(old)))
})
