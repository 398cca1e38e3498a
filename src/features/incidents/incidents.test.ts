import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a council member who was threatened reports it, and is told who reads it', async () => {
  const member = await world.signIn('member')
  const form = await member.get('/melden/snel')
  assert.equal(form.status, 200)
  assert.match(form.text, /Uw melding gaat naar Naam clerk/)

  const id = randomUUID()
  const sent = await member.upload(`/melden/snel/${id}`, quickForm, [])
  assert.equal(sent.status, 303)
  const receipt = await member.get(sent.location)
  assert.match(receipt.text, /M-2026-000001/)
  const page = await member.get(`/meldingen/${id}`)
  assert.equal(page.status, 200)
  assert.match(page.text, /we weten waar je woont/)
})

test('the clerk takes a report up, decides, talks and closes it, and the reporter reads what was done', async () => {
  const id = await world.report('otherMember')
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get('/werklijst')).text, /Oppakken/)
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })).status, 303)
  assert.equal(
    (await clerk.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Ik bel u nu.' })).status,
    303,
  )
  assert.equal(
    (await clerk.post(`/meldingen/${id}/notitie`, { entry: randomUUID(), notitie: 'Alleen voor ons.' })).status,
    303,
  )
  assert.equal(
    (
      await clerk.post(`/meldingen/${id}/besluit`, {
        entry: randomUUID(),
        code: 'police_report',
        text: 'Wij doen aangifte.',
      })
    ).status,
    303,
  )
  assert.equal(
    (await clerk.post(`/meldingen/${id}/gesprek`, { entry: randomUUID(), code: 'held', text: '' })).status,
    303,
  )
  const closing = await clerk.post(`/meldingen/${id}/afsluiten`, {
    entry: randomUUID(),
    code: 'police_report_filed',
    text: 'Er is aangifte gedaan.',
  })
  assert.equal(closing.status, 303)

  const reporter = await world.signIn('otherMember')
  const page = await reporter.get(`/meldingen/${id}`)
  assert.match(page.text, /Ik bel u nu/)
  assert.match(page.text, /Er is aangifte gedaan/)
  assert.doesNotMatch(page.text, /Alleen voor ons/)
  assert.match((await reporter.get(`/meldingen/${id}/gekeken`)).text, /Naam clerk/)
  assert.equal(
    (await reporter.post(`/meldingen/${id}/heropening-vragen`, { entry: randomUUID(), reden: 'Het is weer gebeurd.' }))
      .status,
    303,
  )
  assert.equal((await clerk.post(`/meldingen/${id}/heropenen`)).status, 303)
})

test('the mayor, other handlers, administrators and other organisations find nothing of it', async () => {
  const id = await world.report('member')
  for (const who of [
    'mayor',
    'secretary',
    'administrator',
    'auditor',
    'foreignClerk',
    'otherMember',
    'staffCoordinator',
    'manager',
  ] as const) {
    const visitor = await world.signIn(who)
    for (const page of ['', '/gekeken', '/ontvangst'])
      assert.equal((await visitor.get(`/meldingen/${id}${page}`)).status, 404, `${who} ${page}`)
  }
  assert.ok(idOf('member'))
})

test('a file that never finished arriving is swept away after a day, and one that did stays', async () => {
  const eml = 'From: iemand@example.org\r\nSubject: pas maar op\r\n\r\nWij weten waar je woont.\r\n'
  const id = await world.report('member', {}, [{ name: 'bericht.eml', content: eml }])
  await world.owner.query(
    `insert into file select gen_random_uuid(), incident_id, case_id, organisation_id, null, 'arriving', media_type, 0, 0, wrapped_key, sealed_facts, added_by, added_at
     from file where case_id = $1`,
    [id],
  )
  world.clock.advance(25 * 3_600_000)
  await world.runJobs()
  const { rows } = await world.owner.query('select state from file where case_id = $1', [id])
  assert.deepEqual(rows, [{ state: 'complete' }])
})
