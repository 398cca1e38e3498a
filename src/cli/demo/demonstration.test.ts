import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.ts'
import { testMasterKeys, testSigner } from '../../../test/support/seed.ts'
import { prepareDatabase } from '../prepare.ts'
import { generateCases, type Generated } from './cases/generate.ts'
import { readDemonstration, type Demonstration } from './content.ts'
import { openDoor, type Door } from './door.ts'
import { demonstrationFaults } from './faults.ts'
import { caseId, organisationId, personId } from './ids.ts'
import { demonstrationIn, loadDemonstration } from './load.ts'
import { addSession } from './sessions.ts'

const now = new Date('2026-04-24T18:50:00Z')
const city = organisationId('GM9001')

let database: TestDatabase
let owner: pg.Client
let door: Door
before(async () => {
  database = await freshDatabase(prepareDatabase)
  const { ownerUrl, appUrl } = database
  owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=weerbaar' })
  await owner.connect()
  assert.equal(await demonstrationIn(ownerUrl), 'none')
  await loadDemonstration({ ownerUrl, appUrl, master: testMasterKeys, signer: testSigner, now })
  door = openDoor(appUrl, testMasterKeys, testSigner)
  door.setTime(now)
})
after(async () => {
  await door.close()
  await owner.end()
  await database.drop()
})

const value = async (statement: string, parameters: unknown[] = []): Promise<unknown> => {
  const { rows } = await owner.query<{ value: unknown }>(`select (${statement}) as value`, parameters)
  return rows[0]?.value
}

test('a demonstration that was broken off is not taken for a whole one', async () => {
  assert.equal(await demonstrationIn(database.ownerUrl), 'whole')
  const other = await freshDatabase(prepareDatabase)
  try {
    // Without a way in for the people in it: they are made, and then it stops.
    const { ownerUrl } = other
    const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere'
    const broken = { ownerUrl, appUrl: nowhere, master: testMasterKeys, signer: testSigner, now }
    await assert.rejects(loadDemonstration(broken))
    assert.equal(await demonstrationIn(ownerUrl), 'half')
  } finally {
    await other.drop()
  }
})

test('everybody and everything that the demonstration names exists', () => {
  assert.deepEqual(demonstrationFaults(readDemonstration()), [])
})

test('a name in the demonstration that leads nowhere is told', () => {
  const sound = readDemonstration()
  const faults = (change: (it: Demonstration) => Partial<Demonstration>) =>
    demonstrationFaults({ ...sound, ...change(sound) }).join('\n')
  assert.match(
    faults(it => ({ people: it.people.filter(person => person.key !== 'annelies') })),
    /nobody is called annelies/,
  )
  assert.match(
    faults(it => ({ organisations: it.organisations.slice(1) })),
    /no organisation GM9001/,
  )
  assert.match(
    faults(it => ({ incidents: it.incidents.map(one => ({ ...one, category: 'hagel' })) })),
    /no category hagel/,
  )
  assert.match(
    faults(it => ({ incidents: [...it.incidents, ...it.incidents] })),
    /is there twice/,
  )
})

test('over sixty people report three hundred incidents over two years, and all of it is visibly made up', async () => {
  assert.equal(await value('select count(*)::int from person'), 64)
  assert.equal(await value(`select count(*)::int from incident_case where state <> 'draft'`), 300)
  assert.equal(await value('select bool_and(fictitious) from organisation'), true)
  assert.equal(await value(`select count(*)::int from person where email not like '%.example'`), 0)
  assert.equal(
    await value(`select bool_and(starts < (select min(reported_at) from incident_case)) from membership`),
    true,
  )
})

test('each report stands where it is written to stand, with every step on record', async () => {
  const { rows } = await owner.query<{ id: string; state: string; category: string | null }>(
    'select id, state, category from incident_case',
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  for (const { key, state, category, full } of readDemonstration().incidents) {
    const row = byId.get(caseId(key))
    assert.equal(row?.state, state, key)
    assert.equal(row?.category, state === 'reported' && !full ? null : category, key)
  }
  assert.equal(
    await value(
      'select count(*)::int from case_event e where not exists (select from audit_entry a where a.case_id = e.case_id and a.at = e.at)',
    ),
    0,
  )
  assert.equal(await value(`select count(*)::int from file where state <> 'complete'`), 0)
  assert.equal(await value(`select count(*) > 0 from file where parent_id is not null`), true)
})

test('the references of an organisation count up in the order of its reports, wherever they were played', async () => {
  const inOrder = `select bool_and(reference > before) from (
    select reference, lag(reference) over (partition by organisation_id order by reported_at, reference) as before
    from incident_case) as it where before is not null`
  assert.equal(await value(inOrder), true)
})

test('of what the demonstration did in the past nothing is left to do, and nobody is signed in', async () => {
  assert.equal(await value('select count(*)::int from job where run_at <= $1', [now]), 0)
  assert.equal(await value('select count(*)::int from session'), 0)
})

test('reports are closed in office hours, and the talks that were promised for afterwards were held', async () => {
  const outside = `select count(*)::int from (
    select closed_at at time zone 'Europe/Amsterdam' as at from incident_case where state = 'closed') it
    where extract(hour from at) not between 9 and 16 or extract(isodow from at) > 5`
  assert.equal(await value(outside), 0)
  const late = `select count(*)::int from task t join incident_case c on c.id = t.case_id
    where c.state = 'closed' and t.done_at is null and t.due_at < $1 and t.kind in ('follow_up_first', 'follow_up_second', 'aftercare_check')`
  assert.equal(await value(late, [now]), 0)
})

test('a report that nobody took up in time was brought to the deputy', async () => {
  const late = caseId('council-talk-today')
  const deputy = `select count(*)::int from participant where case_id = $1 and role = 'deputy' and person_id = $2`
  assert.equal(await value(deputy, [late, personId('ruben')]), 1)
})

/** What follows on a report, and how it is found in the database. */
const followed: Readonly<Record<string, string>> = {
  'a protocol that each of three parts adopted': `select count(distinct part) = 3 from protocol_adoption where organisation_id = '${city}'`,
  'a protocol with a clock of its own': `select count(*) > 0 from protocol_version where settings::text like '%48%'`,
  'a conversation at the start of a term': 'select count(*) > 0 from term_conversation',
  'what a team agreed, and an appointment that it flagged':
    'select count(*) > 0 from team_agreement, risky_appointment',
  'a plan in which some is done, some goes on and some does not': `select count(distinct state) = 5 from plan_measure where organisation_id = '${city}' and person_id is null`,
  'a message that was pasted': `select count(*) > 1 from file where case_id = '${caseId('council-week-doxing')}'`,
  'a piece that somebody else read first': 'select count(*) > 0 from piece_reading where described_at is not null',
  'a campaign and a request to take it away': `select count(*) > 0 from campaign, task where kind = 'removal'`,
  'a concept of a report to the police': 'select count(*) > 1 from police_report',
  'a conviction': `select count(*) > 0 from police_step where kind = 'verdict' and code = 'convicted'`,
  'a dismissal': `select count(*) > 0 from police_step where kind = 'prosecution' and code = 'dismissed'`,
  'a hearing to come': `select count(*) > 0 from police_step where kind = 'hearing' and on_day > '2026-04-24'`,
  'a reason why there is no report': `select count(*) > 1 from police_step where kind = 'no_report'`,
  'a ban in force, with its letter and who was told':
    'select count(*) > 0 from measure m join measure_letter on measure_id = m.id join measure_told t on t.measure_id = m.id where m.ended_at is null',
  'a measure that ended after it was looked at': `select count(*) > 0 from measure where ended_how = 'lifted'`,
  'damage, recovered in part': `select count(*) > 3 from case_record where kind = 'damage'`,
  'legal aid': `select count(*) > 0 from case_record where kind = 'legal_aid' and state = 'granted'`,
  'a talk that was held, one declined and one to come': `select count(distinct state) = 3 from case_record where kind = 'care_talk'`,
  'one line to the press and a consultation': `select count(distinct kind) = 2 from case_record where kind in ('media_line', 'consultation')`,
  'a lesson that is shared': 'select count(*) > 0 from lesson',
  'a request about own data': 'select count(*) > 0 from rights_request',
  'what private self-scans told twice, each time of ten people or more': `select count(*) = 2 and min(people) >= 10 from answer_release where organisation_id = '${city}'`,
  'a self-scan that somebody finished, one half-way and one of a housemate': `select count(distinct (household, state)) = 3 from answer_set where questionnaire = 'safety-self-scan'`,
  'a home check that an adviser looked at, and one that waits for the adviser': `select count(*) filter (where looked_at is not null) = 1 and count(*) filter (where looked_at is null) = 1 from answer_consent`,
  'the measures of a home check that was settled, of which some are done': `select count(distinct state) >= 3 from plan_measure where person_id = '${personId('dirk')}'`,
  'a round to compare with, one that was talked over and one that is open':
    'select count(*) = 3 and count(closed_on) = 2 and (select count(*) from round_note) > 2 from answer_round',
  'a norm that was decided on twice, two years apart': `select count(*) = 2 and max(decided_on) - min(decided_on) > 700 from answer_set where questionnaire = 'resilience-norm' and organisation_id = '${city}'`,
  'the norm of Limburg half-way': `select count(*) = 1 from answer_set where questionnaire = 'limburg-norm' and state = 'open'`,
  'three organisations that show their province how far they are': `select count(*) = 3 from scan_sharing`,
  'what scans and rounds propose for the plan': `select count(*) > 10 from plan_measure where organisation_id = '${city}' and measure_key not like 'own:%'`,
  'figures of a year': `select count(*) > 0 from figure_release where organisation_id = '${city}'`,
}
for (const [what, asked] of Object.entries(followed))
  test(`the demonstration shows ${what}`, async () => assert.equal(await value(asked), true))

const signIn = async (id: string) => door.browser(await addSession(owner, id, city, now))

let generated: Generated
test('reports for measurements are made within the rules of the database', async () => {
  const { ownerUrl } = database
  generated = await generateCases({ ownerUrl, master: testMasterKeys, cases: 300, seed: 7, now })
  assert.equal(await value('select count(*)::int from incident_case'), 600)
  assert.equal(
    await value('select count(*)::int from incident_key'),
    await value('select count(distinct incident_id)::int from incident_case'),
  )
  assert.equal(await value('select count(*)::int from pending'), await value('select count(*)::int from audit_entry'))
  const open = Number(
    await value(`select count(*)::int from incident_case where state <> 'closed' and id <> all($1)`, [played()]),
  )
  assert.ok(open > 10 && open < 80, `${open} are open`)
  const political = Number(
    await value(`select count(*)::int from incident_case where line = 'political' and id <> all($1)`, [played()]),
  )
  assert.ok(political > 140 && political < 220, `${political} are political`)
  assert.equal(
    await value('select count(*)::int from incident_case where reported_at > $1 or closed_at > $1', [now]),
    0,
  )
})

const played = () => readDemonstration().incidents.map(it => caseId(it.key))

test('such a report opens as any other, for its handler and its reporter', async () => {
  const { rows } = await owner.query<{ id: string; reporter_id: string }>(
    'select id, reporter_id from incident_case where owner_id = $1 limit 5',
    [generated.handler.id],
  )
  assert.ok(rows.length > 0)
  const handler = await signIn(generated.handler.id)
  await handler.open('/werklijst')
  for (const { id, reporter_id: reporter } of rows) {
    await handler.open(`/meldingen/${id}`)
    await (await signIn(reporter)).open(`/meldingen/${id}`)
  }
  await (await signIn(generated.coordinator.id)).open('/lijn')
  await (await signIn(generated.manager.id)).open('/eenheid')
  await (await signIn(generated.reporter.id)).open('/meldingen')
})

test('the next real report gets the reference after those', async () => {
  const before = await value(`select last from reference_counter where organisation_id = $1 and year = 2026`, [city])
  const member = await signIn(personId('samira'))
  const form = { safe_now: 'yes', what: 'Een brief onder de deur.', reach: '06-00 00 00 00' }
  await member.sendFiles('/melden/snel/00000000-0000-4000-8000-000000000001', form, [])
  const after = await value(`select reference from incident_case where id = '00000000-0000-4000-8000-000000000001'`)
  assert.equal(after, `M-2026-${String(Number(before) + 1).padStart(6, '0')}`)
})
