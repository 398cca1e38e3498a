import { randomUUID } from 'node:crypto'
import { tokenHash } from '../../src/engines/access/actor.ts'
import { plantReports } from '../support/coded-reports.ts'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { idOf } from '../support/people.ts'
import { reportFully } from '../support/full.ts'
import {
  formsBesides,
  handleAndClose,
  leaveDraft,
  letIn,
  referenceOf,
  send,
  sendBesides,
  takeUp,
} from '../support/stories.ts'
import type { World } from '../support/world.ts'

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

/** What happened in the world of the pages: a report in each shape that a page can show. */
export async function makeScene(world: World) {
  const pass = (minutes: number) => world.clock.advance(minutes * 60_000)
  const draft = await leaveDraft(world, 'member', await evidence())
  pass(2)
  const open = await world.report('member', { safe_now: 'no' }, await evidence())
  await world.keepLog()
  pass(9)
  await takeUp(world, 'clerk', open)
  for (const act of ['soort', 'bericht', 'notitie']) {
    pass(1)
    await send(world, 'clerk', open, act)
  }
  pass(3)
  await send(world, 'member', open, 'bericht')
  await letIn(world, 'member', open, 'confidant')
  const adds = await world.signIn('member')
  await adds.post(`/meldingen/${open}/aanvullen/wanneer`, { date: '2026-04-23', channel: 'letter' })
  await adds.post(`/meldingen/${open}/aanvullen/woorden`, { more: 'De brief lag er al om vijf uur.' })
  await adds.post(`/meldingen/${open}/aanvullen/controleren`)
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
  const clerk = await world.signIn('clerk')
  const concept = { ...formsBesides()['opstellen'], what: 'Hij stond aan de Kerkstraat 12.', offences: 'stalking' }
  await clerk.post(`/meldingen/${open}/aangifte/opstellen`, concept)
  await clerk.post(`/meldingen/${open}/aangifte/stap/gedaan`, formsBesides()[':step'])
  const task = await taskOf(world, other)
  const full = await fullDraft(world)
  const pieces = await piecesOf(world, open)
  return { draft, open, closed, fresh, staff, alike, other, task, full, token, pieces }
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
