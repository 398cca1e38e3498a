import pg from 'pg'
import type { MasterKeys } from '../../platform/vault.ts'
import { organisationOf, type DemoIncident, type Demonstration, type DemoPerson } from './content.ts'
import { openDoor, type Browser, type Door } from './door.ts'
import { makeFile, type SentFile } from './files.ts'
import { caseId, demoId, organisationId, personId } from './ids.ts'

const hourMs = 3_600_000

interface Playing {
  demonstration: Demonstration
  ownerUrl: string
  appUrl: string
  master: MasterKeys
  now: Date
}

/** Something that somebody did, at a moment in the past. */
interface Act {
  at: number
  play: () => Promise<unknown>
}

/** Plays every incident of the demonstration from its report to where it stands now, in the order of time. */
export async function playIncidents({ demonstration, ownerUrl, appUrl, master, now }: Playing): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=weerbaar' })
  await owner.connect()
  const door = openDoor(appUrl, master)
  try {
    const moments = await reportMoments(owner, demonstration.incidents, now)
    const people = new Map(demonstration.people.map(it => [personId(it.key), it]))
    const takeUpHours = new Map(demonstration.organisations.map(it => [it.code, it.take_up_hours]))
    const acts = demonstration.incidents.flatMap(it => {
      const stage = { it, door, owner, people, reportedAt: moments.get(it.key) ?? now }
      return [...actsOf(stage, takeUpHours.get(it.organisation) ?? 4)]
    })
    for (const { at, play } of acts.filter(act => act.at <= now.getTime()).toSorted((a, b) => a.at - b.at)) {
      door.setTime(new Date(at))
      await play()
    }
    door.setTime(now)
    await runJobs(door, owner)
    await owner.query('delete from session')
  } finally {
    await door.close()
    await owner.end()
  }
}

/** What the past asked for outside requests. Nobody waits for its mails. */
async function runJobs(door: Door, owner: pg.Client) {
  await owner.query("delete from job where kind like '%mail'")
  await door.runJobs()
}

/** The moment of each report: so many days ago, at that time on the clock in the Netherlands. */
async function reportMoments(
  owner: pg.Client,
  incidents: readonly DemoIncident[],
  now: Date,
): Promise<Map<string, Date>> {
  const { rows } = await owner.query<{ key: string; at: Date }>(
    `select key, (((($1::timestamptz at time zone 'Europe/Amsterdam')::date - days) + time) at time zone 'Europe/Amsterdam') as at
     from unnest($2::text[], $3::int[], $4::time[]) as it (key, days, time)`,
    [now, incidents.map(it => it.key), incidents.map(it => it.days_ago), incidents.map(it => it.time)],
  )
  return new Map(rows.map(row => [row.key, row.at]))
}

interface Stage {
  it: DemoIncident
  door: Door
  owner: pg.Client
  /** By id. */
  people: ReadonlyMap<string, DemoPerson>
  reportedAt: Date
}

function* actsOf(stage: Stage, takeUpHours: number): Generator<Act> {
  const { it, reportedAt, door, owner } = stage
  const path = `/meldingen/${caseId(it.key)}`
  const after = (hours: number, play: Act['play']): Act => ({ at: reportedAt.getTime() + hours * hourMs, play })
  const entry = (what: string) => demoId(`entry ${it.key} ${what}`)

  yield after(0, () => report(stage))
  yield after(takeUpHours, () => runJobs(door, owner))
  if (it.state === 'reported') return
  const takeUp = takeUpAfter(it, takeUpHours)
  yield after(takeUp, () => takeUpCase(stage, path))
  yield after(takeUp + 0.02, async () => (await handlerOf(stage)).send(`${path}/soort`, { category: it.category }))
  for (const [index, { from, after_hours: hours, text }] of it.messages.entries())
    yield after(hours, async () => {
      const writer = await (from === 'reporter' ? reporterOf(stage) : handlerOf(stage))
      if (from === 'reporter') await writer.open(path)
      await writer.send(`${path}/bericht`, { entry: entry(`message ${index}`), bericht: text })
    })
  for (const [index, { after_hours: hours, text }] of it.notes.entries())
    yield after(hours, async () =>
      (await handlerOf(stage)).send(`${path}/notitie`, { entry: entry(`note ${index}`), notitie: text }),
    )
  const { decision, talk, closing } = it
  const record = (page: string, code: string, text: string) => async () =>
    (await handlerOf(stage)).send(`${path}/${page}`, { entry: entry(page), code, text })
  if (decision) yield after(decision.after_hours, record('besluit', decision.outcome, decision.text))
  if (talk) yield after(talk.after_hours, record('gesprek', talk.result, talk.text))
  if (closing) yield after(closing.after_hours, record('afsluiten', closing.outcome, closing.text))
}

/** Shortly before what the handler did first: in time, or after the deputy was asked too. */
function takeUpAfter(it: DemoIncident, takeUpHours: number): number {
  const handled = [
    ...it.messages.filter(message => message.from === 'handler'),
    ...it.notes,
    ...[it.decision, it.talk, it.closing].filter(act => act !== undefined),
  ].map(act => act.after_hours)
  const first = handled.length === 0 ? 1 : Math.min(...handled)
  return first > takeUpHours ? first - 0.2 : first * 0.7
}

async function report(stage: Stage) {
  const { it, people } = stage
  const reporter = await reporterOf(stage)
  const viaWeerbaar = it.reach === 'via Weerbaar'
  const form = {
    function: it.function,
    safe_now: it.safe_now,
    what: it.what,
    reach: viaWeerbaar ? '' : it.reach,
    ...(viaWeerbaar && { via_weerbaar: 'ja' }),
    ...(it.accused !== undefined && { colleague: emailOf(people, it.accused) }),
  }
  await reporter.sendFiles(`/melden/snel/${caseId(it.key)}`, form, await filesOf(stage))
}

const emailOf = (people: Stage['people'], key: string) => people.get(personId(key))?.email ?? ''

async function filesOf({ it, reportedAt, people }: Stage): Promise<SentFile[]> {
  const received = { to: emailOf(people, it.reporter), at: new Date(reportedAt.getTime() - hourMs) }
  const files: SentFile[] = []
  for (const file of it.files) files.push(await makeFile(file, received))
  return files
}

/** Whoever takes a case up has read it first, and the reporter can see that. */
async function takeUpCase(stage: Stage, path: string) {
  const handler = await handlerOf(stage)
  await handler.open(path)
  await handler.send(`${path}/oppakken`)
}

const reporterOf = (stage: Stage): Promise<Browser> => signIn(stage, personId(stage.it.reporter))

/** Whose case it is by now, by the routes of the organisation. */
async function handlerOf(stage: Stage): Promise<Browser> {
  const { rows } = await stage.owner.query<{ owner_id: string }>('select owner_id from incident_case where id = $1', [
    caseId(stage.it.key),
  ])
  return signIn(stage, rows[0]?.owner_id ?? '')
}

function signIn({ door, it, people }: Stage, id: string): Promise<Browser> {
  const person = people.get(id)
  const chooses = person !== undefined && new Set(person.memberships.map(one => organisationOf(person, one))).size > 1
  return door.signIn({ id, chooses }, organisationId(it.organisation))
}
