import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Markers } from './markers.ts'
import type { Recorder } from './recorder.ts'
import { idOf } from './people.ts'
import { aPicture, formsBesides, rightForms, takeUp } from './stories.ts'
import type { Seen, TestFile, Visitor, World } from './world.ts'

const status = (answer: Seen, expected: number) => assert.equal(answer.status, expected, answer.text.slice(0, 400))

/** A mail in which every part has a word of its own. */
const mailWith = (word: (part: string) => string): TestFile => ({
  name: `${word('name of the mail')}.eml`,
  content: [
    `From: "${word('sender')}" <${word('address of the sender')}@buiten.example>`,
    'To: raadslid@waterstad.example',
    `Subject: ${word('subject')}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="grens"',
    '',
    '--grens',
    'Content-Type: text/plain; charset=utf-8',
    '',
    word('text of the mail'),
    '--grens',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>${word('html of the mail')}</p>`,
    '--grens',
    'Content-Type: text/plain',
    `Content-Disposition: attachment; filename="${word('name of the attachment')}.txt"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(word('attachment')).toString('base64'),
    '--grens--',
    '',
  ].join('\r\n'),
})

/** First a report that is wrong in every way, of which a draft is kept; then the same one, right. */
export async function reportWithWords(seen: Recorder, markers: Markers): Promise<string> {
  const id = randomUUID()
  const member = await seen.signIn('member')
  const wrong = (field: string) => markers.of(`wrong report ${field}`)
  const words = {
    what: `${wrong('what')} ${'en zo verder '.repeat(2000)}`,
    reach: wrong('reach'),
    colleague: wrong('colleague'),
    safe_now: wrong('safe_now'),
    function: wrong('function'),
    colleague_id: wrong('colleague_id'),
  }
  status(
    await member.upload(`/melden/snel/${id}`, words, [
      { name: `${wrong('file name')}.exe`, content: `MZ ${wrong('file')}` },
    ]),
    415,
  )
  status(
    await member.upload(`/melden/snel/${id}`, words, [{ ...aPicture, name: `${wrong('kept file name')}.png` }]),
    422,
  )
  status(await member.get(`/melden/snel/${id}`), 200)
  const right = (field: string) => markers.of(`report ${field}`)
  const search = await member.upload(
    `/melden/snel/${id}`,
    { safe_now: 'no', what: right('what'), reach: right('reach'), colleague: `naam ${right('colleague')}` },
    [mailWith(right)],
  )
  status(search, 422)
  const note = { name: `${right('name of a text file')}.txt`, content: right('text file') }
  status(
    await member.upload(
      `/melden/snel/${id}`,
      { safe_now: 'no', what: right('what, again'), reach: right('reach, again') },
      [note],
    ),
    303,
  )
  return id
}

async function everything(visitor: Visitor, id: string, world: World) {
  status(await visitor.get(`/meldingen/${id}`), 200)
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  for (const { id: file } of rows)
    for (const page of ['', '?scherp', '/origineel']) await visitor.bytes(`/meldingen/${id}/bewijs/${file}${page}`)
}

/** Every form of a case, first without what it needs and then right, with words in all of them. */
export async function handleWithWords(world: World, seen: Recorder, markers: Markers, id: string) {
  await takeUp(world, 'clerk', id)
  for (const [act, form] of Object.entries(rightForms())) {
    const own = act === 'heropening-vragen'
    const visitor = await seen.signIn(own ? 'member' : 'clerk')
    const field = ['bericht', 'notitie', 'reden', 'text'].find(it => it in form)
    const { code: _code, ...noCode } = form
    const wrong = Object.fromEntries(Object.keys(noCode).map(name => [name, markers.of(`wrong ${act} ${name}`)]))
    status(await visitor.post(`/meldingen/${id}/${act}`, wrong), 422)
    const right = { ...form, ...(field && { [field]: markers.of(`${act} ${field}`) }) }
    status(await visitor.post(`/meldingen/${id}/${act}`, right), 303)
    if (act === 'bericht')
      status(
        await (
          await seen.signIn('member')
        ).post(`/meldingen/${id}/${act}`, { entry: randomUUID(), bericht: markers.of('answer') }),
        303,
      )
  }
  await besidesWithWords(seen, markers, id)
  for (const who of ['member', 'clerk'] as const) await everything(await seen.signIn(who), id, world)
}

/** The acts that a case need not have, in the order of a story. */
async function besidesWithWords(seen: Recorder, markers: Markers, id: string) {
  const forms = formsBesides()
  const member = await seen.signIn('member')
  const clerk = await seen.signIn('clerk')
  const form = (act: string, field: string) => ({ ...forms[act], [field]: markers.of(`${act} ${field}`) })
  const letter = { name: `${markers.of('voorval file name')}.txt`, content: markers.of('voorval file') }
  status(await member.upload(`/meldingen/${id}/voorval`, form('voorval', 'text'), [letter]), 303)
  await clerk.post(`/meldingen/${id}/oppakken`)
  const wrong = { colleague: markers.of('getuigen wrong colleague'), text: markers.of('getuigen wrong text') }
  status(await clerk.post(`/meldingen/${id}/getuigen`, { ...forms['getuigen'], ...wrong }), 422)
  status(await clerk.post(`/meldingen/${id}/getuigen`, form('getuigen', 'text')), 303)
  const witness = `/meldingen/${id}/getuigen/${idOf('otherMember')}`
  status(await clerk.post(witness, form(':person', 'bericht')), 303)
  status(
    await (
      await seen.signIn('otherMember')
    ).post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: markers.of('witness bericht') }),
    303,
  )
  status(await member.post(`/meldingen/${id}/intrekken`, form('intrekken', 'text')), 303)
  status(await member.post(`/meldingen/${id}/geholpen`, form('geholpen', 'text')), 303)
}

/** Words at the door: somebody unknown, a wrong password, a link, and a form that was sent after the session ended. */
export async function signInWithWords(world: World, seen: Recorder, markers: Markers): Promise<string[]> {
  const stranger = await seen.signIn(undefined)
  const word = (field: string) => markers.of(`at the door ${field}`)
  const email = () => `${word('email')}@waterstad.example`
  status(
    await stranger.post('/inloggen', { email: email(), wachtwoord: word('password'), naar: `/${word('naar')}` }),
    422,
  )
  status(
    await stranger.post('/inloggen', {
      email: 'officer@waterstad.example',
      wachtwoord: word('wrong password'),
      naar: '/',
    }),
    422,
  )
  status(await stranger.post('/wachtwoord-vergeten', { email: email() }), 303)
  status(await stranger.post('/wachtwoord-vergeten', { email: 'officer@waterstad.example' }), 303)
  await world.runJobs()
  const link = world.mails.flatMap(it => /\/wachtwoord\/([\w-]+)/.exec(it.text)?.[1] ?? []).at(-1) ?? ''
  const password = `${word('new password')} is lang genoeg`
  status(
    await stranger.post(`/wachtwoord/${link}`, {
      wachtwoord: word('short password'),
      nogmaals: word('short password, again'),
    }),
    422,
  )
  status(await stranger.post(`/wachtwoord/${link}`, { wachtwoord: password, nogmaals: password }), 303)
  const signedIn = await stranger.post('/inloggen', {
    email: 'officer@waterstad.example',
    wachtwoord: password,
    naar: '/',
  })
  status(signedIn, 303)
  const late = {
    bericht: `${word('late message')} en nog wat woorden erbij`,
    huidig: `${word('late password')} is lang genoeg`,
  }
  status(await stranger.post(`/meldingen/${randomUUID()}/bericht`, late), 401)
  const session = /weerbaar=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? ''
  return [link, session]
}

/** Somebody who was invited while every form was filled in, chooses a password. */
export async function acceptInvitation(world: World, seen: Recorder, markers: Markers) {
  await world.runJobs()
  const link = world.mails.flatMap(it => /\/uitnodiging\/[\w-]+/.exec(it.text)?.[0] ?? []).at(-1) ?? ''
  const password = `${markers.of('first password')} is lang genoeg`
  status(await (await seen.signIn(undefined)).post(link, { wachtwoord: password, nogmaals: password }), 303)
}

/** Faults at the moment that words are at hand: a right that is missing, and a row that the table refuses. */
export async function failWithWords(world: World, seen: Recorder, markers: Markers, id: string) {
  const member = await seen.signIn('member')
  const faults = [
    ['revoke insert on case_entry from weerbaar_app', 'grant insert on case_entry to weerbaar_app'],
    [
      'alter table case_entry add constraint refused check (sealed is null) not valid',
      'alter table case_entry drop constraint refused',
    ],
  ] as const
  for (const [fault, mend] of faults) {
    await world.owner.query(fault)
    const form = { entry: randomUUID(), bericht: markers.of('message at a fault') }
    status(await member.post(`/meldingen/${id}/bericht`, form), 500)
    await world.owner.query(mend)
  }
  const { keys } = world.house
  const opened = keys.opened.bind(keys)
  keys.opened = () => {
    throw new Error(`These words cannot be sealed: ${markers.of('words in an error')}`)
  }
  const form = { entry: randomUUID(), bericht: markers.of('message at a fault of our own') }
  status(await member.post(`/meldingen/${id}/bericht`, form), 500)
  keys.opened = opened
}
