import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { directly } from '../../../test/support/direct.ts'
import { type PersonKey } from '../../../test/support/people.ts'
import { aLetter, handleAndClose, send, takeUp } from '../../../test/support/stories.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await (
    await world.signIn('privacyOfficer')
  ).post('/bewaartermijnen/instellen', {
    soort: 'any',
    afloop: 'police_report_filed',
    maanden: '1',
    grond: 'Eigen besluit',
  })
})
after(() => world.close())

const days = (n: number) => n * 24 * 3_600_000

/** A report that was handled and closed. */
async function closed(who: PersonKey, form: Record<string, string> = {}, files = [aLetter]): Promise<string> {
  const id = await world.report(who, form, files)
  await takeUp(world, 'clerk', id)
  await handleAndClose(world, 'clerk', id)
  return id
}

async function later(n: number) {
  world.clock.advance(days(n))
  await world.runJobs()
}

async function referenceOf(id: string): Promise<string> {
  const { rows } = await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
    id,
  ])
  return rows[0]?.reference ?? 'gone'
}

async function listOf(id: string): Promise<string | undefined> {
  const { rows } = await world.owner.query<{ list_id: string }>(
    `select list_id from destruction_item where case_id = $1 and decision is distinct from 'kept'`,
    [id],
  )
  return rows[0]?.list_id
}

/** The tables in which a row names this id, anywhere in it. */
async function tablesWith(id: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'weerbaar'::regnamespace and relkind = 'r'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: hits } = await world.owner.query(`select from ${name} t where t::text like $1 limit 1`, [`%${id}%`])
    if (hits.length > 0) found.push(name)
  }
  return found.toSorted()
}

const keptFigures = async () => {
  const { rows } = await world.owner.query<{ n: number }>('select count(*)::integer as n from kept_figure')
  return rows[0]?.n ?? 0
}

async function approve(list: string, form: Record<string, string> = {}) {
  const answer = await (await world.signIn('archivist')).post(`/vernietiging/${list}`, { akkoord: 'ja', ...form })
  assert.equal(answer.status, 303, answer.text)
}

test('a report of which the term is over is announced, approved without its content, destroyed and declared', async () => {
  const ids: string[] = []
  for (let n = 0; n < 6; n++) ids.push(await closed('member'))
  const [id = ''] = ids
  const reference = await referenceOf(id)
  assert.ok((await tablesWith(id)).length > 10)

  await later(20)
  const list = (await listOf(id)) ?? ''
  assert.ok(list !== '', 'within a month of its day it stands on a list')
  const mail = world.mails.findLast(it => it.to === 'member@waterstad.example' && /vernietigd/u.test(it.subject))
  assert.ok(mail)
  const own = await (await world.signIn('member')).get('/meldingen')
  assert.match(own.text, /Wordt vernietigd vanaf/u)

  const archivist = await world.signIn('archivist')
  const page = await archivist.get(`/vernietiging/${list}`)
  assert.ok(page.text.includes(reference))
  for (const word of [quickForm['what'] ?? '', 'Naam member', 'Naam clerk', 'Wij doen aangifte'])
    assert.ok(!page.text.includes(word), word)
  assert.equal((await archivist.get(`/meldingen/${id}`)).status, 404)
  assert.equal((await archivist.post(`/vernietiging/${list}`, {})).status, 422)

  await later(31)
  assert.equal(await referenceOf(id), reference, 'without an approval nothing goes')
  await approve(list)
  const before = await keptFigures()
  const trail = async () => {
    const { rows } = await world.owner.query<{ entry: string }>(
      'select entry, salt from audit_entry where case_id = $1 order by id',
      [id],
    )
    return rows
  }
  const trailBefore = await trail()
  await world.runJobs()

  for (const gone of ids)
    assert.deepEqual(await tablesWith(gone), ['audit_entry', 'destroyed_key', 'destroyed_report', 'destruction_item'])
  assert.deepEqual(await trail(), trailBefore, 'the trail stays as it was')
  assert.equal(await keptFigures(), before + ids.length, 'the figures count it still')
  const { rows: told } = await world.owner.query(
    `select from file f where not exists (select from incident_case c where c.id = f.case_id)`,
  )
  assert.equal(told.length, 0)

  const declaration = await (await world.signIn('archivist')).get(`/vernietiging/${list}/verklaring`)
  assert.match(declaration.text, /Verklaring van vernietiging V-2026-001/u)
  for (const word of [reference, 'Eigen besluit', 'Naam archivist']) assert.ok(declaration.text.includes(word), word)
  assert.doesNotMatch(declaration.text, /Naam member|brief/u)
  const member = await world.signIn('member')
  assert.match((await member.get('/meldingen')).text, new RegExp(`${reference}.{0,80}is vernietigd op`, 'u'))
  assert.equal((await member.get(`/meldingen/${id}`)).status, 404)
})

test('a report that must stay is not listed, and one that must stay since then drops out of its list', async () => {
  const held = await closed('member')
  const heldLater = await closed('member')
  const reopened = await closed('member')
  const hold = async (id: string) =>
    assert.equal(
      (
        await (
          await world.signIn('clerk')
        ).post(`/meldingen/${id}/bewaren`, { reden: 'court', uitleg: 'De rechter beslist in mei.' })
      ).status,
      303,
    )
  await hold(held)
  await later(35)
  assert.equal(await listOf(held), undefined)
  const list = (await listOf(heldLater)) ?? ''
  await approve(list)
  await hold(heldLater)
  await send(world, 'member', reopened, 'heropening-vragen')
  assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${reopened}/heropenen`)).status, 303)
  await later(31)
  for (const id of [held, heldLater, reopened]) assert.match(await referenceOf(id), /^M-2026-/u)
  assert.match((await (await world.signIn('archivist')).get(`/vernietiging/${list}`)).text, /nog niet weg/u)

  const page = await (await world.signIn('clerk')).get(`/meldingen/${held}/bewaren`)
  assert.match(page.text, /De rechter beslist in mei/u)
  assert.equal((await (await world.signIn('clerk')).post(`/meldingen/${held}/bewaren/beeindigen`)).status, 303)
  await later(35)
  assert.ok((await listOf(held)) !== undefined)
})

test('what an archivist keeps off a list stays, with a reason, and stands on none for a year', async () => {
  const id = await closed('member')
  await later(35)
  const list = (await listOf(id)) ?? ''
  const archivist = await world.signIn('archivist')
  const without = await archivist.post(`/vernietiging/${list}`, { akkoord: 'ja', blijft: id })
  assert.equal(without.status, 422)
  assert.match(without.text, /Kies waarom/u)
  await approve(list, { blijft: id, reden: 'request' })
  await later(65)
  assert.match(await referenceOf(id), /^M-2026-/u)
  assert.equal(await listOf(id), undefined)
  await later(330)
  assert.ok((await listOf(id)) !== undefined)
})

test('an archivist who is named finds the report on no list, and approves it for nobody', async () => {
  const id = await closed('member', { colleague: 'archivist@waterstad.example' })
  await later(35)
  const list = (await listOf(id)) ?? ''
  assert.ok(list !== '')
  const reference = await referenceOf(id)
  const archivist = await world.signIn('archivist')
  for (const path of ['/bewaartermijnen', `/vernietiging/${list}`])
    assert.ok(!(await archivist.get(path)).text.includes(reference), path)
  await approve(list)
  await later(31)
  assert.equal(await referenceOf(id), reference)
})

test('nobody destroys a case without a list that was approved: not who handles it, not an archivist, not a job', async () => {
  const id = await closed('member')
  const { rows } = await world.owner.query<{ incident_id: string }>(
    'select incident_id from incident_case where id = $1',
    [id],
  )
  const attempt = `select app.destroy_incident('${rows[0]?.incident_id ?? ''}') as n`
  for (const who of ['clerk', 'archivist', 'administrator', { systemOf: 'waterstad' }, { systemOf: 'elders' }] as const)
    assert.deepEqual(await directly(world, who, db => db.read(attempt)), [{ n: 0 }])
  await assert.rejects(world.owner.query('delete from case_entry where case_id = $1', [id]), /append-only/u)
})

test('only the privacy officer sets a term, and who watches over it reads from what to what', async () => {
  const set = { soort: 'threat', afloop: 'any', maanden: '24', grond: 'Besluit van het college' }
  for (const who of ['administrator', 'archivist', 'auditor', 'clerk'] as const)
    assert.equal((await (await world.signIn(who)).post('/bewaartermijnen/instellen', set)).status, 404, who)
  const officer = await world.signIn('privacyOfficer')
  assert.equal((await officer.post('/bewaartermijnen/instellen', { ...set, altijd: 'ja' })).status, 422)
  assert.equal((await officer.post('/bewaartermijnen/instellen', set)).status, 303)
  assert.equal((await officer.post('/bewaartermijnen/instellen', { ...set, maanden: '36' })).status, 303)
  assert.match((await officer.get('/bewaartermijnen')).text, /3 jaar/u)
  assert.match(
    (await (await world.signIn('auditor')).get('/controle/wijzigingen')).text,
    /Bewaartermijn: maanden 24 36/u,
  )
  assert.equal((await officer.post('/bewaartermijnen/standaard', set)).status, 303)
  assert.doesNotMatch((await officer.get('/bewaartermijnen')).text, /3 jaar/u)
})
