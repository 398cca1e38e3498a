import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkSound } from '../../../test/faults/invariants.ts'
import {
  backUp,
  backupKeyText,
  film,
  keys,
  openBackedUp,
  putBack,
  readIn,
  restoring,
  words,
} from '../../../test/support/backups.ts'
import { testMasterKeys } from '../../../test/support/seed.ts'
import { weerbaar } from '../../../test/support/terminal.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { readBackupKeys } from '../../platform/vault.ts'
import { connected } from './connected.ts'
import { pathsFor, prune, type Paths } from './names.ts'
import { allTables, keyTables } from './tables.ts'
import { verifyBackup } from './verify.ts'
import { writeBackup } from './write.ts'

let backed: Awaited<ReturnType<typeof openBackedUp>>
let world: World
let folder: string
let taken: Paths
let reported: string
before(async () => {
  backed = await openBackedUp()
  ;({ world, folder, taken, reported } = backed)
})
after(() => backed.close())
const empty = () => backed.empty()

test('a report with its file is read in another database as it was, after a backup and a restore at the command line', async () => {
  const there = join(folder, 'night')
  const apart = join(folder, 'night-keys')
  for (const it of [there, apart]) mkdirSync(it)
  const master = { WEERBAAR_MASTER_KEY: 'oxmRXeAEnekbhXw7wrhTItVXuDgy26LWkUIW6obqOsA=' }
  const written = weerbaar(['backup', there, '--keys', apart, '--verify', '--prune'], {
    WEERBAAR_BACKUP_KEY: backupKeyText,
    ...master,
    DATABASE_OWNER_URL: world.database.ownerUrl,
  })
  assert.equal(written.status, 0, written.stderr)
  assert.match(written.stdout, /Verified: restored into a scratch database, \d+ rows as they were written; 2 keys open/)
  const [content = '', ledger = ''] = readdirSync(there).toSorted()
  const [sealedKeys = ''] = readdirSync(apart)
  assert.match(`${content} ${ledger} ${sealedKeys}`, /^weerbaar-\d{8}T\d{6}Z\.content \S+\.ledger \S+\.keys$/)
  assert.equal(statSync(join(there, content)).mode & 0o777, 0o600)

  const database = await empty()
  const restored = weerbaar(['restore', join(there, content), join(apart, sealedKeys)], {
    WEERBAAR_BACKUP_KEY: backupKeyText,
    DATABASE_OWNER_URL: database.ownerUrl,
  })
  assert.equal(restored.status, 0, restored.stderr)
  assert.match(restored.stdout, /Restored: \d+ rows/)
  const { page, file } = await readIn(database, reported)
  assert.ok(page.includes(words))
  assert.ok(file?.equals(film))
  await connected(database.ownerUrl, async owner => {
    await owner.query('set search_path = weerbaar')
    await checkSound(owner)
  })
})

test('in a restored database people go on: numbers go on where they were, walls and triggers stand', async () => {
  const database = await empty()
  await putBack(database, restoring(taken))
  const there = await openWorld({ ...database, drop: async () => {} })
  const id = await there.report('member')
  const { rows } = await there.owner.query<{ reference: string }>(
    'select reference from incident_case where id = any($1) order by reference',
    [[reported, id]],
  )
  assert.deepEqual(
    rows.map(it => it.reference.slice(-6)),
    ['000001', '000002'],
  )
  await assert.rejects(there.owner.query('delete from audit_entry'), /append-only/)
  const stranger = await there.signIn('mayor')
  assert.equal((await stranger.get(`/meldingen/${id}`)).status, 404)
  await there.close()
  const schema = (url: string) =>
    connected(url, async client => {
      const { rows } = await client.query<{ what: string }>(`
        select 'policy ' || tablename || '.' || policyname || coalesce(qual, '') || coalesce(with_check, '') as what from pg_policies
        union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'weerbaar'::regnamespace
        union all select 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger t join pg_class c on c.oid = tgrelid where relnamespace = 'weerbaar'::regnamespace and not tgisinternal
        union all select 'grant ' || relname || ' ' || coalesce(relacl::text, '') || relrowsecurity from pg_class where relnamespace = 'weerbaar'::regnamespace
        union all select 'function ' || oid::regprocedure || coalesce(proacl::text, '') || md5(prosrc) from pg_proc where pronamespace = 'app'::regnamespace
        order by 1`)
      return rows.map(it => it.what)
    })
  assert.deepEqual(await schema(database.ownerUrl), await schema(world.database.ownerUrl))
})

test('a backup is of one moment, while people go on reporting', async () => {
  const busy = await openWorld()
  const reports = (async () => {
    for (let n = 0; n < 6; n++) await busy.report('member', {}, [{ name: 'foto.png', content: film }])
  })()
  const paths = pathsFor(join(folder, 'busy'), undefined, busy.clock.now())
  const rounds: Promise<unknown>[] = []
  for (let n = 0; n < 3; n++) {
    const of = {
      ...paths,
      content: `${paths.content}.${n}`,
      keys: `${paths.keys}.${n}`,
      ledger: `${paths.ledger}.${n}`,
    }
    await writeBackup({ ownerUrl: busy.database.ownerUrl, keys, paths: of, now: busy.clock.now() })
    const database = await empty()
    rounds.push(
      putBack(database, restoring(of)).then(() =>
        connected(database.ownerUrl, async owner => {
          await owner.query('set search_path = weerbaar')
          await checkSound(owner)
        }),
      ),
    )
  }
  await Promise.all([reports, ...rounds])
  await busy.close()
})

test('in the files of a backup stands no word or name of anybody, and no master key', () => {
  const bytes = Buffer.concat([taken.content, taken.keys, taken.ledger].map(it => readFileSync(it)))
  const master = testMasterKeys.current.key
  for (const it of [words, 'Naam member', 'waterstad', 'deur.png', 'Zo stond hij', master, master.toString('base64')])
    assert.equal(bytes.indexOf(it), -1)
})

test('verifying a backup finds every table in it, opens every key, and leaves nothing behind', async () => {
  const databasesNow = () =>
    connected(world.database.ownerUrl, async client => {
      const { rows } = await client.query<{ datname: string }>(
        "select datname from pg_database where datname like 'weerbaar_verify%'",
      )
      return rows.length
    })
  const where = { ownerUrl: world.database.ownerUrl, scratchUrl: undefined }
  const master = readBackupKeys({ WEERBAAR_BACKUP_KEY: backupKeyText })
  await assert.rejects(verifyBackup({ paths: taken, keys }, where, master), /needs the master key/)
  const { ownerUrl: scratchUrl } = await empty()
  const verified = await verifyBackup({ paths: taken, keys }, { ...where, scratchUrl }, testMasterKeys)
  assert.equal(verified.opened, 2)
  assert.equal(await databasesNow(), 0)
  const tables = await connected(world.database.ownerUrl, allTables)
  assert.deepEqual(verified.tables.map(it => it.name).toSorted(), tables)
  const withKeys = tables.filter(it => it.endsWith('_key') && it !== 'destroyed_key')
  assert.deepEqual(withKeys, Object.keys(keyTables).toSorted())
})

test('files of keys are removed after thirty days, by the moment that they say they were made', () => {
  const there = join(folder, 'old')
  mkdirSync(there)
  for (const part of ['content', 'keys'] as const) copyFileSync(taken[part], join(there, `x.${part}`))
  utimesSync(join(there, 'x.keys'), new Date(), new Date())
  const made = new Date('2026-04-24T18:50:00Z').getTime()
  const after = (days: number) => new Date(made + days * 24 * 3_600_000)
  assert.deepEqual(prune([there, there], { keys: 30 }, after(29.9)), [])
  assert.deepEqual(prune([there, there], { keys: 30 }, after(30)), [join(there, 'x.keys')])
  assert.deepEqual(prune([there], { keys: 30, content: 400 }, after(400)), [join(there, 'x.content')])
})

test('a backup never writes over another, and one that fails leaves nothing behind', async () => {
  await assert.rejects(backUp(world, folder, 'first'), /is there already/)
  const names = () => readdirSync(folder).filter(it => it.startsWith('half'))
  const paths = pathsFor(join(folder, 'half'), undefined, world.clock.now())
  writeFileSync(paths.keys, '')
  await assert.rejects(
    writeBackup({ ownerUrl: world.database.ownerUrl, keys, paths, now: world.clock.now() }),
    /is there already/,
  )
  assert.deepEqual(names(), ['half.keys'])
})
