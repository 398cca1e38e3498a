import { randomUUID } from 'node:crypto'
import { tokenHash } from '../../src/engines/access/actor.ts'
import { plantReports } from '../support/coded-reports.ts'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { reportFully } from '../support/full.ts'
import { handleAndClose, leaveDraft, letIn, send, sendBesides, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'

/** One page to look at. */
export interface Template {
  /** The route, as it is declared. */
  route: string
  /** Where it is, when the route does not say so. */
  at?: string
  /** What tells it from another page of the same route. */
  as?: string
  /** The button that is pressed first, to see the page with its errors. */
  press?: string
}

export interface Looker {
  who: PersonKey | 'nobody'
  sees: readonly Template[]
}

const evidence = async () => {
  const { name, mimeType: type, buffer: content } = await screenshot()
  return [
    { name: threateningMail.name, type: threateningMail.mimeType, content: threateningMail.buffer },
    { name, type, content },
    {
      name: 'een heel lange naam van een brief zonder eind en zonder reden behalve dat hij lang is.txt',
      content: 'Brief.',
    },
  ]
}

/** Fills the world with something to see on each page; returns who looks at what. */
export async function furnish(world: World): Promise<readonly Looker[]> {
  const pass = (minutes: number) => world.clock.advance(minutes * 60_000)
  const draft = await leaveDraft(world, 'member', await evidence())
  pass(2)
  const open = await world.report('member', { safe_now: 'no' }, await evidence())
  pass(9)
  await takeUp(world, 'clerk', open)
  for (const act of ['soort', 'bericht', 'notitie']) {
    pass(1)
    await send(world, 'clerk', open, act)
  }
  pass(3)
  await send(world, 'member', open, 'bericht')
  await letIn(world, 'member', open, 'confidant')
  const closed = await world.report('member')
  await takeUp(world, 'clerk', closed)
  await handleAndClose(world, 'clerk', closed)
  await send(world, 'member', closed, 'heropening-vragen')
  const fresh = await world.report('otherMember', { safe_now: 'not_sure' })
  const staff = await world.report('officer')
  await arrange(world)
  await plantReports(world, 6, {
    line: 'political',
    state: 'closed',
    category: 'threat',
    decided: 20,
    on: '2025-11-05T10:00:00Z',
  })
  const token = await linkToken(world)
  // One mail to two members, joined; a report for a colleague; a series; and one that is told page by page.
  const another = await world.report('otherMember')
  for (const id of [open, another]) {
    if (id === another) await takeUp(world, 'clerk', id)
    await (await world.signIn('clerk')).post(`/meldingen/${id}/soort`, { category: 'threat', kanaal: 'email' })
  }
  const alike = await world.report('doubleMember', { function: 'council_member' })
  await takeUp(world, 'clerk', alike)
  await (await world.signIn('clerk')).post(`/meldingen/${alike}/soort`, { category: 'threat', kanaal: 'email' })
  const joined = { kenmerk: await referenceOf(world, another) }
  await (await world.signIn('clerk')).post(`/meldingen/${open}/samenvoegen`, joined)
  const other = await reportFully(world, 'otherMember', {
    for_whom: 'colleague',
    hit: 'member@waterstad.example',
    function_hit: 'council_member',
    categories: 'threat',
    what: 'Zij kreeg een brief met een foto van haar huis.',
    influence: 'tried',
  })
  await takeUp(world, 'clerk', other)
  for (const act of ['getuigen', 'veiligheid', 'taken']) await sendBesides(world, 'clerk', other, act)
  const task = await taskOf(world, other)
  const full = await fullDraft(world)
  const pieces = await piecesOf(world, open)
  const one = '/meldingen/:id'
  const piece = '/meldingen/:id/bewijs/:file'
  return [
    {
      who: 'nobody',
      sees: [
        { route: '/inloggen' },
        { route: '/inloggen', as: 'errors', press: 'Inloggen' },
        { route: '/uitnodiging/:token', at: `/uitnodiging/${token}` },
        { route: '/wachtwoord/:token', at: `/wachtwoord/${'x'.repeat(43)}`, as: 'used' },
        { route: '/wachtwoord-vergeten' },
        { route: '/privacy' },
        { route: '/toegankelijkheid' },
        { route: '/over' },
        { route: '/contact' },
        { route: 'nowhere', at: '/nergens' },
      ],
    },
    {
      who: 'member',
      sees: [
        { route: '/' },
        { route: '/meldingen' },
        { route: '/melden/snel' },
        { route: '/melden/snel', as: 'errors', press: 'Meld dit nu' },
        { route: '/melden/snel/:id', at: `/melden/snel/${draft}` },
        { route: '/meldingen/:id/ontvangst', at: `/meldingen/${open}/ontvangst` },
        { route: one, at: `/meldingen/${open}`, as: 'own' },
        { route: one, at: `/meldingen/${closed}`, as: 'own-closed' },
        { route: '/meldingen/:id/gekeken', at: `/meldingen/${open}/gekeken` },
        { route: '/melden' },
        { route: '/melden/volledig' },
        { route: '/melden/volledig/:id', at: `/melden/volledig/${full}` },
        { route: '/meldingen/:id/aanvullen', at: `/meldingen/${open}/aanvullen` },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/voor-wie` },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/wat`, as: 'kinds' },
        {
          route: '/melden/volledig/:id/:page',
          at: `/melden/volledig/${full}/woorden`,
          as: 'errors',
          press: 'Bewaar en ga verder',
        },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/wanneer`, as: 'when' },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/bewijs`, as: 'evidence' },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/wie-leest`, as: 'readers' },
        { route: '/melden/volledig/:id/:page', at: `/melden/volledig/${full}/controleren`, as: 'check' },
        { route: '/melden/snel/:id/weggooien', at: `/melden/snel/${draft}/weggooien` },
        { route: one, at: `/meldingen/${other}`, as: 'to-confirm' },
        { route: '/meldingen/:id/verbeteren', at: `/meldingen/${other}/verbeteren` },
        { route: '/meldingen/:id/intrekken', at: `/meldingen/${open}/intrekken` },
        { route: '/meldingen/:id/voorval', at: `/meldingen/${open}/voorval` },
        { route: '/meldingen/:id/voorval', at: `/meldingen/${open}/voorval`, as: 'errors', press: 'Voeg dit toe' },
        { route: '/meldingen/:id/geholpen', at: `/meldingen/${closed}/geholpen` },
        { route: '/meldingen/:id/aanvullen/:page', at: `/meldingen/${open}/aanvullen/gevolgen` },
        { route: '/meldingen/:id/aanvullen/:page', at: `/meldingen/${open}/aanvullen/controleren`, as: 'check' },
        { route: '/account', as: 'reporter' },
        { route: '/onze-norm' },
      ],
    },
    {
      who: 'clerk',
      sees: [
        { route: '/', as: 'handler' },
        { route: '/werklijst' },
        { route: one, at: `/meldingen/${fresh}`, as: 'fresh' },
        { route: one, at: `/meldingen/${open}`, as: 'handled' },
        { route: one, at: `/meldingen/${open}`, as: 'handled-errors', press: 'Stuur bericht' },
        { route: one, at: `/meldingen/${closed}`, as: 'closed' },
        { route: '/meldingen/:id/soort', at: `/meldingen/${open}/soort` },
        { route: '/meldingen/:id/besluit', at: `/meldingen/${open}/besluit` },
        {
          route: '/meldingen/:id/besluit',
          at: `/meldingen/${open}/besluit`,
          as: 'errors',
          press: 'Leg het besluit vast',
        },
        { route: '/meldingen/:id/gesprek', at: `/meldingen/${open}/gesprek` },
        { route: '/meldingen/:id/afsluiten', at: `/meldingen/${open}/afsluiten` },
        { route: '/meldingen/:id/besluit', at: `/meldingen/${fresh}/besluit`, as: 'not-now' },
        ...pieces.map(({ id, media_type: as }) => ({ route: piece, at: `/meldingen/${open}/bewijs/${id}`, as })),
        { route: one, at: `/meldingen/${other}`, as: 'for-another' },
        { route: one, at: `/meldingen/${alike}`, as: 'alike' },
        { route: '/werklijst', at: '/werklijst?taak=decision&soort=threat', as: 'filtered' },
        { route: '/zoeken' },
        { route: '/zoeken', at: '/zoeken?soort=threat', as: 'found' },
        { route: '/zoeken', as: 'errors', press: 'Zoek de meldingen van deze collega' },
        { route: '/melden/namens' },
        { route: '/melden/namens', as: 'errors', press: 'Voer de melding in' },
        { route: '/meldingen/:id/getuigen', at: `/meldingen/${other}/getuigen` },
        { route: '/meldingen/:id/getuigen/:person', at: `/meldingen/${other}/getuigen/${idOf('otherMember')}` },
        { route: '/meldingen/:id/overdragen', at: `/meldingen/${open}/overdragen` },
        { route: '/melding-overgedragen' },
        { route: '/meldingen/:id/wachten', at: `/meldingen/${open}/wachten` },
        { route: '/meldingen/:id/dubbel', at: `/meldingen/${open}/dubbel` },
        { route: '/meldingen/:id/geen-incident', at: `/meldingen/${open}/geen-incident` },
        { route: '/meldingen/:id/samenvoegen', at: `/meldingen/${open}/samenvoegen` },
        { route: '/meldingen/:id/losmaken', at: `/meldingen/${open}/losmaken` },
        { route: '/meldingen/:id/taken', at: `/meldingen/${other}/taken` },
        { route: '/meldingen/:id/taken/:task', at: `/meldingen/${other}/taken/${task}` },
        { route: '/account' },
        { route: '/account/agenda' },
        { route: '/account/agenda', as: 'made', press: 'Maak een adres' },
        { route: '/account/wachtwoord' },
      ],
    },
    {
      who: 'politicalCoordinator',
      sees: [
        { route: '/', as: 'coordinator' },
        { route: '/lijn' },
        { route: '/lijn/overdragen' },
        { route: '/lijn', at: '/lijn?stand=lopend', as: 'going-on' },
      ],
    },
    { who: 'otherMember', sees: [{ route: one, at: `/meldingen/${other}`, as: 'helper' }] },
    {
      who: 'manager',
      sees: [
        { route: '/', as: 'manager' },
        { route: '/eenheid' },
        { route: one, at: `/meldingen/${staff}`, as: 'staff' },
      ],
    },
    {
      who: 'confidant',
      sees: [
        { route: '/', as: 'confidant' },
        { route: '/vertrouwelijk' },
        { route: one, at: `/meldingen/${open}`, as: 'confidant' },
      ],
    },
    { who: 'formerMember', sees: [{ route: '/', as: 'former' }] },
    {
      who: 'doubleMember',
      sees: [
        { route: '/melden/snel', as: 'two-functions' },
        { route: '/meldingen', as: 'empty' },
      ],
    },
    {
      who: 'memberElsewhereToo',
      sees: [
        { route: '/', as: 'two-organisations' },
        { route: '/melden/snel', as: 'two-organisations' },
      ],
    },
    {
      who: 'auditor',
      sees: [
        { route: '/', as: 'auditor' },
        { route: '/controle/logboek' },
        { route: '/controle/wijzigingen' },
        { route: '/controle/cijfers' },
        { route: '/controle/cijfers', at: '/controle/cijfers?jaar=2025', as: 'filled' },
      ],
    },
    { who: 'privacyOfficer', sees: [{ route: '/privacy-instellingen' }] },
    {
      who: 'administrator',
      sees: [
        { route: '/', as: 'administrator' },
        { route: '/beheer' },
        { route: '/beheer/mensen' },
        { route: '/beheer/mensen/nieuw' },
        { route: '/beheer/mensen/lijst' },
        { route: '/beheer/mensen/lijst', as: 'errors', press: 'Kijk na' },
        {
          route: '/beheer/mensen/:id/rollen/:membership',
          at: `/beheer/mensen/${idOf('clerk')}/rollen/${idOf('clerk 1')}`,
        },
        { route: '/beheer/mensen/:id', at: `/beheer/mensen/${idOf('clerk')}` },
        { route: '/beheer/eenheden' },
        { route: '/beheer/eenheden/:id', at: `/beheer/eenheden/${idOf('griffie')}` },
        { route: '/beheer/routes' },
        { route: '/beheer/routes/proef' },
        { route: '/beheer/routes/:name', at: '/beheer/routes/council-member' },
        { route: '/beheer/dienst' },
        { route: '/beheer/contactpunten' },
        { route: '/beheer/contactpunten/nieuw' },
        { route: '/beheer/contactpunten/:id', at: `/beheer/contactpunten/${idOf('contact waterstad')}` },
        { route: '/beheer/soorten' },
        { route: '/beheer/teksten' },
        { route: '/beheer/teksten/:name', at: '/beheer/teksten/norm' },
        { route: '/beheer/wijzigingen' },
        { route: '/beheer/instellingen' },
        { route: '/beheer/niet-gelukt' },
      ],
    },
  ]
}

const day = 24 * 3_600_000

async function arrange({ owner, clock }: World): Promise<void> {
  const shift = 'insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id)'
  for (const [weekday, person] of [
    ['5', 'dutyOfficer'],
    ['6', 'deputyClerk'],
  ] as const)
    await owner.query(`${shift} values ($1, $2, 'political', $3, '18:00', '08:00', $4)`, [
      randomUUID(),
      idOf('waterstad'),
      weekday,
      idOf(person),
    ])
  const now = clock.now().getTime()
  await owner.query('insert into absence (id, person_id, starts, ends) values ($1, $2, $3, $4)', [
    randomUUID(),
    idOf('clerk'),
    new Date(now + 7 * day),
    new Date(now + 14 * day),
  ])
  for (const kind of ['case_mail', 'case_mail', 'sweep_files'])
    await owner.query(
      `insert into job (id, kind, organisation_id, run_at, attempts, created_at, set_aside_at) values ($1, $2, $3, $4, 30, $4, $4)`,
      [randomUUID(), kind, idOf('waterstad'), clock.now()],
    )
}

/** A link with which an invited person chooses a password. */
async function linkToken({ owner, clock }: World): Promise<string> {
  const token = 'een-koppeling-voor-de-test-van-de-uitnodiging'
  await owner.query(
    "insert into one_time_link (token_hash, person_id, purpose, expires_at) values ($1, $2, 'invitation', $3)",
    [tokenHash(token), idOf('otherMember'), new Date(clock.now().getTime() + day)],
  )
  return token
}

async function referenceOf({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ reference: string }>('select reference from incident_case where id = $1', [id])
  return rows[0]?.reference ?? ''
}

/** A full report that was begun, up to its last page. */
async function fullDraft(world: World): Promise<string> {
  const id = randomUUID()
  const member = await world.signIn('member')
  const told = {
    for_whom: 'self',
    categories: 'threat',
    what: 'Er stond een auto voor de deur.',
    safe_now: 'yes',
    reach: '06',
  }
  for (const page of ['voor-wie', 'wat', 'woorden', 'bereiken'])
    await member.upload(`/melden/volledig/${id}/${page}`, told, [])
  // What is looked at with its errors, has nothing filled in.
  await member.upload(`/melden/volledig/${id}/woorden`, { what: '' }, [])
  return id
}

async function taskOf({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>("select id from task where case_id = $1 and kind = 'own'", [id])
  return rows[0]?.id ?? ''
}

async function piecesOf({ owner }: World, id: string) {
  const { rows } = await owner.query<{ id: string; media_type: string }>(
    'select id, media_type from file where case_id = $1 and parent_id is null order by media_type',
    [id],
  )
  return rows
}
