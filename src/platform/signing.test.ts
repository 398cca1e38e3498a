import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createLogKeyFile, findLogKey, isSigned, parseVerifierKey, readLogKey, signerOf } from './signing.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

const folder = makeTemporaryFolder()
after(() => rmSync(folder, { recursive: true }))

const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString()
const newKey = () => generateKeyPairSync('ed25519').privateKey

test('the log key stands beside the master key, and only its owner reads it', () => {
  const env = { WEERBAAR_MASTER_KEY_FILE: join(folder, 'master.key') }
  assert.equal(findLogKey(env), undefined)
  assert.throws(
    () => readLogKey(env),
    /There is no log key in .*log\.key\. .*\n.*Put that one back.*\n.*\n {2}\(umask 077; openssl genpkey -algorithm ed25519 > .*log\.key\)\n/,
  )
  assert.throws(() => readLogKey({}), /and set WEERBAAR_LOG_KEY_FILE=\/etc\/weerbaar\/log\.key/)
  createLogKeyFile(join(folder, 'log.key'))
  assert.equal(statSync(join(folder, 'log.key')).mode & 0o777, 0o600)
  assert.equal(readLogKey(env).current.name, findLogKey(env)?.current.name)
  assert.throws(() => createLogKeyFile(join(folder, 'log.key')), /EEXIST/)
})

test('after a new key the old one, or its public half, still checks what it signed', () => {
  const [old, older, now] = [newKey(), newKey(), newKey()]
  const path = join(folder, 'rotated.key')
  writeFileSync(path, `${pem(now)}${pem(old)}${pem(createPublicKey(older))}`)
  const { current, known, sign } = readLogKey({ WEERBAAR_LOG_KEY_FILE: path })
  assert.equal(current.text, signerOf(now).current.text)
  const message = Buffer.from('tekst')
  for (const signature of [signerOf(old).sign(message), signerOf(older).sign(message), sign(message)]) {
    assert.ok(isSigned(known, message, signature))
    assert.ok(!isSigned(known, Buffer.from('andere tekst'), signature))
  }
  assert.ok(!isSigned(known, message, signerOf(newKey()).sign(message)))
})

test('a public key is handed over as a line of text, and one that was mistyped is refused', () => {
  const { current, sign } = signerOf(newKey())
  assert.ok(isSigned([parseVerifierKey(` ${current.text}\n`)], Buffer.from('x'), sign(Buffer.from('x'))))
  const mistyped = current.text.replace(
    /.(=*)$/,
    (_, end: string) => `${current.text.at(-1 - end.length) === 'A' ? 'B' : 'A'}${end}`,
  )
  for (const wrong of ['', 'weerbaar', `${current.text}AAAA`, current.text.replace('weerbaar', 'weerbear'), mistyped])
    assert.throws(() => parseVerifierKey(wrong), /no public key|mistyped/, wrong)
})

test('a file with something else than an Ed25519 key is refused without a word of it', () => {
  const path = join(folder, 'wrong.key')
  for (const text of ['', 'geheim', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)]) {
    writeFileSync(path, text)
    assert.throws(
      () => readLogKey({ WEERBAAR_LOG_KEY_FILE: path }),
      error => {
        assert.match(String(error), /something else than a log key/)
        assert.doesNotMatch(String(error), /geheim/)
        return true
      },
    )
  }
})
