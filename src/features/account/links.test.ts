import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openBrowser } from '../../../test/support/browser.ts'
import { idOf } from '../../../test/support/people.ts'
import { testPassword } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { addJobs } from '../../engines/jobs/job.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  world.clock.advance(60 * 60_000)
  await world.runJobs()
  world.mails.length = 0
})

const day = 24 * 60 * 60_000
const chosen = { wachtwoord: 'groene fiets in de regen', nogmaals: 'groene fiets in de regen' }

/** Somebody who was invited by Waterstad and has no password. */
async function invite(key: string): Promise<string> {
  const email = `${key}@elders.example`
  await world.owner.query('insert into person (id, name, email, created_at) values ($1, $2, $3, $4)', [
    idOf(key),
    `Naam ${key}`,
    email,
    world.clock.now(),
  ])
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'reporter', 'council_member', $4)`,
    [idOf(`${key} rol`), idOf('waterstad'), idOf(key), world.clock.now()],
  )
  await sendInvitation(idOf(key))
  return email
}

async function sendInvitation(person: string) {
  await world.house.db.as({ systemOf: idOf('waterstad') }, (tx, now) =>
    addJobs(tx, now, [{ kind: 'link_mail', organisation: idOf('waterstad'), person, detail: 'invitation' }]),
  )
  await world.runJobs()
}

async function askReset(email: string) {
  const answer = await openBrowser(world).post('/wachtwoord-vergeten', { email })
  await world.runJobs()
  return answer
}

const linkIn = (mail: { text: string } | undefined): string =>
  /https?:\/\/localhost:8080(\/\S+)/.exec(mail?.text ?? '')?.[1] ?? ''

test('somebody who is invited chooses a password, once, and signs in with it', async () => {
  const email = await invite('nieuw')
  const mail = world.mails[0]
  assert.equal(mail?.to, email)
  assert.match(mail?.text ?? '', /Gemeente Waterstad geeft u toegang/)
  assert.doesNotMatch(`${mail?.subject}${mail?.text}`, /Naam nieuw/)
  const link = linkIn(mail)
  const browser = openBrowser(world)
  assert.match((await browser.get(link)).html, /Goed dat u er bent, Naam nieuw/)
  assert.equal((await browser.get(link)).status, 200, 'a mail program that looked first does no harm')
  const answer = await browser.post(link, chosen)
  assert.equal(answer.location, '/inloggen?klaar=wachtwoord')
  assert.match((await browser.get(answer.location)).html, /Uw wachtwoord is opgeslagen/)
  const written = await world.owner.query(
    `select actor_id, object from audit_entry where action = 'account.password_chosen'`,
  )
  assert.deepEqual(written.rows, [{ actor_id: idOf('nieuw'), object: 'invitation' }])
  assert.equal((await browser.post('/inloggen', { email, wachtwoord: chosen.wachtwoord })).status, 303)
  for (const again of [await browser.get(link), await browser.post(link, chosen)]) {
    assert.equal(again.status, 410)
    assert.match(again.html, /Deze link werkt niet meer/)
  }
})

test('an invitation ends after fourteen days, and the page says what to do', async () => {
  await invite('traag')
  const link = linkIn(world.mails[0])
  world.clock.advance(14 * day - 1000)
  assert.equal((await openBrowser(world).get(link)).status, 200)
  world.clock.advance(2000)
  const late = await openBrowser(world).get(link)
  assert.equal(late.status, 410)
  assert.match(late.html, /nieuwe uitnodiging/)
})

test('nobody is invited who has a password already', async () => {
  await sendInvitation(idOf('clerk'))
  assert.equal(world.mails.length, 0)
})

test('of two who use a link at the same moment, one sets the password', async () => {
  await invite('dubbel')
  const link = linkIn(world.mails[0])
  const answers = await Promise.all([openBrowser(world).post(link, chosen), openBrowser(world).post(link, chosen)])
  assert.deepEqual(
    answers.map(it => it.status).toSorted((a, b) => a - b),
    [303, 410],
  )
})

test('a password that is too easy or not the same comes back as a question, and the link still works', async () => {
  const email = await invite('makkelijk')
  const link = linkIn(world.mails[0])
  const attempts = [
    [{ wachtwoord: '', nogmaals: '' }, /Vul een wachtwoord in/],
    [{ wachtwoord: 'kort', nogmaals: 'kort' }, /ten minste 12 tekens/],
    [{ wachtwoord: 'wachtwoord2026', nogmaals: 'wachtwoord2026' }, /te makkelijk te raden/],
    [{ wachtwoord: `${email.split('@')[0]}123456789`, nogmaals: 'x' }, /te makkelijk te raden/],
    [{ wachtwoord: email, nogmaals: email }, /te makkelijk te raden/],
    [{ ...chosen, nogmaals: 'iets anders dan dat' }, /niet hetzelfde/],
    [{ wachtwoord: 'x'.repeat(1_000_000), nogmaals: 'x' }, /ten hoogste 200 tekens/],
  ] as const
  for (const [form, expected] of attempts) {
    const answer = await openBrowser(world).post(link, form)
    assert.equal(answer.status, 422)
    assert.match(answer.html, expected)
  }
  assert.equal((await openBrowser(world).post(link, chosen)).status, 303)
})

test('a forgotten password is asked for, known address or not, with the same answer', async () => {
  const known = await askReset('officer@waterstad.example')
  assert.equal(world.mails.length, 1)
  const unknown = await askReset('niemand@waterstad.example')
  assert.equal(world.mails.length, 1)
  assert.deepEqual([unknown.status, unknown.location], [known.status, known.location])
  assert.equal((await askReset('onzin')).status, 422)
  assert.match((await openBrowser(world).get(known.location)).html, /Hoort dit e-mailadres bij een account\?/)
})

test('a new password ends every session of that person, and they hear that it was changed', async () => {
  const elsewhere = openBrowser(world)
  await elsewhere.post('/inloggen', { email: 'alderman@waterstad.example', wachtwoord: testPassword })
  await askReset('alderman@waterstad.example')
  const link = linkIn(world.mails[0])
  assert.match(link, /^\/wachtwoord\//)
  assert.equal((await openBrowser(world).post(link, chosen)).status, 303)
  assert.equal((await elsewhere.get('/account')).status, 303)
  await world.runJobs()
  assert.equal(world.mails[1]?.subject, 'Uw wachtwoord is veranderd')
  assert.equal(
    (await openBrowser(world).post('/inloggen', { email: 'alderman@waterstad.example', wachtwoord: testPassword }))
      .status,
    422,
  )
})

test('a newer password makes older links worthless', async () => {
  await askReset('mayor@waterstad.example')
  await askReset('mayor@waterstad.example')
  const [first, second] = world.mails.map(linkIn)
  assert.equal((await openBrowser(world).post(second ?? '', chosen)).status, 303)
  assert.equal((await openBrowser(world).post(first ?? '', chosen)).status, 410)
})

test('a link for a new password works for one hour, and not as an invitation', async () => {
  await askReset('secretary@waterstad.example')
  const link = linkIn(world.mails[0])
  assert.equal((await openBrowser(world).get(link.replace('/wachtwoord/', '/uitnodiging/'))).status, 410)
  world.clock.advance(60 * 60_000 - 1000)
  assert.equal((await openBrowser(world).get(link)).status, 200)
  world.clock.advance(2000)
  assert.equal((await openBrowser(world).get(link)).status, 410)
})

test('a made-up link is a calm page', async () => {
  assert.equal((await openBrowser(world).get(`/uitnodiging/${'a'.repeat(43)}`)).status, 410)
  assert.equal((await openBrowser(world).post(`/wachtwoord/${'a'.repeat(43)}`, chosen)).status, 410)
  assert.equal((await openBrowser(world).get('/wachtwoord/kort')).status, 404)
})

test('nobody can flood somebody with mails about a new password', async () => {
  for (let n = 0; n < 3; n++) assert.equal((await askReset('confidant@waterstad.example')).status, 303)
  const fourth = await askReset('confidant@waterstad.example')
  assert.equal(fourth.status, 422)
  assert.match(fourth.html, /Wacht 5 minuten/)
  assert.equal(world.mails.length, 3)
})

test('no token, address or name ends up in the log', async () => {
  await invite('stil')
  const token = linkIn(world.mails[0]).split('/').at(-1) ?? ''
  assert.ok(token.length > 20)
  assert.doesNotMatch(world.lines.join('\n'), new RegExp(`${token}|stil@elders`))
})

test('a link that was used or ran out is forgotten after a month, when somebody signs in', async () => {
  const days = async (ago: number, used: boolean) => {
    const at = new Date(world.clock.now().getTime() - ago * 24 * 3_600_000)
    await world.owner.query(
      `insert into one_time_link (token_hash, person_id, purpose, expires_at, used_at) values ($1, $2, 'reset', $3, $4)`,
      [Buffer.from(`${used ? 'used' : 'ran out'} ${ago}`.padEnd(32)), idOf('auditor'), at, used ? at : null],
    )
  }
  for (const ago of [-1, 29, 31]) for (const used of [false, true]) await days(ago, used)
  await world.signIn('member')
  const { rows } = await world.owner.query<{ name: string }>(
    `select rtrim(convert_from(token_hash, 'UTF8')) as name from one_time_link where person_id = $1 order by name`,
    [idOf('auditor')],
  )
  assert.deepEqual(
    rows.map(it => it.name),
    ['ran out -1', 'ran out 29', 'used -1', 'used 29'],
  )
})
