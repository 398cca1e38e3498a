import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ActionOf } from '../../engines/access/actions.ts'
import { auditEntry } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { LentRows } from '../../engines/questionnaires/grid.ts'
import { allInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import { beginSet, openedOrNot, readSets, type SetFacts } from '../../engines/questionnaires/sets.ts'
import { Spread, spreadOf } from '../../engines/questionnaires/spread.ts'
import { readContent } from '../../platform/content.ts'
import { didAsAsked, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { KeyRing, WrappedByMaster } from '../../platform/keys.ts'

/** The kinds of work from which people answer, from content/scan-roles.yaml. */
export const { roles: kindsOfWork } = readContent(
  'scan-roles.yaml',
  z.strictObject({ roles: z.array(z.strictObject({ code: z.string(), label: z.string() })) }),
)
export const workName = (code: string): string => kindsOfWork.find(it => it.code === code)?.label ?? code

/** A round as the viewer finds it. */
export interface Round {
  id: string
  number: number
  openedOn: string
  /** From then on nobody answers in it any more. */
  endedOn: string | null
  closedOn: string | null
  instrument: Instrument
  /** What everybody in it answers about, by list. */
  lists: LentRows
  /** Made when it was closed. */
  result: Spread | undefined
  leads: boolean
  asked: boolean
  /** What the viewer answered in it. */
  own: SetFacts | undefined
}

/** The rounds of the organisation that the viewer may see, the newest first. */
export async function readRounds({ tx, organisation, actor }: Desk, only?: string): Promise<Round[]> {
  const instruments = await allInstruments(tx)
  const sets = await readSets(tx, organisation)
  const { rows: mine } = await sql<{ id: string }>`select * from app.rounds_i_am_in() as it (id)`.execute(tx)
  let query = tx
    .selectFrom('answer_round')
    .select(eb => [
      'id',
      'questionnaire',
      'version',
      'number',
      'result',
      'lists',
      'facilitator_id',
      eb.cast<string>('opened_on', 'text').as('openedOn'),
      eb.cast<string | null>('ended_on', 'text').as('endedOn'),
      eb.cast<string | null>('closed_on', 'text').as('closedOn'),
    ])
    .where('organisation_id', '=', organisation)
  if (only !== undefined) query = query.where('id', '=', only)
  const rows = await query.orderBy('questionnaire').orderBy('number', 'desc').execute()
  return rows.flatMap(({ questionnaire, version, result, lists, facilitator_id: leader, ...row }) => {
    const instrument = instruments.find(it => it.id === questionnaire && it.version === version)
    if (!instrument) return []
    return [
      {
        ...row,
        instrument,
        lists: LentRows.parse(lists ?? {}),
        result: result === null ? undefined : Spread.parse(result),
        leads: leader === actor,
        asked: mine.some(it => it.id === row.id),
        own: sets.find(it => it.roundId === row.id),
      },
    ]
  })
}

export const readRound = async (desk: Desk, id: string): Promise<Round | undefined> => (await readRounds(desk, id))[0]

/** Opens a round of an instrument for a team; undefined when the viewer may not. */
export async function openRound({ tx, organisation }: Desk, it: Instrument): Promise<string | undefined> {
  if (it.scan.privacy !== 'team') return undefined
  const id = randomUUID()
  const opened = sql`app.open_round(${id}, ${organisation}, ${it.id}, ${it.version})`
  return (await didAsAsked(tx, opened)) ? id : undefined
}

export interface Member {
  id: string
  name: string
  work: string
}

/** Who was asked, for who leads the round; not who answered. */
export async function readMembers({ tx }: Desk, round: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select person_id as id, name, role_code as work from app.round_members(${round})`.execute(tx)
  return rows
}

/** How many finished at least, in threes; undefined while they are fewer than three. */
export async function countFinished({ tx }: Desk, round: string): Promise<number | undefined> {
  const { rows } = await sql<{ n: number | null }>`select app.finished_in_round(${round}) as n`.execute(tx)
  return rows[0]?.n ?? undefined
}

/** Asks somebody to answer from their kind of work, with a mail that says nothing. False: asked before, or may not be. */
export async function askInRound(desk: Desk, round: string, person: string, work: string): Promise<boolean> {
  const done = await didAsAsked(desk.tx, sql`app.ask_in_round(${round}, ${person}, ${work})`)
  if (done) await mailTo(desk, 'round_asked_mail', [person])
  return done
}

/** Reminds everybody who was asked, in the same words: also who is done, because nobody knows who is. */
export async function remindAll(desk: Desk, round: string): Promise<void> {
  const members = await readMembers(desk, round)
  await mailTo(
    desk,
    'round_reminder_mail',
    members.map(it => it.id),
  )
}

const mailTo = ({ tx, now, organisation }: Desk, kind: string, people: readonly string[]) =>
  addJobs(
    tx,
    now,
    people.map(person => ({ kind, organisation, person })),
  )

/** Begins the own answers in a round that is open. */
export async function beginInRound(desk: Desk, keys: KeyRing, { id }: Round): Promise<string | undefined> {
  // A button that is pressed twice begins once.
  await sql`select pg_advisory_xact_lock(hashtext(${`round:${id}:${desk.actor}`}))`.execute(desk.tx)
  const round = await readRound(desk, id)
  if (!round?.asked || round.endedOn !== null) return round?.own?.id
  return round.own?.id ?? beginSet(desk, keys, round.instrument, { round: id })
}

/** Ends a round, and has it counted. False: it was ended meanwhile, or is not this viewer's to end. */
export async function endRound(desk: Desk, round: string): Promise<boolean> {
  const { entry, salt } = entryOf(desk, 'scan.round_ended', round)
  const done = await didAsAsked(desk.tx, sql`app.end_round(${round}, ${entry}, ${salt})`)
  // Counted at once; by a job when that is broken off.
  if (done) await addJobs(desk.tx, desk.now, [{ kind: 'round_count', organisation: desk.organisation }])
  return done
}

/** Takes over an open round of a coordinator who left. False: it was taken meanwhile, or is not this viewer's to take. */
export async function takeRound(desk: Desk, round: string): Promise<boolean> {
  const { entry, salt } = entryOf(desk, 'scan.round_taken', round)
  return didAsAsked(desk.tx, sql`app.take_round(${round}, ${entry}, ${salt})`)
}

const entryOf = ({ tx, now, actor, organisation }: Desk, action: ActionOf<'scan'>, round: string) =>
  auditEntry(tx, { action, actor, organisation, object: `round:${round}` }, now)

/** Whether nobody leads an open round any more, for who may take it over. */
export async function isLeft({ tx }: Desk, round: string): Promise<boolean> {
  const { rows } = await sql<{ left: boolean }>`select app.round_is_left(${round}) as left`.execute(tx)
  return rows[0]?.left === true
}

/**
 * Closes the rounds of an organisation that were ended: the finished answers are compared, and only the counts are kept. On behalf of the
 * organisation: a person ends a round, and counts nothing in it.
 */
export async function countRounds(tx: Tx, { keys, log }: House, organisation: string): Promise<void> {
  const ended = await tx
    .selectFrom('answer_round')
    .select(['id', 'questionnaire', 'version', 'lists'])
    .where('organisation_id', '=', organisation)
    .where('ended_on', 'is not', null)
    .where('closed_on', 'is', null)
    .execute()
  const instruments = await allInstruments(tx)
  for (const { id, questionnaire, version, lists } of ended) {
    const instrument = instruments.find(it => it.id === questionnaire && it.version === version)
    if (!instrument) continue
    const { rows } = await sql<WrappedByMaster & { id: string; role_code: string; sealed: Buffer }>`
      select * from app.hand_round(${id})`.execute(tx)
    const told = spreadOf(
      instrument,
      rows.flatMap(row =>
        openedOrNot(keys, { ...row, answers: row.sealed }, log).map(({ values }) => ({ work: row.role_code, values })),
      ),
      LentRows.parse(lists ?? {}),
    )
    await sql`select app.close_round(${id}, ${JSON.stringify(told)}::jsonb)`.execute(tx)
  }
}

/** The last round before this one of which something was shown. */
export async function readBefore({ tx }: Desk, { id, instrument }: Round) {
  const { rows } = await sql<{ version: number; number: number; result: unknown }>`
    select version, number, result from app.round_before(${id})`.execute(tx)
  const [row] = rows
  const of = row && (await allInstruments(tx)).find(it => it.id === instrument.id && it.version === row.version)
  return of && { number: row.number, instrument: of, result: Spread.parse(row.result) }
}
