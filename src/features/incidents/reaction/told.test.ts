import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { allowNames, makeMeasure, rightTold } from '../../../../test/support/measures.ts'
import { faults } from '../../../../test/support/sender.ts'
import { takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type World } from '../../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await allowNames(world, true)
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const mine = '/maatregelen-in-mijn-gebouw'
const day = 24 * 3_600_000

async function aBan() {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return { id, measure: await makeMeasure(world, 'clerk', id, { wie: 'Jan Ångström' }) }
}

test('the reception is told of a ban by name, sees only that, each look is written down, and it is gone when the ban ends', async () => {
  const { id, measure } = await aBan()
  const clerk = await world.signIn('clerk')
  const at = `/meldingen/${id}/maatregelen/${measure}/wie-weet-het`
  const missing = await clerk.post(at, rightTold({ bellen: '' }))
  assert.equal(missing.status, 422)
  assert.match(missing.text, /Schrijf wie er gebeld moet worden/)
  assert.equal((await clerk.post(at, rightTold())).status, 303)
  await world.runJobs()
  const mail = world.mails.find(it => it.to === 'othermember@waterstad.example')
  assert.ok(mail && !/ngstr|stadhuis|weiger|M-2026/i.test(`${mail.subject} ${mail.text}`))

  const reception = await world.signIn('otherMember')
  assert.match((await reception.get('/')).text, /Er geldt 1 maatregel die u moet kennen/)
  const seen = await reception.get(mine)
  assert.match(seen.text, /tot en met zondag 24 mei 2026/)
  assert.match(
    seen.text,
    /Jan Ångström, lange man met grijze jas.*Stadhuis, alle ingangen.*Laat hem niet binnen.*014 0000000/,
  )
  assert.doesNotMatch(seen.text, /honkbalknuppel|M-2026|paspoort/)
  assert.equal((await reception.get(`/meldingen/${id}`)).status, 404)
  assert.equal((await reception.get(at)).status, 404)
  const { rows } = await world.owner.query<{ n: number }>(
    `select count(*)::int as n from audit_entry where case_id = $1 and action = 'case.measure_read' and object = $2`,
    [id, `measure:${measure}`],
  )
  assert.equal(rows[0]?.n, 1)
  assert.match(
    (await (await world.signIn('member')).get(`/meldingen/${id}/gekeken`)).text,
    /Gelezen wie er tijdelijk niet in het gebouw mag/,
  )
  // Nobody else finds it, also not who handles other cases.
  for (const other of ['doubleMember', 'deputyClerk', 'administrator', 'alderman'] as const)
    assert.match((await (await world.signIn(other)).get(mine)).text, /Er is nu geen maatregel die u moet kennen/)

  world.clock.advance(31 * day)
  assert.match((await (await world.signIn('otherMember')).get(mine)).text, /Er is nu geen maatregel/)
  await world.runJobs()
  assert.match((await (await world.signIn('otherMember')).get(mine)).text, /Er is nu geen maatregel/)
})

const inJune = {
  begint: '2026-05-25',
  eindigt: '2026-06-25',
  beoordelen: '2026-06-01',
  feit_op: '2026-05-20',
  wie: 'Jan',
}

test('who need not know it any more finds it no longer; of a talk nobody is told', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const ban = await makeMeasure(world, 'clerk', id, inJune)
  const talk = await makeMeasure(world, 'clerk', id, { ...inJune, stap: 'talk', beslist: 'handler' })
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${id}/maatregelen/${talk}/wie-weet-het`, rightTold())).status, 422)
  assert.equal((await clerk.post(`/meldingen/${id}/maatregelen/${ban}/wie-weet-het`, rightTold())).status, 303)
  assert.match((await (await world.signIn('otherMember')).get(mine)).text, /grijze jas/)
  const page = await clerk.get(`/meldingen/${id}/maatregelen/${ban}/wie-weet-het`)
  const persoon = /name="persoon" value="([0-9a-f-]{36})"/u.exec(page.html)?.[1] ?? ''
  world.mails.length = 0
  assert.equal((await clerk.post(`/meldingen/${id}/maatregelen/${ban}/niet-meer`, { persoon })).status, 303)
  await world.runJobs()
  assert.equal(world.mails.filter(it => it.to === 'othermember@waterstad.example').length, 0, 'nothing waits any more')
  assert.match((await (await world.signIn('otherMember')).get(mine)).text, /Er is nu geen maatregel/)
})

test('who is told again reads what was said last, and not what was wrong', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const measure = await makeMeasure(world, 'clerk', id, inJune)
  const clerk = await world.signIn('clerk')
  const at = `/meldingen/${id}/maatregelen/${measure}/wie-weet-het`
  assert.equal((await clerk.post(at, rightTold({ waar: 'Alleen het zwembad' }))).status, 303)
  const right = rightTold({ waar: 'Alle ingangen van de wijkpost' })
  for (const _ of ['once', 'twice']) assert.equal((await clerk.post(at, right)).status, 303)
  const seen = await (await world.signIn('otherMember')).get(mine)
  assert.match(seen.text, /Alle ingangen van de wijkpost/)
  assert.doesNotMatch(seen.text, /zwembad/)
  const { rows } = await world.owner.query('select from measure_told where measure_id = $1 and ended_at is null', [
    measure,
  ])
  assert.equal(rows.length, 1)
})
