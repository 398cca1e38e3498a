import { randomUUID } from 'node:crypto'
import { tokenHash } from '../../src/engines/access/actor.ts'
import { setUp } from '../support/factors.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { aPicture, handleAndClose, leaveDraft, referenceOf, sendBesides, takeUp } from '../support/stories.ts'
import { arrange, settingsOf } from '../support/through-provider.ts'
import { quickForm, type World } from '../support/world.ts'
import { followUpScene } from './follow-up-scene.ts'
import { softPasskey } from './soft-passkey.ts'

// What the pages of the journeys do not need, and the forms of some routes do.

/** Words that only people of the other organisation may ever read. */
export const wordsElsewhere = ['zqvelders0', 'zqvelders1', 'zqvelders2', 'zqvelders3'] as const

export interface Scene {
  /** Reports to name in a form. */
  references: readonly string[]
  cases: readonly string[]
  /** A case that may not be destroyed. */
  held: string
  /** Cases that the deputy handles too. */
  shared: readonly string[]
  /** Ids of things of the other organisation. */
  foreign: readonly string[]
  /** The secret of the app of who gives a code. */
  secret: Buffer
  /** Links that were mailed. */
  links: readonly string[]
  feed: string
  /** What proves that a report was received. */
  receipt: string
  /** A full report that was begun, with a file. */
  full: string
  /** Somebody without a password. */
  invited: string
}

export async function moreScene(world: World): Promise<Scene> {
  const made = await reports(world)
  await followUpScene(world, made.held)
  return {
    full: await besides(world),
    invited: await personWith(world, 'nieuw.iemand@waterstad.example'),
    ...made,
    foreign: await elsewhere(world),
    secret: await setUp(world, 'secretary'),
    links: await oneTimeLinks(world),
    feed: await calendarFeed(world),
    receipt: await receipt(world),
  }
}

/** One report for each step that ends it or can be taken once, so that no route waits for another. */
async function reports(world: World): Promise<Pick<Scene, 'references' | 'cases' | 'shared' | 'held'>> {
  const references: string[] = []
  const shared: string[] = []
  const cases: string[] = []
  const report = async (who: PersonKey = 'member') => {
    const id = await world.report(who, who === 'doubleMember' ? { function: 'council_member' } : {}, [aPicture])
    cases.push(id)
    return id
  }
  await report()
  await report('otherMember')
  await leaveDraft(world, 'member', [aPicture])
  await leaveDraft(world, 'member', [aPicture])
  for (let n = 0; n < 8; n++) {
    const id = await report(n % 2 === 0 ? 'member' : 'doubleMember')
    await takeUp(world, 'clerk', id)
    if (n > 2) {
      references.push(await referenceOf(world, id))
      continue
    }
    await sendBesides(world, 'clerk', id, 'overdragen')
    shared.push(id)
  }
  const waiting = await report()
  await takeUp(world, 'clerk', waiting)
  for (const act of ['bewaren', 'wachten']) await sendBesides(world, 'clerk', waiting, act)
  for (let n = 0; n < 3; n++) {
    const closed = await report()
    await takeUp(world, 'clerk', closed)
    await handleAndClose(world, 'clerk', closed)
  }
  return { references, cases, shared, held: waiting }
}

async function besides(world: World): Promise<string> {
  const full = randomUUID()
  const [clerk, member, administrator] = await Promise.all([
    world.signIn('clerk'),
    world.signIn('member'),
    world.signIn('administrator'),
  ])
  await clerk.post('/werklijst/filters', { filter: 'soort=threat' })
  await member.upload(`/melden/volledig/${full}/voor-wie`, { for_whom: 'self' }, [])
  await member.upload(`/melden/volledig/${full}/bewijs`, {}, [aPicture])
  await member.post('/account/afwezigheid', {
    van: '2026-05-01',
    tot: '2026-05-08',
    van_tijd: '00:00',
    tot_tijd: '23:59',
  })
  await administrator.upload('/beheer/instellingen/logo', {}, [aPicture], 'logo')
  await administrator.post('/beheer/mensen/nieuw', {
    naam: 'Nieuw Iemand',
    email: 'nieuw.iemand@waterstad.example',
    rol: 'reporter',
    functie: 'council_member',
  })
  await arrangeProviders(world)
  const organisation = idOf('waterstad')
  await world.owner.query(
    `insert into organisation_theme (organisation_id, tokens, changed_at) values ($1, '{}', '2024-01-01') on conflict do nothing`,
    [organisation],
  )
  for (let n = 0; n < 8; n++) {
    await world.owner.query('insert into unit (id, organisation_id, name) values ($1, $2, $3)', [
      idOf(`unit to remove ${n}`),
      organisation,
      `Tijdelijk ${n}`,
    ])
    await world.owner.query(
      `insert into contact_point (id, organisation_id, position, name, phone, url, description, source, published)
       values ($1, $2, $3, 'Tijdelijk', '14 000', '', '', '', false)`,
      [idOf(`contact to remove ${n}`), organisation, 20 + n],
    )
  }
  await world.owner.query(
    `insert into retention_rule (organisation_id, category, outcome, months, ground, source) values ($1, 'threat', 'any', 12, 'Eigen besluit', '')`,
    [organisation],
  )
  await world.owner.query(
    `insert into route (id, organisation_id, subject, unit_id, line, handler_id, deputy_id)
     values ($1, $2, 'council_member', $3, 'political', $4, $5)`,
    [idOf('route to remove'), organisation, idOf('griffie'), idOf('clerk'), idOf('deputyClerk')],
  )
  await world.owner.query(
    `insert into provider_identity (organisation_id, subject_hash, person_id, origin, linked_at)
     values ($1, sha256('somebody'), $2, 'own', '2026-01-01')`,
    [organisation, idOf('member')],
  )
  await world.owner.query(
    `insert into passkey (id, person_id, credential_id, public_key, counter, added_at) values ($1, $2, $3, $4, 0, '2026-01-01')`,
    [idOf('a passkey'), idOf('deputyClerk'), softPasskey.id, softPasskey.publicKey],
  )
  return full
}

async function personWith({ owner }: World, email: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('select id from person where email = $1', [email])
  return rows[0]?.id ?? ''
}

/** One that is approved, in the other organisation one that waits for that. */
async function arrangeProviders(world: World): Promise<void> {
  const issuer = 'https://127.0.0.1:1'
  const settings = { ...settingsOf(issuer), methode: 'private_key_jwt' }
  await arrange(world, issuer, settings)
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts)
     values ($1, $2, $3, 'privacy_officer', 'civil_servant', '2024-01-01')`,
    [idOf('privacy officer elsewhere'), idOf('elders'), idOf('foreignCoordinator')],
  )
  await (await world.signIn('foreignAdministrator')).post('/beheer/inloggen', settings)
}

async function oneTimeLinks({ owner, clock }: World): Promise<string[]> {
  const paths: string[] = []
  for (const [n, who] of (['formerMember', 'alderman', 'mayor', 'formerClerk'] as const).entries()) {
    const token = `zo-lang-als-het-moet-zijn-voor-een-koppeling-${n}`
    const purpose = n < 2 ? 'invitation' : 'reset'
    await owner.query(
      'insert into one_time_link (token_hash, person_id, purpose, expires_at) values ($1, $2, $3, $4)',
      [tokenHash(token), idOf(who), purpose, new Date(clock.now().getTime() + 7 * 24 * 3_600_000)],
    )
    paths.push(`/${n < 2 ? 'uitnodiging' : 'wachtwoord'}/${token}`)
  }
  return paths
}

async function calendarFeed(world: World): Promise<string> {
  await (await world.signIn('mayor')).post('/account/agenda')
  const { html } = await (await world.signIn('dutyOfficer')).post('/account/agenda')
  return /\/agenda\/[\w-]{20,100}\.ics/.exec(html)?.[0] ?? ''
}

async function receipt(world: World): Promise<string> {
  const member = await world.signIn('member')
  const id = await world.report('member')
  return (await member.bytes(`/meldingen/${id}/ontvangstbewijs`)).body.toString()
}

/** A report in the other organisation with words of its own in every place. */
async function elsewhere(world: World): Promise<string[]> {
  const [told, reach, file, note] = wordsElsewhere
  const letter = { name: `${file}.txt`, type: 'text/plain', content: 'Brief' }
  const id = await world.report('foreignMember', { ...quickForm, what: `Er kwam ${told} langs.`, reach }, [letter])
  await takeUp(world, 'foreignClerk', id)
  const clerk = await world.signIn('foreignClerk')
  await clerk.post(`/meldingen/${id}/notitie`, { entry: randomUUID(), notitie: note })
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from file where case_id = $1 union all select id from task where case_id = $1',
    [id],
  )
  return [
    id,
    ...rows.map(it => it.id),
    idOf('balie'),
    idOf('elders'),
    idOf('foreignMember'),
    idOf('foreignMember 0'),
    idOf('contact elders'),
  ]
}
