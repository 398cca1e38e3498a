import type pg from 'pg'
import { isImproperPressure } from '../../engines/cases/vocabulary.ts'
import type { Job } from '../../engines/jobs/runner.ts'
import { isoDay } from '../../ui/dates.ts'
import type { DemoIncident, DemoPerson } from './content.ts'
import type { Browser, Door } from './door.ts'
import { makeFile, type SentFile } from './files.ts'
import { caseId, demoId, organisationId, personId } from './ids.ts'
import { aftercareOf, inOffice } from './office.ts'
import { addSession } from './sessions.ts'

const hourMs = 3_600_000

export type InTurn = (work: () => Promise<unknown>) => Promise<void>

/** Something that somebody did, at a moment in the past. */
interface Act {
  at: number
  door: Door
  play: () => Promise<unknown>
}

/** All that the acts of one incident need. */
export interface Stage {
  it: DemoIncident
  door: Door
  owner: pg.Pool
  /** By id. */
  people: ReadonlyMap<string, DemoPerson>
  reportedAt: Date
  now: Date
  /** Of each person in each organisation, one for all of the past. */
  sessions: Map<string, Promise<string>>
  /** Reports are sent in the order of time, so that their references count up. */
  inTurn: InTurn
}

/** What is done in an incident, from its report to where it stands; not in the order of time. */
export function* actsOf(stage: Stage, takeUpHours: number): Generator<Act> {
  const { it, reportedAt, door } = stage
  const path = `/meldingen/${caseId(it.key)}`
  const moment = (hours: number) => reportedAt.getTime() + hours * hourMs
  const closedAt = it.closing?.after_hours ?? Infinity
  // A case is closed in office hours, and what follows on that comes so much later.
  const wait = it.closing ? inOffice(new Date(moment(closedAt))).getTime() - moment(closedAt) : 0
  const after = (hours: number, play: Act['play']): Act => ({
    at: moment(hours) + (hours < closedAt ? 0 : wait),
    door,
    play,
  })
  const entry = (what: string) => demoId(`entry ${it.key} ${what}`)

  yield after(0, () => report(stage))
  yield after(takeUpHours, () => askDeputy(stage))
  if (it.state === 'reported') return
  const takeUp = takeUpAfter(it, takeUpHours)
  yield after(takeUp, () => takeUpCase(stage, path))
  yield after(takeUp + 0.02, async () =>
    (await handlerOf(stage)).send(`${path}/soort`, { category: it.category, kanaal: it.full ? it.channel : '' }),
  )
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
  const record =
    (page: string, code: string, text: string, what = page) =>
    async () =>
      (await handlerOf(stage)).send(`${path}/${page}`, { entry: entry(what), code, text })
  if (decision && isImproperPressure(it.category)) {
    const hours = decision.after_hours - 0.1
    yield after(hours, () => policeFirst(stage, path, hours, entry))
  }
  if (decision) yield after(decision.after_hours, record('besluit', decision.outcome, decision.text))
  if (talk) yield after(talk.after_hours, record('gesprek', talk.result, talk.text))
  if (closing) yield after(closing.after_hours, record('afsluiten', closing.outcome, closing.text))
  if (it.supplement) yield after(16, () => addSupplement(stage, it.supplement ?? {}))
  for (const [index, act] of it.acts.entries()) yield after(act.after_hours, () => further(stage, path, act, index))
  const { talks, check } = aftercareOf(it, reportedAt, stage.now)
  const well = 'Gesproken. Het gaat goed, en er is niets meer nodig.'
  for (const at of talks)
    yield { at: at.getTime(), door, play: record('gesprek', 'held', well, `talk ${at.getTime()}`) }
  for (const at of check) yield { at: at.getTime(), door, play: () => checkAftercare(stage, path) }
}

async function checkAftercare(stage: Stage, path: string) {
  const { rows } = await stage.owner.query<{ id: string }>(
    "select id from task where case_id = $1 and kind = 'aftercare_check' and done_at is null",
    [caseId(stage.it.key)],
  )
  for (const { id } of rows) await (await handlerOf(stage)).send(`${path}/taken/${id}`, { outcome: 'done' })
}

/** Nobody reacts to bribery or extortion before the police say that it may be. */
async function policeFirst(stage: Stage, path: string, hours: number, entry: (what: string) => string) {
  const dag = isoDay(new Date(stage.reportedAt.getTime() + hours * hourMs))
  const form = { record: entry('police'), entry: entry('word of the police'), met: 'police', dag, woord: 'may_react' }
  await (await handlerOf(stage)).send(`${path}/ongepaste-druk/politie`, form)
}

/** Shortly before what the handler did first: in time, or after the deputy was asked too. */
function takeUpAfter(it: DemoIncident, takeUpHours: number): number {
  const handled = [
    ...it.messages.filter(message => message.from === 'handler'),
    ...it.notes,
    ...[it.decision, it.talk, it.closing].filter(act => act !== undefined),
    ...it.acts.filter(act => act.by === 'handler'),
  ].map(act => act.after_hours)
  const first = handled.length === 0 ? 1 : Math.min(...handled)
  return first > takeUpHours ? first - 0.2 : first * 0.7
}

type FurtherAct = DemoIncident['acts'][number]

/** By which names the forms of a case ask for an id of what they make. */
const ownIds = ['entry', 'taak', 'record', 'verzoek', 'campagne']

/** What else was done in a case. A value may name a person, another case, a day, or in braces what an earlier act made. */
async function further(stage: Stage, path: string, act: FurtherAct, index: number) {
  const idOf = (name: string) => demoId(`entry ${stage.it.key} ${name}`)
  const id = idOf(act.as ?? `${act.path} ${index}`)
  // Of a page that is pasted `stuk` is the new piece; elsewhere it is one that is there.
  const form = Object.fromEntries([...ownIds, ...(act.path === 'plakken' ? ['stuk'] : [])].map(name => [name, id]))
  for (const [name, value] of Object.entries(act.form)) form[name] = await valueOf(stage, named(value, idOf))
  const roles: Readonly<Record<string, (stage: Stage) => Promise<Browser>>> = {
    handler: handlerOf,
    reporter: reporterOf,
    hit: hitOf,
  }
  const browser = await (roles[act.by]?.(stage) ?? signIn(stage, personId(act.by)))
  const page = `${path}/${named(act.path, idOf).replace('{file}', await firstFile(stage, act.path))}`
  if (act.path === 'voorval') await browser.sendFiles(page, form, [])
  else await browser.send(page, form)
  if (act.path === 'intrekken') await runJobs(stage, 'case_withdrawn')
}

const named = (text: string, idOf: (name: string) => string): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name === 'file' ? whole : idOf(name)))

/** The first piece of evidence of a case, where a path names it. */
async function firstFile({ owner, it }: Stage, path: string): Promise<string> {
  if (!path.includes('{file}')) return ''
  const { rows } = await owner.query<{ id: string }>(
    'select id from file where case_id = $1 and parent_id is null order by added_at, id limit 1',
    [caseId(it.key)],
  )
  return rows[0]?.id ?? ''
}

/** The key of the incident that the value of a form names. */
export const referredTo = (value: string): string | undefined => /^reference:(.+)$/.exec(value)?.[1]

async function valueOf({ owner, reportedAt, now }: Stage, value: string): Promise<string> {
  const [kind = '', name = ''] = value.split(':')
  if (kind === 'person' && name) return personId(name)
  const other = referredTo(value)
  if (other !== undefined) {
    const { rows } = await owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
      caseId(other),
    ])
    return rows[0]?.reference ?? ''
  }
  // Of the report itself it is day 0.
  if (kind === 'day' && /^-?\d+$/.test(name)) return isoDay(new Date(reportedAt.getTime() + Number(name) * 24 * hourMs))
  if (!/^\+\d+$/.test(value)) return value
  // So many days after the report, and after today: what waits in the demonstration waits still.
  const day = Math.max(reportedAt.getTime() + Number(value) * 24 * hourMs, now.getTime() + 24 * hourMs)
  return new Date(day).toISOString().slice(0, 10)
}

const hitOf = (stage: Stage): Promise<Browser> => signIn(stage, personId(stage.it.hit ?? stage.it.reporter))

async function addSupplement(stage: Stage, fields: Record<string, string>) {
  const { it, reportedAt } = stage
  const browser = await reporterOf(stage)
  const form = { ...fields, ...(fields['date'] === '0' && { date: reportedAt.toISOString().slice(0, 10) }) }
  for (const page of ['wat', 'wanneer', 'woorden', 'gevolgen', 'controleren'])
    await browser.send(`/meldingen/${caseId(it.key)}/aanvullen/${page}`, form)
}

const fullPages = ['voor-wie', 'over-wie', 'wat', 'wanneer', 'woorden', 'gevolgen', 'bereiken']

/** A full report, page by page; the pages that do not apply, or may stay empty, are left out. */
async function reportFully({ it, reportedAt, inTurn }: Stage, reporter: Browser) {
  const form: Record<string, string> = {
    what: it.what,
    safe_now: it.safe_now,
    via_weerbaar: 'ja',
    date: new Date(reportedAt.getTime() - 2 * hourMs).toISOString().slice(0, 10),
    ...it.full,
  }
  const skipped = it.full?.['for_whom'] === 'self' ? ['over-wie'] : []
  for (const page of fullPages.filter(one => !skipped.includes(one)))
    await reporter.sendFiles(`/melden/volledig/${caseId(it.key)}/${page}`, form, [])
  await inTurn(() => reporter.sendFiles(`/melden/volledig/${caseId(it.key)}/controleren`, {}, []))
}

async function report(stage: Stage) {
  const { it, people, inTurn } = stage
  const reporter = await reporterOf(stage)
  if (it.full) return reportFully(stage, reporter)
  const viaWeerbaar = it.reach === 'via Weerbaar'
  const form = {
    function: it.function,
    safe_now: it.safe_now,
    what: it.what,
    reach: viaWeerbaar ? '' : it.reach,
    ...(viaWeerbaar && { via_weerbaar: 'ja' }),
    ...(it.accused !== undefined && { colleague: emailOf(people, it.accused) }),
  }
  const files = await filesOf(stage)
  await inTurn(() => reporter.sendFiles(`/melden/snel/${caseId(it.key)}`, form, files))
}

const emailOf = (people: Stage['people'], key: string) => people.get(personId(key))?.email ?? ''

/** What happens by itself when nobody took it up in time; if somebody did, it is nothing. */
const askDeputy = (stage: Stage) => runJobs(stage, 'not_taken_up')

async function runJobs({ it, door, owner }: Stage, kind: string) {
  const { rows } = await owner.query<Job>(
    `delete from job where case_id = $1 and kind = $2
     returning id, kind, organisation_id, person_id, case_id, detail, attempts`,
    [caseId(it.key), kind],
  )
  for (const job of rows) await door.runJob(job)
}

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

async function signIn({ door, it, sessions, owner, now }: Stage, person: string): Promise<Browser> {
  const name = `${person} ${it.organisation}`
  const session = sessions.get(name) ?? addSession(owner, person, organisationId(it.organisation), now)
  sessions.set(name, session)
  return door.browser(await session)
}
