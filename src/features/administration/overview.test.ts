import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { dutyAt } from '../../engines/cases/duty.ts'
import { needsChecking } from './contact-points.ts'
import { uncoveredHours, uncoveredInWords } from './uncovered.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const overview = async () => (await administrator.get('/beheer')).text

/** Does something for the time of a check. */
async function whileSo(statement: string, undo: string, check: () => Promise<void>) {
  await world.owner.query(statement)
  await check()
  await world.owner.query(undo)
}

const endRole = (who: PersonKey, index = 0) =>
  [
    `update membership set ends = '2026-04-01' where id = '${idOf(`${who} ${index}`)}'`,
    `update membership set ends = null where id = '${idOf(`${who} ${index}`)}'`,
  ] as const

test('each thing that is missing is named, and leads to where it is mended', async () => {
  const { html } = await administrator.get('/beheer')
  for (const [href, title] of [
    ['/beheer/mensen/nieuw', 'Er is maar één beheerder'],
    ['/beheer/routes/municipal-secretary', 'Geen route: gemeentesecretaris'],
    ['/beheer/dienst', 'Niemand heeft dienst: Volksvertegenwoordiging'],
    ['/beheer/mensen', 'Geen coördinator: Griffie'],
  ])
    assert.ok(html.includes(`<a href="${href}">${title}</a>`), title)
  assert.doesNotMatch(html, /Geen privacyfunctionaris|nog nooit ingelogd|te weinig contrast/)
})

test('a function that people have counts for more than one that nobody has', async () => {
  const text = await overview()
  assert.match(text, /Geen route: gemeentesecretaris Er zijn mensen met deze functie.*? Nu regelen/)
  assert.match(text, /Geen route: kandidaat Niemand heeft deze functie nu.*? Nakijken/)
})

test('who is left in a route after their role ended is named, as handler and as deputy', async () => {
  await whileSo(...endRole('deputyClerk'), async () =>
    assert.match(await overview(), /Vervanger kan niet meer: raadslid/),
  )
  await whileSo(...endRole('clerk', 1), async () =>
    assert.match(await overview(), /Behandelaar kan niet meer: raadslid/),
  )
  assert.doesNotMatch(await overview(), /kan niet meer: raadslid/)
})

test('a handler who is away is no trouble, until the deputy is not there either', async () => {
  const away = (who: PersonKey) =>
    `insert into absence (id, person_id, starts, ends) values ('${randomUUID()}', '${idOf(who)}', '2026-04-20', '2026-05-01')`
  await whileSo(away('clerk'), 'select 1', async () =>
    assert.doesNotMatch(await overview(), /én vervanger zijn er niet/),
  )
  await whileSo(away('deputyClerk'), 'delete from absence', async () =>
    assert.match(await overview(), /Behandelaar én vervanger zijn er niet: raadslid/),
  )
})

test('who watches, who was invited, and a colour that nobody can read', async () => {
  await whileSo(...endRole('archivist'), async () =>
    assert.match(await overview(), /Geen archivaris Zonder archivaris wordt geen enkele melding ooit vernietigd/),
  )
  await whileSo(...endRole('privacyOfficer'), async () => assert.match(await overview(), /Geen privacyfunctionaris/))
  await administrator.post('/beheer/mensen/nieuw', {
    naam: 'Nog Niet',
    email: 'nogniet@waterstad.example',
    functie: 'council_member',
    rol: 'reporter',
  })
  const page = await administrator.get('/beheer')
  assert.match(page.html, /<a href="\/beheer\/mensen\?nog=uitgenodigd">Eén genodigde heeft nog nooit ingelogd/)
  await world.owner.query(
    `insert into organisation_theme (organisation_id, tokens, changed_at) values ($1, $2, '2026-01-01')`,
    [idOf('waterstad'), JSON.stringify({ '--weerbaar-brand': '#ffeecc' })],
  )
  assert.match(await overview(), /De huisstijl heeft te weinig contrast/)
})

test('a contact point that nobody tried for half a year is to be tried', async () => {
  assert.doesNotMatch(await overview(), /halve jaar gecontroleerd/)
  assert.doesNotMatch((await administrator.get('/')).text, /Controleer de contactpunten/)
  await whileSo(
    `update contact_point set checked_on = '2025-10-01' where organisation_id = '${idOf('waterstad')}'`,
    `update contact_point set checked_on = '2026-04-01' where organisation_id = '${idOf('waterstad')}'`,
    async () => {
      assert.match(await overview(), /Eén contactpunt is niet in het laatste halve jaar gecontroleerd/)
      assert.match((await administrator.get('/')).html, /href="\/beheer\/contactpunten">Controleer de contactpunten/)
    },
  )
})

test('a contact point is tried again from the day after six months, whatever the months are', () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  assert.equal(needsChecking({ checkedOn: null }, at('2026-04-24')), true)
  for (const [checkedOn, still, again] of [
    ['2025-10-24', '2026-04-23', '2026-04-24'],
    ['2025-08-31', '2026-02-27', '2026-02-28'],
  ] as const) {
    assert.equal(needsChecking({ checkedOn }, at(still)), false, still)
    assert.equal(needsChecking({ checkedOn }, at(again)), true, again)
  }
})

test('the hours of the week in which nobody is on duty are written out', async () => {
  for (const [weekday, from, to] of [
    [1, '08:30', '17:30'],
    [2, '08:30', '17:30'],
    [7, '20:00', '02:00'],
  ] as const)
    await world.owner.query(
      `insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id) values ($1, $2, 'political', $3, $4, $5, $6)`,
      [randomUUID(), idOf('waterstad'), weekday, from, to, idOf('dutyOfficer')],
    )
  const text = await overview()
  assert.match(text, /Niet elk uur heeft iemand dienst: Volksvertegenwoordiging/)
  assert.match(
    text,
    /Niemand heeft dienst: maandag 2\.00–8\.30, 17\.30–24\.00; dinsdag 0\.00–8\.30, 17\.30–24\.00; woensdag, donderdag, vrijdag en zaterdag de hele dag; zondag 0\.00–20\.00\./,
  )
})

test('a week that is covered leaves nothing open', () => {
  const days = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, starts: '08:00', ends: '08:00' }))
  assert.deepEqual(uncoveredHours(days), [])
  assert.equal(
    uncoveredInWords(uncoveredHours([])),
    'maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag en zondag de hele dag',
  )
})

test('what is open is exactly when a reporter would read that nobody is on duty', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  const shift = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    starts: time,
    ends: time,
    person_id: fc.constant('p'),
  })
  // Monday 1 June 2026, 0:00 in Amsterdam: a week without a change of the clock.
  const monday = Date.parse('2026-05-31T22:00:00Z')
  fc.assert(
    fc.property(fc.array(shift, { maxLength: 8 }), fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }), (shifts, minute) => {
      const open = uncoveredHours(shifts).some(it => it.from <= minute && minute < it.to)
      assert.equal(open, dutyAt(shifts, new Date(monday + minute * 60_000)).now === undefined)
    }),
  )
})
