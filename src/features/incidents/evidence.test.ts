import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type TestFile, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let member: Visitor
let clerk: Visitor
before(async () => {
  world = await openWorld()
  member = await world.signIn('member')
  clerk = await world.signIn('clerk')
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const letter: TestFile = { name: 'brief.txt', content: 'De brief.' }

async function piecesOf(id: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from file where case_id = $1 order by added_at, id',
    [id],
  )
  return rows.map(row => row.id)
}

test('reporter and handler add evidence to a case, also when it is closed; who only reads along does not', async () => {
  const id = await world.report('member')
  const add = (who: Visitor) => who.upload(`/meldingen/${id}/bewijs`, {}, [letter])
  assert.equal((await add(member)).status, 303)
  assert.equal((await add(clerk)).status, 303)
  for (const who of ['politicalCoordinator', 'mayor', 'confidant', 'deputyClerk', 'foreignClerk'] as const)
    assert.equal((await add(await world.signIn(who))).status, 404, who)
  assert.equal((await piecesOf(id)).length, 2)
})

test('what is refused is told on the page of the case, and the rest is kept', async () => {
  const id = await world.report('member')
  const add = (files: readonly TestFile[]) => clerk.upload(`/meldingen/${id}/bewijs`, {}, files)
  const mixed = await add([letter, { name: 'tekening.svg', content: '<svg/>' }, { name: 'leeg.txt', content: '' }])
  assert.equal(mixed.status, 415)
  assert.match(mixed.text, /tekening\.svg: Dit soort bestand kunnen wij niet bewaren/)
  assert.match(mixed.text, /leeg\.txt: Dit bestand is leeg/)
  assert.match(mixed.text, /brief\.txt/)
  const many = await add(Array.from({ length: 21 }, (_, n) => ({ name: `stuk-${n}.txt`, content: `Stuk ${n}.` })))
  assert.equal(many.status, 422)
  assert.match(many.text, /stuk-19\.txt: U kunt hooguit 20 bestanden toevoegen/)
  assert.equal((await piecesOf(id)).length, 20)
})

test('who chooses no file is told to choose one', async () => {
  const id = await world.report('member')
  for (const files of [[], [{ name: '', content: '' }]]) {
    const seen = await clerk.upload(`/meldingen/${id}/bewijs`, {}, files)
    assert.equal(seen.status, 422)
    assert.match(seen.text, /Kies eerst een bestand/)
  }
})

test('a piece is found by its own case only, by who may see that case only', async () => {
  const one = await world.report('member', {}, [letter])
  const other = await world.report('member', {}, [letter])
  const [piece] = await piecesOf(one)
  for (const view of ['', '/beeld', '/origineel']) {
    assert.equal((await clerk.get(`/meldingen/${other}/bewijs/${piece}${view}`)).status, 404, view)
    for (const who of ['mayor', 'administrator', 'otherMember', 'foreignClerk', 'auditor'] as const)
      assert.equal((await (await world.signIn(who)).get(`/meldingen/${one}/bewijs/${piece}${view}`)).status, 404, who)
  }
  assert.equal((await clerk.get(`/meldingen/${one}/bewijs/${piece}`)).status, 200)
  const { text } = await member.get(`/meldingen/${one}/gekeken`)
  assert.match(text, /Naam clerk Bewijs bekeken/)
  assert.match(text, /Naam mayor Geprobeerd/)
})

test('a file name that means harm is shown and saved as words', async () => {
  const names = [
    '<img src=x onerror=alert(1)>.txt',
    '"; filename="x.exe".txt',
    '../../etc/passwd.txt',
    'a\r\nSet-Cookie: x.txt',
  ]
  for (const name of names) {
    const id = await world.report('member', {}, [{ ...letter, name }])
    const page = await clerk.get(`/meldingen/${id}`)
    assert.ok(!page.html.includes('<img src=x'))
    const [piece] = await piecesOf(id)
    const saved = await clerk.bytes(`/meldingen/${id}/bewijs/${piece}/origineel`)
    assert.equal(saved.status, 200)
    assert.match(saved.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''[\w.%-]+$/)
    assert.equal(saved.headers.get('set-cookie'), null)
  }
})
