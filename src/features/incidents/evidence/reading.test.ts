import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { keepRecord } from '../../../../test/support/records.ts'
import { aMail, letIn, takeUp } from '../../../../test/support/stories.ts'
import { type TestFile } from '../../../../test/support/world.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const letter: TestFile = { name: 'wie dit leest.txt', content: 'Wij weten waar u woont.' }
const description = 'Een dreiging met geweld, zonder plaats of moment.'

const openTasks = async (id: string, kind: string): Promise<number> =>
  (await story.tasksOf(id)).filter(it => it.kind === kind && it.open).length

test('who does not want to see a piece has another read it first, and sees the description until they choose', async () => {
  const id = await story.world.report('member', {}, [letter])
  await takeUp(story.world, 'clerk', id)
  const [piece] = await story.piecesOf(id)
  const at = `/meldingen/${id}/bewijs/${piece}`
  assert.equal((await member.post(`${at}/lezer`)).status, 303)
  assert.equal((await member.post(`${at}/lezer`)).status, 303, 'a form that is sent twice')
  assert.equal(await openTasks(id, 'read_first'), 1)
  // Neither the piece, nor its name, nor its original by any door.
  for (const path of [`/meldingen/${id}`, at]) {
    const page = await member.get(path)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.text, /wie dit leest/)
  }
  assert.equal((await member.bytes(`${at}/origineel`)).status, 403)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /wie dit leest\.txt.*beschrijving gevraagd/s)

  assert.equal((await clerk.post(`${at}/beschrijving`, { beschrijving: '  ' })).status, 422)
  assert.equal((await clerk.post(`${at}/beschrijving`, { beschrijving: description })).status, 303)
  assert.equal(await openTasks(id, 'read_first'), 0)
  assert.equal((await clerk.post(`${at}/beschrijving`, { beschrijving: 'Iets anders.' })).status, 422)
  await story.world.runJobs()
  assert.equal(story.world.mails.filter(it => it.to.startsWith('member@')).length > 0, true)
  assert.match((await member.get(`/meldingen/${id}`)).text, new RegExp(description))
  const hidden = await member.get(at)
  assert.match(hidden.text, new RegExp(description))
  assert.doesNotMatch(hidden.text, /wie dit leest/)

  assert.equal((await member.post(`${at}/keuze`, { zien: 'ja' })).status, 303)
  assert.match((await member.get(at)).text, /wie dit leest/)
  assert.equal((await member.bytes(`${at}/origineel`)).status, 200)
  assert.equal((await member.post(`${at}/keuze`, { zien: 'nee' })).status, 303)
  assert.doesNotMatch((await member.get(at)).text, /wie dit leest/)
})

test('the chain of custody says what was done with a piece, and not what somebody tried', async () => {
  const id = await story.world.report('member', {}, [letter])
  await takeUp(story.world, 'clerk', id)
  const [piece] = await story.piecesOf(id)
  const at = `/meldingen/${id}/bewijs/${piece}`
  assert.equal((await clerk.post(`${at}/beschrijving`, { beschrijving: 'Niemand vroeg dit.' })).status, 422)
  await member.post(`${at}/keuze`, { zien: 'ja' })
  const done = async () => {
    const { rows } = await story.world.owner.query<{ action: string }>(
      `select action from audit_entry where case_id = $1 and action ~ 'evidence[.](ask_reading|describe|choose)' and result = 'done' order by id`,
      [id],
    )
    return rows.map(it => it.action)
  }
  assert.deepEqual(await done(), [])
  assert.equal((await member.post(`${at}/lezer`)).status, 303)
  assert.equal((await clerk.post(`${at}/beschrijving`, { beschrijving: description })).status, 303)
  assert.equal((await clerk.post(`${at}/beschrijving`, { beschrijving: 'Iets anders.' })).status, 422)
  assert.deepEqual(await done(), ['evidence.ask_reading', 'evidence.describe'])
})

test('a piece that another reads first is named on no page of the follow-up either', async () => {
  const id = await story.world.report('member', {}, [letter])
  await takeUp(story.world, 'clerk', id)
  assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category: 'legal_intimidation' })).status, 303)
  const [piece = ''] = await story.piecesOf(id)
  const damage = { wat: 'Ruit', van: 'person', bedrag: '10', voor: 'nobody', stand: 'open', bon: piece }
  await keepRecord(clerk, id, 'schade/posten', damage)
  const step = { dag: '2026-04-20', soort: 'letter', wat: 'Een brief.', stuk: piece }
  await keepRecord(clerk, id, 'juridische-druk/stappen', step)
  assert.match((await member.get(`/meldingen/${id}/schade`)).text, /wie dit leest/)
  assert.equal((await member.post(`/meldingen/${id}/bewijs/${piece}/lezer`)).status, 303)
  for (const path of ['schade', 'juridische-druk', 'online', 'aangifte', 'aangifte/opstellen', 'stappenplan'])
    assert.doesNotMatch((await member.get(`/meldingen/${id}/${path}`)).text, /wie dit leest/, path)
  assert.match((await clerk.get(`/meldingen/${id}/schade`)).text, /wie dit leest/)
})

test('a confidant who reads along describes it too, and the task of the handler is done', async () => {
  const id = await story.world.report('member', {}, [letter])
  await takeUp(story.world, 'clerk', id)
  await letIn(story.world, 'member', id, 'confidant')
  const [piece] = await story.piecesOf(id)
  const at = `/meldingen/${id}/bewijs/${piece}`
  await member.post(`${at}/lezer`)
  const confidant = await story.world.signIn('confidant')
  assert.match((await confidant.get(at)).text, /Beschrijf dit stuk/)
  assert.equal((await confidant.post(`${at}/beschrijving`, { beschrijving: description })).status, 303)
  assert.equal(await openTasks(id, 'read_first'), 0)
  assert.match((await member.get(at)).text, new RegExp(description))
})

test('of a mail that somebody does not want to see, the attachments are hidden with it', async () => {
  const id = await story.world.report('member', {}, [aMail])
  const [mail, attachment] = await story.piecesOf(id)
  await member.post(`/meldingen/${id}/bewijs/${mail}/lezer`)
  const page = await member.get(`/meldingen/${id}/bewijs/${attachment}`)
  assert.match(page.text, /Dit stuk is voor u verborgen/)
  assert.doesNotMatch((await member.get(`/meldingen/${id}`)).text, /bijlage\.txt|dreigmail/)
})

test('what is pasted is kept word for word, with whose it was and when it was seen, and is found by its words', async () => {
  const id = await story.world.report('member')
  await takeUp(story.world, 'clerk', id)
  const form = {
    stuk: randomUUID(),
    tekst: 'Wacht maar tot de waterstand zakt.',
    adres: 'https://platform.example/bericht/12',
    account: '@dijkgraver',
    platform: 'Een platform',
    dag: '2026-04-24',
    tijd: '9:30',
  }
  assert.equal((await member.post(`/meldingen/${id}/plakken`, form)).status, 303)
  assert.equal((await member.post(`/meldingen/${id}/plakken`, form)).status, 303, 'a form that is sent twice')
  const found = await story.piecesOf(id)
  assert.deepEqual(found, [form.stuk])
  const seen = await clerk.get(`/meldingen/${id}/bewijs/${form.stuk}`)
  for (const word of [
    form.tekst,
    form.adres,
    form.account,
    '24-04-2026 om 09:30',
    'geplakt in Weerbaar',
    'Naam member',
  ])
    assert.ok(seen.text.includes(word), word)
  assert.match(seen.text, /Wie dit stuk in handen had.*Naam member.*toegevoegd.*Naam clerk.*bekeken/s)
  const original = await clerk.bytes(`/meldingen/${id}/bewijs/${form.stuk}/origineel`)
  assert.match(original.headers.get('content-type') ?? '', /^text\/plain/)
  assert.ok(original.body.toString().endsWith(`\n\n${form.tekst}\n`))
  const searched = await clerk.post('/zoeken/woorden', { woorden: 'dijkgraver waterstand' })
  assert.match(searched.text, /M-2026-/)
})

test('what is pasted says what is wrong with it, and keeps what was written', async () => {
  const id = await story.world.report('member')
  const right = { stuk: randomUUID(), tekst: 'Dit stond er.', adres: '', account: '', platform: '', dag: '2026-04-24' }
  for (const [wrong, says] of [
    [{ tekst: '' }, /Plak de tekst of het adres/],
    [{ adres: 'javascript:alert(1)' }, /Plak het hele adres/],
    [{ dag: '' }, /Kies wanneer u het zag/],
    [{ dag: '2026-04-30' }, /Deze dag moet nog komen/],
    [{ dag: '2026-02-31' }, /Deze datum bestaat niet/],
  ] as const) {
    const page = await member.post(`/meldingen/${id}/plakken`, { ...right, account: 'Piet', ...wrong })
    assert.equal(page.status, 422)
    assert.match(page.text, says)
    assert.match(page.html, /value="Piet"/)
  }
  assert.deepEqual(await story.piecesOf(id), [])
})

test('sound is played as what we say it is, and its original is saved', async () => {
  const wav = Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00', 'latin1'), Buffer.alloc(64)])
  const id = await story.world.report('member', {}, [{ name: 'voicemail.wav', content: wav, type: 'text/html' }])
  const [piece] = await story.piecesOf(id)
  const at = `/meldingen/${id}/bewijs/${piece}`
  const page = await clerk.get(at)
  assert.match(page.html, new RegExp(`<audio[^>]*preload="none"[^>]*>\\s*<source src="${at}/geluid" type="audio/wav"`))
  const sound = await clerk.bytes(`${at}/geluid`)
  assert.equal(sound.headers.get('content-type'), 'audio/wav')
  assert.equal(sound.headers.get('x-content-type-options'), 'nosniff')
  assert.match(sound.headers.get('content-security-policy') ?? '', /sandbox/)
  assert.ok(sound.body.equals(wav))
  await member.post(`${at}/lezer`)
  assert.equal((await member.bytes(`${at}/geluid`)).status, 404)
})
