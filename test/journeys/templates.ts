import { randomUUID } from 'node:crypto'
import { tokenHash } from '../../src/engines/access/actor.ts'
import { plantReports } from '../support/coded-reports.ts'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { handleAndClose, leaveDraft, letIn, send, takeUp } from '../support/stories.ts'
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
        { route: '/account' },
        { route: '/account/wachtwoord' },
      ],
    },
    { who: 'politicalCoordinator', sees: [{ route: '/', as: 'coordinator' }, { route: '/lijn' }] },
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

async function piecesOf({ owner }: World, id: string) {
  const { rows } = await owner.query<{ id: string; media_type: string }>(
    'select id, media_type from file where case_id = $1 and parent_id is null order by media_type',
    [id],
  )
  return rows
}
