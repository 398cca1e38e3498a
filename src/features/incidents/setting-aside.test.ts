import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { referenceOf, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const hour = 3_600_000
const told = (code: string, text: string) => ({ entry: randomUUID(), code, text })
const stateOf = async (id: string) => {
  const { rows } = await world.owner.query<{ state: string }>('select state from incident_case where id = $1', [id])
  return rows[0]?.state
}
async function takenUp(): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return id
}

test('a case waits for the police until a day; the clocks run on, and it comes back by itself', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  const missing = await clerk.post(`/meldingen/${id}/wachten`, { ...told('police', 'Wij wachten.'), tot: '2026-04-24' })
  assert.match(missing.text, /Kies een dag na vandaag/)
  const form = { ...told('police', 'De politie onderzoekt dit.'), tot: '2026-04-28' }
  assert.equal((await clerk.post(`/meldingen/${id}/wachten`, form)).status, 303)
  assert.equal(await stateOf(id), 'waiting')
  assert.match(
    (await clerk.get(`/meldingen/${id}`)).text,
    /Wacht op: De politie of het Openbaar Ministerie\. Komt vanzelf terug op dinsdag 28 april 2026/,
  )
  const member = await world.signIn('member')
  const seen = await member.get(`/meldingen/${id}`)
  assert.match(seen.text, /Nu wordt er op iets gewacht, tot uiterlijk dinsdag 28 april 2026/)
  assert.match(seen.text, /De politie onderzoekt dit/)
  world.clock.advance(84 * hour)
  await world.runJobs()
  assert.equal(await stateOf(id), 'waiting')
  assert.match(
    (await (await world.signIn('member')).get(`/meldingen/${id}`)).text,
    /Dit had er al moeten zijn Besluit over de reactie/,
  )
  world.clock.advance(3 * hour)
  await world.runJobs()
  assert.equal(await stateOf(id), 'in_progress')
  assert.ok(world.mails.some(it => it.to === 'clerk@waterstad.example' && /staat iets voor u klaar/.test(it.subject)))
})

test('a case that waits and has no kind yet is not closed: the clerk is asked for the kind, and keeps what was written', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  const waits = { ...told('police', 'De politie onderzoekt dit.'), tot: '2026-05-28' }
  assert.equal((await clerk.post(`/meldingen/${id}/wachten`, waits)).status, 303)
  const ending = { ...told('police_report_filed', 'Er is aangifte gedaan.'), gesprek_open: 'Zij wil nu niet praten.' }
  const seen = await clerk.post(`/meldingen/${id}/afsluiten`, ending)
  assert.equal(seen.status, 422)
  assert.match(seen.text, /Bepaal eerst de soort.*Er is aangifte gedaan/su)
  assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/afsluiten`, ending)).status, 303)
  assert.equal(await stateOf(id), 'closed')
})

test('a case that waits for the member goes on by itself when the member answers; one that waits for the police does not', async () => {
  const clerk = await world.signIn('clerk')
  const member = await world.signIn('member')
  for (const [code, state, tasks] of [
    ['reporter', 'in_progress', 0],
    ['police', 'waiting', 1],
  ] as const) {
    const id = await takenUp()
    await clerk.post(`/meldingen/${id}/wachten`, { ...told(code, 'Wij wachten.'), tot: '2026-05-20' })
    const answer = { entry: randomUUID(), bericht: 'Hier is het antwoord.' }
    assert.equal((await member.post(`/meldingen/${id}/bericht`, answer)).status, 303)
    await world.runJobs()
    assert.equal(await stateOf(id), state)
    const { rows } = await world.owner.query(
      `select 1 from task where case_id = $1 and kind = 'resume' and done_at is null`,
      [id],
    )
    assert.equal(rows.length, tasks)
  }
})

test('the clerk goes on with a case before the day has come', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  const day = new Date(world.clock.now().getTime() + 20 * 24 * hour).toISOString().slice(0, 10)
  assert.equal(
    (await clerk.post(`/meldingen/${id}/wachten`, { ...told('reporter', 'Wij wachten op u.'), tot: day })).status,
    303,
  )
  assert.equal((await clerk.post(`/meldingen/${id}/verder`)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/verder`)).status, 303)
  assert.equal(await stateOf(id), 'in_progress')
})

test('what is no incident is ended with a reason that the member reads, and can be opened again', async () => {
  const id = await takenUp()
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get(`/meldingen/${id}/geen-incident`)).text, /Kritiek is geen incident/)
  assert.equal((await clerk.post(`/meldingen/${id}/geen-incident`, told('journalism', ''))).status, 422)
  const proposed = await clerk.post(`/meldingen/${id}/geen-incident`, { ...told('journalism', ''), voorstel: 'ja' })
  assert.match(proposed.text, /Journalisten mogen vragen stellen/)
  const form = told('journalism', 'Een journalist mag dit vragen. Communicatie helpt u.')
  assert.equal((await clerk.post(`/meldingen/${id}/geen-incident`, form)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/geen-incident`, form)).status, 303)
  assert.equal(await stateOf(id), 'not_an_incident')
  const member = await world.signIn('member')
  const seen = await member.get(`/meldingen/${id}`)
  assert.match(seen.text, /Geen incident/)
  assert.match(seen.text, /Vragen van een journalist Een journalist mag dit vragen/)
  const { rows } = await world.owner.query('select 1 from task where case_id = $1 and done_at is null', [id])
  assert.equal(rows.length, 0)
  assert.equal(
    (await member.post(`/meldingen/${id}/heropening-vragen`, { entry: randomUUID(), reden: 'Hij dreigde ook.' }))
      .status,
    303,
  )
  assert.equal((await clerk.post(`/meldingen/${id}/heropenen`)).status, 303)
  assert.equal(await stateOf(id), 'in_progress')
})

test('two reports are never each the double of the other, also when two handlers say so at the same moment', async () => {
  const [one, two] = [await takenUp(), await takenUp()]
  const references = await Promise.all([one, two].map(id => referenceOf(world, id)))
  const clerk = await world.signIn('clerk')
  const answers = await Promise.all(
    [one, two].map((id, index) =>
      clerk.post(`/meldingen/${id}/dubbel`, {
        ...told('same_report', 'Dit was al gemeld.'),
        kenmerk: references[1 - index] ?? '',
      }),
    ),
  )
  assert.ok(
    answers.every(it => [200, 303, 422].includes(it.status)),
    answers.map(it => it.status).join(' '),
  )
  const states = new Set(await Promise.all([one, two].map(stateOf)))
  assert.deepEqual(states, new Set(['duplicate', 'in_progress']))
})

test('a double report names the other one, of somebody else, which the member does not get to see', async () => {
  const second = await takenUp()
  const first = await world.report('otherMember')
  await takeUp(world, 'clerk', first)
  const strange = await world.report('foreignMember')
  const clerk = await world.signIn('clerk')
  for (const wrong of ['M-2026-999999', '', await referenceOf(world, second)])
    assert.match(
      (await clerk.post(`/meldingen/${second}/dubbel`, { ...told('same_report', 'Al gemeld.'), kenmerk: wrong })).text,
      /geen andere melding met dit kenmerk/,
    )
  assert.equal(await stateOf(strange), 'reported')
  const form = {
    ...told('same_report', 'Dit was al gemeld.'),
    kenmerk: ` ${(await referenceOf(world, first)).toLowerCase()} `,
  }
  assert.equal((await clerk.post(`/meldingen/${second}/dubbel`, form)).status, 303)
  assert.equal(await stateOf(second), 'duplicate')
  const seen = await (await world.signIn('member')).get(`/meldingen/${second}`)
  assert.match(seen.text, /omdat dit al eerder was gemeld/)
  assert.doesNotMatch(seen.text, new RegExp(await referenceOf(world, first)))
})
