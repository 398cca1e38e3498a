import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults, sendAs, streamed, type Sender } from '../../../test/support/sender.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
let sender: Sender
before(async () => {
  world = await openWorld()
  sender = await sendAs(world, 'member')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const origin = 'http://localhost:8080'
const urlencoded = 'application/x-www-form-urlencoded'
const message = () => new URLSearchParams({ entry: randomUUID(), bericht: 'Dit bericht schreef iemand anders.' })

async function entriesIn(id: string): Promise<number> {
  const { rowCount } = await world.owner.query('select from case_entry where case_id = $1', [id])
  return rowCount ?? 0
}

test('a form from another website is refused with a page that says what to do, and nothing is written', async () => {
  const id = await world.report('member')
  const forged: Record<string, string>[] = [
    {},
    { origin: 'https://kwaad.example' },
    { origin: 'null' },
    { origin: 'http://localhost:8081' },
    { origin: 'http://localhost:8080.kwaad.example' },
    { origin: 'https://localhost:8080' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://kwaad.example', 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of forged)
    for (const type of [urlencoded, 'text/plain', 'multipart/form-data; boundary=x', '']) {
      const body = message().toString()
      const answer = await sender.send(`/meldingen/${id}/bericht`, {
        method: 'POST',
        body: Buffer.from(body),
        headers: { ...headers, ...(type !== '' && { 'content-type': type }) },
      })
      const which = `${JSON.stringify(headers)} ${type}`
      assert.equal(answer.status, 403, which)
      assert.match(answer.html, /Dit formulier kwam niet van deze website/, which)
    }
  assert.equal(await entriesIn(id), 0)
})

test('a form in another shape is refused with 415 and a page, and nothing is written', async () => {
  const id = await world.report('member')
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'text/html', 'x', '']) {
    const answer = await sender.send(`/meldingen/${id}/bericht`, {
      method: 'POST',
      body: Buffer.from(JSON.stringify({ entry: randomUUID(), bericht: 'Hallo daar' })),
      headers: { origin, ...(type !== '' && { 'content-type': type }) },
    })
    assert.equal(answer.status, 415, type)
    assert.match(answer.html, /Dit formulier kunnen wij niet lezen/)
  }
  const draft = randomUUID()
  for (const type of [urlencoded, 'application/json', 'text/plain'])
    assert.equal((await sender.post(`/melden/snel/${draft}`, 'what=x', type)).status, 415)
  assert.equal(await entriesIn(id), 0)
})

test('a form with files that is cut off or malformed is answered with a page, and is no report', async () => {
  const part = '--x\r\nContent-Disposition: form-data; name="what"\r\n\r\nEen brief'
  const file = '--x\r\nContent-Disposition: form-data; name="evidence"; filename="a.txt"\r\n\r\nBegin van een bestand'
  const broken: [string, string][] = [
    ['multipart/form-data', part],
    ['multipart/form-data; boundary=', part],
    ['multipart/form-data; boundary=y', part],
    ['multipart/form-data; boundary=x', part],
    ['multipart/form-data; boundary=x', file],
    ['multipart/form-data; boundary=x', ''],
    ['multipart/form-data; boundary=x', `--x\r\n${'a: b\r\n'.repeat(5000)}\r\n\r\n--x--`],
  ]
  for (const [type, body] of broken) {
    const id = randomUUID()
    const answer = await sender.post(`/melden/snel/${id}`, body, type)
    assert.ok([400, 413, 422].includes(answer.status), `${type} ${answer.status}`)
    const { rows } = await world.owner.query("select from incident_case where id = $1 and state <> 'draft'", [id])
    assert.deepEqual(rows, [])
  }
})

test('a form with files whose sender goes away half-way leaves no report, no whole file and no work behind', async () => {
  const id = randomUUID()
  const halfway = streamed([
    { name: 'what', content: quickForm['what'] ?? '' },
    { name: 'evidence', fileName: 'half.txt', content: breaksOff() },
  ])
  const answer = await sender.send(`/melden/snel/${id}`, halfway)
  assert.equal(answer.status, 400)
  assert.match(answer.html, /Het versturen is afgebroken/)
  const { rows } = await world.owner.query("select from file where case_id = $1 and state = 'complete'", [id])
  assert.deepEqual(rows, [])
})

async function* breaksOff(): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from('Het begin van een bestand. '.repeat(100))
  throw new Error('the line went dead')
}

test('a hundred thousand fields are too many', async () => {
  const fields = Array.from({ length: 1100 }, (_, n) => ({ name: `f${n}`, content: 'x' }))
  assert.equal((await sender.send(`/melden/snel/${randomUUID()}`, streamed(fields))).status, 413)
  const id = await world.report('member')
  const many = Array.from({ length: 100_000 }, (_, n) => `f${n}=x`).join('&')
  assert.equal((await sender.post(`/meldingen/${id}/bericht`, many)).status, 422)
})

test('another host name is turned away at the door', async () => {
  for (const host of ['kwaad.example', 'localhost', 'localhost:8081', '', 'localhost:8080@kwaad.example'])
    assert.equal((await sender.send('/', { headers: { host } })).status, 421, host)
  assert.equal((await sender.send('/', { headers: { host: '127.0.0.1:8080' } })).status, 200)
})

test('an address that leads nowhere is a page that says so, also when it is made to break something', async () => {
  const id = await world.report('member')
  const wrong = [
    '/meldingen/1',
    `/meldingen/${id.toUpperCase()}x`,
    `/meldingen/${id}%00`,
    `/meldingen/${id}'--`,
    '/meldingen/..%2f..%2fetc%2fpasswd',
    '/meldingen/%E0%A4%A',
    '/meldingen/__proto__',
    `/meldingen/${randomUUID()}`,
    `/meldingen/${id}/bewijs/${randomUUID()}`,
    `/meldingen/${id}/bewijs/${randomUUID()}/beeld`,
    `/meldingen/${id}/bewijs/${randomUUID()}/origineel`,
    `/meldingen/${id}/bewijs/x`,
    `/melden/snel/${randomUUID()}`,
    `/melden/snel/${idOf('member')}`,
    `/${'a'.repeat(20_000)}`,
    `/${'a/'.repeat(5_000)}`,
  ]
  for (const path of wrong) assert.equal((await sender.send(path, {})).status, 404, path.slice(0, 80))
  for (const path of wrong.slice(0, 11)) assert.equal((await sender.post(path, '')).status, 404, path.slice(0, 80))
})

test('a place in a list that was made up is the first page, or an empty one', async () => {
  const clerk = await sendAs(world, 'clerk')
  const coordinator = await sendAs(world, 'politicalCoordinator')
  const dashes = '-'.repeat(36)
  const places = [
    '',
    'x',
    '_',
    `1_${dashes}`,
    `1_${idOf('member')}`,
    `-8640000000000000_${idOf('member')}`,
    `8640000000000000_${idOf('member')}`,
    `1e400_${idOf('member')}`,
    `NaN_${dashes}`,
    '%00',
    `1_${'f'.repeat(36)}`,
  ]
  for (const place of places) {
    const query = `?na=${encodeURIComponent(place)}&stand=toString&lijst=-1`
    assert.equal((await sender.send(`/meldingen${query}`, {})).status, 200, place)
    assert.equal((await clerk.send(`/werklijst${query}`, {})).status, 200, place)
    assert.equal((await coordinator.send(`/lijn${query}`, {})).status, 200, place)
    assert.equal((await coordinator.send(`/lijn${query.replace('-1', '0')}`, {})).status, 200, place)
  }
})

test('who was signed out while writing gets the text back to copy, in a short form and in one with files', async () => {
  const text = 'Zij dreigden.'
  const id = await world.report('member')
  const headers = { origin, 'content-type': urlencoded, cookie: 'weerbaar=verlopen' }
  const body = new URLSearchParams({ entry: randomUUID(), bericht: text })
  const short = await world.app.request(`${origin}/meldingen/${id}/bericht`, { method: 'POST', headers, body })
  const shown = await short.text()
  assert.equal(short.status, 401)
  assert.match(shown, />Zij dreigden\.</)
  assert.equal(shown.match(/<textarea/g)?.length, 1, 'only what was written')

  const long = await world.visitor.upload(`/melden/snel/${randomUUID()}`, { ...quickForm, what: text }, [
    { name: 'a.txt', content: 'Bewijs' },
  ])
  assert.equal(long.status, 401)
  assert.match(long.text, /Zij dreigden\./)
  assert.match(long.text, /06 00 00 00 00/)
  assert.match(long.text, /bestanden/)
})

test('who was signed out gets short words back too, and comes to the page of the form after signing in', async () => {
  const id = await world.report('member')
  const headers = { origin, 'content-type': urlencoded, cookie: 'weerbaar=verlopen' }
  const body = () => new URLSearchParams({ entry: randomUUID(), bericht: 'bel me', lezen: 'all' })
  const send = (more: Record<string, string> = {}) =>
    world.app.request(`${origin}/meldingen/${id}/bericht`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: body(),
    })
  const shown = await (await send()).text()
  assert.match(shown, />bel me</)
  assert.equal(shown.match(/<textarea/g)?.length, 1, 'only what was written')
  assert.ok(shown.includes(`href="/inloggen?naar=${encodeURIComponent(`/meldingen/${id}`)}"`))

  const fromHandling = await (await send({ referer: `${origin}/meldingen/${id}/besluit` })).text()
  assert.ok(fromHandling.includes(`naar=${encodeURIComponent(`/meldingen/${id}/besluit`)}"`))
  const elsewhere = await (await send({ referer: 'https://kwaad.example/inloggen' })).text()
  assert.ok(elsewhere.includes(`naar=${encodeURIComponent(`/meldingen/${id}`)}"`))
  const fresh = await world.visitor.upload(`/melden/snel/${randomUUID()}`, { ...quickForm, what: 'help' }, [])
  assert.match(fresh.html, />help</)
  assert.ok(fresh.html.includes('href="/inloggen?naar=%2Fmelden%2Fsnel"'))
})

test('a password that was sent after the session ended is not shown again', async () => {
  const form = { huidig: 'Geheim van vroeger', wachtwoord: 'Geheim van straks', nogmaals: 'Geheim van straks' }
  const seen = await world.visitor.post('/account/wachtwoord', form)
  assert.equal(seen.status, 401)
  assert.doesNotMatch(seen.html, /Geheim/)
})

test('a session that idled too long keeps nothing open', async () => {
  const idle = await world.signIn('otherMember')
  const begun = world.clock.now()
  world.clock.advance(31 * 60_000)
  const page = await idle.get('/')
  const form = await idle.upload(`/melden/snel/${randomUUID()}`, quickForm, [])
  world.clock.set(begun)
  assert.deepEqual([page.status, page.location], [303, '/inloggen?naar=%2F'])
  assert.equal(form.status, 401)
  assert.match(form.text, /we weten waar je woont/)
})
