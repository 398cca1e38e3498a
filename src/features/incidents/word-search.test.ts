import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { makeMeasure } from '../../../test/support/measures.ts'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { letIn, referenceOf, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { soughtIn } from '../../engines/cases/dutch-words.ts'
import { lookFor, openWords } from '../../engines/cases/word-search.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** Whether this person finds the case by these words. */
async function finds(who: PersonKey, words: string, id: string): Promise<boolean> {
  const answer = await (await world.signIn(who)).post('/zoeken/woorden', { woorden: words })
  assert.equal(answer.status, 200, answer.text.slice(0, 200))
  return answer.text.includes(await referenceOf(world, id))
}

async function write(who: PersonKey, id: string, act: string, form: Record<string, string>) {
  const answer = await (await world.signIn(who)).post(`/meldingen/${id}/${act}`, { entry: randomUUID(), ...form })
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
}

test('a clerk finds a report by another form of a word in it, with all that is asked and nothing more', async () => {
  const id = await world.report('member', { what: 'Er stond een raadslid van een andere partij, ik ben bedreigd.' })
  assert.ok(await finds('clerk', 'raadsleden', id))
  assert.ok(await finds('clerk', 'Bedreiging', id))
  assert.ok(await finds('clerk', 'raadsleden bedreigingen', id))
  assert.ok(!(await finds('clerk', 'raadsleden gemeld', id)))
  await takeUp(world, 'clerk', id)
  await write('clerk', id, 'bericht', { bericht: 'U heeft het goed gemeld.' })
  assert.ok(await finds('clerk', 'raadsleden melding', id), 'words of two texts together')
})

test('each finds what they may read: a note of handlers is not found by the person hit, a message is', async () => {
  const id = await world.report('member', { what: 'Iemand sprak over zonnebloemen.' })
  await takeUp(world, 'clerk', id)
  await write('clerk', id, 'notitie', { notitie: 'Vermoedelijk dezelfde kwelgeest.' })
  await write('clerk', id, 'bericht', { bericht: 'De wijkagent komt langs.' })
  for (const [who, own, note] of [
    ['member', true, false],
    ['clerk', true, true],
    ['politicalCoordinator', true, true],
    ['otherMember', false, false],
    ['staffCoordinator', false, false],
    ['mayor', false, false],
    ['administrator', false, false],
    ['auditor', false, false],
    ['foreignClerk', false, false],
  ] as const) {
    assert.equal(await finds(who, 'zonnebloem', id), own, who)
    assert.equal(await finds(who, 'wijkagenten', id), own, who)
    assert.equal(await finds(who, 'kwelgeesten', id), note, who)
  }
  await letIn(world, 'member', id, 'confidant')
  assert.deepEqual(
    [await finds('confidant', 'zonnebloem', id), await finds('confidant', 'kwelgeest', id)],
    [true, false],
  )
})

test('what is written of the one who did it is found by who handles the case, and by nobody who only watches over it', async () => {
  const id = await world.report('officer', { function: 'enforcement_officer' })
  await takeUp(world, 'manager', id)
  const measure = await makeMeasure(world, 'manager', id, { feiten: 'Hij zwaaide met een hooivork.' })
  const why = { uitkomst: 'stands', waarom: 'Hij kwam met een mestvork.', opnieuw: '2026-05-20' }
  await write('manager', id, `maatregelen/${measure}/beoordelen`, why)
  const concept = { what: 'Hij riep iets over een roeispaan.', at_home: 'nee', known_on: '2026-04-24' }
  await write('manager', id, 'aangifte/opstellen', { ...concept, domicile: 'Raadhuisplein 1, 9999 XX Waterstad' })
  const words = ['hooivork', 'mestvork', 'roeispaan']
  const found = (who: PersonKey) => Promise.all(words.map(it => finds(who, it, id)))
  assert.deepEqual(await found('manager'), [true, true, true])
  for (const who of ['staffCoordinator', 'officer'] as const)
    assert.deepEqual(await found(who), [false, false, false], who)
  // The manager of the unit gives it to a colleague, and watches over it from then on.
  await world.owner.query(
    "update participant set ended_at = now() where case_id = $1 and role in ('handler', 'deputy', 'duty')",
    [id],
  )
  assert.equal((await (await world.signIn('manager')).get(`/meldingen/${id}`)).status, 200)
  assert.deepEqual(await found('manager'), [false, false, false])
})

test('whoever is named as the one who did it finds nothing by the words, whatever else they are', async () => {
  const named = { colleague: 'clerk@waterstad.example', colleague_id: idOf('clerk') }
  const id = await world.report('member', { what: 'Het ging over de hijskraan.', ...named })
  assert.ok(!(await finds('clerk', 'hijskraan', id)))
  assert.ok(await finds('member', 'hijskraan', id))
})

test('a search is written down once, without a word; a case that it finds only when it is opened', async () => {
  const id = await world.report('member', { what: 'Het woord is regenboogvis.' })
  await world.owner.query('delete from session where person_id = $1', [idOf('clerk')])
  const trail = async () =>
    (
      await world.owner.query<{ action: string; entry: string; case_id: string | null }>(
        'select action, entry, case_id from audit_entry where actor_id = $1 order by id',
        [idOf('clerk')],
      )
    ).rows
  const before = (await trail()).length
  const clerk = await world.signIn('clerk')
  const found = await clerk.post('/zoeken/woorden', { woorden: 'regenboogvissen' })
  assert.ok(found.text.includes(await referenceOf(world, id)))
  const searched = (await trail()).slice(before)
  assert.deepEqual(
    searched.map(it => [it.action, it.case_id]),
    [['case.search_words', null]],
  )
  assert.doesNotMatch(JSON.stringify(searched) + world.lines.join(), /regenboog/)
  const member = await world.signIn('member')
  assert.doesNotMatch((await member.get(`/meldingen/${id}/gekeken`)).text, /Naam clerk/)
  await clerk.get(`/meldingen/${id}`)
  assert.match((await member.get(`/meldingen/${id}/gekeken`)).text, /Naam clerk/)
})

test('a draft is found by nobody, and a search for nothing in particular is asked again', async () => {
  const id = randomUUID()
  await (await world.signIn('member')).upload(`/melden/snel/${id}`, { what: 'Nog niet: pannenkoek', reach: '' }, [])
  const { rows } = await world.owner.query('select from case_words where case_id = $1', [id])
  assert.equal(rows.length, 0)
  const clerk = await world.signIn('clerk')
  for (const woorden of ['', 'de het een', '!?'])
    assert.equal((await clerk.post('/zoeken/woorden', { woorden })).status, 422, woorden)
})

test('a thread for many cases finds what is found between two requests', async () => {
  const id = await world.report('member', { what: 'Een briefje over een vuurtoren.' })
  const opened = await world.house.db.as({ person: idOf('clerk') }, (tx, now) =>
    openWords(tx, now, world.house.keys, { actor: idOf('clerk'), organisation: idOf('waterstad') }),
  )
  const few = await lookFor(soughtIn('vuurtorens'), opened)
  assert.deepEqual(few, [id])
  const many = { ...opened, pieces: Array.from({ length: 60 }, () => opened.pieces).flat() }
  assert.ok(many.pieces.length > 200)
  assert.deepEqual(await lookFor(soughtIn('vuurtorens'), many), few)
})

test('two texts at the same moment both come into the list', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const words = ['olifant', 'giraffe', 'neushoorn', 'krokodil', 'pinguin', 'kameel']
  await Promise.all(
    words.map((word, n) => write(n % 2 ? 'member' : 'clerk', id, 'bericht', { bericht: `Over een ${word}.` })),
  )
  for (const word of words) assert.ok(await finds('member', word, id), word)
})
