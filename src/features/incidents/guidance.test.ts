import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

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

/** A threat in the hands of the clerk. */
async function takenUp(): Promise<string> {
  const id = await world.report('member')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  return id
}

const closing = () => ({
  entry: randomUUID(),
  text: 'Er is aangifte gedaan.',
  code: 'police_report_filed',
  gesprek_open: 'Zij wil nu niet praten.',
})

test('a text that was proposed for another outcome is not sent with this one', async () => {
  const id = await takenUp()
  const path = `/meldingen/${id}/afsluiten`
  const proposed = await clerk.post(path, { ...closing(), text: '', voorstel: 'ja' })
  const text = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(proposed.html)?.[1] ?? ''
  assert.match(text, /aangifte/)
  const changed = await clerk.post(path, { ...closing(), code: 'no_reaction', text })
  assert.equal(changed.status, 200)
  assert.match(changed.html, /<textarea[^>]*>Wij hebben samen met u besloten om niet te reageren/)
  assert.match((await member.get(`/meldingen/${id}`)).text, /In behandeling/)
})

test('who closes with a report to the police that was never recorded is told to do that first', async () => {
  const id = await takenUp()
  const notYet = /Deze aangifte is nog niet vastgelegd/
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}/afsluiten`)).text, notYet)
  const decision = { entry: randomUUID(), code: 'police_report', text: 'Er komt aangifte.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, decision)).status, 303)
  assert.match((await clerk.get(`/meldingen/${id}/afsluiten`)).text, notYet)
})

test('the handler is told to reach a reporter who was not safe, until somebody has written or spoken', async () => {
  const id = await world.report('member', { safe_now: 'no' })
  const warning = /De melder voelde zich niet veilig. Neem nu contact op: 06 00 00 00 00/
  assert.match((await clerk.get(`/meldingen/${id}`)).text, warning)
  await clerk.post(`/meldingen/${id}/oppakken`)
  const taken = await clerk.get(`/meldingen/${id}`)
  assert.match(taken.text, warning)
  assert.match(taken.html, /href="tel:0600000000"/)
  await clerk.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Ik bel u nu.' })
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}`)).text, warning)
})

test('every act says that it was done', async () => {
  const id = await world.report('member')
  const taken = await clerk.post(`/meldingen/${id}/oppakken`)
  assert.match((await clerk.get(taken.location)).text, /Deze melding is nu van u/)
  const written = await clerk.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Ik bel u nu.' })
  assert.equal(written.location, `/meldingen/${id}?klaar=bericht#gedaan`)
  assert.match((await clerk.get(written.location)).html, /id="gedaan"/)
  assert.match((await clerk.get(written.location)).text, /Uw bericht is verstuurd/)
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}?klaar=constructor`)).text, /is verstuurd/)
})

test('who handles a case answers a question to reopen with a message, or by reopening', async () => {
  const id = await takenUp()
  await clerk.post(`/meldingen/${id}/afsluiten`, closing())
  await member.post(`/meldingen/${id}/heropening-vragen`, { entry: randomUUID(), reden: 'Het is weer gebeurd.' })
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /De melder vraagt om te heropenen Het is weer gebeurd/)
  await clerk.post(`/meldingen/${id}/bericht`, {
    entry: randomUUID(),
    bericht: 'Doe een nieuwe melding, dan lopen de klokken opnieuw.',
  })
  const { rows } = await world.owner.query('select kind from task where case_id = $1 and done_at is null', [id])
  assert.deepEqual(rows, [])
  assert.match((await member.get(`/meldingen/${id}`)).text, /Vraag om te heropenen/)
})

test('a case in progress always stands in the work list of its owner, from taking up to closing and after reopening', async () => {
  const id = await takenUp()
  const reference = /M-\d+-\d+/.exec((await clerk.get(`/meldingen/${id}`)).text)?.[0] ?? ''
  const listed = async () => (await clerk.get('/werklijst')).text.includes(reference)
  const write = (path: string, code: string) =>
    clerk.post(`/meldingen/${id}/${path}`, { entry: randomUUID(), code, text: 'Wij doen aangifte.' })
  await write('besluit', 'police_report')
  // Who wants no talk gets no later ones either, which would outlive the closing.
  await write('gesprek', 'declined')
  assert.ok(await listed(), 'after the talk')
  await write('afsluiten', 'police_report_filed')
  assert.ok(!(await listed()), 'after closing')
  await clerk.post(`/meldingen/${id}/heropenen`)
  assert.ok(await listed(), 'after reopening')
})

test('evidence that the reporter adds later asks the handler to look, and four messages at once ask once', async () => {
  const id = await takenUp()
  await member.upload(`/meldingen/${id}/bewijs`, {}, [{ name: 'brief.txt', content: 'Wij weten waar je woont.' }])
  await Promise.all(
    ['een', 'twee', 'drie', 'vier'].map(bericht =>
      member.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht }),
    ),
  )
  const { rows } = await world.owner.query("select kind from task where case_id = $1 and kind = 'answer'", [id])
  assert.deepEqual(rows, [{ kind: 'answer' }])
})
