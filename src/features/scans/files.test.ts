import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { idOf } from '../../../test/support/people.ts'
import {
  askTeam,
  begin,
  beginInRound,
  filesOf,
  linkTo,
  nobodyElse,
  openRound,
  publishSmall,
  withFiles,
} from '../../../test/support/scanning.ts'
import type { TestFile, Visitor } from '../../../test/support/world.ts'

const story = openStory(async world => {
  await publishSmall(world, withFiles('own-files'))
  await publishSmall(world, withFiles('shared-files', 'shared'))
})
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const letter: TestFile = { name: 'deur.txt', content: 'De deur heeft geen slot.' }
const other: TestFile = { name: 'hek.txt', content: 'Het hek staat open.' }
const page = (id: string) => `/antwoorden/${id}/vragen/foto`
const add = (who: Visitor, id: string, files: readonly TestFile[], field = 'door', form: Record<string, string> = {}) =>
  who.upload(`${page(id)}/bestanden`, form, files, field)

async function withLetter(instrument = 'own-files') {
  const id = await begin(member, instrument)
  await answerPages(id)
  assert.equal((await add(member, id, [letter])).location, `/antwoorden/${id}/controleren`)
  return id
}

async function answerPages(id: string, garden = 'yes') {
  for (const [path, form] of Object.entries({ eerst: { garden }, huis: { lock: 'no' } }))
    assert.equal((await member.post(`/antwoorden/${id}/vragen/${path}`, form)).status, 303)
}

const shownOn = async (who: Visitor, path: string) => (await who.get(path)).text

test('a member adds a file to an answer, opens it as it came, and takes it away again; nobody else finds it', async () => {
  const entries = async () => (await story.world.owner.query('select from audit_entry')).rowCount
  const before = await entries()
  const lines = story.world.lines.length
  const id = await withLetter()
  const seen = await member.get(page(id))
  assert.match(seen.text, /deur\.txt \(Tekstbestand, 1 kB\) Verwijder/)
  const at = linkTo(seen, 'deur.txt')
  const { status, body, headers } = await member.bytes(at)
  assert.equal(status, 200)
  assert.equal(body.toString(), letter.content)
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''deur\.txt$/)
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
  for (const who of nobodyElse) {
    const visitor = story.visitor(who)
    assert.equal((await visitor.bytes(at)).status, 404, who)
    assert.equal((await add(visitor, id, [other])).status, 404, who)
    assert.equal((await visitor.get(`${page(id)}/bestanden`)).status, 404, who)
  }
  assert.equal((await member.get(`${page(id)}/bestanden`)).location, page(id))
  const file = at.split('/').at(-1) ?? ''
  const gone = await add(member, id, [other], 'door', { verwijder: file })
  assert.equal(gone.location, page(id))
  const after = await shownOn(member, page(id))
  assert.match(after, /hek\.txt/)
  assert.doesNotMatch(after, /deur\.txt/)
  assert.equal((await member.bytes(at)).status, 404)
  assert.deepEqual(await filesOf(story.world, id), { files: 1, chunks: 1 })
  assert.equal(await entries(), before, 'no entry in the trail ties it to a day')
  assert.ok(story.world.lines.slice(lines).every(it => !it.includes(file) && !it.includes('deur')))
})

test('the database holds no name, kind, question or word of a file in clear, and no moment', async () => {
  const id = await withLetter()
  const { rows } = await story.world.owner.query<{ text: string }>(
    `select f::text || ' ' || c::text || encode(f.sealed, 'escape') || encode(c.sealed, 'escape') as text
     from answer_file f join answer_file_chunk c on c.file_id = f.id where f.set_id = $1`,
    [id],
  )
  assert.equal(rows.length, 1)
  assert.doesNotMatch(rows[0]?.text ?? '', /deur|slot|door|txt/)
  const { rows: columns } = await story.world.owner.query(
    `select from information_schema.columns where table_schema = 'weerbaar'
     and table_name like 'answer_file%' and (data_type like 'timestamp%' or data_type = 'date')`,
  )
  assert.deepEqual(columns, [])
})

test('a form that is not right keeps its files and what was typed; each file that is refused says why', async () => {
  const id = await begin(member, 'own-files')
  await answerPages(id)
  const typed = await add(member, id, [letter], 'door', { note: 'veel te lang voor dit kleine veld' })
  assert.equal(typed.status, 422)
  assert.match(typed.text, /deur\.txt \(Tekstbestand/)
  assert.match(typed.html, /veel te lang voor dit kleine veld/)
  const page422 = await add(
    member,
    id,
    [
      { name: 'pagina.html', content: '<!doctype html><script>alert(1)</script>' },
      { name: 'leeg.txt', content: '' },
      other,
    ],
    'door',
    { note: 'Een raam' },
  )
  assert.equal(page422.status, 415)
  assert.match(page422.text, /pagina\.html: Dit soort bestand kunnen wij niet bewaren\./)
  assert.match(page422.text, /leeg\.txt: Dit bestand is leeg\./)
  assert.match(page422.text, /hek\.txt \(Tekstbestand/)
  assert.match((await member.get(page(id))).html, /Een raam/, 'the words are kept too')
  const again = await add(member, id, [], 'door', { note: 'Een ander raam' })
  assert.equal(again.status, 303)
  assert.deepEqual(await filesOf(story.world, id), { files: 2, chunks: 2 })
})

test('twenty files go with somebody’s own answers; of many at once no more than that are kept', async () => {
  const id = await begin(member, 'own-files')
  await answerPages(id)
  const files = (from: number, n: number) =>
    Array.from({ length: n }, (_, place) => ({ name: `foto ${from + place}.txt`, content: 'Een foto' }))
  const seen = await Promise.all([add(member, id, files(0, 12)), add(member, id, files(20, 12))])
  assert.ok(seen.some(it => it.status === 422))
  assert.match(seen.map(it => it.text).join(' '), /hooguit 20 bestanden\. Verwijder er eerst een\./)
  assert.deepEqual(await filesOf(story.world, id), { files: 20, chunks: 20 })
})

test('a file goes to a question of its page that asks for one, and nowhere else', async () => {
  const id = await begin(member, 'own-files')
  await answerPages(id, 'no')
  for (const field of ['note', 'fence', 'lock_files', '__proto__']) await add(member, id, [letter], field)
  for (const path of ['eerst', 'huis', 'nergens'])
    await member.upload(`/antwoorden/${id}/vragen/${path}/bestanden`, { garden: 'no', lock: 'no' }, [letter], 'door')
  assert.deepEqual(await filesOf(story.world, id), { files: 0, chunks: 0 })
})

test('who needs to add a file cannot go on without one, and is led back to it', async () => {
  const id = await begin(member, 'own-files')
  await answerPages(id)
  const without = await add(member, id, [])
  assert.equal(without.status, 422)
  assert.match(without.text, /Voeg een foto van de deur toe\./)
  assert.equal((await member.get(`/antwoorden/${id}`)).location, page(id))
  const done = await member.post(`/antwoorden/${id}/controleren`)
  assert.equal(done.status, 422)
  assert.match(done.html, /href="#door"/)
  assert.match(done.html, /id="door"/)
  await add(member, id, [letter])
  assert.equal((await member.post(`/antwoorden/${id}/controleren`)).location, `/antwoorden/${id}/uitslag`)
})

test('a file whose question is not asked any more goes, but not before that was said', async () => {
  const id = await withLetter()
  await add(member, id, [other], 'fence')
  const asked = await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'no' })
  assert.equal(asked.status, 422)
  assert.match(asked.text, /Deze antwoorden vervallen.*Een foto van het hek/)
  assert.deepEqual(await filesOf(story.world, id), { files: 2, chunks: 2 })
  await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'no', vervalt: 'ja' })
  assert.deepEqual(await filesOf(story.world, id), { files: 1, chunks: 1 })
  assert.match(await shownOn(member, page(id)), /deur\.txt/)
})

test('what is finished stands with its files, and none is added or taken away any more', async () => {
  const id = await withLetter()
  const at = linkTo(await member.get(page(id)), 'deur.txt')
  await member.post(`/antwoorden/${id}/controleren`)
  assert.match(await shownOn(member, `/antwoorden/${id}/uitslag`), /Een foto van de deur deur\.txt/)
  assert.equal((await member.bytes(at)).status, 200)
  const late = await add(member, id, [other], 'door', { verwijder: at.split('/').at(-1) ?? '' })
  assert.equal((await member.get(late.location)).location, `/antwoorden/${id}/uitslag`)
  assert.deepEqual(await filesOf(story.world, id), { files: 1, chunks: 1 })
})

test('an adviser opens and adds files as long as the consent stands, and the member sees that they looked', async () => {
  const id = await withLetter('shared-files')
  const at = linkTo(await member.get(page(id)), 'deur.txt')
  assert.equal((await clerk.bytes(at)).status, 404)
  await member.post(`/antwoorden/${id}/delen`, { colleague: 'clerk', colleague_id: idOf('clerk') })
  assert.equal((await clerk.bytes(at)).body.toString(), letter.content)
  assert.match(await shownOn(member, `/antwoorden/${id}/delen`), /Keek voor het laatst op/)
  assert.equal((await add(clerk, id, [other])).status, 303)
  assert.match(await shownOn(member, page(id)), /deur\.txt.*hek\.txt/)
  assert.equal((await story.visitor('politicalCoordinator').bytes(at)).status, 404)
  await member.post(`/antwoorden/${id}/delen/intrekken`, { wie: idOf('clerk') })
  for (const path of [at, linkTo(await member.get(page(id)), 'hek.txt')])
    assert.equal((await clerk.bytes(path)).status, 404)
  assert.equal((await add(clerk, id, [other], 'door', { verwijder: at.split('/').at(-1) ?? '' })).status, 404)
  assert.deepEqual(await filesOf(story.world, id), { files: 2, chunks: 2 })
})

test('a file of somebody else is not taken away through the own answers', async () => {
  const id = await withLetter()
  const at = linkTo(await member.get(page(id)), 'deur.txt')
  const file = at.split('/').at(-1) ?? ''
  const mine = await begin(story.visitor('otherMember'), 'own-files')
  await story.visitor('otherMember').post(page(mine), { verwijder: file })
  await add(story.visitor('otherMember'), mine, [], 'door', { verwijder: file })
  assert.equal((await story.visitor('otherMember').bytes(`/antwoorden/${mine}/bestanden/${file}`)).status, 404)
  assert.equal((await member.bytes(at)).status, 200)
})

test('files go with the answers: thrown away, settled, or kept long enough', async () => {
  const thrown = await withLetter()
  await member.post(`/antwoorden/${thrown}/weggooien`)
  const settled = await withLetter('shared-files')
  await member.post(`/antwoorden/${settled}/controleren`)
  assert.equal((await member.post(`/antwoorden/${settled}/afronden`)).location, '/plan/mijn')
  const { rows } = await story.world.owner.query<{ id: string }>(
    `select f.id from answer_file f where f.set_id in ($1, $2) union all
     select c.file_id from answer_file_chunk c where not exists (select from answer_file f where f.id = c.file_id)`,
    [thrown, settled],
  )
  assert.deepEqual(rows, [])
  const expired = await withLetter()
  story.world.clock.advance(800 * 24 * 3_600_000)
  await story.world.runJobs()
  assert.deepEqual(await filesOf(story.world, expired), { files: 0, chunks: 0 })
})

test('the own data name the files, and the paper says what to add', async () => {
  await withLetter()
  assert.match(await shownOn(member, '/account/inzage/overzicht'), /Een foto van de deur Bestand: deur\.txt/)
  const paper = await readPdf((await member.bytes('/scans/own-files/papier')).body)
  assert.match(paper.text, /Voeg toe: een afdruk of kopie\. Zet “Een foto van de deur” op elk blad\./)
})

test('a scan for a team that asks for files is not published, and in a round nobody adds one by hand', async () => {
  await assert.rejects(publishSmall(story.world, withFiles('team-files', 'team')), /In een teamscan kan dat niet/)
  await publishSmall(story.world, text =>
    text.replace('id: small-scan', 'id: team-scan').replace('privacy: private', 'privacy: team'),
  )
  const lead = story.visitor('politicalCoordinator')
  const round = await openRound(lead, 'team-scan')
  await askTeam(lead, round, ['member'], 'security')
  const id = await beginInRound(member, round)
  for (const field of ['garden', 'door', 'garden_files'])
    await member.upload(`/antwoorden/${id}/vragen/eerst/bestanden`, { garden: 'no' }, [letter], field)
  assert.deepEqual(await filesOf(story.world, id), { files: 0, chunks: 0 })
})
