import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
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

/** A case in the hands of the clerk, of a certain kind. */
async function takenUp(category?: string): Promise<string> {
  const id = await world.report('member')
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  if (category) assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category })).status, 303)
  return id
}

interface CaseRow {
  state: string
  owner_id: string
  outcome: string | null
  closed_at: Date | null
}

async function factsOf(id: string) {
  const { rows } = await world.owner.query<CaseRow>('select * from incident_case where id = $1', [id])
  const events = await world.owner.query('select event from case_event where case_id = $1 order by event', [id])
  const entries = await world.owner.query('select id from case_entry where case_id = $1 order by id', [id])
  return { row: rows[0], events: events.rows, entries: entries.rows }
}

const openTasks = async (id: string): Promise<string[]> => {
  const { rows } = await world.owner.query<{ kind: string }>(
    'select kind from task where case_id = $1 and done_at is null order by kind',
    [id],
  )
  return rows.map(row => row.kind)
}

const written = (text: string, code: string) => ({ entry: randomUUID(), text, code })
const decision = () => written('Wij doen aangifte.', 'police_report')
const talk = () => written('Volgende week bellen.', 'held')
const closing = () => ({
  ...written('Er is aangifte gedaan.', 'police_report_filed'),
  gesprek_open: 'Zij wil nu niet praten.',
})

test('a step that a case is not ready for, or is past, changes nothing; what was written is shown to be kept', async () => {
  const steps: [string, Record<string, string>][] = [
    ['soort', { category: 'threat' }],
    ['besluit', decision()],
    ['gesprek', talk()],
    ['afsluiten', closing()],
    ['overnemen', {}],
    ['heropenen', {}],
  ]
  const reported = await world.report('member')
  const closed = await takenUp('threat')
  assert.equal((await clerk.post(`/meldingen/${closed}/afsluiten`, closing())).status, 303)
  for (const [id, allowed] of [
    [reported, ''],
    [closed, 'heropenen'],
  ] as const) {
    const before = await factsOf(id)
    for (const [step, form] of [...steps, ['oppakken', {}] as const]) {
      if (step === allowed || (id === reported && step === 'oppakken')) continue
      // Aftercare goes on in a case that is closed.
      if (id === closed && step === 'gesprek') continue
      if (id === reported && step === 'overnemen') continue
      const seen = await clerk.post(`/meldingen/${id}/${step}`, {
        ...form,
        ...('entry' in form && { entry: randomUUID() }),
      })
      assert.ok([200, 422].includes(seen.status), `${step} ${seen.status}`)
      assert.match(seen.text, /Dit kan nu niet/, step)
      if ('text' in form) assert.ok(seen.text.includes(form['text']), `${step} keeps the text`)
    }
    assert.deepEqual(await factsOf(id), before)
  }
  for (const page of ['soort', 'besluit', 'gesprek', 'afsluiten'])
    assert.match((await clerk.get(`/meldingen/${reported}/${page}`)).text, /Dit kan nu niet/, page)
})

test('of two handlers who take a report up at once one has it, and the other reads that calmly', async () => {
  await world.owner.query(
    "insert into duty_shift values ($1, $2, 'political', 5, '18:00', '08:00', $3) on conflict do nothing",
    [randomUUID(), idOf('waterstad'), idOf('dutyOfficer')],
  )
  const officer = await world.signIn('dutyOfficer')
  for (let round = 0; round < 4; round++) {
    const id = await world.report('member')
    const both = await Promise.all([clerk, officer].map(it => it.post(`/meldingen/${id}/oppakken`)))
    assert.deepEqual(
      both.map(it => it.status).sort((a, b) => a - b),
      [200, 303],
    )
    const loser = both.find(it => it.status === 200)
    assert.match(loser?.text ?? '', /was iemand anders u net voor/)
    const { row, events } = await factsOf(id)
    assert.equal(row?.owner_id, idOf(both[0]?.status === 303 ? 'clerk' : 'dutyOfficer'))
    assert.deepEqual(events, [{ event: 'submit' }, { event: 'take_up' }])
    const { rows } = await world.owner.query(
      'select distinct owner_id from task where case_id = $1 and done_at is null',
      [id],
    )
    assert.deepEqual(rows, [{ owner_id: row?.owner_id }])
  }
  await world.owner.query('delete from duty_shift')
})

test('who takes a case over has its tasks, and the one before keeps access', async () => {
  const id = await takenUp('threat')
  await world.owner.query(
    "insert into participant (case_id, person_id, role, organisation_id, added_at) values ($1, $2, 'deputy', $3, $4)",
    [id, idOf('deputyClerk'), idOf('waterstad'), world.clock.now()],
  )
  const deputy = await world.signIn('deputyClerk')
  assert.match((await deputy.get(`/meldingen/${id}`)).text, /Neem deze melding over/)
  assert.equal((await deputy.post(`/meldingen/${id}/overnemen`)).status, 303)
  const { rows } = await world.owner.query(
    'select distinct owner_id from task where case_id = $1 and done_at is null',
    [id],
  )
  assert.deepEqual(rows, [{ owner_id: idOf('deputyClerk') }])
  assert.equal((await clerk.get(`/meldingen/${id}`)).status, 200)
  assert.match((await member.get(`/meldingen/${id}`)).text, /Naam deputyClerk behandelt uw melding/)
})

test('closing asks for a kind first, and for a text that the handler has read', async () => {
  const id = await takenUp()
  const path = `/meldingen/${id}/afsluiten`
  const unsorted = await clerk.post(path, closing())
  assert.equal(unsorted.status, 422)
  assert.match(unsorted.text, /Bepaal eerst de soort/)
  assert.match(unsorted.html, /Er is aangifte gedaan\./)

  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  assert.match((await clerk.post(path, { ...closing(), text: '' })).text, /Schrijf wat de melder hoort/)
  const proposed = await clerk.post(path, { ...closing(), text: '', voorstel: 'ja' })
  assert.equal(proposed.status, 200)
  assert.match(proposed.text, /Dit is een voorstel/)
  assert.match(proposed.html, /<textarea[^>]*>Er is aangifte gedaan\. De politie en het Openbaar Ministerie beslissen/)
  for (const code of ['', 'geen_uitkomst', 'constructor', 'police_report'])
    assert.match((await clerk.post(path, { ...closing(), code })).text, /Kies wat de uitkomst is/)
  assert.deepEqual(await openTasks(id), ['decision', 'support_talk'])
  assert.match((await clerk.get(path)).text, /Dit staat nog open/)

  assert.equal((await clerk.post(path, closing())).status, 303)
  assert.deepEqual(await openTasks(id), [])
  const read = await member.get(`/meldingen/${id}`)
  assert.match(read.text, /Uw melding is afgesloten door Naam clerk/)
  assert.match(read.text, /Er is aangifte gedaan\./)
})

test('a category, a decision and a talk that do not exist are asked again', async () => {
  const id = await takenUp()
  for (const category of ['', 'iets', '__proto__', 'threat\nthreat'])
    assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category })).status, 422)
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, { ...decision(), code: 'held' })).status, 422)
  const silent = await clerk.post(`/meldingen/${id}/besluit`, { ...decision(), text: ' ' })
  assert.match(silent.text, /Leg uit waarom dit het besluit is/)
  assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, { ...talk(), code: 'police_report' })).status, 422)
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, { ...decision(), entry: 'x' })).status, 422)
  assert.deepEqual((await factsOf(id)).entries, [])
})

test('a reporter who writes gives the handler a task to answer, and the answer takes it away', async () => {
  const id = await takenUp('threat')
  await clerk.post(`/meldingen/${id}/besluit`, decision())
  const message = (bericht: string) => ({ entry: randomUUID(), bericht })
  assert.equal((await member.post(`/meldingen/${id}/bericht`, message('Ze stonden er weer.'))).status, 303)
  assert.equal((await member.post(`/meldingen/${id}/bericht`, message('En nog eens.'))).status, 303)
  assert.deepEqual(await openTasks(id), ['answer', 'police_report', 'support_talk'])
  assert.match((await clerk.get('/werklijst')).text, /Melder antwoorden/)
  assert.equal((await clerk.post(`/meldingen/${id}/bericht`, message('Ik kom naar u toe.'))).status, 303)
  assert.deepEqual(await openTasks(id), ['police_report', 'support_talk'])
  for (const text of ['', '  ', '\u200B']) {
    const seen = await member.post(`/meldingen/${id}/bericht`, message(text))
    assert.equal(seen.status, 422)
    assert.match(seen.text, /Schrijf een bericht/)
  }
  const long = await member.post(`/meldingen/${id}/bericht`, message('z'.repeat(20_001)))
  assert.equal(long.status, 422)
  assert.ok(long.html.includes('z'.repeat(20_001)))
})

test('a second text from the same form is kept as a second message', async () => {
  const id = await takenUp()
  const entry = randomUUID()
  for (const bericht of ['Eerst dit.', 'Toen de terugknop, en dit.'])
    assert.equal((await member.post(`/meldingen/${id}/bericht`, { entry, bericht })).status, 303)
  const { text } = await clerk.get(`/meldingen/${id}`)
  assert.match(text, /Eerst dit\./)
  assert.match(text, /Toen de terugknop, en dit\./)
})

test('a closed case is opened again when the reporter asks; asking twice is asking once, and no reason gets lost', async () => {
  const id = await takenUp('threat')
  const ask = (reden: string) => member.post(`/meldingen/${id}/heropening-vragen`, { entry: randomUUID(), reden })
  const early = await ask('Te vroeg gevraagd.')
  assert.match(early.text, /Dit kan nu niet/)
  assert.match(early.html, /<textarea[^>]*>Te vroeg gevraagd\./)

  await clerk.post(`/meldingen/${id}/afsluiten`, closing())
  assert.equal((await ask('')).status, 422)
  assert.equal((await ask('Het is weer gebeurd.')).status, 303)
  assert.deepEqual(await openTasks(id), ['reopen_request'])
  assert.match((await member.get(`/meldingen/${id}`)).text, /U heeft gevraagd om deze melding te heropenen/)
  assert.equal((await clerk.post(`/meldingen/${id}/heropenen`)).status, 303)
  assert.deepEqual(await openTasks(id), ['decision', 'support_talk'], 'what nobody did is open again')
  const { row } = await factsOf(id)
  assert.deepEqual([row?.state, row?.outcome, row?.closed_at], ['in_progress', null, null])
})

test('nobody but who handles a case can do anything in it', async () => {
  const id = await takenUp('threat')
  const before = await factsOf(id)
  const steps = ['oppakken', 'overnemen', 'heropenen', 'soort', 'besluit', 'gesprek', 'afsluiten', 'notitie', 'bericht']
  const form = { ...decision(), category: 'threat', notitie: 'Notitie', bericht: 'Bericht' }
  for (const who of [
    'member',
    'politicalCoordinator',
    'mayor',
    'manager',
    'deputyClerk',
    'foreignClerk',
    'administrator',
  ] as const) {
    const visitor = await world.signIn(who)
    for (const step of steps) {
      if (who === 'member' && step === 'bericht') continue
      const seen = await visitor.post(`/meldingen/${id}/${step}`, { ...form, entry: randomUUID() })
      assert.equal(seen.status, 404, `${who} ${step}`)
    }
    for (const step of ['soort', 'besluit', 'gesprek', 'afsluiten'])
      assert.equal((await visitor.get(`/meldingen/${id}/${step}`)).status, 404, `${who} ${step}`)
  }
  assert.deepEqual(await factsOf(id), before)
})

test('closing is not said to be open still by who is about to close', async () => {
  const id = await world.report('member')
  await clerk.post(`/meldingen/${id}/oppakken`)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  const said = { entry: randomUUID(), text: 'Zo doen wij het.' }
  assert.equal((await clerk.post(`/meldingen/${id}/besluit`, { ...said, code: 'talk' })).status, 303)
  const talk = { entry: randomUUID(), code: 'held', text: '' }
  assert.equal((await clerk.post(`/meldingen/${id}/gesprek`, talk)).status, 303)
  assert.ok((await openTasks(id)).includes('wrap_up'))
  assert.doesNotMatch((await clerk.get(`/meldingen/${id}/afsluiten`)).text, /Dit staat nog open/)
})
