import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, type Seen, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const list = '/beheer/mensen/lijst'
const check = (content: string | Buffer): Promise<Seen> =>
  administrator.upload(list, {}, [{ name: 'mensen.csv', type: 'text/csv', content }], 'bestand')
const paste = (tekst: string): Promise<Seen> => administrator.upload(list, { tekst }, [])

/** Presses the button of the page that shows what will happen. */
async function confirm({ html }: Seen): Promise<Seen> {
  const value = (name: string) =>
    (new RegExp(`name="${name}" value="([^"]*)"`, 's').exec(html)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
  return administrator.post(`${list}/bevestigen`, { tekst: value('tekst'), stand: value('stand') })
}

const personBy = async (email: string): Promise<{ id: string; name: string } | undefined> =>
  (await world.owner.query<{ id: string; name: string }>('select id, name from person where email = $1', [email]))
    .rows[0]

const rolesOf = async (email: string) =>
  (
    await world.owner.query<{
      role: string
      function: string
      unit_id: string | null
      starts: Date
      ends: Date | null
    }>(
      `select m.role, m.function, m.unit_id, m.starts, m.ends from membership m join person p on p.id = m.person_id
       where p.email = $1 and m.organisation_id = $2 order by m.starts, m.role`,
      [email, idOf('waterstad')],
    )
  ).rows

test('a clerk’s list of a new council comes in at once: first what will happen, then that it did', async () => {
  const preview = await check(
    [
      'Naam;E-mailadres;Rol;Functie;Eenheid;Begint;Eindigt',
      'Anna Nieuw;Anna.Nieuw@waterstad.example;Melder;Raadslid;;;',
      '"Berg, Bea van den";bea@waterstad.example;;raadslid;;1-5-2026;31-12-2026',
      ';;;;;;',
      'Cor Leider;cor@waterstad.example;leidinggevende;medewerker;HANDHAVING;;',
    ].join('\r\n'),
  )
  assert.equal(preview.status, 200)
  assert.match(preview.text, /Er is nog niets gebeurd/)
  assert.match(preview.text, /2 Anna Nieuw .* Krijgt een uitnodiging 3 Berg, Bea van den/)
  assert.equal(await personBy('anna.nieuw@waterstad.example'), undefined)
  const done = await confirm(preview)
  assert.equal(done.location, '/beheer/mensen?klaar=lijst&uitgenodigd=3&rollen=3')
  assert.match((await administrator.get(done.location)).text, /3 mensen uitgenodigd, 3 rollen gegeven/)
  assert.equal((await personBy('bea@waterstad.example'))?.name, 'Berg, Bea van den')
  const [bea] = await rolesOf('bea@waterstad.example')
  assert.deepEqual(
    [bea?.role, bea?.function, bea?.starts.toISOString(), bea?.ends?.toISOString()],
    ['reporter', 'council_member', '2026-04-30T22:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  )
  assert.equal((await rolesOf('cor@waterstad.example'))[0]?.unit_id, idOf('handhaving'))
  await world.runJobs()
  assert.equal(world.mails.length, 3)
  const { rows } = await world.owner.query<{ action: string; count: string }>(
    `select action, count(*) from audit_entry where action like 'administration.%' group by action order by action`,
  )
  assert.deepEqual(
    rows.map(it => [it.action, Number(it.count)]),
    [
      ['administration.person_invited', 3],
      ['administration.role_given', 3],
    ],
  )
})

test('the same list again changes nothing, and says so', async () => {
  const preview = await paste('naam,email,functie\nAnna Nieuw,anna.nieuw@waterstad.example,raadslid')
  assert.match(preview.text, /Heeft deze rol al/)
  assert.match(preview.text, /Er hoeft niets te gebeuren/)
  assert.doesNotMatch(preview.html, /bevestigen/)
})

test('somebody who is known gets a role more: here without a mail, and from elsewhere without a new account', async () => {
  const sent = world.mails.length
  const preview = await paste(
    [
      'naam\te-mail\trol\tfunctie\teenheid',
      'Een Andere Naam\tofficer@waterstad.example\tMelder\tmedewerker\tpubliekszaken',
      'Wie Dan Ook\tforeignmember@waterstad.example\t\traadslid\t',
    ].join('\n'),
  )
  assert.match(preview.text, /Krijgt deze rol erbij Staat bij ons als Naam officer; die naam blijft/)
  // Whether somebody from outside has an account is not said: an address is not for an administrator elsewhere to try.
  assert.match(preview.text, /Wie Dan Ook .* Krijgt een uitnodiging/)
  assert.equal((await confirm(preview)).status, 303)
  await world.runJobs()
  assert.equal(world.mails.length, sent)
  assert.equal((await personBy('foreignmember@waterstad.example'))?.id, idOf('foreignMember'))
  assert.equal((await personBy('officer@waterstad.example'))?.name, 'Naam officer')
  assert.deepEqual((await rolesOf('officer@waterstad.example')).map(it => it.function).toSorted(), [
    'civil_servant',
    'enforcement_officer',
  ])
})

test('every line that is wrong is named with what is wrong, nothing happens, and the text is kept', async () => {
  const before = (await world.owner.query('select from person')).rowCount
  const text = [
    'naam;e-mail;rol;functie;eenheid;lijn;begint;eindigt;partij',
    'Goed Zo;goed@waterstad.example;;raadslid;;;;;X',
    ';geen adres;;raadslid;;;;;',
    'Rol Fout;a@b.example;baas;raadslid;;;;;',
    'Functie Fout;b@b.example;;gedeputeerde;;;;;',
    'Eenheid Fout;c@b.example;;raadslid;Balie;;;;',
    'Zonder Lijn;d@b.example;coördinator;medewerker;;;;;',
    'Te Vroeg;e@b.example;;raadslid;;;23-4-2026;;',
    'Achterstevoren;f@b.example;;raadslid;;;1-6-2026;1-5-2026;',
    'Zonder Eenheid;g@b.example;leidinggevende;medewerker;;;;;',
    'Ik Zelf;administrator@waterstad.example;;raadslid;;;;;',
    'Naam clerk;clerk@waterstad.example;beheerder;medewerker;;;;;',
    'Goed Zo;goed@waterstad.example;;raadslid;;;;;',
    'Goed Anders;goed@waterstad.example;;wethouder;;;;;',
    'Twee Petten;h@b.example;beheerder;medewerker;;;;;',
    'Twee Petten;h@b.example;auditor;medewerker;;;;;',
  ].join('\n')
  const answer = await paste(text)
  assert.equal(answer.status, 422)
  assert.match(answer.text, /13 regels kloppen nog niet/)
  for (const expected of [
    /3 – geen adres .*Vul de naam in\. .*Dit is geen e-mailadres/,
    /4 Rol Fout .*De rol “baas” kennen wij niet/,
    /5 Functie Fout .*De functie “gedeputeerde” kennen wij niet/,
    /6 Eenheid Fout .*De eenheid “Balie” kennen wij niet/,
    /7 Zonder Lijn .*van welke lijn/,
    /8 Te Vroeg .*al voorbij/,
    /9 Achterstevoren .*De laatste dag ligt voor de eerste dag/,
    /10 Zonder Eenheid .*van welke eenheid/,
    /11 Ik Zelf .*U kunt uzelf geen rol geven/,
    /12 Naam clerk .*Een beheerder kan niet ook behandelaar/,
    /13 Goed Zo .*staat al op regel 2/,
    /14 Goed Anders .*Op regel 2 hoort bij dit e-mailadres een andere naam/,
    /16 Twee Petten .*Een beheerder kan niet ook/,
    /Deze kolommen lezen wij niet: partij/,
  ])
    assert.match(answer.text, expected)
  assert.ok(answer.html.includes('Goed Zo;goed@waterstad.example;;raadslid;;;;;X'), 'the text stands in its field')
  assert.equal((await world.owner.query('select from person')).rowCount, before)
})

test('a list that is no list is refused with what to do', async () => {
  const many = Array.from({ length: 1001 }, (_, n) => `Naam ${n},n${n}@b.example,raadslid`).join('\n')
  for (const [text, expected] of [
    ['', /De lijst is leeg/],
    ['naam;email', /ontbreekt: functie/],
    ['wie;wat\nx;y', /ontbreekt: naam, e-mail, functie/],
    ['naam;email;functie', /nog niemand/],
    ['naam;name;email;functie\na;b;c;d', /staat er twee keer/],
    ['naam;email;functie\n"a;b;c', /aanhalingstekens kloppen niet/],
    [`naam,email,functie\n${many}`, /Er staan 1001 mensen in de lijst/],
    ['x'.repeat(600_000), /De lijst is te lang/],
  ] as const) {
    const answer = await paste(text)
    assert.equal(answer.status, 422, text.slice(0, 40))
    assert.match(answer.text, expected)
  }
  const large = await check('x'.repeat(600_000))
  assert.equal(large.status, 422)
  assert.match(large.text, /De lijst is te lang/)
})

test('a file is read as spreadsheets write it: with a mark in front, or in the characters of Windows', async () => {
  const text = 'naam;e-mail;rol;functie\nZoë Çelik;zoe@waterstad.example;coördinator;medewerker'
  for (const content of [Buffer.from(`\ufeff${text}`), Buffer.from(text, 'latin1'), Buffer.from(text)]) {
    const answer = await check(content)
    assert.equal(answer.status, 422)
    assert.match(answer.text, /2 Zoë Çelik zoe@waterstad\.example coördinator, medewerker .*van welke lijn/)
  }
})

test('what was shown is what happens: a list that means something else by now is shown again', async () => {
  const preview = await paste('naam,email,functie\nLaat Komer,laat@waterstad.example,raadslid')
  await administrator.post('/beheer/mensen/nieuw', {
    naam: 'Laat Komer',
    email: 'laat@waterstad.example',
    functie: 'council_member',
    rol: 'reporter',
  })
  const answer = await confirm(preview)
  assert.equal(answer.status, 422)
  assert.match(answer.text, /Er is intussen iets veranderd/)
  assert.match(answer.html, /Laat Komer,laat@waterstad\.example,raadslid/)
  assert.equal((await rolesOf('laat@waterstad.example')).length, 1)
})

test('a list of a thousand people is one piece of work', async () => {
  const people = Array.from({ length: 1000 }, (_, n) => `Persoon ${n},persoon${n}@waterstad.example,medewerker`)
  const done = await confirm(await paste(`naam,email,functie\n${people.join('\n')}`))
  assert.match(done.location, /uitgenodigd=1000/)
  const { rows } = await world.owner.query<{ count: string }>(
    `select count(*) from membership where person_id in (select id from person where email like 'persoon%')`,
  )
  assert.equal(rows[0]?.count, '1000')
})

test('who was invited and did not come yet can be found', async () => {
  const page = await administrator.get('/beheer/mensen?nog=uitgenodigd')
  assert.match(page.text, /Uitgenodigd, en nog niet ingelogd/)
  assert.match(page.text, /Anna Nieuw/)
  assert.doesNotMatch(page.text, /Naam clerk/)
  const next = /href="(\/beheer\/mensen\?nog=uitgenodigd&amp;na=[^"]+)"/.exec(page.html)?.[1] ?? ''
  assert.match((await administrator.get(next.replaceAll('&amp;', '&'))).text, /Uitgenodigd, en nog niet ingelogd/)
})
