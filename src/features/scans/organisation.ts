import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { carryOver, type Carried } from '../../engines/questionnaires/carry-over.ts'
import { versionOf } from '../../engines/questionnaires/definition.ts'
import { listFiles, type AnswerFile } from '../../engines/questionnaires/files.ts'
import { allInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import type { Decided } from '../../engines/questionnaires/progress-over-time.ts'
import { scoreOf } from '../../engines/questionnaires/score.ts'
import {
  beginSet,
  keepResult,
  keepSet,
  keyOfSet,
  openCounted,
  openSet,
  readSets,
  type AnswerSet,
} from '../../engines/questionnaires/sets.ts'
import type { Tx } from '../../platform/db.ts'
import type { KeyRing, WrappedByMaster } from '../../platform/keys.ts'
import { addMonths } from '../../platform/months.ts'
import { isoDay } from '../../ui/dates.ts'
import { wayOf } from './opened.ts'

/** A norm is reported on every two years. */
const monthsBetween = 24

/** The day on which the next decision is due. */
export const nextDue = (decidedOn: string): string =>
  addMonths(new Date(`${decidedOn}T12:00:00Z`), monthsBetween)
    .toISOString()
    .slice(0, 10)

/** An answer on which the organisation decided, opened to read. */
export interface OpenedDecided {
  id: string
  organisation: string
  instrument: Instrument
  number: number
  decidedOn: string
  values: Readonly<Record<string, string>>
  files: readonly AnswerFile[]
  key: Buffer
}

/**
 * Begins the joint answer, with what is still asked of the answer before. There is one open answer at a time: who begins beside
 * somebody else goes on in the same one.
 */
export async function beginJoint(desk: Desk, keys: KeyRing, it: Instrument): Promise<string | undefined> {
  const { tx, now, organisation } = desk
  await sql`select pg_advisory_xact_lock(hashtext(${`weerbaar.joint ${organisation} ${it.id}`}))`.execute(tx)
  const sets = (await readSets(tx, organisation)).filter(one => one.questionnaire === it.id)
  const open = sets.find(one => one.state === 'open')
  if (open) return open.id
  const id = await beginSet(desk, keys, it)
  const set = id === undefined ? undefined : await openSet(tx, keys, id, true)
  if (!set) return undefined
  const before = await lastDecided(tx, keys, organisation, it.id)
  if (before) await keepSet(tx, set, carryOver(before.instrument, before.values, it, isoDay(now)).values)
  return set.id
}

/** What came along from the decided answer before; its files stay there. */
export type CarriedFrom = Carried & { decidedOn: string; id: string; files: number }

/** What an open joint answer began with; undefined for the first one, and for everything that is no joint answer. */
export async function carriedInto(tx: Tx, now: Date, keys: KeyRing, set: AnswerSet): Promise<CarriedFrom | undefined> {
  if (set.privacy !== 'organisation' || set.state !== 'open') return undefined
  const before = await lastDecided(tx, keys, set.organisation, set.questionnaire)
  return (
    before && {
      ...carryOver(before.instrument, before.values, set.instrument, isoDay(now)),
      decidedOn: before.decidedOn,
      id: before.id,
      files: before.files.length,
    }
  )
}

/** What belongs to a decision: what it comes to is kept, it stands in the trail, and in two years it is asked again. */
export async function recordDecision(tx: Tx, now: Date, actor: string, set: AnswerSet): Promise<void> {
  const { organisation, instrument } = set
  await keepResult(tx, set.id, scoreOf(instrument, wayOf(set)))
  const object = `answers:${set.id} instrument:${versionOf(instrument)}`
  await audit(tx, { action: 'scan.decided', actor, organisation, object }, now)
  const runAt = new Date(`${nextDue(isoDay(now))}T06:00:00Z`)
  await addJobs(tx, now, [{ kind: 'progress_due', organisation, runAt }])
}

/** The decisions of an organisation on one instrument, the oldest first. */
export async function readDecided(tx: Tx, organisation: string, questionnaire: string): Promise<Decided[]> {
  const { rows } = await sql<{
    set_id: string
    version: number
    number: number
    decided_on: string
    theme: string
    points: string
    most: string
    answered: number
    asked: number
    not_applicable: number
  }>`select * from app.results_of(${organisation}, ${questionnaire})`.execute(tx)
  return [...Map.groupBy(rows, it => it.set_id)].flatMap(([id, themes]) => {
    const [first] = themes
    if (!first) return []
    const { version, number, decided_on: decidedOn } = first
    return [{ id, version, number, decidedOn, themes: new Map(themes.map(it => [it.theme, resultOf(it)])) }]
  })
}

export const resultOf = (it: {
  points: string
  most: string
  answered: number
  asked: number
  not_applicable: number
}) => ({
  points: Number(it.points),
  most: Number(it.most),
  answered: it.answered,
  asked: it.asked,
  notApplicable: it.not_applicable,
})

const lastDecided = async (tx: Tx, keys: KeyRing, organisation: string, questionnaire: string) => {
  const last = (await readDecided(tx, organisation, questionnaire)).at(-1)
  return last && openDecided(tx, keys, last.id)
}

/** Opens an answer on which was decided: for who leads scans, for managers and for who audits. Undefined for everybody else. */
export async function openDecided(tx: Tx, keys: KeyRing, id: string): Promise<OpenedDecided | undefined> {
  const { rows } = await sql<
    WrappedByMaster & {
      organisation_id: string
      questionnaire: string
      version: number
      number: number
      decided_on: string
      answers: Buffer
    }
  >`select * from app.open_decided(${id})`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const instrument = (await allInstruments(tx)).find(it => it.id === row.questionnaire && it.version === row.version)
  if (!instrument) throw new Error(`There is no ${row.questionnaire}@${row.version} here any more`)
  const { organisation_id: organisation, number, decided_on: decidedOn } = row
  const key = keyOfSet(keys, { ...row, id })
  const files = await listFiles(tx, { id, key })
  return { id, organisation, instrument, number, decidedOn, files, key, values: openCounted(keys, { ...row, id }) }
}
