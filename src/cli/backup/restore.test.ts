import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import {
  backUp,
  isEmpty,
  keys,
  openBackedUp,
  putBack,
  readIn,
  restoring,
  words,
} from '../../../test/support/backups.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { readBackupKeys } from '../../platform/vault.ts'
import { CommandError } from '../owner.ts'
import { ledgersFor } from './ledger.ts'
import { pathsFor, type Paths } from './names.ts'
import { writeBackup } from './write.ts'

const otherKeys = readBackupKeys({ WEERBAAR_BACKUP_KEY: 'YW5vdGhlcmJhY2t1cGtleWZvcnRlc3RzfmhlcmVpdGk=' })

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

test('a restore with another key is refused with the names of both, and leaves nothing', async () => {
  const database = await empty()
  const how = restoring(taken, { keys: otherKeys })
  await assert.rejects(putBack(database, how), {
    message: new RegExp(`sealed with the backup key ${keys.current.id}; the one given is ${otherKeys.current.id}`),
  })
  assert.ok(await isEmpty(database))
})

test('a file that was cut off, changed, swapped or is none is refused, says so, and leaves nothing', async () => {
  const database = await empty()
  const copy = (of: string, name: string) => {
    copyFileSync(of, join(folder, name))
    return join(folder, name)
  }
  const atChunk = copy(taken.content, 'at-chunk')
  truncateSync(atChunk, readFileSync(atChunk).indexOf('\n') + 1 + 1024 * 1024 + 29)
  const onlyHead = copy(taken.content, 'only-head')
  truncateSync(onlyHead, readFileSync(onlyHead).indexOf('\n') + 1)
  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(path, bytes)
    return path
  }
  const changedKeys = flip(copy(taken.keys, 'changed-keys'), statSync(taken.keys).size - 40)
  const moment = copy(taken.content, 'moment')
  writeFileSync(moment, readFileSync(moment, 'latin1').replace('2026-04-24', '2027-04-24'), 'latin1')
  const none = join(folder, 'none')
  writeFileSync(none, 'Niets van Weerbaar')
  for (const [paths, expected] of [
    [{ ...taken, content: atChunk }, /changed or cut off/],
    [{ ...taken, content: onlyHead }, /changed or cut off/],
    [{ ...taken, keys: changedKeys }, /changed or cut off/],
    [{ ...taken, content: moment }, /changed or cut off/],
    [{ ...taken, content: none }, /no backup of Weerbaar/],
    [{ content: taken.keys, keys: taken.content }, /holds the keys of a backup, not the content/],
  ] as const) {
    await assert.rejects(putBack(database, restoring(paths)), { name: 'Error', message: expected })
    assert.ok(await isEmpty(database), String(expected))
  }
})

test('what is in a database is not thrown away unless told, nor under the hands of a server; replacing is all or nothing', async () => {
  const there = await openWorld()
  const kept = await there.report('member', { what: 'Dit staat er al.' })
  const { database } = there
  await assert.rejects(putBack(database, restoring(taken)), /A server is working on this database/)
  await there.house.db.close()
  const stopped = async () => {
    const rows = await there.owner.query(
      "select from pg_stat_activity where datname = current_database() and usename = 'weerbaar_app'",
    )
    return rows.rowCount === 0
  }
  while (!(await stopped()));
  await assert.rejects(putBack(database, restoring(taken)), /There is something in this database/)
  const broken = join(folder, 'broken-keys')
  copyFileSync(taken.keys, broken)
  truncateSync(broken, statSync(broken).size - 1)
  await assert.rejects(putBack(database, restoring({ ...taken, keys: broken }, { replace: true })), CommandError)
  assert.match((await readIn(database, kept)).page, /Dit staat er al/)
  while (!(await stopped()));
  await putBack(database, restoring(taken, { replace: true }))
  assert.equal((await readIn(database, kept)).status, 404)
  assert.ok((await readIn(database, reported)).page.includes(words))
  await there.owner.end()
  await database.drop()
})

test('what was destroyed after a backup is unreadable when it is put back: by the ledger, or by newer keys', async () => {
  const own = await openWorld()
  const id = await own.report('member', { what: words })
  const stays = await own.report('member', { what: 'Dit blijft.' })
  const write = async (name: string) => {
    const paths = pathsFor(join(folder, name), undefined, own.clock.now())
    await writeBackup({ ownerUrl: own.database.ownerUrl, keys, paths, now: own.clock.now() })
    return paths
  }
  const old = await write('before-destruction')
  own.clock.advance(24 * 3_600_000)
  const { rows } = await own.owner.query<{ incident_id: string }>(
    'select incident_id from incident_case where id = $1',
    [id],
  )
  const incident = rows[0]?.incident_id ?? ''
  await own.owner.query('delete from case_key where case_id = $1', [id])
  await own.owner.query('delete from incident_key where incident_id = $1', [incident])
  const newer = await write('after-destruction')

  const line = { organisation_id: idOf('waterstad'), destroyed_at: own.clock.now().toISOString() }
  const list = join(folder, 'gone.jsonl')
  const lines = [
    { ...line, kind: 'case', id },
    { ...line, kind: 'incident', id: incident },
  ]
  writeFileSync(list, lines.map(it => `${JSON.stringify(it)}\n`).join(''))
  const byLedger = await empty()
  const restored = await putBack(byLedger, restoring(old, { destroyed: ledgersFor([], list) }))
  assert.equal(restored.withoutKey, 1)
  const byKeys = await empty()
  await putBack(byKeys, restoring({ content: old.content, keys: newer.keys }))
  for (const database of [byLedger, byKeys]) {
    assert.ok(!(await readIn(database, id)).page.includes(words))
    assert.match((await readIn(database, stays)).page, /Dit blijft/)
  }
  writeFileSync(list, '{"kind":"case"}\n')
  assert.throws(() => ledgersFor([], list), /Line 1 of .* is no line of a ledger/)
  await own.close()
})

test('keys that are older than the content are refused when a case would have none, unless that is accepted', async () => {
  world.clock.advance(3_600_000)
  await world.report('member', {}, [])
  const later = await backUp(world, folder, 'later')
  const database = await empty()
  const mixed = { content: later.content, keys: taken.keys }
  await assert.rejects(putBack(database, restoring(mixed)), /1 cases would have no key/)
  assert.ok(await isEmpty(database))
  const restored = await putBack(database, restoring(mixed, { acceptMissingKeys: true }))
  assert.equal(restored.withoutKey, 1)
  const newerKeys = await empty()
  assert.equal((await putBack(newerKeys, restoring({ content: taken.content, keys: later.keys }))).withoutKey, 0)
})

test('a backup of a version that this one does not know is refused', async () => {
  const strange = await openWorld()
  await strange.owner.query("insert into public.migration (name, sha256) values ('9999_later.sql', 'x')")
  const paths = pathsFor(join(folder, 'strange'), undefined, strange.clock.now())
  await writeBackup({ ownerUrl: strange.database.ownerUrl, keys, paths, now: strange.clock.now() })
  const database = await empty()
  await assert.rejects(
    putBack(database, restoring(paths)),
    /another version of Weerbaar: its migration 9999_later\.sql/,
  )
  assert.ok(await isEmpty(database))
  await strange.close()
})
