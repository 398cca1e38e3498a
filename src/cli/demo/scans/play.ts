import { sql } from 'kysely'
import type pg from 'pg'
import type { Desk } from '../../../engines/access/desk.ts'
import type { Job } from '../../../engines/jobs/runner.ts'
import { beginSet, keepSet, openSet } from '../../../engines/questionnaires/sets.ts'
import { walk, noSetting, type Values } from '../../../engines/questionnaires/walk.ts'
import type { Demonstration } from '../content.ts'
import type { Browser, Door } from '../door.ts'
import { demoId, organisationId, personId } from '../ids.ts'
import { addSession } from '../sessions.ts'
import { chosenAnswers, instrumentOf, normAnswers } from './answers.ts'
import type { DemoNorm, DemoOwn, DemoRound } from './shapes.ts'

const dayMs = 86_400_000

interface Playing {
  door: Door
  owner: pg.Pool
  demonstration: Demonstration
  now: Date
}

/** Something that somebody did, so many days ago. */
interface Act {
  daysAgo: number
  play: () => Promise<unknown>
}

/**
 * Plays what people filled in, in the order of time. An instrument is begun by the engine, as its version may be younger than an
 * answer of the past; and a whole set is kept at once. All else goes by the pages.
 */
export async function playScans(playing: Playing): Promise<void> {
  const { demonstration, door, now } = playing
  const { own, told, rounds, norms } = demonstration.scans
  const acts: Act[] = [
    ...own.flatMap(it => ownActs(playing, it)),
    ...told.map(it => ({ daysAgo: it.days_ago, play: () => tell(playing, it.organisation) })),
    ...rounds.flatMap(it => roundActs(playing, it)),
    ...norms.map(it => ({ daysAgo: it.days_ago, play: () => answerNorm(playing, it) })),
  ]
  for (const { daysAgo, play } of acts.toSorted((one, other) => other.daysAgo - one.daysAgo)) {
    door.setTime(new Date(now.getTime() - daysAgo * dayMs))
    await play()
  }
}

interface Who {
  organisation: string
  by: string
}

const browserOf = async ({ door, owner, now }: Playing, { organisation, by }: Who): Promise<Browser> =>
  door.browser(await addSession(owner, personId(by), organisationId(organisation), now))

const emailOf = ({ people }: Demonstration, key: string) => people.find(it => it.key === key)?.email ?? ''

/** Works as the engines do: one transaction in which this person looks. */
const atDesk = <Result>({ door }: Playing, { organisation, by }: Who, work: (desk: Desk) => Promise<Result>) =>
  door.house.db.as({ person: personId(by) }, (tx, now) =>
    work({ tx, now, actor: personId(by), organisation: organisationId(organisation) }),
  )

/** Keeps answers in a set that was just begun; gives the set. */
async function keep({ door }: Playing, { tx }: Desk, id: string | undefined, values: Values): Promise<string> {
  const set = id === undefined ? undefined : await openSet(tx, door.house.keys, id, true)
  if (!set || !(await keepSet(tx, set, walk(set.instrument, { ...set.values, ...values }, noSetting).kept)))
    throw new Error('The answers could not be kept')
  return set.id
}

function ownActs(playing: Playing, it: DemoOwn): Act[] {
  let id = ''
  const acts: Act[] = [{ daysAgo: it.days_ago, play: async () => (id = await answerOwn(playing, it)) }]
  const { share, looked_days_ago: looked, settled_days_ago: settled } = it
  if (share !== undefined && looked !== undefined)
    acts.push({
      daysAgo: looked,
      play: async () =>
        (await browserOf(playing, { organisation: it.organisation, by: share })).open(`/antwoorden/${id}/uitslag`),
    })
  if (settled !== undefined) acts.push({ daysAgo: settled, play: () => settleOwn(playing, it, id) })
  return acts
}

async function answerOwn(playing: Playing, it: DemoOwn): Promise<string> {
  const { demonstration, door } = playing
  const { by, level, until, household, days_ago: daysAgo } = it
  const given = { ...demonstration.scans.always[it.instrument], ...it.answers }
  const instrument = instrumentOf(it.instrument)
  const values = chosenAnswers(instrument, { name: `${it.instrument} ${by} ${daysAgo}`, level, given, until })
  const id = await atDesk(playing, it, async desk =>
    keep(playing, desk, await beginSet(desk, door.house.keys, instrument, { household }), values),
  )
  const browser = await browserOf(playing, it)
  if (until === undefined) await browser.send(`/antwoorden/${id}/controleren`)
  if (it.share !== undefined) {
    await browser.send(`/antwoorden/${id}/delen`, { colleague: emailOf(demonstration, it.share) })
  }
  return id
}

/** The answers go, the measures stay, and some of them get somewhere. */
async function settleOwn(playing: Playing, it: DemoOwn, id: string) {
  const browser = await browserOf(playing, it)
  await browser.send(`/antwoorden/${id}/afronden`)
  const { rows } = await playing.owner.query<{ id: string; measure_key: string }>(
    'select id, measure_key from plan_measure where person_id = $1 and measure_key = any($2)',
    [personId(it.by), Object.keys(it.stands)],
  )
  for (const { id: measure, measure_key: key } of rows) await browser.send(`/plan/${measure}/stand`, it.stands[key])
}

/** What happens by itself once a week. */
async function tell({ door, owner }: Playing, organisation: string) {
  const { rows } = await owner.query<Job>(
    `delete from job where organisation_id = $1 and kind = 'scans_tell'
     returning id, kind, organisation_id, person_id, case_id, detail, attempts`,
    [organisationId(organisation)],
  )
  for (const job of rows) await door.runJob(job)
}

function roundActs(playing: Playing, it: DemoRound): Act[] {
  let id = ''
  const acts: Act[] = [{ daysAgo: it.days_ago, play: async () => (id = await beginRound(playing, it)) }]
  const answered = it.closed_days_ago === undefined ? Math.max(0, it.days_ago - 2) : it.closed_days_ago + 1
  acts.push({ daysAgo: answered, play: () => answerRound(playing, it, id) })
  if (it.closed_days_ago !== undefined)
    acts.push({ daysAgo: it.closed_days_ago, play: () => talkOver(playing, it, id) })
  return acts
}

/** Opens a round and asks the people. */
async function beginRound(playing: Playing, it: DemoRound): Promise<string> {
  const id = demoId(`round ${it.organisation} ${it.instrument} ${it.days_ago}`)
  const { version } = instrumentOf(it.instrument)
  await atDesk(playing, it, ({ tx, organisation }) =>
    sql`select app.open_round(${id}, ${organisation}, ${it.instrument}, ${version})`.execute(tx),
  )
  const browser = await browserOf(playing, it)
  for (const [werk, people] of Object.entries(it.members))
    for (const key of people)
      await browser.send(`/rondes/${id}/vragen`, { colleague: emailOf(playing.demonstration, key), werk })
  return id
}

async function answerRound(playing: Playing, it: DemoRound, id: string) {
  const instrument = instrumentOf(it.instrument)
  for (const [work, people] of Object.entries(it.members))
    for (const by of people.filter(key => it.answered.includes(key))) {
      const who = { organisation: it.organisation, by }
      const name = `${it.instrument} ${by} ${it.days_ago}`
      const values = chosenAnswers(instrument, { name, level: it.levels[work] ?? 50 })
      const browser = await browserOf(playing, who)
      const set = (await browser.send(`/rondes/${id}/begin`)).split('/').at(-1)
      await atDesk(playing, who, desk => keep(playing, desk, set, values))
      await browser.send(`/antwoorden/${set}/controleren`)
    }
}

/** Closes it, and keeps what was talked over about it. */
async function talkOver(playing: Playing, it: DemoRound, id: string) {
  const browser = await browserOf(playing, it)
  await browser.send(`/rondes/${id}/sluiten`)
  const notes = Object.entries(it.notes).map(([theme, text]) => [`notitie_${theme}`, text] as const)
  await browser.send(`/rondes/${id}/notities`, Object.fromEntries(notes))
  if (it.measures) await browser.send(`/rondes/${id}/maatregelen`)
}

async function answerNorm(playing: Playing, it: DemoNorm) {
  const { demonstration, door, now } = playing
  const instrument = instrumentOf(it.instrument)
  const values = normAnswers(it, demonstration.scans.beside, new Date(now.getTime() - it.days_ago * dayMs))
  const id = await atDesk(playing, it, async desk =>
    keep(playing, desk, await beginSet(desk, door.house.keys, instrument), values),
  )
  const browser = await browserOf(playing, it)
  const isWhole = instrument.scan.themes.every(theme => it.statuses[theme.id] !== undefined)
  if (isWhole) await browser.send(`/antwoorden/${id}/controleren`)
  if (it.measures) await browser.send(`/antwoorden/${id}/maatregelen`)
  if (it.share) await browser.send(`/scans/${it.instrument}/delen`, { delen: 'ja' })
}
