import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { dummyHash, hashPassword, needsRehash, passwordSchema, verifyPassword } from './passwords.ts'

const password = 'paraplu lantaarn zevenslaper'

test('a password is known again, and another one is not', async () => {
  const encoded = await hashPassword(password)
  assert.match(encoded, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(await hashPassword(password), encoded)
  assert.ok(await verifyPassword(password, encoded))
  assert.ok(!(await verifyPassword(`${password} `, encoded)))
  assert.ok(!needsRehash(encoded))
})

test('the hash is argon2id as others compute it', async () => {
  const encoded = await hashPassword(password)
  const [salt = '', tag = ''] = encoded.split('$').slice(4)
  const nonce = Buffer.from(salt, 'base64')
  const parameters = { message: password, nonce, parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 }
  assert.equal(argon2Sync('argon2id', parameters).toString('base64').replace(/=+$/, ''), tag)
})

test('the same letters in another composition are the same password', async () => {
  const encoded = await hashPassword('cafe\u0301 om de hoek')
  assert.ok(await verifyPassword('caf\u00E9 om de hoek', encoded))
})

test('nobody gets in without an account, with a broken hash or with one that would take all memory', async () => {
  const broken = [
    '',
    'geheim',
    '$argon2id$v=19$m=9999999,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA',
    dummyHash,
    undefined,
  ]
  for (const encoded of broken) assert.ok(!(await verifyPassword(password, encoded)), encoded)
  assert.ok(needsRehash('geheim'))
  assert.ok(needsRehash(dummyHash.replace('m=19456', 'm=9728')))
})

test('an unknown account takes as long as a wrong password', async () => {
  const encoded = await hashPassword(password)
  // In turns, and the least disturbed of each: a machine that is busy for a moment makes one of them look slow.
  const shortest = { wrong: Infinity, unknown: Infinity }
  for (let n = 0; n < 8; n += 1)
    for (const [who, against] of [['wrong', encoded] as const, ['unknown', undefined] as const]) {
      const start = performance.now()
      await verifyPassword('iets anders dan dat', against)
      shortest[who] = Math.min(shortest[who], performance.now() - start)
    }
  const { wrong, unknown } = shortest
  assert.ok(unknown > wrong / 3 && unknown < wrong * 3, `${unknown} ms against ${wrong} ms`)
})

test('many sign-ins at once are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => verifyPassword(password, undefined)))
  assert.ok(answers.every(answer => !answer))
})

const errorOf = (value: unknown, email?: string) => passwordSchema(email).safeParse(value).error?.issues[0]?.message

test('a sentence of a few words is a good password', () => {
  for (const good of [
    password,
    'Mila eet 3 peren',
    'xK9#vbQ2!mTz',
    '84019 72651 30',
    'correct horse battery staple',
    '😀 lachen met z’n drieën',
  ]) {
    assert.equal(errorOf(good, 'mila.devries@nieuwermeer.example'), undefined, good)
  }
  assert.equal(passwordSchema().parse('cafe\u0301 om de hoek'), 'caf\u00E9 om de hoek')
})

test('a password that is too short, too long or obvious is refused with what to do', () => {
  assert.match(errorOf('') ?? '', /Vul een wachtwoord in/)
  assert.match(errorOf(undefined) ?? '', /Vul een wachtwoord in/)
  assert.match(errorOf('kort woord') ?? '', /ten minste 12 tekens/)
  assert.match(errorOf('x1'.repeat(101)) ?? '', /ten hoogste 200 tekens/)
  assert.match(errorOf('a\u0300\u0316'.repeat(500_000)) ?? '', /ten hoogste 200 tekens/)
  const obvious = [
    'wachtwoord123',
    'Welkom2026!!!',
    'Gemeente1234',
    '123456789012',
    'aaaaaaaaaaaa',
    'qwertyuiop12',
    'Zomer2026abc!',
    'abcdefghijkl',
    'miladevries1',
    'Mila.deVries2026',
    'welkomwelkom',
    'ababababababab',
    '............',
    '            ',
  ]
  for (const bad of obvious)
    assert.match(errorOf(bad, 'mila.devries@nieuwermeer.example') ?? '', /te makkelijk te raden/, bad)
})
