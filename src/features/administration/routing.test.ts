import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { aboutMayor, functions, lineOf, lines } from '../../engines/cases/vocabulary.ts'
import { overlaps } from './duty.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const routeOf = async (subject: string, unit: string | null = null) =>
  (
    await world.owner.query<{ line: string; handler_id: string | null; deputy_id: string }>(
      'select line, handler_id, deputy_id from route where organisation_id = $1 and subject = $2 and unit_id is not distinct from $3',
      [idOf('waterstad'), subject, unit],
    )
  ).rows[0]

const route = (behandelaar: string, vervanger: string, eenheid = '') => ({ behandelaar, vervanger, eenheid })

test('the overview says what is not arranged, and what goes wrong because of it', async () => {
  const { text } = await administrator.get('/beheer')
  assert.match(text, /Geen route: gemeentesecretaris/)
  assert.match(text, /Geen leidinggevende: griffie/)
  assert.match(text, /Niemand heeft dienst: Volksvertegenwoordiging/)
  assert.match(text, /Geen coördinator: Griffie/)
  assert.doesNotMatch(text, /Geen route: raadslid|Geen auditor|Geen eigen contactpunten/)
  await world.owner.query(`update membership set ends = $1 where id = $2`, [world.clock.now(), idOf('secretary 0')])
  assert.match((await administrator.get('/beheer')).text, /Vervanger kan niet meer: wethouder/)
  await world.owner.query(`update membership set ends = null where id = $1`, [idOf('secretary 0')])
})

test('a route is set, changed and written down by ids and codes', async () => {
  const form = route(idOf('mayor'), idOf('integrityOfficer'))
  const answer = await administrator.post('/beheer/routes/municipal-secretary', form)
  assert.equal(answer.location, '/beheer/routes?klaar=ja')
  assert.deepEqual(await routeOf('municipal_secretary'), {
    line: 'mayor',
    handler_id: idOf('mayor'),
    deputy_id: idOf('integrityOfficer'),
  })
  await administrator.post('/beheer/routes/municipal-secretary', { ...form, behandelaar: idOf('clerk') })
  assert.equal((await routeOf('municipal_secretary'))?.handler_id, idOf('clerk'))
  const { rows } = await world.owner.query<{ object: string }>(
    `select object from audit_entry where action = 'administration.route_set' order by id`,
  )
  assert.deepEqual(
    rows.map(it => it.object),
    [
      `subject:municipal_secretary line:none→mayor handler:none→${idOf('mayor')} deputy:none→${idOf('integrityOfficer')}`,
      `subject:municipal_secretary handler:${idOf('mayor')}→${idOf('clerk')}`,
    ],
  )
  const page = await administrator.get('/beheer/routes/municipal-secretary')
  assert.match(page.html, new RegExp(`<option value="${idOf('clerk')}" selected`))
  assert.match(
    (await administrator.get('/beheer/routes')).text,
    /gemeentesecretaris Naam clerk Naam integrityOfficer Bestuur/,
  )
})

test('only who may handle can be chosen, and never the same person twice', async () => {
  const wrong = [
    [route(idOf('formerClerk'), idOf('secretary')), /kan deze meldingen niet behandelen/],
    [route(idOf('member'), idOf('secretary')), /kan deze meldingen niet behandelen/],
    [route(idOf('foreignClerk'), idOf('secretary')), /kan deze meldingen niet behandelen/],
    [route(idOf('clerk'), idOf('clerk')), /een ander dan de behandelaar/],
    [route('leidinggevende', idOf('secretary')), /kan deze meldingen niet behandelen/],
    [route(idOf('clerk'), idOf('secretary'), idOf('balie')), /Kies een eenheid/],
    [{}, /Kies een vervanger/],
  ] as const
  for (const [form, expected] of wrong) {
    const answer = await administrator.post('/beheer/routes/alderman', form)
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
  }
  assert.deepEqual(await routeOf('alderman'), {
    line: 'mayor',
    handler_id: idOf('mayor'),
    deputy_id: idOf('secretary'),
  })
})

test('what is about the mayor never goes to the mayor or the secretary, nor the own report to the one who holds the office', async () => {
  for (const key of ['mayor', 'secretary'] as const) {
    const answer = await administrator.post('/beheer/routes/about-mayor', route(idOf(key), idOf('integrityDeputy')))
    assert.equal(answer.status, 422, key)
    assert.doesNotMatch(answer.html, new RegExp(`<option value="${idOf(key)}"`))
  }
  assert.equal((await administrator.post('/beheer/routes/mayor', route(idOf('mayor'), idOf('secretary')))).status, 422)
  assert.equal(
    (await administrator.post('/beheer/routes/council-clerk', route(idOf('clerk'), idOf('secretary')))).status,
    422,
  )
})

test('the line of a route follows from the function, and nobody can choose another', async () => {
  const form = { ...route(idOf('mayor'), idOf('secretary')), lijn: 'administrative' }
  assert.equal((await administrator.post('/beheer/routes/alderman', form)).status, 303)
  assert.equal((await routeOf('alderman'))?.line, 'mayor')
  assert.match(
    (await administrator.get('/beheer/routes/alderman')).text,
    /Lijn: Bestuur . De lijn hoort bij de functie/,
  )
})

test('the database has the same line for each function as the content, and refuses every other', async () => {
  for (const subject of [...functions.map(it => it.id), aboutMayor])
    for (const line of Object.keys(lines)) {
      const adding = world.owner.query(
        `insert into route (id, organisation_id, subject, unit_id, line, handler_id, deputy_id) values ($1, $2, $3, $4, $5, $6, $7)`,
        [randomUUID(), idOf('waterstad'), subject, idOf('griffie'), line, idOf('clerk'), idOf('secretary')],
      )
      if (line === lineOf(subject)) await adding
      else await assert.rejects(adding, /line_of_subject/, `${subject} along ${line}`)
    }
  await world.owner.query('delete from route where unit_id = $1', [idOf('griffie')])
})

test('one unit can have a route of its own, and lose it again; the route of the whole organisation stays', async () => {
  const unit = idOf('handhaving')
  const form = route('leidinggevende', idOf('clerk'), unit)
  assert.equal((await administrator.post('/beheer/routes/civil-servant', form)).status, 303)
  assert.equal((await routeOf('civil_servant', unit))?.deputy_id, idOf('clerk'))
  assert.match(
    (await administrator.get(`/beheer/routes/civil-servant?eenheid=${unit}`)).html,
    new RegExp(`<option value="${unit}" selected`),
  )
  const { rows } = await world.owner.query<{ id: string }>(`select id from route where subject = 'civil_servant'`)
  for (const { id } of rows) await administrator.post(`/beheer/routes/${id}/verwijderen`)
  assert.equal(await routeOf('civil_servant', unit), undefined)
  assert.notEqual(await routeOf('civil_servant'), undefined)
})

test('a path of a function that this organisation does not have is not there', async () => {
  for (const name of ['deputy', 'iets', 'toString'])
    assert.equal((await administrator.get(`/beheer/routes/${name}`)).status, 404)
})

test('an administrator of another organisation changes no route here', async () => {
  const foreign = await world.signIn('foreignAdministrator')
  const { rows } = await world.owner.query<{ id: string }>(`select id from route where organisation_id = $1`, [
    idOf('waterstad'),
  ])
  assert.equal((await foreign.post(`/beheer/routes/${rows[0]?.id}/verwijderen`)).status, 404)
  assert.doesNotMatch((await foreign.get('/beheer/routes')).text, /Naam clerk/)
  assert.equal((await foreign.post('/beheer/routes/alderman', route(idOf('mayor'), idOf('secretary')))).status, 422)
})

const duty = { lijn: 'political', dagen: '5', van: '20:00', tot: '08:00', persoon: idOf('clerk') }

test('without anybody on duty the page says what reporters read, and with somebody who it is', async () => {
  assert.match(
    (await administrator.get('/beheer/dienst')).text,
    /Melders lezen nu: “Wij weten niet precies wanneer dit wordt gelezen/,
  )
  assert.equal((await administrator.post('/beheer/dienst', { ...duty, dagen: '5\n6' })).status, 303)
  const { text } = await administrator.get('/beheer/dienst')
  assert.match(text, /Nu heeft Naam clerk dienst, tot morgen, 08:00/)
  assert.match(text, /vrijdag 20:00 – 08:00 \(volgende dag\)/)
  assert.match(text, /zaterdag 20:00/)
})

test('of somebody on duty who is away now the page says so, and reporters do not read that name', async () => {
  const [from, until] = [-1, 3].map(hours => new Date(world.clock.now().getTime() + hours * 3_600_000))
  await world.owner.query(`insert into absence (id, person_id, starts, ends) values ($1, $1, $2, $3)`, [
    idOf('clerk'),
    from,
    until,
  ])
  const { text } = await administrator.get('/beheer/dienst')
  assert.match(text, /vrijdag 20:00 – 08:00 \(volgende dag\) Naam clerk ○?●? ?afwezig/)
  assert.doesNotMatch(text, /Nu heeft Naam clerk dienst/)
  await world.owner.query(`delete from absence where id = $1`, [idOf('clerk')])
})

test('hours that run into each other, impossible hours and people who may not are refused with the form kept', async () => {
  const wrong = [
    [{ ...duty, dagen: '6', van: '07:00', tot: '09:00' }, /Op vrijdag van 20:00 tot 08:00 heeft Naam clerk al dienst/],
    [
      { ...duty, lijn: 'mayor', dagen: '1\n2', van: '08:00', tot: '08:00', persoon: idOf('member') },
      /kan deze meldingen niet behandelen/,
    ],
    [{ ...duty, lijn: 'about_mayor', persoon: idOf('mayor') }, /kan deze meldingen niet behandelen/],
    [{ ...duty, dagen: '' }, /Kies een of meer dagen/],
    [{ ...duty, dagen: '9\n0' }, /Kies een of meer dagen/],
    [{ ...duty, van: '26:00' }, /Deze tijd bestaat niet/],
    [{ ...duty, lijn: 'constructor' }, /Kies een lijn/],
  ] as const
  for (const [form, expected] of wrong) {
    const answer = await administrator.post('/beheer/dienst', form)
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
    assert.match(answer.html, /name="van"[^>]*value="/)
  }
})

test('a duty is taken away again, by nobody else', async () => {
  const { rows } = await world.owner.query<{ id: string }>('select id from duty_shift')
  const foreign = await world.signIn('foreignAdministrator')
  assert.equal((await foreign.post(`/beheer/dienst/${rows[0]?.id}/verwijderen`)).status, 404)
  for (const { id } of rows) assert.equal((await administrator.post(`/beheer/dienst/${id}/verwijderen`)).status, 303)
  assert.equal((await world.owner.query('select from duty_shift')).rowCount, 0)
})

test('every change of a duty or a route is written down', async () => {
  const { rows } = await world.owner.query<{ action: string; count: string }>(
    `select action, count(*) from audit_entry where action like 'administration.%' group by action order by action`,
  )
  assert.deepEqual(
    rows.map(it => [it.action, Number(it.count)]),
    [
      ['administration.duty_added', 2],
      ['administration.duty_removed', 2],
      ['administration.route_removed', 1],
      ['administration.route_set', 4],
    ],
  )
})

test('shifts overlap when they share a minute of the week, also around Sunday night', () => {
  const shift = (weekday: number, starts: string, ends: string) => ({ weekday, starts, ends })
  assert.ok(overlaps(shift(7, '22:00', '06:00'), shift(1, '05:00', '09:00')))
  assert.ok(!overlaps(shift(7, '22:00', '06:00'), shift(1, '06:00', '09:00')))
  assert.ok(overlaps(shift(3, '09:00', '09:00'), shift(4, '08:59', '10:00')))
  assert.ok(!overlaps(shift(3, '09:00', '17:00'), shift(3, '17:00', '18:00')))
})
