import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plantReports } from '../../../test/support/coded-reports.ts'
import { directly, type DirectViewer } from '../../../test/support/direct.ts'
import { idOf } from '../../../test/support/people.ts'
import { categories } from '../../engines/cases/vocabulary.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let auditor: Visitor
before(async () => {
  world = await openWorld()
  auditor = await world.signIn('auditor')
  await plantReports(world, 12, { line: 'political', category: 'threat', state: 'closed', decided: 20, talked: 80 })
  await plantReports(world, 7, {
    line: 'administrative',
    category: 'verbal_abuse',
    state: 'in_progress',
    decided: 30,
    talked: 70,
  })
  await plantReports(world, 2, { line: 'administrative', category: 'stalking', state: 'in_progress' })
  await plantReports(world, 1, { line: 'mayor', state: 'reported' })
})
after(() => world.close())

const figuresFor = (viewer: DirectViewer, organisation = idOf('waterstad')) =>
  directly(world, viewer, db => db.read('select * from app.figures($1, 2026)', [organisation]))

test('an auditor reads how many reports there are and whether they were in time; what is small is hidden', async () => {
  const { text } = await auditor.get('/controle/cijfers')
  assert.match(text, /Cijfers over 2026/)
  assert.match(text, /Dit jaar tot nu 22/)
  assert.match(text, /1e kwartaal 22 2e kwartaal minder dan 5 Dit/, 'and no quarter that has yet to come')
  assert.match(text, /Bedreiging of intimidatie 14 /)
  assert.match(text, /Verbaal 7 /)
  assert.match(text, /Volksvertegenwoordiging 12/)
  assert.match(text, /Afgesloten 12/)
  assert.match(text, /Bedreiging of intimidatie: Bedreiging 12 Van elke andere soort zijn er minder dan 5/)
  assert.match(text, /Besluit over de reactie \(binnen 24 uur\) 12 niet getoond niet getoond/)
  assert.doesNotMatch(text, /M-2026|Naam member|Naam clerk/)
})

test('where one small number would follow from the total, a second one is hidden', async () => {
  const { text } = await auditor.get('/controle/cijfers')
  // 21 of 22 in time.
  assert.match(text, /Op tijd \(nu ingesteld: binnen 4 uur\) niet getoond Te laat, niet, of nog niet niet getoond/)
  // Of 9 along this line and 1 along that one, with 12 and 0: the one may be nothing.
  assert.match(text, /Medewerkers 9 Griffie minder dan 5 Bestuur: [a-z ,-]+ minder dan 5/)
})

test('a report about the chair or in which a colleague is named counts for no auditor, and the page always says so', async () => {
  const before = await auditor.get('/controle/cijfers')
  assert.match(before.text, /Die tellen hier nooit mee/)
  await plantReports(world, 6, { line: 'about_mayor', state: 'reported', category: 'extortion' })
  await plantReports(world, 6, { line: 'political', state: 'reported', barred: 'auditor' })
  await plantReports(world, 6, { line: 'political', state: 'reported', barred: 'otherMember' })
  const after = await auditor.get('/controle/cijfers')
  assert.equal(after.html, before.html)
})

test('nobody but the auditor of now gets a figure, from the page or from the database', async () => {
  assert.notDeepEqual(await figuresFor('auditor'), [])
  assert.deepEqual(await figuresFor('auditor', idOf('elders')), [])
  for (const who of ['privacyOfficer', 'administrator', 'clerk', 'politicalCoordinator', 'foreignClerk'] as const)
    assert.deepEqual(await figuresFor(who), [], who)
  assert.deepEqual(await figuresFor('nobody'), [])
  assert.equal((await (await world.signIn('privacyOfficer')).get('/controle/cijfers')).status, 404)
  await world.owner.query('update membership set ends = $1 where id = $2', [world.clock.now(), idOf('auditor 0')])
  assert.deepEqual(await figuresFor('auditor'), [])
  await world.owner.query('update membership set ends = null where id = $1', [idOf('auditor 0')])
})

test('another year is chosen in the address, and whatever is not a year there is this year', async () => {
  assert.match(
    (await auditor.get('/controle/cijfers?jaar=2025')).text,
    /Cijfers over 2025.*Minder dan 5 meldingen in 2025/,
  )
  for (const year of ['1999', '2027', 'x', '%00', "'"])
    assert.match((await auditor.get(`/controle/cijfers?jaar=${year}`)).text, /Cijfers over 2026/)
})

test('that somebody looked at the figures stands in the log', async () => {
  assert.match((await auditor.get('/controle/logboek')).text, /Cijfers bekeken Naam auditor Jaar: 2025/)
})

test('every kind of incident has the same family in the database as in the content', async () => {
  const { rows } = await world.owner.query<{ category: string; family: string }>('select * from app.families()')
  assert.deepEqual(new Map(rows.map(it => [it.category, it.family])), new Map(categories.map(it => [it.id, it.family])))
})
