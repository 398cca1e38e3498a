import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults, sendAs } from '../../../test/support/sender.ts'
import { openWorld, quickForm, type Seen, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let member: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
})
after(() => world.close())

/** Sends the quick report with these answers in place of right ones; checks that nothing went wrong at our side. */
async function send(form: Record<string, string>, who: Visitor = member): Promise<Seen & { id: string }> {
  const id = randomUUID()
  const seen = await who.upload(`/melden/snel/${id}`, form, [])
  assert.deepEqual(faults(world), [])
  return { ...seen, id }
}

async function stateOf(id: string): Promise<string | undefined> {
  const { rows } = await world.owner.query<{ state: string }>('select state from incident_case where id = $1', [id])
  return rows[0]?.state
}

/** Checks that the form came back: refused, with the error linked to its field, and saved as a draft. */
async function cameBack(seen: Seen & { id: string }, field: string, error: RegExp): Promise<void> {
  assert.equal(seen.status, 422)
  assert.match(seen.text, error)
  assert.ok(seen.html.includes(`href="#${field}"`), `no link to ${field}`)
  assert.match(seen.html, new RegExp(`id="${field}"`), `no field ${field}`)
  assert.match(seen.html, /<title>Fout: /)
  assert.equal(await stateOf(seen.id), 'draft')
}

test('who sends an empty form reads what is missing, and what was filled in is still there', async () => {
  const empty = await send({})
  for (const field of ['safe_now', 'what', 'reach']) await cameBack(empty, field, /Schrijf kort op wat er is gebeurd/)

  const { what: _, ...withoutText } = quickForm
  const seen = await send(withoutText)
  await cameBack(seen, 'what', /Schrijf kort op wat er is gebeurd/)
  assert.match(seen.html, /value="06 00 00 00 00"/)
  assert.match(seen.html, /value="yes" checked/)
})

test('a text that only looks filled in is asked again', async () => {
  for (const what of ['', '   \n\t ', '\u200B\u2060', '\u0000\u0007', '\u202E\u202C'])
    await cameBack(await send({ ...quickForm, what }), 'what', /Eén zin is genoeg/)
})

test('a text of 20,000 characters is taken, one more is not, and neither is lost', async () => {
  assert.equal((await send({ ...quickForm, what: 'x'.repeat(20_000) })).status, 303)
  const seen = await send({ ...quickForm, what: `${'y'.repeat(20_000)}!` })
  await cameBack(seen, 'what', /Er passen 20\.000 tekens in/)
  assert.ok(seen.html.includes(`${'y'.repeat(20_000)}!`))
})

test('a text of 1 MB is refused with the text kept, now and when the draft is opened again', async () => {
  const what = 'Zij stonden weer voor de deur. '.repeat(33_000)
  const seen = await send({ ...quickForm, what })
  await cameBack(seen, 'what', /Er passen 20\.000 tekens in/)
  assert.ok(seen.html.includes(what))
  const later = await member.get(`/melden/snel/${seen.id}`)
  assert.equal(later.status, 200)
  assert.ok(later.html.includes(what))
})

test('more text than can be shown again is refused with a plain page', async () => {
  const seen = await send({ ...quickForm, what: 'x'.repeat(3_000_000) })
  assert.equal(seen.status, 413)
  assert.match(seen.text, /uw tekst staat er dan nog/)
})

test('a way to be reached is asked, and "alleen via Weerbaar" is one', async () => {
  await cameBack(await send({ ...quickForm, reach: '' }), 'reach', /Vul in hoe wij u kunnen bereiken/)
  await cameBack(await send({ ...quickForm, reach: '0'.repeat(201) }), 'reach', /Er passen 200 tekens in/)

  const form = await member.get('/melden/snel')
  const box = /<input[^>]*type="checkbox"[^>]*>/.exec(form.html)?.[0] ?? ''
  const name = /name="([^"]*)"/.exec(box)?.[1] ?? ''
  const value = /value="([^"]*)"/.exec(box)?.[1] ?? ''
  assert.equal((await send({ ...quickForm, reach: '', [name]: value })).status, 303)
  const kept = await send({ ...quickForm, what: '', reach: '', [name]: value })
  await cameBack(kept, 'what', /Eén zin is genoeg/)
  assert.match(kept.html, /type="checkbox"[^>]*checked/)
})

test('an answer that was not offered is asked again', async () => {
  for (const safe_now of ['', 'ja', 'yes\nyes', '__proto__', 'constructor'])
    await cameBack(await send({ ...quickForm, safe_now }), 'safe_now', /Kies of u nu veilig bent/)
})

test('who has two functions is asked which one, and may not take somebody else’s', async () => {
  const double = await world.signIn('doubleMember')
  for (const name of [undefined, '', 'mayor', 'x'.repeat(50_000), 'toString']) {
    const seen = await send({ ...quickForm, ...(name !== undefined && { function: name }) }, double)
    assert.equal(seen.status, 422)
    assert.ok(seen.html.includes('href="#function"'))
  }
  assert.equal((await send({ ...quickForm, function: 'council_member' }, double)).status, 303)
  // Who has one function is not asked, and cannot report in another one.
  const seen = await send({ ...quickForm, function: 'mayor' })
  assert.equal(seen.status, 303)
  const { rows } = await world.owner.query('select function from incident_case where id = $1', [seen.id])
  assert.deepEqual(rows, [{ function: 'council_member' }])
})

test('a colleague who is not found or not certain is asked again, and nobody is shut out by a guess', async () => {
  const unknown = await send({ ...quickForm, colleague: 'Iemand Anders' })
  await cameBack(unknown, 'colleague', /Wij vinden geen collega met deze naam/)

  const several = await send({ ...quickForm, colleague: 'clerk' })
  await cameBack(several, 'colleague_id', /Kies hieronder wie u bedoelt, of kies dat het niemand van hen is/)
  assert.match(several.text, /Naam clerk/)
  assert.match(several.text, /Naam deputyClerk/)
  assert.doesNotMatch(several.text, /Naam foreignClerk/)

  const form = { ...quickForm, colleague: 'clerk' }
  for (const id of [idOf('foreignClerk'), idOf('member'), randomUUID(), idOf('mayor')]) {
    const seen = await send({ ...form, colleague_id: id })
    await cameBack(seen, 'colleague_id', /Kies hieronder wie u bedoelt/)
  }
  assert.equal((await send({ ...form, colleague_id: 'geen id' })).status, 422)
  assert.equal((await send({ ...form, colleague_id: 'none' })).status, 303)
  const chosen = await send({ ...form, colleague_id: idOf('deputyClerk') })
  assert.equal(chosen.status, 303)
  const { rows } = await world.owner.query('select case_id, person_id from barred')
  assert.deepEqual(rows, [{ case_id: chosen.id, person_id: idOf('deputyClerk') }])
})

test('a name of a colleague with characters that no name has is not found, and nothing breaks', async () => {
  for (const colleague of ['a\u0000b', '%', '_', '\\', "'; drop table person", '\uD800', 'x'.repeat(1_000_000)])
    assert.equal((await send({ ...quickForm, colleague })).status, 422, colleague.slice(0, 30))
})

test('NUL, lone surrogates and turned text are stored without them', async () => {
  const what = 'Hij schreef: \u0000“ik kom\u202E naar je toe”\u2066\uD800.\r\nMorgen.'
  const seen = await send({ ...quickForm, what, reach: '06\u0000 12\u202E 34' })
  assert.equal(seen.status, 303)
  const page = await member.get(`/meldingen/${seen.id}`)
  assert.ok(page.html.includes('Hij schreef: “ik kom naar je toe”\uFFFD.\nMorgen.'))
  // In a draft they are kept as they came, and still nothing breaks.
  const refused = await send({ ...quickForm, what, safe_now: '' })
  await cameBack(refused, 'safe_now', /Kies of u nu veilig bent/)
  assert.equal((await member.get(`/melden/snel/${refused.id}`)).status, 200)
})

test('fields that nobody asked for and fields that come twice change nothing', async () => {
  const sender = await sendAs(world, 'member')
  const id = randomUUID()
  const parts = [
    ...Object.entries(quickForm),
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['state', 'closed'],
    ['owner_id', idOf('member')],
    ['what', 'nog iets'],
  ]
  const body = parts.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const sent = await sender.post(`/melden/snel/${id}`, `${body.join('')}--x--\r\n`, 'multipart/form-data; boundary=x')
  assert.equal(sent.status, 303)
  assert.equal(await stateOf(id), 'reported')
  const page = await member.get(`/meldingen/${id}`)
  // Both texts are kept: which one was meant is not ours to say.
  assert.match(page.html, /we weten waar je woont\.\nnog iets/)
  assert.deepEqual(faults(world), [])
})

test('somebody whose organisation has no route for the function reads what to do, and keeps the text', async () => {
  const seen = await send(quickForm, await world.signIn('foreignAdministrator'))
  assert.equal(seen.status, 422)
  assert.match(seen.text, /nog niet ingesteld wie deze melding leest/)
  assert.match(seen.text, /112/)
  assert.match(seen.text, /we weten waar je woont/)
  assert.equal(await stateOf(seen.id), 'draft')
})
