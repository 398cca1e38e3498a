import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { testMasterKeys } from '../../../test/support/seed.ts'
import { weerbaar } from '../../../test/support/terminal.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { createKeyRing } from '../../platform/keys.ts'
import { newKey, readMasterKeys } from '../../platform/vault.ts'
import { asOwner } from '../owner.ts'
import { beginRotation } from '../rotation.ts'

let world: World
let reported: string
before(async () => {
  world = await openWorld()
  reported = await world.report('member', { what: 'Dit blijft leesbaar: waterlelie.' })
})
after(() => world.close())

const old = testMasterKeys.current.key.toString('base64')
const next = newKey().toString('base64')
const rotate = (keys: string, ...words: string[]) =>
  weerbaar(['rotate-keys', ...words], {
    DATABASE_OWNER_URL: world.database.ownerUrl,
    WEERBAAR_MASTER_KEY: keys,
  })
const rotated = (keys: string, ...words: string[]) => {
  const { status, stdout, stderr } = rotate(keys, ...words)
  assert.equal(status, 0, stderr)
  assert.match(stdout, /GM9901: done\n/)
  assert.match(stdout, /GM9902: done\n/)
}
/** What wraps what: the versions of keys in the two organisations, and whose master keys those are under. */
async function keys() {
  const { rows } = await world.owner.query<{ code: string; version: number; master: string }>(
    `select o.code, k.version, k.master_key_id as master from organisation_key k join organisation o on o.id = k.organisation_id
     order by 1, 2`,
  )
  return {
    versions: rows.map(it => `${it.code} ${it.version}`),
    masters: [...new Set(rows.map(it => it.master))],
  }
}
/** As a server that was started again with these master keys reads the report. */
async function reads(masterKeys: string) {
  world.house.keys = createKeyRing(readMasterKeys({ WEERBAAR_MASTER_KEY: masterKeys }))
  assert.match((await (await world.signIn('member')).get(`/meldingen/${reported}`)).text, /waterlelie/)
}

test('to resume when nothing was begun begins nothing', async () => {
  rotated(old, '--resume')
  assert.deepEqual((await keys()).versions, ['GM9901 1', 'GM9902 1'])
})

test('what was begun and broken off goes on with --resume, and nothing else is begun', async () => {
  await beginRotation(
    work => asOwner(world.database.ownerUrl, work),
    testMasterKeys,
    idOf('waterstad'),
    world.clock.now(),
  )
  assert.deepEqual((await keys()).versions, ['GM9901 1', 'GM9901 2', 'GM9902 1'])
  await reads(old)
  rotated(old, '--resume')
  assert.deepEqual((await keys()).versions, ['GM9901 2', 'GM9902 1'])
  await reads(old)
})

test('without a word every organisation gets a new key, and reports are read under it', async () => {
  rotated(old)
  assert.deepEqual((await keys()).versions, ['GM9901 3', 'GM9902 2'])
  await reads(old)
})

test('with a master key that is not the one of the installation nothing is changed, and it says why', async () => {
  const before = await keys()
  for (const words of [[], ['--master']]) {
    const { status, stderr } = rotate(next, ...words)
    assert.notEqual(status, 0)
    assert.match(stderr, /The master key .* is not known here/)
  }
  assert.deepEqual(await keys(), before)
  await reads(old)
  await world.report('member')
})

test('--master brings every key under the first master key, and the one before is of no use then', async () => {
  const before = await keys()
  await reads(`${next} ${old}`)
  rotated(`${next} ${old}`, '--master')
  const after = await keys()
  assert.deepEqual(after.versions, before.versions)
  assert.deepEqual(after.masters, [readMasterKeys({ WEERBAAR_MASTER_KEY: next }).current.id])
  await reads(next)
  rotated(next, '--master')
  assert.deepEqual(await keys(), after)
})
