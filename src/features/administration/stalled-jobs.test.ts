import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { mostAttempts } from '../../engines/jobs/runner.ts'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** Nothing can be mailed until all was tried as often as it is, and nothing else is to be done. */
async function withoutMails(work: () => Promise<void>): Promise<void> {
  const { mailer } = world.house
  world.house.mailer = { send: () => Promise.reject(new Error('the mail server is gone')) }
  try {
    await work()
    await world.owner.query(`delete from job where kind not like '%mail'`)
    for (let n = 0; n < mostAttempts; n++) {
      await world.runJobs()
      world.clock.advance(4 * 3_600_000)
    }
    assert.ok(faults(world).length >= mostAttempts)
    await world.runJobs()
    assert.deepEqual(faults(world), [], 'nothing is tried any more')
  } finally {
    world.house.mailer = mailer
  }
}

test('mails that cannot be sent are set aside, counted for the administrator, and sent when asked again', async () => {
  await withoutMails(async () => {
    for (let n = 0; n < 3; n++) await world.report('member')
  })
  const administrator = await world.signIn('administrator')
  const overview = await administrator.get('/beheer')
  assert.match(overview.html, /<a href="\/beheer\/niet-gelukt">3 mails konden niet worden verstuurd<\/a>/)
  const page = await administrator.get('/beheer/niet-gelukt')
  assert.match(page.text, /3 mails konden niet worden verstuurd/)
  assert.doesNotMatch(page.text, /M-2026|clerk@|Naam clerk/)
  const elsewhere = await world.signIn('foreignAdministrator')
  assert.doesNotMatch((await elsewhere.get('/beheer')).text, /konden niet worden verstuurd/)
  await elsewhere.post('/beheer/niet-gelukt')
  await world.runJobs()
  assert.equal(world.mails.length, 0, 'another organisation has no say in it')

  const asked = await administrator.post('/beheer/niet-gelukt')
  assert.equal(asked.status, 303)
  await world.runJobs()
  assert.deepEqual(
    world.mails
      .splice(0)
      .map(it => it.to)
      .toSorted(),
    Array.from({ length: 3 }, () => 'clerk@waterstad.example'),
  )
  assert.match((await administrator.get(asked.location)).text, /Alles is gelukt/)
  assert.doesNotMatch((await administrator.get('/beheer')).text, /konden niet worden verstuurd/)
  const { rows } = await world.owner.query(
    `select object from audit_entry where action = 'administration.jobs_retried'`,
  )
  assert.deepEqual(rows, [{ object: '3' }])
})

test('a mail about an account is counted where its owner works', async () => {
  await withoutMails(
    async () => void (await world.visitor.post('/wachtwoord-vergeten', { email: 'mayor@waterstad.example' })),
  )
  const administrator = await world.signIn('administrator')
  assert.match((await administrator.get('/beheer')).text, /Eén mail kon niet worden verstuurd/)
  const elsewhere = await world.signIn('foreignAdministrator')
  assert.doesNotMatch((await elsewhere.get('/beheer')).text, /kon niet worden verstuurd/)
  await administrator.post('/beheer/niet-gelukt')
  await world.runJobs()
  assert.deepEqual(
    world.mails.splice(0).map(it => it.to),
    ['mayor@waterstad.example'],
  )
})

test('other work that keeps failing is counted apart', async () => {
  await world.owner.query(
    `insert into job (id, kind, organisation_id, run_at, attempts, created_at) select gen_random_uuid(), 'unheard_of', id, $1, $2, $1
     from organisation where code = 'GM9901'`,
    [world.clock.now(), mostAttempts - 1],
  )
  await world.runJobs()
  assert.equal(faults(world).length, 1)
  const text = (await (await world.signIn('administrator')).get('/beheer/niet-gelukt')).text
  assert.match(text, /Eén taak op de achtergrond kon niet worden uitgevoerd/)
})
