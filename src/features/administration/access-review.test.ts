import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const own = '/beheer/rollen'
const roleOf = (who: PersonKey, index = 0) => idOf(`${who} ${index}`)
const days = (n: number) => world.clock.advance(n * 24 * 3_600_000)
const administrator = (): Promise<Visitor> => world.signIn('administrator')

const confirm = async (...roles: string[]) =>
  (await administrator()).post(own, { rollen: roles.join('\n'), doe: 'bevestig' })
const confirmAllShown = async () => {
  const visitor = await administrator()
  const shown = /name="getoond" value="([^"]*)"/.exec((await visitor.get(own)).html)?.[1] ?? ''
  return visitor.post(own, { getoond: shown, doe: 'alle' })
}

test('after an upgrade nobody is late at once: what was there then counts as confirmed at that moment', async () => {
  await world.owner.query('update organisation set terms_from = $1', [world.clock.now()])
  try {
    assert.match((await (await administrator()).get(own)).text, /Er is nu niets te bevestigen/)
    days(91)
    assert.ok(
      (await (await administrator()).get(own)).html.includes(`value="${roleOf('clerk', 1)}"`),
      'a quarter later',
    )
  } finally {
    world.clock.advance(-91 * 24 * 3_600_000)
    await world.owner.query('update organisation set terms_from = null')
  }
})

test('every role that nobody looked at is due, and one that was confirmed is not, until its period is over', async () => {
  const before = await administrator()
  assert.match((await before.get(own)).text, /Naam clerk: Behandelaar/)
  assert.match((await before.get('/beheer')).text, /\d\d rollen zijn niet op tijd bevestigd/)
  assert.equal((await confirm(roleOf('clerk', 0), roleOf('clerk', 1))).location, `${own}?klaar=bevestigd`)
  const { html, text } = await (await administrator()).get(own)
  assert.ok(!html.includes(`value="${roleOf('clerk', 1)}"`))
  assert.match(text, /Laatst bevestigd.*Naam clerk.*Naam administrator/)

  days(92)
  const later = (await (await administrator()).get(own)).html
  assert.ok(later.includes(`value="${roleOf('clerk', 1)}"`), 'to handle cases: every quarter')
  assert.ok(!later.includes(`value="${roleOf('clerk', 0)}"`), 'to report: every year')
  days(274)
  assert.ok((await (await administrator()).get(own)).html.includes(`value="${roleOf('clerk', 0)}"`))
})

test('an administrator confirms all that is shown at once, but never the own role: somebody else must', async () => {
  assert.equal((await confirm(roleOf('administrator'))).status, 422)
  assert.match((await confirm(roleOf('administrator'))).text, /Uw eigen rol bevestigt een andere beheerder/)
  assert.equal((await confirm()).status, 422)
  assert.equal((await confirm(roleOf('foreignClerk'))).status, 422, 'of another organisation')
  assert.equal((await confirmAllShown()).status, 303)
  const { text } = await (await administrator()).get(own)
  assert.match(text, /Uw eigen rollen bevestigt u niet zelf/)
  assert.match(text, /Er is nu niets te bevestigen/)
  assert.match((await (await administrator()).get('/beheer')).text, /Eén rol is niet op tijd bevestigd/)
  const { rows } = await world.owner.query(
    'select from membership_confirmation where membership_id = $1 or organisation_id = $2',
    [roleOf('administrator'), idOf('elders')],
  )
  assert.equal(rows.length, 0)
})

test('a role that is not needed any more is ended from the same page, and that is written down', async () => {
  const answer = await (await administrator()).post(own, { rollen: roleOf('dutyOfficer'), doe: 'beeindig' })
  assert.equal(answer.location, `${own}?klaar=beeindigd`)
  assert.equal((await (await world.signIn('dutyOfficer')).get('/werklijst')).status, 404)
  const { rows } = await world.owner.query<{ action: string }>(
    `select action from audit_entry where object like $1 order by id desc limit 1`,
    [`%${roleOf('dutyOfficer')}%`],
  )
  assert.deepEqual(rows, [{ action: 'administration.role_ended' }])
})

test('who watches over it reads what is late and who confirmed what, and changes nothing', async () => {
  days(100)
  for (const who of ['privacyOfficer', 'auditor'] as const) {
    const visitor = await world.signIn(who)
    const { text, html } = await visitor.get('/controle/rollen')
    assert.match(text, /Naam clerk Rol|Naam clerk Behandelaar/)
    assert.match(text, /Te laat/)
    assert.match(text, /Laatst bevestigd/)
    assert.doesNotMatch(html, /name="doe"/)
    assert.equal((await visitor.get(own)).status, 404)
    assert.equal((await visitor.post(own, { rollen: roleOf('clerk', 1), doe: 'bevestig' })).status, 404)
  }
  const { rows } = await world.owner.query(`select from audit_entry where action = 'auditing.review_read'`)
  assert.equal(rows.length, 2)
})

test('once a week the administrators hear that roles wait, in a mail that says nothing of whom', async () => {
  await confirm(roleOf('member'))
  world.mails.splice(0)
  days(7)
  await world.runJobs()
  const mails = world.mails.splice(0)
  assert.deepEqual(
    mails.map(it => it.to),
    ['administrator@waterstad.example'],
  )
  assert.match(mails[0]?.text ?? '', /\/beheer\/rollen/)
  assert.doesNotMatch(mails[0]?.text ?? '', /Naam|[Bb]ehandelaar|clerk/)
  days(7)
  await world.runJobs()
  assert.equal(world.mails.splice(0).length, 1, 'the look of last week asked for this one')
  await confirmAllShown()
  await world.owner.query(
    `insert into membership_confirmation (id, organisation_id, membership_id, confirmed_by, confirmed_at) values (gen_random_uuid(), $1, $2, $3, $4)`,
    [idOf('waterstad'), roleOf('administrator'), idOf('mayor'), world.clock.now()],
  )
  days(7)
  await world.runJobs()
  assert.deepEqual(world.mails.splice(0), [], 'nothing is due')
})
