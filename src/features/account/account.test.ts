import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../../test/support/browser.ts'
import { idOf } from '../../../test/support/people.ts'
import { testPassword } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const signedIn = async (email: string) => {
  const browser = openBrowser(world)
  await browser.post('/inloggen', { email, wachtwoord: testPassword })
  return browser
}

test('somebody reads who they are, and in which roles, in words', async () => {
  const { text } = await (await world.signIn('clerk')).get('/account')
  assert.match(text, /Naam clerk/)
  assert.match(text, /clerk@waterstad\.example/)
  assert.match(text, /Gemeente Waterstad Behandelaar griffier griffie/)
  const coordinator = await (await world.signIn('politicalCoordinator')).get('/account')
  assert.match(coordinator.text, /Coördinator \(Volksvertegenwoordiging\)/)
})

test('somebody whose last role ended keeps an account, and reads what that means', async () => {
  const { status, text } = await (await world.signIn('formerMember')).get('/account')
  assert.equal(status, 200)
  assert.match(text, /U heeft nu geen rol bij een organisatie/)
})

test('somebody in two organisations chooses for which one to work, and never one of others', async () => {
  const browser = await signedIn('memberelsewheretoo@waterstad.example')
  assert.match((await browser.get('/account')).html, /Voor welke organisatie werkt u nu\?/)
  const answer = await browser.post('/account/organisatie', { organisatie: idOf('elders') })
  assert.equal(answer.status, 303)
  assert.match((await browser.get('/account')).html, /weerbaar-brand__organisation">Gemeente Elders/)
  const clerk = await world.signIn('clerk')
  for (const organisatie of [idOf('elders'), 'elders', ''])
    assert.equal((await clerk.post('/account/organisatie', { organisatie })).status, 422)
})

test('a new password needs the current one, and ends the sessions on other devices', async () => {
  const here = await signedIn('officer@waterstad.example')
  const elsewhere = await signedIn('officer@waterstad.example')
  const next = { wachtwoord: 'groene fiets in de regen', nogmaals: 'groene fiets in de regen' }
  const wrong = await here.post('/account/wachtwoord', { huidig: 'mis', ...next })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /Dit is niet uw huidige wachtwoord/)
  assert.doesNotMatch(wrong.html, /groene fiets/)
  const same = { huidig: testPassword, wachtwoord: testPassword, nogmaals: testPassword }
  assert.match((await here.post('/account/wachtwoord', same)).html, /Kies een ander wachtwoord/)
  const answer = await here.post('/account/wachtwoord', { huidig: testPassword, ...next })
  assert.equal(answer.location, '/account?klaar=wachtwoord')
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await elsewhere.get('/account')).status, 303)
  await world.runJobs()
  // The mail of the new device went before it or after it.
  const told = world.mails.filter(it => /wachtwoord is veranderd/.test(it.subject)).map(it => it.to)
  assert.deepEqual(told, ['officer@waterstad.example'])
  const { rows } = await world.owner.query(
    `select result from audit_entry where action = 'account.password_changed' order by id`,
  )
  assert.deepEqual(rows, [{ result: 'refused' }, { result: 'done' }])
})

test('guessing the current password is slowed down', async () => {
  const mayor = await world.signIn('mayor')
  const guess = { huidig: 'mis', wachtwoord: 'groene fiets', nogmaals: 'groene fiets' }
  for (let n = 0; n < 10; n++) await mayor.post('/account/wachtwoord', guess)
  assert.match((await mayor.post('/account/wachtwoord', guess)).html, /te vaak geprobeerd/)
})

const absence = (van: string, tot: string, van_tijd = '00:00', tot_tijd = '23:59') => ({ van, van_tijd, tot, tot_tijd })

test('an impossible or past absence comes back with a sentence that says what to do, and the form kept', async () => {
  const clerk = await world.signIn('clerk')
  const wrong = [
    [{}, /Vul de eerste dag van uw afwezigheid in/],
    [absence('2026-02-30', '2026-05-01'), /Deze datum bestaat niet/],
    [absence('2026-05-01', '2026-05-01', '25:00'), /Deze tijd bestaat niet/],
    [absence('2026-04-23', '2026-05-01'), /Deze dag is al voorbij/],
    [absence('2026-05-02', '2026-05-01'), /eerder dan de eerste dag/],
    [absence('2026-05-01', '2026-05-01', '10:00', '10:00'), /Het einde is niet later dan het begin/],
    [absence('2026-04-24', '2026-04-24', '00:00', '20:00'), /Dit moment is al voorbij/],
    [absence('2026-05-01', '2028-05-01'), /meer dan 2 jaar vooruit/],
    [absence('9999-12-31', '9999-12-31'), /Vul een jaar in tussen 2000 en 2100/],
    [absence('\u0000', '\u0000'), /Deze datum bestaat niet/],
  ] as const
  for (const [form, expected] of wrong) {
    const answer = await clerk.post('/account/afwezigheid', form)
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
    if ('van' in form && form.van === '2026-05-02') assert.match(answer.html, /value="2026-05-02"/)
  }
})

test('a handler who will be away says so, in the time of the clock on the wall, and the work follows', async () => {
  const clerk = await world.signIn('clerk')
  // In this week the clock goes from summer time to winter time.
  const form = absence('24-10-2026', '26-10-2026', '9:00', '17:00')
  assert.equal((await clerk.post('/account/afwezigheid', form)).status, 303)
  assert.equal((await clerk.post('/account/afwezigheid', form)).status, 303)
  const { rows } = await world.owner.query<{ id: string; starts: Date; ends: Date }>(
    'select id, starts, ends from absence where person_id = $1',
    [idOf('clerk')],
  )
  const kept = rows[0]
  assert.equal(rows.length, 1, 'a form that is sent twice is one absence')
  assert.equal(kept?.starts.toISOString(), '2026-10-24T07:00:00.000Z')
  assert.equal(kept?.ends.toISOString(), '2026-10-26T16:00:00.000Z')
  const jobs = await world.owner.query(
    `select organisation_id, person_id, run_at from job where kind = 'open_to_deputies'`,
  )
  assert.deepEqual(jobs.rows, [{ organisation_id: idOf('waterstad'), person_id: idOf('clerk'), run_at: kept?.starts }])
  const page = await clerk.get('/account?klaar=afwezigheid')
  assert.match(page.text, /zaterdag 24 oktober 2026, 09:00/)
  assert.match(page.text, /Uw afwezigheid is opgeslagen/)

  const deputy = await world.signIn('deputyClerk')
  await deputy.post(`/account/afwezigheid/${kept?.id}/verwijderen`)
  assert.match(
    (await clerk.get('/account')).text,
    /zaterdag 24 oktober/,
    'nobody takes back the absence of somebody else',
  )
  assert.equal((await clerk.post(`/account/afwezigheid/${kept?.id}/verwijderen`)).status, 303)
  assert.doesNotMatch((await clerk.get('/account')).text, /zaterdag 24 oktober/)
  const written = await world.owner.query<{ action: string; actor_id: string; object: string }>(
    `select action, actor_id, object from audit_entry where action like 'account.absence%' order by id`,
  )
  const entry = { actor_id: idOf('clerk'), object: kept?.id }
  assert.deepEqual(written.rows, [
    { action: 'account.absence_added', ...entry },
    { action: 'account.absence_removed', ...entry },
  ])
})

test('the absence of somebody who handles nothing sets no work in motion', async () => {
  const member = await world.signIn('member')
  assert.equal((await member.post('/account/afwezigheid', absence('2026-06-01', '2026-06-10'))).status, 303)
  const { rows } = await world.owner.query('select from job where person_id = $1', [idOf('member')])
  assert.equal(rows.length, 0)
  assert.doesNotMatch((await (await world.signIn('otherMember')).get('/account')).text, /Afwezigheid/)
})
