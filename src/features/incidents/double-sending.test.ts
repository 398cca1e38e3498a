import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const countable = ['participant', 'task', 'job', 'case_event', 'case_entry', 'barred', 'file'] as const

/** How many rows of each kind hang on this case. */
async function rowsOf(id: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of countable) {
    const { rowCount } = await world.owner.query(`select from ${table} where case_id = $1`, [id])
    counts[table] = rowCount ?? 0
  }
  return counts
}

async function referenceOf(id: string): Promise<string> {
  const { rows } = await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
    id,
  ])
  assert.equal(rows.length, 1)
  return rows[0]?.reference ?? ''
}

test('a report that is sent twice, one after the other, is one report with one reference', async () => {
  const member = await world.signIn('member')
  const id = randomUUID()
  const file = { name: 'brief.txt', content: 'De brief.' }
  const first = await member.upload(`/melden/snel/${id}`, quickForm, [file])
  const rows = await rowsOf(id)
  const reference = await referenceOf(id)
  const second = await member.upload(`/melden/snel/${id}`, { ...quickForm, what: 'Iets anders.' }, [file])
  const empty = await member.upload(`/melden/snel/${id}`, {}, [])
  for (const seen of [first, second, empty])
    assert.deepEqual([seen.status, seen.location], [303, `/meldingen/${id}/ontvangst`])
  assert.deepEqual(await rowsOf(id), rows)
  assert.equal(await referenceOf(id), reference)
  assert.match((await member.get(second.location)).text, new RegExp(reference))
  assert.match((await member.get(`/meldingen/${id}`)).text, /we weten waar je woont/)
})

test('a report that is sent eight times at once is one report, with one set of tasks, jobs and mails', async () => {
  const alone = await rowsOf(await world.report('member'))
  const before = await lastNumber()
  const member = await world.signIn('member')
  for (let round = 0; round < 5; round++) {
    const id = randomUUID()
    const sent = await Promise.all(Array.from({ length: 8 }, () => member.upload(`/melden/snel/${id}`, quickForm, [])))
    assert.deepEqual(
      sent.map(it => [it.status, it.location]),
      sent.map(() => [303, `/meldingen/${id}/ontvangst`]),
    )
    assert.deepEqual(await rowsOf(id), alone)
  }
  assert.equal(await lastNumber(), before + 5, 'no number is used up by what was sent twice')
})

async function lastNumber(): Promise<number> {
  const { rows } = await world.owner.query<{ last: number }>(
    'select last from reference_counter where organisation_id = $1',
    [idOf('waterstad')],
  )
  return rows[0]?.last ?? 0
}

test('a report and a draft of the same form at once never make half a case', async () => {
  const member = await world.signIn('member')
  for (let round = 0; round < 10; round++) {
    const id = randomUUID()
    const { safe_now: _, ...incomplete } = quickForm
    const sent = await Promise.all([
      member.upload(`/melden/snel/${id}`, quickForm, []),
      member.upload(`/melden/snel/${id}`, incomplete, []),
      member.upload(`/melden/snel/${id}`, quickForm, [{ name: 'a.txt', content: 'Een stuk.' }]),
    ])
    assert.ok(sent.every(it => [303, 422].includes(it.status)))
    assert.match(await referenceOf(id), /^M-/)
    const page = await member.get(`/meldingen/${id}`)
    assert.match(page.text, /we weten waar je woont/)
  }
})

test('the id of somebody else’s draft or report leads nowhere, and changes nothing of it', async () => {
  const member = await world.signIn('member')
  const draft = randomUUID()
  const { safe_now: _, ...incomplete } = quickForm
  const kept = await member.upload(`/melden/snel/${draft}`, incomplete, [{ name: 'a.txt', content: 'Een stuk.' }])
  assert.equal(kept.status, 422)
  const report = await world.report('member')
  for (const id of [draft, report]) {
    const rows = await rowsOf(id)
    for (const who of ['otherMember', 'clerk', 'administrator', 'foreignMember'] as const) {
      const visitor = await world.signIn(who)
      const form = { ...quickForm, what: 'Van iemand anders.' }
      const sent = await visitor.upload(`/melden/snel/${id}`, form, [{ name: 'b.txt', content: 'Vals.' }])
      assert.equal(sent.status, 404, who)
      assert.equal((await visitor.get(`/melden/snel/${id}`)).status, 404, who)
    }
    assert.deepEqual(await rowsOf(id), rows)
  }
  assert.match((await member.get(`/melden/snel/${draft}`)).html, /we weten waar je woont/)
})

test('a message, a decision and a closing that are sent twice are written once', async () => {
  const id = await world.report('member')
  const clerk = await world.signIn('clerk')
  const member = await world.signIn('member')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  const forms: [string, Record<string, string>][] = [
    ['bericht', { bericht: 'Ik bel u zo.' }],
    ['notitie', { notitie: 'Overlegd met de politie.' }],
    ['besluit', { code: 'police_report', text: 'Wij doen aangifte.' }],
    ['gesprek', { code: 'held', text: '' }],
    ['afsluiten', { code: 'police_report_filed', text: 'Er is aangifte gedaan.' }],
  ]
  for (const [act, form] of forms) {
    const sent = { ...form, entry: randomUUID() }
    const once = Promise.all([clerk.post(`/meldingen/${id}/${act}`, sent), clerk.post(`/meldingen/${id}/${act}`, sent)])
    for (const seen of await once) assert.equal(seen.status, 303, act)
    const rows = await rowsOf(id)
    assert.equal((await clerk.post(`/meldingen/${id}/${act}`, sent)).status, 303, act)
    assert.deepEqual(await rowsOf(id), rows, act)
  }
  const asked = { reden: 'Het gaat door.', entry: randomUUID() }
  for (let n = 0; n < 2; n++) assert.equal((await member.post(`/meldingen/${id}/heropening-vragen`, asked)).status, 303)
  // The decision is written for the whole incident.
  assert.equal((await rowsOf(id))['case_entry'], forms.length)
  const { rows } = await world.owner.query<{ event: string; n: number }>(
    'select event, count(*)::int as n from case_event where case_id = $1 group by 1',
    [id],
  )
  assert.ok(
    rows.every(row => row.n === 1),
    JSON.stringify(rows),
  )
})
