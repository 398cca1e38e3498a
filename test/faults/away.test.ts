import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { allJobs, createWeerbaar } from '../../src/app.ts'
import { runDueJobs, runNextJob } from '../../src/engines/jobs/runner.ts'
import { pathsFor } from '../../src/cli/backup/names.ts'
import { writeBackup } from '../../src/cli/backup/write.ts'
import { connect } from '../../src/platform/db.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { setRestrictedPassword } from '../../src/platform/migrate.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { keys } from '../support/backups.ts'
import { openBrowser } from '../support/browser.ts'
import { prepareWorld, testPassword } from '../support/seed.ts'
import { openWorld, quickForm, type World } from '../support/world.ts'
import { checkSound } from './invariants.ts'

// What goes wrong around a server without anybody killing it: the disk, the database, the mail server, the clock, a second server.

let folder: string
const mounts: string[] = []
before(() => {
  folder = makeTemporaryFolder()
})
after(() => {
  for (const it of mounts) spawnSync('umount', ['--lazy', it])
  rmSync(folder, { recursive: true, force: true })
})

/** A disk of a few megabytes; undefined where this machine does not let us mount one. */
function smallDisk(name: string, megabytes: number): string | undefined {
  const path = join(folder, name)
  mkdirSync(path)
  if (process.getuid?.() !== 0) return undefined
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'none', path]).status !== 0)
    return undefined
  mounts.push(path)
  return path
}

/** Asked before jobs ran: a report that is just in has its mails waiting. */
async function sound(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=weerbaar' })
  await owner.connect()
  try {
    await checkSound(owner)
  } finally {
    await owner.end()
  }
}

const film = Buffer.alloc(6_000_000, 'Zo stond hij voor mijn deur. ')
film.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])

test('a disk that is full gives a calm page, loses nothing that was acknowledged, and takes the same form when there is room', async t => {
  const disk = smallDisk('data', 160)
  if (!disk) return t.skip('mounting a small disk is not allowed here')
  const postgres = await startEmbeddedPostgres({
    dataFolder: disk,
    settings: { max_wal_size: '32MB', min_wal_size: '32MB', wal_keep_size: '0' },
  })
  const ownerUrl = postgres.ownerUrl('weerbaar')
  await postgres.ensureDatabase('weerbaar')
  await prepareWorld(ownerUrl)
  const appUrl = await setRestrictedPassword(ownerUrl, 'only-for-tests')
  const world = await openWorld({ name: 'weerbaar', ownerUrl, appUrl, drop: async () => {} })
  try {
    const before = await world.report('member')
    const member = await world.signIn('member')
    // Whatever room is left but a little, so that the files of a report do not fit.
    const filler = join(disk, 'filler')
    const { stdout } = spawnSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' })
    writeFileSync(filler, Buffer.alloc(Number(stdout.split('\n')[1]) - 2_000_000))
    const id = randomUUID()
    const send = () => member.upload(`/melden/snel/${id}`, quickForm, [{ name: 'film.png', content: film }])
    const refused = await send()
    assert.equal(refused.status, 503)
    assert.match(refused.text, /Weerbaar kan nu niets bewaren.*Dit ligt niet aan u/)
    assert.equal(refused.headers.get('retry-after'), '60')
    rmSync(filler)
    let answer = await send()
    // Full of write-ahead log, PostgreSQL stops to recover by itself; the page says to wait a minute.
    for (let tries = 0; answer.status === 503 && tries < 100; tries++) answer = await send()
    assert.equal(answer.status, 303)
    for (const it of [before, id]) assert.equal((await member.get(`/meldingen/${it}`)).status, 200)
    await sound(ownerUrl)
  } finally {
    await world.close()
    await postgres.stop()
  }
  return undefined
})

test('a backup for which there is no room says so, and leaves nothing half', async t => {
  const disk = smallDisk('backups', 4)
  if (!disk) return t.skip('mounting a small disk is not allowed here')
  const world = await openWorld()
  try {
    await world.report('member', {}, [{ name: 'film.png', content: film }])
    const now = world.clock.now()
    const target = { ownerUrl: world.database.ownerUrl, keys, paths: pathsFor(disk, undefined, now), now }
    await assert.rejects(writeBackup(target), /The disk is full/)
    assert.deepEqual(readdirSync(disk), [])
  } finally {
    await world.close()
  }
  return undefined
})

test('while the database is away every page says to wait, and the same form is one report when it is back', async () => {
  const data = join(folder, 'away')
  const first = await startEmbeddedPostgres({ dataFolder: data })
  await first.ensureDatabase('weerbaar')
  await prepareWorld(first.ownerUrl('weerbaar'))
  await setRestrictedPassword(first.ownerUrl('weerbaar'), 'only-for-tests')
  // The address of a database whose server comes back is the same: a link that follows the socket.
  const at = (socket: string, role: string) =>
    `postgres://${role}@localhost/weerbaar?host=${encodeURIComponent(socket)}`
  const appUrl = at(first.socketFolder, 'weerbaar_app:only-for-tests')
  const world = await openWorld({
    name: 'weerbaar',
    ownerUrl: first.ownerUrl('weerbaar'),
    appUrl,
    drop: async () => {},
  })
  const member = await world.signIn('member')
  const earlier = await world.report('member')
  await first.stop()

  const id = randomUUID()
  const send = () => member.upload(`/melden/snel/${id}`, quickForm, [])
  for (const answer of [await member.get('/'), await send(), await member.get(`/meldingen/${earlier}`)]) {
    assert.equal(answer.status, 503)
    assert.match(answer.text, /Weerbaar kan nu niets bewaren/)
  }
  await assert.rejects(runNextJob(world.house, allJobs))
  world.clock.advance(60_000)

  const back = await startEmbeddedPostgres({ dataFolder: data })
  symlinkSync(back.socketFolder, first.socketFolder)
  try {
    assert.equal((await send()).status, 303)
    assert.equal((await send()).status, 303)
    assert.equal((await member.get(`/meldingen/${earlier}`)).status, 200)
    await sound(back.ownerUrl('weerbaar'))
    assert.ok((await runDueJobs(world.house, allJobs)) > 0)
  } finally {
    await world.close()
    rmSync(first.socketFolder)
    await back.stop()
  }
})

test('while the mail server is away reports are taken, and every mail goes once when it is back', async () => {
  const world = await openWorld()
  try {
    let away = true
    const sent: Mail[] = []
    const mailer = {
      send: async (mail: Mail) => {
        if (away) throw new Error('connect ECONNREFUSED')
        sent.push(mail)
      },
    }
    const house = { ...world.house, mailer }
    await world.report('member')
    await sound(world.database.ownerUrl)
    await runDueJobs(house, allJobs)
    assert.equal(sent.length, 0)
    away = false
    world.clock.advance(61_000)
    await runDueJobs(house, allJobs)
    world.clock.advance(61_000)
    await runDueJobs(house, allJobs)
    assert.ok(sent.length > 0)
    assert.equal(new Set(sent.map(it => it.messageId)).size, sent.length)
  } finally {
    await world.close()
  }
})

test('a clock that jumps back an hour loses nothing, keeps people signed in and runs no job twice', async () => {
  const world = await openWorld()
  try {
    const id = await world.report('member')
    await world.runJobs()
    const mailed = world.mails.length
    const member = await world.signIn('member')
    const clerk = await world.signIn('clerk')
    world.clock.advance(-3_600_000)
    for (const it of [member, clerk]) assert.equal((await it.get(`/meldingen/${id}`)).status, 200)
    assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
    const second = await world.report('member')
    await world.runJobs()
    world.clock.advance(3_600_000)
    await world.runJobs()
    assert.ok(mailed > 0)
    const ids = world.mails.map(it => it.messageId)
    assert.equal(new Set(ids).size, ids.length)
    for (const it of [id, second]) assert.equal((await member.get(`/meldingen/${it}`)).status, 200)
  } finally {
    await world.close()
  }
})

/** Another server on the database of a world. */
function secondServer(world: World) {
  const db = connect(world.database.appUrl, { clock: world.clock, connections: 4 })
  const house = { ...world.house, db }
  return { house, app: createWeerbaar(house, { css: '/none.css', scripts: [] }), close: () => db.close() }
}

test('two servers on one database run each job once, and a form that both get is one report', async () => {
  const world = await openWorld()
  const other = secondServer(world)
  try {
    for (let n = 0; n < 4; n++) await world.report('member')
    const due = await world.owner.query('select from job where run_at <= $1', [world.clock.now()])
    const ran = await Promise.all([runDueJobs(world.house, allJobs), runDueJobs(other.house, allJobs)])
    assert.equal(ran[0] + ran[1], due.rowCount)
    const ids = world.mails.map(it => it.messageId)
    assert.ok(ids.length > 0)
    assert.equal(new Set(ids).size, ids.length)

    const browser = openBrowser(world)
    const who = { email: 'member@waterstad.example', wachtwoord: testPassword, naar: '/' }
    assert.equal((await browser.post('/inloggen', who)).status, 303)
    const id = randomUUID()
    const send = async ({ app }: Pick<World, 'app'>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(quickForm)) body.append(name, value)
      const headers = { 'sec-fetch-site': 'same-origin', host: 'localhost:8080', cookie: browser.cookie() }
      return app.request(`http://localhost:8080/melden/snel/${id}`, { method: 'POST', body, headers })
    }
    const answers = await Promise.all([world, other, world, other].map(send))
    assert.deepEqual(
      answers.map(it => it.status),
      [303, 303, 303, 303],
    )
    const { rows } = await world.owner.query<{ steps: string; tasks: string }>(
      `select (select count(*) from case_event where case_id = $1) as steps, (select count(*) from task where case_id = $1) as tasks`,
      [id],
    )
    assert.deepEqual(rows, [{ steps: '1', tasks: '3' }])
  } finally {
    await other.close()
    await world.close()
  }
})
