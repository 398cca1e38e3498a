import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import {
  createMasterKeyFile,
  masterKeyId,
  newKey,
  open,
  openChunk,
  openJson,
  openText,
  readMasterKeys,
  seal,
  SealBroken,
  sealChunk,
  sealJson,
  unwrapKey,
  wrapKey,
} from './vault.ts'

const key = newKey()
const other = newKey()
const folder = mkdtempSync(join(tmpdir(), 'weerbaar-vault-'))
after(() => rmSync(folder, { recursive: true }))

const bytes = fc.uint8Array({ maxLength: 200 }).map(it => Buffer.from(it))

test('what was sealed opens again, in its own context only', () => {
  fc.assert(
    fc.property(bytes, fc.string(), fc.string(), (words, context, another) => {
      const sealed = seal(key, context, words)
      assert.deepEqual(open(key, context, sealed), words)
      assert.equal(sealed.length, words.length + 29)
      if (another !== context) assert.throws(() => open(key, another, sealed), SealBroken)
      assert.throws(() => open(other, context, sealed), SealBroken)
    }),
  )
})

test('one changed bit, a cut or something added breaks the seal', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.nat(7), (words, place, bit) => {
      const sealed = seal(key, 'message:1', words)
      const at = place % sealed.length
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ (1 << bit)
      for (const broken of [changed, sealed.subarray(0, at), Buffer.concat([sealed, Buffer.of(bit)])]) {
        assert.throws(() => open(key, 'message:1', broken), SealBroken)
      }
    }),
  )
})

test('the same words are never sealed to the same bytes', () => {
  const all = new Set(Array.from({ length: 100 }, () => seal(key, 'message:1', 'ja').toString('hex')))
  assert.equal(all.size, 100)
})

test('text and data come back as they were', () => {
  assert.equal(openText(key, 'a', seal(key, 'a', 'één dreiging ⚠')), 'één dreiging ⚠')
  const schema = z.object({ what: z.string() })
  assert.deepEqual(openJson(key, 'a', sealJson(key, 'a', { what: 'brief' }), schema), { what: 'brief' })
  assert.throws(() => openJson(key, 'a', sealJson(key, 'a', { what: 3 }), schema), z.ZodError)
})

test('a wrapped key comes back, and is not taken for words or a chunk', () => {
  const wrapped = wrapKey(key, 'case:1', other)
  assert.deepEqual(unwrapKey(key, 'case:1', wrapped), other)
  assert.throws(() => unwrapKey(key, 'case:2', wrapped), SealBroken)
  assert.throws(() => open(key, 'case:1', wrapped), SealBroken)
  assert.throws(() => unwrapKey(key, 'case:1', seal(key, 'case:1', other)), SealBroken)
  assert.throws(() => seal(Buffer.alloc(16), 'a', 'b'), TypeError)
  assert.throws(() => wrapKey(key, 'a', Buffer.alloc(31)), TypeError)
})

test('chunks cannot be reordered, swapped between files, dropped at the end or passed off as words', () => {
  const first = sealChunk(key, 'a', 0, false, Buffer.from('een'))
  const last = sealChunk(key, 'a', 1, true, Buffer.from('twee'))
  assert.equal(openChunk(key, 'a', 0, false, first).toString(), 'een')
  assert.equal(openChunk(key, 'a', 1, true, last).toString(), 'twee')
  const wrong: (() => Buffer)[] = [
    () => openChunk(key, 'a', 0, true, first),
    () => openChunk(key, 'a', 0, false, last),
    () => openChunk(key, 'a', 1, false, last),
    () => openChunk(key, 'b', 0, false, first),
    () => open(key, 'a', first),
  ]
  for (const it of wrong) assert.throws(it, SealBroken)
  assert.equal(openChunk(key, 'a', 0, true, sealChunk(key, 'a', 0, true, Buffer.alloc(0))).length, 0)
})

test('a master key file is made once, for its owner only, and read again', () => {
  const path = join(folder, 'master-key')
  assert.throws(() => readMasterKeys({}, path), /There is no master key/)
  createMasterKeyFile(path)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(folder), ['master-key'])
  const { current } = readMasterKeys({}, path)
  assert.equal(current.id, masterKeyId(current.key))
  assert.deepEqual(readMasterKeys({ WEERBAAR_MASTER_KEY_FILE: path }).current, current)
  assert.throws(() => createMasterKeyFile(path), { code: 'EEXIST' })
  assert.deepEqual(readMasterKeys({}, path).current, current)
})

test('of several master keys the first is the current one, and all are found by their id', () => {
  const keys = readMasterKeys({ WEERBAAR_MASTER_KEY: `${key.toString('base64')}\n${other.toString('base64')}` })
  assert.deepEqual(keys.current.key, key)
  assert.deepEqual(keys.find(masterKeyId(other)), other)
  assert.equal(keys.find('00000000'), undefined)
})

test('a missing or wrong master key stops the start with a clear error that does not quote it', () => {
  const path = join(folder, 'wrong')
  writeFileSync(path, '')
  const wrong: [Record<string, string>, RegExp][] = [
    [{}, /Set WEERBAAR_MASTER_KEY or WEERBAAR_MASTER_KEY_FILE/],
    [{ WEERBAAR_MASTER_KEY: 'geheim' }, /32 random bytes in base64/],
    [{ WEERBAAR_MASTER_KEY: Buffer.alloc(32).toString('base64') }, /something else than a master key/],
    [{ WEERBAAR_MASTER_KEY: key.toString('hex') }, /something else than a master key/],
    [{ WEERBAAR_MASTER_KEY_FILE: join(folder, 'absent') }, /cannot be read/],
    [{ WEERBAAR_MASTER_KEY_FILE: path }, /holds no master key/],
    [{ WEERBAAR_MASTER_KEY: key.toString('base64'), WEERBAAR_MASTER_KEY_FILE: path }, /not both/],
  ]
  for (const [env, message] of wrong) {
    assert.throws(
      () => readMasterKeys(env),
      (error: Error) => message.test(error.message) && !/geheim/.test(error.message),
    )
  }
})
