import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { base32, codeOf, otpauthUri, stepOf, stepWithCode } from './totp.ts'

const rfcSecret = Buffer.from('12345678901234567890')

test('the codes are those of RFC 6238, appendix B', () => {
  for (const [seconds, code] of [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ] as const)
    assert.equal(codeOf(rfcSecret, stepOf(new Date(seconds * 1000)), 8), code)
})

test('a code is good in its own half minute and in those beside it, and in no other', () => {
  const now = new Date('2026-04-24T18:50:10Z')
  const found = [-2, -1, 0, 1, 2].map(away => stepWithCode(rfcSecret, codeOf(rfcSecret, stepOf(now) + away), now, 0))
  const step = stepOf(now)
  assert.deepEqual(found, [undefined, step - 1, step, step + 1, undefined])
})

test('whatever the moment, a code is not found again once its step or a later one was used', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.integer({ min: 2, max: 1e10 }), (bytes, step) => {
      const secret = Buffer.from(bytes)
      const found = stepWithCode(secret, codeOf(secret, step), new Date(step * 30_000), step)
      assert.ok(found === undefined || found > step)
    }),
  )
})

test('whatever is typed as a code, the answer is a step or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), typed => {
      const step = stepWithCode(rfcSecret, typed, new Date('2026-04-24T18:50:10Z'), 0)
      assert.ok(step === undefined || codeOf(rfcSecret, step) === typed)
    }),
  )
})

test('a secret is written as apps read it', () => {
  assert.equal(base32(Buffer.from('foobar')), 'MZXW6YTBOI')
  assert.equal(base32(Buffer.from('fo')), 'MZXQ')
  assert.equal(
    otpauthUri(rfcSecret, { issuer: 'Weerbaar', account: 'a b@c.example' }),
    'otpauth://totp/Weerbaar:a%20b%40c.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Weerbaar',
  )
})
