import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { png as bomb } from '../../../test/support/hostile-files.ts'
import { faults, pictureOf, sendAs, streamed, type Part } from '../../../test/support/sender.ts'
import {
  openWorld,
  quickForm,
  type Seen,
  type TestFile,
  type Visitor,
  type World,
} from '../../../test/support/world.ts'

const megabyte = 1024 * 1024

let world: World
let member: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
})
after(() => world.close())

async function send(files: readonly TestFile[], form = quickForm): Promise<Seen & { id: string }> {
  const id = randomUUID()
  const seen = await member.upload(`/melden/snel/${id}`, form, files)
  assert.deepEqual(faults(world), [])
  return { ...seen, id }
}

const textFields: Part[] = Object.entries(quickForm).map(([name, content]) => ({ name, content }))

async function filesOf(id: string) {
  const { rows } = await world.owner.query<{ state: string; size: string; media_type: string; id: string }>(
    'select id, state, size, media_type from file where case_id = $1 order by added_at, id',
    [id],
  )
  return rows
}

test('a file of exactly 50 MB is taken; one byte more is refused with 413, and the text and the other file are kept', async () => {
  const sender = await sendAs(world, 'member')
  const full = randomUUID()
  const taken = await sender.send(
    `/melden/snel/${full}`,
    streamed([...textFields, { name: 'evidence', fileName: 'vol.png', content: pictureOf(50 * megabyte) }]),
  )
  assert.equal(taken.status, 303)
  assert.deepEqual(
    (await filesOf(full)).map(it => [it.state, Number(it.size)]),
    [['complete', 50 * megabyte]],
  )

  const over = randomUUID()
  const refused = await sender.send(
    `/melden/snel/${over}`,
    streamed([
      { name: 'evidence', fileName: 'groot.png', content: pictureOf(50 * megabyte + 1) },
      { name: 'evidence', fileName: 'klein.txt', content: 'Ik weet waar je woont.' },
      ...textFields,
    ]),
  )
  assert.equal(refused.status, 413)
  assert.match(refused.html, /groot\.png: Dit bestand is groter dan 50 MB/)
  assert.match(refused.html, /we weten waar je woont/)
  assert.deepEqual(
    (await filesOf(over)).map(it => it.media_type),
    ['txt'],
  )
  assert.equal((await member.upload(`/melden/snel/${over}`, quickForm, [])).status, 303)
  assert.deepEqual(faults(world), [])
})

const page = '<!doctype html><script>alert(1)</script>'
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
const refusedFiles: readonly [string, string | Buffer][] = [
  ['programma.exe', Buffer.concat([Buffer.from('MZ'), randomBytes(400)])],
  ['foto.png', Buffer.concat([Buffer.from('MZ'), randomBytes(400)])],
  ['pagina.html', page],
  ['pagina.txt', page],
  ['pagina.png', page],
  ['pagina.eml', page],
  ['tekening.svg', drawing],
  ['tekening.png', drawing],
  ['tekening.txt', `\uFEFF  ${drawing}`],
  ['script.js', 'alert(1)'],
  ['script.txt', '#!/bin/sh\nrm -rf /'],
  ['archief.zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(200)])],
  ['archief.docx', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(200)])],
  ['bestand', randomBytes(300)],
  ['tekst.txt', Buffer.from('Hallo\u0000daar')],
]

test('what runs in a browser or on a computer is refused with 415, whatever its name', async () => {
  for (const [name, content] of refusedFiles) {
    const seen = await send([{ name, content }])
    assert.equal(seen.status, 415, name)
    assert.match(seen.text, new RegExp(`${name}: Dit soort bestand kunnen wij niet bewaren`))
    assert.match(seen.text, /we weten waar je woont/)
    assert.deepEqual(await filesOf(seen.id), [], name)
  }
})

test('a picture that is also a page is only ever a picture', async () => {
  const both = Buffer.concat([bomb(2, 2), Buffer.from(page)])
  const { id } = await send([{ name: 'plaatje.html', content: both, type: 'text/html' }])
  const [file] = await filesOf(id)
  assert.equal(file?.media_type, 'png')
  const original = await member.bytes(`/meldingen/${id}/bewijs/${file.id}/origineel`)
  assert.equal(original.headers.get('content-type'), 'image/png')
  assert.equal(original.headers.get('x-content-type-options'), 'nosniff')
  assert.match(original.headers.get('content-disposition') ?? '', /^attachment;/)
  assert.match(original.headers.get('content-security-policy') ?? '', /sandbox/)
  assert.deepEqual(original.body, both)
  const shown = await member.bytes(`/meldingen/${id}/bewijs/${file.id}/beeld?scherp`)
  assert.equal(shown.headers.get('content-type'), 'image/jpeg')
  assert.ok(!shown.body.includes('<script>'))
})

test('an empty file is told to be empty, and a file field that was left empty is nothing', async () => {
  const seen = await send([{ name: 'leeg.png', content: '' }])
  assert.equal(seen.status, 422)
  assert.match(seen.text, /leeg\.png: Dit bestand is leeg/)
  assert.equal((await send([{ name: '', content: '' }])).status, 303)
})

test('of 21 files twenty are kept, and the last one is named', async () => {
  const files = Array.from({ length: 21 }, (_, n) => ({ name: `stuk-${n + 1}.txt`, content: `Stuk ${n + 1}.` }))
  const seen = await send(files)
  assert.equal(seen.status, 422)
  assert.match(seen.text, /stuk-21\.txt: U kunt hooguit 20 bestanden toevoegen/)
  assert.doesNotMatch(seen.text, /stuk-20\.txt: /)
  assert.equal((await filesOf(seen.id)).length, 20)
  assert.equal((await member.upload(`/melden/snel/${seen.id}`, quickForm, [])).status, 303)
})

test('a form with an error keeps its files and lists them, also tomorrow; one is taken out and the text stays', async () => {
  const files = [
    { name: 'mail.eml', content: 'From: a@example.nl\nTo: b@example.nl\nSubject: Dreiging\n\nPas op.' },
    { name: 'foto.png', content: bomb(3, 3) },
  ]
  const { safe_now: _, ...unsafe } = quickForm
  const seen = await send(files, unsafe)
  assert.equal(seen.status, 422)
  const draft = `/melden/snel/${seen.id}`
  for (const { html } of [seen, await member.get(draft)]) {
    assert.match(html, /mail\.eml/)
    assert.match(html, /foto\.png/)
    assert.match(html, /we weten waar je woont/)
  }
  assert.match((await member.get('/meldingen')).text, /Nog niet verstuurd|Concept/)

  // As the button sends it: the whole form, with another text and one more file.
  const [, action = ''] = /formaction="([^"]+)"[^>]*>Verwijder<span[^>]*> foto\.png/.exec(seen.html) ?? []
  const more = { name: 'later.txt', content: 'Later gevonden.' }
  const removed = await member.upload(action, { ...unsafe, what: 'Een langere tekst.', weg: 'ja' }, [more])
  assert.deepEqual([removed.status, removed.location], [303, draft])
  const after = await member.get(draft)
  assert.doesNotMatch(after.html, /foto\.png/)
  assert.match(after.html, /mail\.eml/)
  assert.match(after.html, /later\.txt/)
  assert.match(after.html, /Een langere tekst\./)

  assert.equal((await member.upload(draft, quickForm, [])).status, 303)
  const { text } = await member.get(`/meldingen/${seen.id}`)
  assert.match(text, /mail\.eml/)
  assert.doesNotMatch(text, /foto\.png/)
  assert.deepEqual(faults(world), [])
})

test('a file that is refused while another one is taken out is named, in the quick form and in the full one', async () => {
  const bad = { name: 'programma.exe', content: Buffer.concat([Buffer.from('MZ'), randomBytes(400)]) }
  const good = { name: 'bewijs.txt', content: 'Bewijs.' }
  const quick = await send([good], { ...quickForm, what: '' })
  const full = randomUUID()
  await member.upload(`/melden/volledig/${full}/bewijs`, { for_whom: 'self' }, [good])
  for (const [form, id, more] of [
    ['snel', quick.id, { ...quickForm, what: 'Een langere tekst.' }],
    ['volledig', full, {}],
  ] as const) {
    const [file] = await filesOf(id)
    const seen = await member.upload(`/melden/${form}/${id}/bewijs/${file?.id}/verwijderen`, more, [bad])
    assert.equal(seen.status, 415, form)
    assert.match(seen.text, /programma\.exe: Dit soort bestand kunnen wij niet bewaren/, form)
    assert.deepEqual(await filesOf(id), [], form)
  }
})

test('Enter in a field of a form with kept files sends the report: the first button does not take a file out', async () => {
  const seen = await send([{ name: 'foto.png', content: bomb(3, 3) }], { ...quickForm, what: '' })
  const form = seen.html.slice(seen.html.indexOf('<form', seen.html.indexOf('<main')))
  assert.match(seen.html, /formaction/)
  assert.doesNotMatch(/<button[^>]*>/.exec(form)?.[0] ?? 'formaction', /formaction/)
})

test('a kept file cannot be taken out once the report was sent, nor by anybody else', async () => {
  const { id } = await send([{ name: 'bewijs.txt', content: 'Bewijs.' }])
  const [file] = await filesOf(id)
  const address = `/melden/snel/${id}/bewijs/${file?.id}/verwijderen`
  for (const who of ['member', 'clerk', 'otherMember', 'foreignMember'] as const) {
    const answer = await (await world.signIn(who)).upload(address, { ...quickForm, what: 'Anders.' }, [])
    assert.ok([303, 404].includes(answer.status), `${who} ${answer.status}`)
  }
  assert.deepEqual(faults(world), [])
  assert.equal((await filesOf(id)).length, 1)
  assert.match((await member.get(`/meldingen/${id}`)).text, /we weten waar je woont/)
})

test('a picture of billions of pixels is kept, and not shown', async () => {
  const { id, status } = await send([{ name: 'bom.png', content: bomb(60_000, 60_000) }])
  assert.equal(status, 303)
  const [file] = await filesOf(id)
  const address = `/meldingen/${id}/bewijs/${file?.id}`
  const seen = await member.get(address)
  assert.equal(seen.status, 200)
  assert.match(seen.text, /Ziet u geen beeld\? Dan is het te groot of beschadigd/)
  assert.equal((await member.bytes(`${address}/beeld`)).status, 404)
  assert.equal((await member.bytes(`${address}/origineel`)).status, 200)
  assert.deepEqual(faults(world), [])
})
