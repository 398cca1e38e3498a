import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plantReports } from '../../../test/support/coded-reports.ts'
import { directly, type DirectViewer } from '../../../test/support/direct.ts'
import { filesIn } from '../../../test/support/zip.ts'
import { idOf, peopleKeys } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let auditor: Visitor
before(async () => {
  world = await openWorld()
  auditor = await world.signIn('auditor')
  const political = { line: 'political', category: 'threat', channel: 'email', influence: 'tried' }
  await plantReports(world, 12, {
    ...political,
    state: 'closed',
    decided: 20,
    talked: 80,
    people: peopleKeys.slice(0, 6),
  })
  const administrative = {
    line: 'administrative',
    category: 'verbal_abuse',
    function: 'civil_servant',
    channel: 'counter',
  }
  await plantReports(world, 7, {
    ...administrative,
    state: 'in_progress',
    decided: 30,
    talked: 70,
    people: peopleKeys.slice(0, 7),
  })
  await plantReports(world, 4, {
    ...administrative,
    category: 'vandalism_arson_explosive',
    state: 'in_progress',
    people: peopleKeys.slice(0, 4),
  })
  await plantReports(world, 1, { line: 'mayor', state: 'reported', function: 'mayor', people: ['mayor'] })
  // Many reports of one person.
  await plantReports(world, 6, {
    line: 'clerk_office',
    function: 'clerk_staff',
    category: 'bribery',
    state: 'reported',
  })
})
after(() => world.close())

const release = (who: Visitor, kwartaal: string, jaar = '2026') =>
  who.post('/cijfers', { jaar, kwartaal, definitief: 'ja' })
const figuresFor = (viewer: DirectViewer, organisation = idOf('waterstad')) =>
  directly(world, viewer, db => db.read('select * from app.figures($1, 2026)', [organisation]))

test('figures are of a period that is over, and only once somebody says that they are final', async () => {
  assert.match((await auditor.get('/cijfers?jaar=2026&kwartaal=2')).text, /nog niet voorbij Vanaf 1 juli 2026/)
  assert.equal((await release(auditor, '2')).status, 303)
  assert.match((await auditor.get('/cijfers?jaar=2026&kwartaal=2')).text, /nog niet voorbij/)
  assert.match((await auditor.get('/cijfers')).text, /Cijfers over 1e kwartaal van 2026 .*nog niet vastgesteld/)
  const unsure = await auditor.post('/cijfers', { jaar: '2026', kwartaal: '1' })
  assert.equal(unsure.status, 422)
  assert.match(unsure.text, /Bevestig dat deze cijfers daarna niet meer veranderen/)
  assert.deepEqual(await figuresFor('auditor'), [])
  assert.equal((await release(auditor, '1')).location, '/cijfers?jaar=2026&kwartaal=1')
})

test('an auditor or a coordinator reads how many reports there are of what; what is small is not shown', async () => {
  const coordinator = await world.signIn('politicalCoordinator')
  for (const who of [auditor, coordinator]) {
    const { text } = await who.get('/cijfers?jaar=2026&kwartaal=1')
    assert.match(text, /1e kwartaal 30/)
    assert.match(text, /Januari 0/)
    assert.match(text, /Februari 30/)
    assert.match(text, /Bedreiging of intimidatie 12 40%/)
    assert.match(text, /Verbaal 7 23%/)
    assert.doesNotMatch(text, /M-2026|Naam member|Naam clerk/)
  }
})

test('many reports of one person are withheld as few are, and a function that one person has is no row', async () => {
  const { text } = await auditor.get('/cijfers?jaar=2026&kwartaal=1')
  assert.match(text, /Raadslid 12/)
  assert.match(text, /Medewerker griffie niet getoond/)
  assert.doesNotMatch(text, /Burgemeester|Griffier /)
  assert.match(text, /Functies die één persoon heeft niet getoond/)
})

test('what was shown of a period stays, whatever becomes of its reports afterwards', async () => {
  const before = await auditor.get('/cijfers?jaar=2026&kwartaal=1')
  await plantReports(world, 6, {
    line: 'political',
    category: 'threat',
    state: 'reported',
    people: peopleKeys.slice(0, 6),
  })
  await world.owner.query(`update incident_case set category = 'stalking' where category = 'verbal_abuse'`)
  assert.equal((await release(auditor, '1')).status, 303)
  assert.equal((await auditor.get('/cijfers?jaar=2026&kwartaal=1')).html, before.html)
})

test('a report about the chair or in which a colleague is named counts for nobody, and the page always says so', async () => {
  await plantReports(world, 6, {
    line: 'about_mayor',
    state: 'reported',
    on: '2025-11-03T10:00:00Z',
    people: peopleKeys.slice(0, 6),
  })
  await plantReports(world, 6, {
    line: 'political',
    state: 'reported',
    barred: 'auditor',
    on: '2025-11-03T10:00:00Z',
    people: peopleKeys.slice(0, 6),
  })
  await plantReports(world, 6, {
    line: 'political',
    category: 'threat',
    state: 'closed',
    on: '2025-11-03T10:00:00Z',
    people: peopleKeys.slice(0, 6),
  })
  await release(auditor, '', '2025')
  const { text } = await auditor.get('/cijfers?jaar=2025')
  assert.match(text, /4e kwartaal 6 Heel het jaar 6/)
  assert.match(text, /Die tellen hier nooit mee/)
  assert.match(text, /via de politie 6 100%/, 'what became of them is told of the year')
  assert.match(text, /Er is aangifte gedaan 6 100%/)
  assert.match(text, /November 6 100%/, 'and its months by their names')
})

test('nobody but who may gets a figure, from the page or from the database, and nobody releases one', async () => {
  assert.notDeepEqual(await figuresFor('auditor'), [])
  assert.deepEqual(await figuresFor('auditor', idOf('elders')), [])
  for (const who of ['privacyOfficer', 'administrator', 'clerk', 'foreignCoordinator', 'nobody'] as const) {
    assert.deepEqual(await figuresFor(who), [], who)
    const [done] = await directly(world, who, db =>
      db.read('select app.release_figures($1, 2024, 1) as done', [idOf('waterstad')]),
    )
    assert.deepEqual(done, { done: false }, who)
  }
  assert.equal((await (await world.signIn('privacyOfficer')).get('/cijfers')).status, 404)
  await world.owner.query('update membership set ends = $1 where id = $2', [world.clock.now(), idOf('auditor 0')])
  assert.deepEqual(await figuresFor('auditor'), [])
  await world.owner.query('update membership set ends = null where id = $1', [idOf('auditor 0')])
})

test('whatever is not a period in the address is the quarter that was over last', async () => {
  for (const year of ['1999', '2027', 'x', '%00', "'"])
    assert.match((await auditor.get(`/cijfers?jaar=${year}`)).text, /Cijfers over 1e kwartaal van 2026/)
})

test('that somebody looked, released or saved figures stands in the log', async () => {
  await auditor.bytes('/cijfers/tabellen.csv?jaar=2026&kwartaal=1')
  const { text } = await auditor.get('/controle/logboek')
  assert.match(text, /Cijfers opgeslagen in een bestand Naam auditor Jaar: 2026 Kwartaal: 1/)
  assert.match(text, /Cijfers vastgesteld Naam auditor Jaar: 2025/)
  assert.match(text, /Cijfers bekeken/)
})

test('a drawing says in words what it shows, and nothing on the page is a style that our own policy forbids', async () => {
  const { html } = await auditor.get('/cijfers?jaar=2026&kwartaal=1')
  const [drawing = ''] = /<svg[^>]*chart-family-title[^>]*>/.exec(html) ?? []
  assert.match(drawing, / role="img"/)
  assert.match(drawing, / aria-labelledby="chart-family-title chart-family-desc"/)
  assert.match(html, /<desc id="chart-family-desc">Staven: Verbaal: 7; Bedreiging of intimidatie: 12;.*?niet getoond/)
  assert.doesNotMatch(html, /<style| style=/)
})

test('the files hold the numbers of the page, and the same for what is withheld', async () => {
  const csv = (await auditor.bytes('/cijfers/tabellen.csv?jaar=2026&kwartaal=1')).body.toString()
  assert.match(csv, /"Wat er gebeurde";"Verbaal";2026;"kwartaal 1";7\r\n/)
  assert.match(csv, /"Wat er gebeurde";"Fysiek";2026;"kwartaal 1";"niet getoond"/)
  for (const file of ['verslag.docx', 'verslag.pdf']) {
    const { status, body } = await auditor.bytes(`/cijfers/${file}?jaar=2026&kwartaal=1&voor=or`)
    assert.equal(status, 200)
    assert.ok(body.length > 2000)
  }
})

test('who asks for public information gets figures and a list without words, people, days or small numbers', async () => {
  const files = await filesIn((await auditor.bytes('/cijfers/openbaar.zip?jaar=2026&kwartaal=1')).body)
  assert.deepEqual([...files.keys()], ['lees-mij-en-cijfers.pdf', 'cijfers.csv', 'lijst.csv'])
  const list = files.get('lijst.csv')?.toString() ?? ''
  assert.equal(list.split('\r\n').length, 30 + 2)
  assert.equal(list.split('"Verbaal"').length - 1, 7)
  assert.equal(list.split('"niet vermeld"').length - 1, 30 - 7 - 12)
  assert.doesNotMatch(list, /M-2026|Naam|Fysiek/)
})
