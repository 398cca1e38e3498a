import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { createMailer } from '../../platform/mail.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { fridayNight } from '../../../test/support/seed.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => {
  assert.deepEqual(faults(world), [])
  world.clock.set(fridayNight)
  world.mails.length = 0
})

const hour = 3_600_000

test('a report that nobody took up in four hours is the deputy’s too, and the coordinator of the line knows', async () => {
  const id = await world.report('member')
  const deputy = await world.signIn('deputyClerk')
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(4 * hour - 1000)
  await world.runJobs()
  assert.equal(world.mails.length, 0)
  assert.equal((await (await world.signIn('deputyClerk')).get(`/meldingen/${id}`)).status, 404)

  world.clock.advance(1000)
  await world.runJobs()
  assert.deepEqual(
    world.mails.map(it => [it.to, it.subject]).sort(([a = ''], [b = '']) => a.localeCompare(b)),
    [
      ['deputyclerk@waterstad.example', 'Een melding wacht, wilt u kijken?'],
      ['politicalcoordinator@waterstad.example', 'Een melding is nog niet opgepakt'],
    ],
  )
  assert.equal((await deputy.get('/')).status, 303, 'the old session has idled out')
  const asked = await world.signIn('deputyClerk')
  assert.match((await asked.get('/werklijst')).text, /Oppakken/)
  // Whose each of the same tasks is.
  assert.match(
    (await asked.get(`/meldingen/${id}`)).text,
    /Oppakken ● nog [^●]*voor Naam clerk Oppakken ● nog 4 uur Besluit/,
  )
  world.clock.advance(60_000)
  const line = await (await world.signIn('politicalCoordinator')).get('/lijn')
  assert.match(line.text, /M-2026-/)
  assert.match(line.text, /te laat/i)
  const member = await world.signIn('member')
  assert.match((await member.get(`/meldingen/${id}`)).text, /Nog niet opgepakt: de vervanger is ook gevraagd/)

  assert.equal((await asked.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.match((await member.get(`/meldingen/${id}`)).text, /Naam deputyClerk behandelt uw melding/)
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(24 * hour)
  await world.runJobs()
  // But for the decision that is late by now.
  assert.ok(world.mails.every(it => it.subject === 'Er staat iets voor u klaar'))
})

test('a report that was taken up in time bothers nobody else', async () => {
  const id = await world.report('member')
  await (await world.signIn('clerk')).post(`/meldingen/${id}/oppakken`)
  await world.runJobs()
  world.mails.length = 0
  world.clock.advance(5 * hour)
  await world.runJobs()
  assert.equal(world.mails.length, 0)
  assert.equal((await (await world.signIn('deputyClerk')).get(`/meldingen/${id}`)).status, 404)
})

test('a clerk who says to be away lets the deputy in to every open case, from then on', async () => {
  const id = await world.report('member')
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/oppakken`)
  const form = { van: '2026-04-25', van_tijd: '08:00', tot: '2026-05-02', tot_tijd: '23:59' }
  assert.equal((await clerk.post('/account/afwezigheid', form)).status, 303)
  await world.runJobs()
  assert.equal((await (await world.signIn('deputyClerk')).get(`/meldingen/${id}`)).status, 404)
  world.clock.set(new Date('2026-04-25T06:00:00Z'))
  await world.runJobs()
  const deputy = await world.signIn('deputyClerk')
  assert.equal((await deputy.get(`/meldingen/${id}`)).status, 200)
  assert.equal((await deputy.post(`/meldingen/${id}/overnemen`)).status, 303)
  await world.owner.query('delete from absence')
})

test('each step mails the one who waits for it, and no mail says anything', async () => {
  const folder = makeTemporaryFolder()
  const real = createMailer({ folder, from: 'Weerbaar <weerbaar@waterstad.example>' })
  const { mailer } = world.house
  world.house.mailer = { send: async mail => Promise.all([real.send(mail), mailer.send(mail)]).then(() => {}) }
  const told: string[][] = []
  const next = async () => {
    await world.runJobs()
    told.push(world.mails.splice(0).map(it => `${it.to.split('@')[0]}: ${it.subject}`))
  }
  try {
    const id = await world.report('member')
    const clerk = await world.signIn('clerk')
    const member = await world.signIn('member')
    await next()
    const steps: [typeof clerk, string, Record<string, string>][] = [
      [clerk, 'oppakken', {}],
      [clerk, 'soort', { category: 'threat' }],
      [clerk, 'bericht', { bericht: 'Geheim: ik bel u op uw nummer.' }],
      [clerk, 'notitie', { notitie: 'Geheim: politie belt terug.' }],
      [member, 'bericht', { bericht: 'Geheim: ze stonden er weer.' }],
      [clerk, 'besluit', { code: 'police_report', text: 'Geheim besluit.' }],
      [clerk, 'gesprek', { code: 'held', text: 'Geheim gesprek.' }],
      [clerk, 'afsluiten', { code: 'police_report_filed', text: 'Geheim einde.' }],
      [member, 'heropening-vragen', { reden: 'Geheime reden.' }],
      [clerk, 'heropenen', {}],
    ]
    for (const [who, step, form] of steps) {
      const seen = await who.post(`/meldingen/${id}/${step}`, { ...form, entry: randomUUID() })
      assert.equal(seen.status, 303, step)
      await next()
    }
    const answer = ['member: Er is een antwoord voor u']
    const message = ['clerk: Er is een bericht voor u']
    assert.deepEqual(told, [
      ['clerk: Er is een melding die op u wacht'],
      ['member: Uw melding is opgepakt'],
      [],
      answer,
      [],
      message,
      answer,
      answer,
      answer,
      message,
      answer,
    ])
    await sayNothing(
      id,
      readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8')),
    )
  } finally {
    world.house.mailer = mailer
    rmSync(folder, { recursive: true })
  }
})

async function sayNothing(id: string, mails: readonly string[]): Promise<void> {
  const { rows } = await world.owner.query<{ incident_id: string }>(
    'select incident_id from incident_case where id = $1',
    [id],
  )
  const secrets = [
    id,
    rows[0]?.incident_id ?? '-',
    'M-20',
    'Naam',
    'Geheim',
    'dreig',
    'agressie',
    'brief',
    'deur',
    'threat',
  ]
  secrets.push(...Object.values(quickForm), '/meldingen')
  assert.equal(mails.length, 9)
  for (const mail of mails)
    for (const secret of secrets) {
      const text = mail.replaceAll(/^(?:To|From|Message-ID|Date): .*$/gm, '')
      assert.ok(secret === 'yes' || !text.toLowerCase().includes(secret.toLowerCase()), `${secret} in ${mail}`)
    }
}

test('what somebody writes while the clerk is away reaches the deputy, also in a case that was closed', async () => {
  const id = await world.report('member')
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  await clerk.post(`/meldingen/${id}/afsluiten`, {
    entry: randomUUID(),
    code: 'no_reaction',
    text: 'Wij reageren niet.',
    gesprek_open: 'Zij wil nu niet praten.',
  })
  await world.owner.query('insert into absence (id, person_id, starts, ends) values ($1, $2, $3, $4)', [
    randomUUID(),
    idOf('clerk'),
    new Date(fridayNight.getTime() - hour),
    new Date(fridayNight.getTime() + 48 * hour),
  ])
  await world.runJobs()
  world.mails.length = 0
  const member = await world.signIn('member')
  await member.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Hij staat er nu weer.' })
  await world.runJobs()
  assert.deepEqual(world.mails.map(it => it.to).toSorted(), [
    'clerk@waterstad.example',
    'deputyclerk@waterstad.example',
  ])
  const deputy = await world.signIn('deputyClerk')
  assert.match((await deputy.get('/werklijst')).text, /Overnemen: de behandelaar is er niet/)
  assert.match((await deputy.get(`/meldingen/${id}`)).text, /Hij staat er nu weer/)
  await world.owner.query('delete from absence')
})
