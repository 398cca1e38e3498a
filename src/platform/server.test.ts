import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen, requireFreePort } from './server.ts'
import { withAssets } from './static.ts'

const host = '127.0.0.1'

/** A port that nobody listens on, as far as one can know. */
function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

let port: number
before(async () => {
  port = await freePort()
})

test('when the server stops, a request at hand is still answered and no new one is taken', async () => {
  const begun = Promise.withResolvers<void>()
  const server = await listen(
    async () => {
      begun.resolve()
      await sleep(300)
      return new Response('klaar')
    },
    { host, port },
  )
  const answer = fetch(`http://${host}:${port}/`)
  await begun.promise
  const stopped = server.stop()
  await assert.rejects(fetch(`http://${host}:${port}/`))
  assert.equal(await (await answer).text(), 'klaar')
  const from = performance.now()
  await stopped
  assert.ok(performance.now() - from < 2000, 'a connection that is kept does not hold the server up')
})

test('a port that is taken is told in a sentence, before anything else is done', async () => {
  const other = createServer().listen(port, host)
  after(() => other.close())
  await assert.rejects(requireFreePort(host, port), /^Error: Port \d+ is taken by another program.*PORT=8081$/)
  await assert.rejects(
    listen(() => new Response(), { host, port }),
    /is taken/,
  )
})

test('more headers than anybody needs are refused', async () => {
  const own = await freePort()
  const server = await listen(() => new Response('ja'), { host, port: own })
  after(() => server.stop())
  const answer = await fetch(`http://${host}:${own}/`, { headers: { cookie: 'a'.repeat(20_000) } })
  assert.equal(answer.status, 431)
})

test('who hangs up half-way does no harm', async () => {
  const own = await freePort()
  const server = await listen(async request => new Response(await request.text()), { host, port: own })
  after(() => server.stop())
  const socket = connect(own, host)
  socket.end('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf')
  await new Promise(resolve => socket.once('close', resolve).resume())
  assert.equal(await (await fetch(`http://${host}:${own}/`, { method: 'POST', body: 'heel' })).text(), 'heel')
})

test('files for the browser are answered without the application, and a name that is none is not found', async () => {
  const find = (path: string) => (path === '/assets/a.css' ? new Response('a{}') : undefined)
  const answer = withAssets({ fetch: () => new Response('page') }, { find }, true)
  const get = async (path: string) => answer(new Request(`https://weerbaar.example${path}`))
  const file = await get('/assets/a.css')
  assert.equal(await file.text(), 'a{}')
  assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
  assert.equal((await get('/assets/../package.json')).status, 200)
  assert.equal((await get('/assets/..%2fpackage.json')).status, 404)
  assert.equal(await (await get('/')).text(), 'page')
})
