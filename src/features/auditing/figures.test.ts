import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { directly, type DirectViewer } from '../../../test/support/direct.ts'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { categories } from '../../engines/cases/vocabulary.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let auditor: Visitor
before(async () => {
  world = await openWorld()
  auditor = await world.signIn('auditor')
  await reports(12, { line: 'political', category: 'threat', state: 'closed', decided: 20, talked: 80 })
  await reports(7, { line: 'administrative', category: 'verbal_abuse', state: 'in_progress', decided: 30, talked: 70 })
  await reports(2, { line: 'administrative', category: 'stalking', state: 'in_progress' })
  await reports(1, { line: 'mayor', state: 'reported' })
})
after(() => world.close())

interface Facts {
  line: string
  state: string
  category?: string
  /** Hours after the report. */
  decided?: number
  talked?: number
  on?: string
  barred?: PersonKey
}

/** Coded facts of so many reports, with the clocks of a real one. */
async function reports(count: number, it: Facts): Promise<void> {
  for (let n = 0; n < count; n++) {
    const id = randomUUID()
    const at = new Date(it.on ?? '2026-02-03T10:00:00Z')
    const after = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
    const organisation = idOf('waterstad')
    const add = (text: string, values: unknown[]) => world.owner.query(text, values)
    await add('insert into incident (id, organisation_id, created_at) values ($1, $2, $3)', [id, organisation, at])
    await add(
      `insert into incident_case (id, incident_id, organisation_id, state, reporter_id, function, line, reference, owner_id, category,
         outcome, created_at, reported_at, taken_up_at, closed_at)
       values ($1, $1, $2, $3, $4, 'council_member', $5, $6, $7, $8, $9, $10, $10, $11, $12)`,
      [
        id,
        organisation,
        it.state,
        idOf('member'),
        it.line,
        `M-2026-${String(++number).padStart(6, '0')}`,
        idOf('clerk'),
        it.category ?? null,
        it.state === 'closed' ? 'police_report_filed' : null,
        at,
        it.state === 'reported' ? null : after(2),
        it.state === 'closed' ? after(100) : null,
      ],
    )
    await add(
      `insert into task (id, case_id, organisation_id, kind, owner_id, due_at, created_at) values ($1, $2, $3, 'take_up', $4, $5, $6)`,
      [randomUUID(), id, organisation, idOf('clerk'), after(4), at],
    )
    for (const [event, hours] of [
      ['decide', it.decided],
      ['record_talk', it.talked],
    ] as const)
      if (hours !== undefined)
        await add(
          `insert into case_event (id, case_id, organisation_id, event, to_state, actor_id, at) values ($1, $2, $3, $4, 'in_progress', $5, $6)`,
          [randomUUID(), id, organisation, event, idOf('clerk'), after(hours)],
        )
    if (it.barred)
      await add('insert into barred (case_id, person_id, organisation_id) values ($1, $2, $3)', [
        id,
        idOf(it.barred),
        organisation,
      ])
  }
}
let number = 0

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
  assert.match(text, /Besluit over de reactie \(binnen 24 uur\) 12 niet getoond niet getoond/)
  assert.doesNotMatch(text, /M-2026|Naam member|Naam clerk/)
})

test('where one small number would follow from the total, a second one is hidden', async () => {
  const { text } = await auditor.get('/controle/cijfers')
  // 21 of 22 in time.
  assert.match(text, /Op tijd \(nu ingesteld: binnen 4 uur\) niet getoond Te laat, of nog niet niet getoond/)
  // Of 9 along this line and 1 along that one, with 12 and 0: the one may be nothing.
  assert.match(text, /Medewerkers 9 Griffie minder dan 5 Bestuur: [a-z ,-]+ minder dan 5/)
})

test('a report about the chair or in which a colleague is named counts for no auditor, and the page always says so', async () => {
  const before = await auditor.get('/controle/cijfers')
  assert.match(before.text, /Die tellen hier nooit mee/)
  await reports(6, { line: 'about_mayor', state: 'reported', category: 'extortion' })
  await reports(6, { line: 'political', state: 'reported', barred: 'auditor' })
  await reports(6, { line: 'political', state: 'reported', barred: 'otherMember' })
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
