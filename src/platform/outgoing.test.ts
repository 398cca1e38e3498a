import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { fetchOutside, isOutside, mayVisit } from './outgoing.ts'

const strict = { allowed: [], loopback: false }
const here = { allowed: [], loopback: true }
const options = { method: 'GET', headers: {} }

let origin = ''
const server = createServer((request, response) => {
  if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  else if (request.url === '/long') response.end(Buffer.alloc(1024 * 1024 + 1))
  else response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})
before(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
})
after(() => server.close())

test('addresses inside a network are known, however they are written', () => {
  for (const it of ['10.1.2.3', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0'])
    assert.equal(isOutside(it), false, it)
  for (const it of ['::1', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '::', 'x'])
    assert.equal(isOutside(it), false, it)
  for (const it of ['9.9.9.9', '2620:fe::fe']) assert.equal(isOutside(it), true, it)
})

test('nothing is asked without TLS, inside a network, or with a password in the address', async () => {
  for (const it of ['http://voorbeeld.nl', 'ftp://voorbeeld.nl', 'https://a:b@voorbeeld.nl', 'file:///etc/passwd', 'x'])
    assert.equal(mayVisit(it, here), false, it)
  for (const it of [
    origin,
    'https://127.0.0.1',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'https://localhost/',
  ])
    await assert.rejects(fetchOutside(strict)(it, options), { name: 'NotAsked' }, it)
})

test('a redirect is not followed, and an answer that goes on is cut off', async () => {
  assert.equal((await fetchOutside(here)(`${origin}/elsewhere`, options)).status, 302)
  await assert.rejects(fetchOutside(here)(`${origin}/long`, options))
  assert.deepEqual(await (await fetchOutside(here)(origin, options)).json(), {})
})
