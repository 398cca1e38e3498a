import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Desk } from '../access/desk.ts'
import { didAsAsked, type Tx } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import type { KeyRing, WrappedByMaster } from '../../platform/keys.ts'
import { listFiles, takesFiles, type AnswerFile } from './files.ts'
import { openJson, sealJson, type MasterKey } from '../../platform/vault.ts'
import { allInstruments, type Instrument } from './library.ts'
import type { PrivacyMode } from './scan.ts'
import type { ThemeScore } from './score.ts'
import { noSetting, type Setting, type Values } from './walk.ts'
import { LentRows, listsIn } from './grid.ts'

/** A set of answers to an instrument, as the database lists it: nothing of what was answered. */
export interface SetFacts {
  id: string
  questionnaire: string
  version: number
  privacy: PrivacyMode
  household: boolean
  roundId: string | null
  state: 'open' | 'done'
  decidedOn: string | null
  /** What the viewer is to it. */
  seenAs: 'own' | 'manager' | 'adviser'
  /** Who lets the viewer read along, for an adviser. */
  sharedBy: string | null
}

/** An opened set, with what was answered. */
export interface AnswerSet extends SetFacts {
  organisation: string
  instrument: Instrument
  values: Values
  /** What those who answer in one round are lent: its rows. */
  setting: Setting
  files: readonly AnswerFile[]
  key: Buffer
}

const Answers = z.record(z.string(), z.string())
const contextOf = (id: string) => `answers:${id}`

/** Begins a set; its answers are sealed under a key of its own. Undefined when the viewer may not. */
export async function beginSet(
  { tx, organisation }: Desk,
  keys: KeyRing,
  it: Instrument,
  { household = false, round = null }: { household?: boolean; round?: string | null } = {},
): Promise<string | undefined> {
  const { id, master_key_id: keyId, wrapped, answers } = sealedSet(keys, randomUUID(), {}, await keys.masterFor(tx))
  const begun = sql`app.begin_answers(${id}, ${organisation}, ${it.id}, ${it.version}, ${it.scan.privacy}, ${household}, ${round},
    ${keyId}, ${wrapped}, ${answers})`
  return (await didAsAsked(tx, begun)) ? id : undefined
}

interface Row extends WrappedByMaster {
  organisation_id: string
  questionnaire: string
  version: number
  privacy: PrivacyMode
  household: boolean
  round_id: string | null
  state: 'open' | 'done'
  decided_on: string | null
  seen_as: SetFacts['seenAs']
  shared_by: string | null
  answers: Buffer
}

/**
 * Opens a set: for whose it is, for the adviser with whom it is shared (who leaves the moment of the look), and for who manages
 * the answer of the organisation. Undefined for everybody else.
 * @param toChange holds it, so that pages that arrive at the same moment come one after the other
 */
export async function openSet(tx: Tx, keys: KeyRing, id: string, toChange = false): Promise<AnswerSet | undefined> {
  const { rows } = await sql<Row>`select * from app.open_answers(${id}, ${toChange})`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const instrument = (await allInstruments(tx)).find(it => it.id === row.questionnaire && it.version === row.version)
  if (!instrument) throw new Error(`There is no ${row.questionnaire}@${row.version} here any more`)
  const key = keyOfSet(keys, { ...row, id })
  return {
    ...factsOf({ ...row, id }),
    organisation: row.organisation_id,
    instrument,
    setting: await lentIn(tx, row.round_id, instrument),
    key,
    files: takesFiles(instrument) ? await listFiles(tx, { id, key }) : [],
    values: openJson(key, contextOf(id), row.answers, Answers),
  }
}

/** In a round everybody answers about the same rows. */
async function lentIn(tx: Tx, round: string | null, it: Instrument): Promise<Setting> {
  if (round === null || listsIn(it).length === 0) return noSetting
  const row = await tx.selectFrom('answer_round').select('lists').where('id', '=', round).executeTakeFirst()
  // Who left does not see the round any more: without its rows there is nothing to name either.
  const unnamed = Object.fromEntries(listsIn(it).map(list => [list.id, []]))
  return { ...noSetting, lists: { ...unnamed, ...(row && LentRows.parse(row.lists ?? {})) } }
}

/** Keeps what was answered. False: it was finished meanwhile, or is nobody's to change. */
export async function keepSet(tx: Tx, { id, key }: AnswerSet, values: Values, finished = false): Promise<boolean> {
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const sealed = sealJson(key, contextOf(id), kept)
  return didAsAsked(tx, sql`app.keep_answers(${id}, ${sealed}, ${finished})`)
}

/** The sets of the viewer in an organisation: own ones, those that are shared with them, and those of the organisation that they manage. */
export async function readSets(tx: Tx, organisation: string): Promise<SetFacts[]> {
  const { rows } = await sql<Omit<Row, keyof WrappedByMaster | 'answers'> & { id: string }>`
    select * from app.my_answers(${organisation})`.execute(tx)
  return rows.map(factsOf)
}

const factsOf = (row: Omit<Row, keyof WrappedByMaster | 'answers' | 'organisation_id'> & { id: string }): SetFacts => ({
  id: row.id,
  questionnaire: row.questionnaire,
  version: row.version,
  privacy: row.privacy,
  household: row.household,
  roundId: row.round_id,
  state: row.state,
  decidedOn: row.decided_on,
  seenAs: row.seen_as,
  sharedBy: row.shared_by,
})

/** Does away with a set and its key. */
export const forgetSet = (tx: Tx, id: string): Promise<boolean> => didAsAsked(tx, sql`app.forget_answers(${id})`)

/** Answers sealed under a new key of their own. */
export function sealedSet(keys: KeyRing, id: string, values: Values, by: MasterKey): SealedSet {
  const { key, ...wrapped } = keys.makePersonal(contextOf(id), by)
  return { ...wrapped, id, answers: sealJson(key, contextOf(id), values) }
}

interface SealedSet extends WrappedByMaster {
  id: string
  answers: Buffer
}

/** As `openCounted`; nothing for a set that does not open, which is logged without saying which. */
export function openedOrNot(keys: KeyRing, row: SealedSet, log: Log): { id: string; values: Values }[] {
  try {
    return [{ id: row.id, values: openCounted(keys, row) }]
  } catch (error) {
    log.error('answers', error)
    return []
  }
}

/** The key of a set, out of what wraps it. */
export const keyOfSet = (keys: KeyRing, row: WrappedByMaster & { id: string }): Buffer =>
  keys.openPersonal(contextOf(row.id), row)

/** Opens what a job was handed: sealed answers with their key. */
export const openCounted = (keys: KeyRing, row: SealedSet): Values =>
  openJson(keyOfSet(keys, row), contextOf(row.id), row.answers, Answers)

/** Keeps what the joint answer of an organisation comes to, by theme, so that it can be compared over the years. */
export async function keepResult(tx: Tx, id: string, scores: readonly ThemeScore[]): Promise<void> {
  for (const { theme, points, most, answered, of, notApplicable } of scores)
    await sql`select app.keep_result(${id}, ${theme.id}, ${points}, ${most}, ${answered}, ${of}, ${notApplicable})`.execute(
      tx,
    )
}
