import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { eicar, fakeClamd } from '../../test/support/clamd.ts'
import { clamd, scannerAddress, type Scanner } from './scanner.ts'

let fake: Awaited<ReturnType<typeof fakeClamd>>
let scanner: Scanner
before(async () => {
  fake = await fakeClamd()
  scanner = clamd({ path: fake.path })
})
after(() => fake.stop())

async function* parts(...content: (Buffer | string)[]) {
  for (const it of content) yield Buffer.from(it)
}

test('a file goes over as it is, in whatever pieces, and nothing is found in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 6 }), async pieces => {
      assert.deepEqual(await scanner.scan(parts(...pieces.map(it => Buffer.from(it)))), { malware: undefined })
      assert.deepEqual(fake.scanned.at(-1), Buffer.concat(pieces))
    }),
    { numRuns: 50 },
  )
  const large = randomBytes(3_000_000)
  await scanner.scan(parts(large.subarray(0, 1_048_576), large.subarray(1_048_576)))
  assert.deepEqual(fake.scanned.at(-1), large)
})

test('malware is told by its name, without the hash that some scanners add', async () => {
  assert.deepEqual(await scanner.scan(parts(eicar.slice(0, 20), eicar.slice(20))), { malware: 'Eicar-Test-Signature' })
  fake.is('brackets')
  assert.deepEqual(await scanner.scan(parts(eicar)), { malware: 'Eicar-Test-Signature' })
  fake.is('works')
})

test('a scanner that is away, says nothing or refuses gives no verdict', async () => {
  await scanner.ping()
  for (const mood of ['away', 'silent', 'refuses'] as const) {
    fake.is(mood)
    const hasty = clamd({ path: fake.path }, { ping: 100, scan: 100 })
    await assert.rejects(hasty.scan(parts('hallo')), mood)
    if (mood !== 'refuses') await assert.rejects(hasty.ping(), mood)
  }
  fake.is('works')
  await assert.rejects(clamd({ path: `${fake.path}.none` }).ping())
})

test('a scanner that answers before the end of a file has stopped reading it when that is known', async () => {
  let reading = false
  async function* slow() {
    reading = true
    try {
      for (let n = 0; n < 1000; n++) {
        if (n > 0) await new Promise(done => setTimeout(done, 5))
        yield Buffer.alloc(100)
      }
    } finally {
      reading = false
    }
  }
  fake.is('refuses')
  for (let n = 0; n < 20; n++) {
    await assert.rejects(scanner.scan(slow()))
    assert.equal(reading, false)
  }
  fake.is('works')
})

test('a file that cannot be read gives no verdict either', async () => {
  async function* broken() {
    yield Buffer.from('het begin')
    throw new Error('the seal is broken')
  }
  await assert.rejects(scanner.scan(broken()), /the seal is broken/)
})

test('what is no answer of a scanner is no verdict, over a port as well', async () => {
  for (const answer of [
    '',
    'stream: OK',
    'stream: FOUND\0',
    'OK\0',
    `stream: ${'x'.repeat(10_000)} FOUND\0`,
    'stream: a b FOUND\0',
  ]) {
    const server = createServer(socket => void socket.on('error', () => {}).end(answer))
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    const at = server.address()
    const port = typeof at === 'object' && at ? at.port : 0
    try {
      await assert.rejects(clamd({ host: '127.0.0.1', port }).scan(parts('hallo')), `answer ${answer.slice(0, 30)}`)
    } finally {
      server.close()
    }
  }
})

test('where the scanner listens is a path, or a host and a port', () => {
  assert.deepEqual(scannerAddress('/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' })
  assert.deepEqual(scannerAddress('scanner.example.nl:3310'), { host: 'scanner.example.nl', port: 3310 })
  assert.deepEqual(scannerAddress('[::1]:3310'), { host: '::1', port: 3310 })
  for (const wrong of ['', 'clamd', 'host:0', 'host:99999', 'http://host:3310', ':3310'])
    assert.equal(scannerAddress(wrong), undefined, wrong)
})
