import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const audited = async (action: string): Promise<string[]> =>
  (
    await world.owner.query<{ object: string }>('select object from audit_entry where action = $1 order by id', [
      action,
    ])
  ).rows.map(it => it.object)

const settings = { naam: 'Gemeente Waterstad', oppakken: '6', telaat: '12', stilte: '20', sessie: '10' }

test('terms are changed within their limits, and the old and the new value are written down', async () => {
  assert.equal((await administrator.post('/beheer/instellingen', settings)).status, 303)
  assert.equal((await administrator.post('/beheer/instellingen', { ...settings, naam: 'Waterstad' })).status, 303)
  assert.deepEqual(await audited('administration.settings_changed'), [
    'take_up_hours:4→6 escalate_hours:24→12 session_idle_minutes:30→20 session_hours:12→10',
    'name',
  ])
  assert.match((await administrator.get('/beheer/instellingen?klaar=instellingen')).html, /value="Waterstad"/)
  for (const wrong of [
    { oppakken: '0' },
    { oppakken: '73' },
    { stilte: '4' },
    { sessie: '25' },
    { sessie: '1.5' },
    { oppakken: 'veel' },
    { telaat: '169' },
    { naam: ' ' },
  ]) {
    const answer = await administrator.post('/beheer/instellingen', { ...settings, ...wrong })
    assert.equal(answer.status, 422)
    assert.match(answer.html, /value="20"|value="4"/)
  }
})

test('a shorter idle time holds from the next request on', async () => {
  await administrator.post('/beheer/instellingen', { ...settings, stilte: '5' })
  const member = await world.signIn('member')
  world.clock.advance(4 * 60_000)
  assert.equal((await member.get('/account')).status, 200)
  world.clock.advance(5 * 60_000 + 1000)
  assert.equal((await member.get('/account')).status, 303)
  administrator = await world.signIn('administrator')
})

test('an organisation gets its own colour, which everybody reads well', async () => {
  const answer = await administrator.post('/beheer/instellingen/huisstijl', {
    kleur: '#1D4F91',
    link: '',
    tokens: '--basis-border-radius-sm: 2px;',
  })
  assert.equal(answer.status, 303)
  const { status, headers, body } = await world.visitor.bytes('/thema/GM9901')
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/css/)
  assert.equal(
    body.toString(),
    ':root{--weerbaar-brand:#1d4f91;--weerbaar-brand-deep:#143766;--weerbaar-brand-tint:#e8edf4;--basis-border-radius-sm:2px}\n',
  )
  assert.match((await administrator.get('/beheer')).html, /href="\/thema\/GM9901"/)
  const page = await administrator.get('/beheer/instellingen')
  assert.match(page.html, /--basis-border-radius-sm: 2px/)
  assert.doesNotMatch(page.html, /brand-deep/)
})

test('a colour that cannot be read, or a token that is more than a token, is refused and nothing changes', async () => {
  const before = (await world.visitor.bytes('/thema/GM9901')).body.toString()
  const wrong = [
    [{ kleur: '#ffee00' }, /te licht/],
    [{ link: '#88aaff' }, /te licht/],
    [{ kleur: 'blauw' }, /Vul een kleur in/],
    [{ kleur: '#12345' }, /Vul een kleur in/],
    [{ tokens: '--basis-x: url(https://kwaad.example)' }, /Deze regel kunnen wij niet gebruiken/],
    [{ tokens: '--basis-x: red;} body{display:none' }, /Deze regel/],
    [{ tokens: 'color: red' }, /Deze regel/],
  ] as const
  for (const [form, expected] of wrong) {
    const answer = await administrator.post('/beheer/instellingen/huisstijl', {
      kleur: '',
      link: '',
      tokens: '',
      ...form,
    })
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
  }
  assert.equal((await world.visitor.bytes('/thema/GM9901')).body.toString(), before)
})

const picture = (format: 'png' | 'jpeg' | 'gif') =>
  sharp({ create: { width: 900, height: 300, channels: 3, background: '#1d4f91' } })
    .withExif({ IFD0: { Artist: 'Fotograaf van het origineel' } })
    .toFormat(format)
    .toBuffer()

test('a logo is made anew from its pixels, and shown to everybody', async () => {
  for (const format of ['png', 'jpeg'] as const) {
    const content = await picture(format)
    const answer = await administrator.upload(
      '/beheer/instellingen/logo',
      {},
      [{ name: `logo.${format}`, content }],
      'logo',
    )
    assert.equal(answer.status, 303)
    const { headers, body } = await world.visitor.bytes('/thema/GM9901/logo')
    assert.equal(headers.get('content-type'), 'image/webp')
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; sandbox;/)
    assert.doesNotMatch(body.toString('latin1'), /Fotograaf/)
    const { width, height } = await sharp(body).metadata()
    assert.deepEqual([width, height], [480, 160])
  }
  assert.deepEqual(await audited('administration.logo_changed'), ['logo:set', 'logo:set'])
})

test('what is no picture, or too large, comes back as a question', async () => {
  const wrong = [
    [
      { name: 'logo.svg', content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' },
      /geen afbeelding die wij kunnen lezen/,
    ],
    [{ name: 'logo.png', content: '<html>' }, /geen afbeelding/],
    [{ name: 'logo.gif', content: await picture('gif') }, /geen afbeelding/],
    [{ name: 'logo.png', content: (await picture('png')).subarray(0, 100) }, /geen afbeelding/],
    [{ name: 'logo.png', content: Buffer.alloc(200_001, 1) }, /groter dan 200 kB/],
  ] as const
  for (const [file, expected] of wrong) {
    const answer = await administrator.upload('/beheer/instellingen/logo', {}, [file], 'logo')
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
  }
  assert.match((await administrator.upload('/beheer/instellingen/logo', {}, [], 'logo')).text, /Kies een bestand/)
})

test('without a logo our own mark stands in its place', async () => {
  assert.equal((await administrator.post('/beheer/instellingen/logo/verwijderen')).status, 303)
  const { status, headers } = await world.visitor.bytes('/thema/GM9901/logo')
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'image/svg+xml')
  assert.equal((await world.visitor.bytes('/thema/GM9902')).status, 404)
  assert.equal((await world.visitor.bytes('/thema/XX0000/logo')).status, 404)
})

const point = {
  naam: 'Griffie',
  telefoon: '099-900 21 00',
  website: '',
  uitleg: 'Op werkdagen.',
  bron: 'Rooster',
  plaats: '2',
}

test('contact points are added, tried, changed and taken away', async () => {
  assert.equal((await administrator.post('/beheer/contactpunten/nieuw', point)).status, 303)
  const { rows } = await world.owner.query<{ id: string }>(`select id from contact_point where name = 'Griffie'`)
  const path = `/beheer/contactpunten/${rows[0]?.id}`
  assert.match(
    (await administrator.get('/beheer')).text,
    /Eén contactpunt is niet in het laatste halve jaar gecontroleerd/,
  )
  await administrator.post(`${path}/gecontroleerd`)
  assert.match((await administrator.get('/beheer/contactpunten')).text, /Op vrijdag 24 april 2026/)
  await administrator.post(path, { ...point, uitleg: 'Ook in de avond.' })
  assert.match((await administrator.get('/beheer/contactpunten')).text, /Ook in de avond\. .*Op vrijdag 24 april 2026/)
  await administrator.post(path, { ...point, telefoon: '099-900 21 01' })
  assert.match(
    (await administrator.get('/beheer/contactpunten')).text,
    /Nog niet gecontroleerd/,
    'another number has not been tried',
  )
  assert.match((await (await world.signIn('member')).get('/contact')).html, /href="tel:0999002101"/)
  const foreign = await world.signIn('foreignAdministrator')
  for (const action of ['', '/gecontroleerd', '/verwijderen'])
    assert.equal((await foreign.post(`${path}${action}`, point)).status, 404)
  assert.equal((await administrator.post(`${path}/verwijderen`)).status, 303)
  assert.equal((await administrator.get(path)).status, 404)
})

test('a contact point that is not right comes back with what was filled in', async () => {
  for (const [wrong, expected] of [
    [{ telefoon: 'bel mij' }, /met alleen cijfers/],
    [{ website: 'javascript:alert(1)' }, /met https:\/\/ begint/],
    [{ plaats: '100' }, /van 1 tot en met 99/],
    [{ uitleg: '' }, /voor wie dit is/],
  ] as const) {
    const answer = await administrator.post('/beheer/contactpunten/nieuw', { ...point, ...wrong })
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
    assert.match(answer.html, /value="Griffie"/)
  }
})

test('a unit is added, renamed and removed, unless something hangs on it', async () => {
  await administrator.post('/beheer/eenheden', { naam: 'Ruimte' })
  const { rows } = await world.owner.query<{ id: string }>(`select id from unit where name = 'Ruimte'`)
  const path = `/beheer/eenheden/${rows[0]?.id}`
  assert.match(
    (await administrator.post('/beheer/eenheden', { naam: 'Ruimte' })).text,
    /Er is al een eenheid met deze naam/,
  )
  assert.match((await administrator.post(path, { naam: 'griffie' })).text, /Er is al een eenheid met deze naam/)
  assert.equal((await administrator.post(path, { naam: 'Ruimte en wonen' })).status, 303)
  const inUse = await administrator.post(`/beheer/eenheden/${idOf('handhaving')}/verwijderen`)
  assert.equal(inUse.status, 422)
  assert.match(inUse.text, /in gebruik/)
  assert.match(inUse.html, /value="handhaving"/)
  const foreign = await world.signIn('foreignAdministrator')
  assert.equal((await foreign.post(path, { naam: 'Van ons' })).status, 404)
  assert.equal((await foreign.post(`${path}/verwijderen`)).status, 404)
  assert.equal((await administrator.post(`${path}/verwijderen`)).status, 303)
  assert.equal((await administrator.get(path)).status, 404)
})

test('every one of these changes is written down', async () => {
  for (const [action, times] of [
    ['theme_changed', 1],
    ['logo_changed', 3],
    ['contact_point_added', 1],
    ['contact_point_checked', 1],
    ['contact_point_changed', 2],
    ['contact_point_removed', 1],
    ['unit_added', 1],
    ['unit_renamed', 1],
    ['unit_removed', 1],
  ] as const)
    assert.equal((await audited(`administration.${action}`)).length, times, action)
})
