import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { bombs, hostileNames, keptFiles, png, refusedFiles, zip } from '../../../test/support/hostile-files.ts'
import { faults, sendAs, streamed, type Part } from '../../../test/support/sender.ts'
import { openWorld, quickForm, type TestFile, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let member: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

async function piecesOf(id: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from file where case_id = $1 order by added_at, id',
    [id],
  )
  return rows.map(it => `/meldingen/${id}/bewijs/${it.id}`)
}

/** That what is handed out at this address is a file to save, and no page in whatever browser. */
async function savedFrom(at: string) {
  const { status, headers, body } = await member.bytes(`${at}/origineel`)
  assert.equal(status, 200, at)
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; sandbox(?:;|$)/)
  const said = headers.get('content-disposition') ?? ''
  assert.match(said, /^attachment; filename\*=UTF-8''[\w.%-]+$/)
  return { body, type: headers.get('content-type'), name: decodeURIComponent(said.split("''")[1] ?? '') }
}

/** That its page holds nothing of it that runs, and the picture made anew is a JPEG of ours. */
async function looksSafe(at: string): Promise<void> {
  const page = await member.get(at)
  assert.equal(page.status, 200)
  for (const piece of ['<script>alert', 'onload="alert', '<img src=x']) assert.ok(!page.html.includes(piece), at)
  for (const how of ['', '?scherp']) {
    const { status, headers, body } = await member.bytes(`${at}/beeld${how}`)
    assert.ok(status === 200 || status === 404, `${status}`)
    if (status === 404) continue
    assert.equal(headers.get('content-type'), 'image/jpeg')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; sandbox(?:;|$)/)
    assert.ok(!body.includes('<script>'))
    assert.deepEqual([...body.subarray(0, 2)], [0xff, 0xd8])
  }
}

test('what runs, hides what it is or is packed is refused with a sentence, and the text is kept', async () => {
  // As many as are named on the page.
  for (let n = 0; n < refusedFiles.length; n += 5) {
    const files = refusedFiles.slice(n, n + 5)
    const id = randomUUID()
    const seen = await member.upload(`/melden/snel/${id}`, quickForm, files)
    assert.equal(seen.status, 415)
    for (const { name } of files)
      assert.ok(seen.text.includes(`${name}: Dit soort bestand kunnen wij niet bewaren`), name)
    assert.match(seen.text, /we weten waar je woont/)
    assert.deepEqual(await piecesOf(id), [])
  }
})

test('what is two things at once is kept as one of them, as it came, and saved under an extension of that one', async () => {
  const id = await world.report('member', {}, keptFiles)
  const pieces = await piecesOf(id)
  assert.equal(pieces.length, keptFiles.length)
  for (const at of pieces) {
    const original = await savedFrom(at)
    const sent = keptFiles.find(it => original.body.equals(Buffer.from(it.content)))
    assert.ok(sent, original.name)
    assert.equal(original.type, sent.mime, sent.name)
    assert.ok(original.name.endsWith(sent.saved), `${sent.name} is saved as ${original.name}`)
    await looksSafe(at)
  }
})

test('pictures that become large when they are unpacked take little memory and time, and are kept', async () => {
  const id = await world.report('member', {}, bombs)
  const before = process.memoryUsage().rss
  const start = performance.now()
  for (const at of await piecesOf(id)) {
    await savedFrom(at)
    await looksSafe(at)
  }
  const grown = (process.memoryUsage().rss - before) / 1024 ** 2
  const seconds = (performance.now() - start) / 1000
  assert.ok(grown < 300, `${grown.toFixed()} MB`)
  assert.ok(seconds < 30, `${seconds.toFixed(1)} s`)
})

test('a name that is a path or hides what it is becomes a name, whoever sends it', async () => {
  const sender = await sendAs(world, 'member')
  const fields: Part[] = Object.entries(quickForm).map(([name, content]) => ({ name, content }))
  const part = (fileName: string): Part => ({ name: 'evidence', fileName, content: 'Brief.' })
  const [quick, ...raw] = Array.from({ length: hostileNames.length + 1 }, () => randomUUID())
  // No system has longer ones, or with the end of a text in them.
  const possible = hostileNames.filter(name => name.length < 1000 && !name.includes('\0'))
  const path = (id = '') => `/melden/snel/${id}`
  const kept = await member.upload(
    path(quick),
    quickForm,
    possible.map(name => ({ name, content: 'Brief.' })),
  )
  assert.equal(kept.status, 303)
  for (const [n, id] of raw.entries()) {
    // Sent raw, a name can break the form that it stands in: then all of it is turned away with a page that says so.
    const { status, html } = await sender.send(path(id), streamed([...fields, part(hostileNames[n] ?? '')]))
    assert.ok([303, 400, 415].includes(status), `${hostileNames[n]?.slice(0, 60)}: ${status}`)
    if (status === 400) assert.match(html, /Het versturen is afgebroken/)
  }
  const pieces = (await Promise.all([quick ?? '', ...raw].map(piecesOf))).flat()
  assert.ok(pieces.length > hostileNames.length * 1.5)
  for (const at of pieces) {
    const { name } = await savedFrom(at)
    assert.doesNotMatch(name, /[/\\<>:"|?*]|^\.|\p{Cc}|\p{Cf}/u)
    assert.match(name, /^.{1,150}\.txt$/)
    assert.equal((await member.get(at)).html.includes('<img src=x'), false)
  }
})

const head = 'From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n'
const attached = (name: string, content: Buffer) =>
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}`
const mixed = (...parts: string[]) =>
  `${head}Content-Type: multipart/mixed; boundary="g"\r\n\r\n${parts.map(it => `--g\r\n${it}\r\n`).join('')}--g--\r\n`

/** Parts in parts, so deep. */
function deep(levels: number): string {
  const opened = Array.from(
    { length: levels },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
  )
  return `${head}${opened.join('')}Content-Type: text/plain\r\n\r\nDe kern.`
}

const mailBombs: Record<string, string> = {
  'five thousand parts deep': deep(5000),
  'a hundred thousand headers': `${head}${'X-A: b\r\n'.repeat(100_000)}\r\nHallo`,
  'one header of five million letters': `${head}X-A: ${'b'.repeat(5_000_000)}\r\n\r\nHallo`,
  'a subject of a hundred thousand encoded words': `${head}Subject: ${'=?utf-8?B?YQ==?= '.repeat(100_000)}\r\n\r\nHallo`,
  'a hundred thousand addresses': `${head}To: ${'a@b.example, '.repeat(100_000)}\r\n\r\nHallo`,
  'five million tags': `${head}Content-Type: text/html\r\n\r\n${'<b>'.repeat(1_700_000)}`,
  'packed text': mixed(attached('bom.zip', zip({ name: 'a', content: Buffer.alloc(20_000_000) }))),
  'attachments that are refused or too large to show': mixed(
    attached('pagina.html', Buffer.from('<script>alert(1)</script>')),
    attached('../../foto.exe', png(100_000, 100_000)),
  ),
}

test('a mail that asks too much is kept as it came, in bounded time and memory', async () => {
  for (const [name, content] of Object.entries(mailBombs)) {
    const before = process.memoryUsage().rss
    const start = performance.now()
    const file: TestFile = { name: 'mail.eml', content }
    const id = await world.report('member', {}, [file])
    const pieces = await piecesOf(id)
    for (const at of pieces) {
      const { name: saved } = await savedFrom(at)
      assert.match(saved, /^(?:mail\.eml|foto\.exe\.png)$/)
      await looksSafe(at)
    }
    assert.ok(pieces.length >= 1, name)
    const seconds = (performance.now() - start) / 1000
    assert.ok(seconds < 20, `${name}: ${seconds.toFixed(1)} s`)
    assert.ok(process.memoryUsage().rss - before < 400 * 1024 ** 2, name)
  }
})
