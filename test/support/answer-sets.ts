import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { idOf, type PersonKey, type Who } from './people.ts'
import { testMasterKeys } from './seed.ts'
import type { World } from './world.ts'

// Answers to scans by the database alone, for the rules about them.

export type Viewer = Who | { jobsOf: 'waterstad' | 'elders' }

/** What this viewer reads, as the role of the application. */
export const asked = <Row>({ house }: World, who: Viewer, text: string): Promise<Row[]> =>
  house.db.as(
    typeof who === 'string' ? { person: idOf(who) } : { systemOf: idOf(who.jobsOf) },
    async tx => (await sql.raw<Row>(text).execute(tx)).rows,
  )

/** Statements of one person in one transaction. */
export const inOne = ({ house }: World, who: PersonKey, ...texts: string[]): Promise<void> =>
  house.db.as({ person: idOf(who) }, async tx => {
    for (const text of texts) await sql.raw(text).execute(tx)
  })

/** Until a statement with these words waits for another one, or it is over. */
export async function untilWaiting({ owner }: World, words: string, isOver: () => boolean): Promise<void> {
  const text = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like $1`
  for (let tries = 0; tries < 5000 && !isOver(); tries += 1)
    if ((await owner.query(text, [`%${words}%`])).rowCount !== 0) return
}

export interface Planted {
  id?: string
  privacy: 'private' | 'shared' | 'team' | 'organisation'
  of: string | null
  state?: 'open' | 'done'
  household?: boolean
  counted?: boolean
  /** Another instrument, so that checks do not count each other's people. */
  named?: string
}

/** A set of answers, as it stands in the database. */
export async function plantSet(
  { owner }: World,
  { id = randomUUID(), privacy, of, state = 'done', household = false, counted = false, named = 'checked' }: Planted,
): Promise<string> {
  const questionnaire = `${named}-${privacy}`
  await owner.query('insert into questionnaire_privacy values ($1, $2) on conflict do nothing', [
    questionnaire,
    privacy,
  ])
  await owner.query(
    `insert into answer_set (id, organisation_id, questionnaire, version, privacy, person_id, household, state, sealed, counted, keep_until)
     values ($1, $2, $3, 1, $4, $5, $6, $7, 'sealed', $8, '2030-01-01')`,
    [id, idOf('waterstad'), questionnaire, privacy, of, household, state, counted],
  )
  await owner.query(`insert into answer_key values ($1, 'key', 'wrapped')`, [id])
  return id
}

/** People who answer, and do nothing else. */
export async function answering({ owner }: World, n: number): Promise<string[]> {
  const ids = Array.from({ length: n }, () => randomUUID())
  await owner.query(
    `insert into person (id, name, email, created_at) select id, 'Naam', id || '@waterstad.example', now() from unnest($1::uuid[]) as it (id)`,
    [ids],
  )
  return ids
}

/** The master key that organisations' keys are under. */
export const known = testMasterKeys.current.id

/** Somebody begins an instrument, as the application would. */
export const beginning = (id: string, questionnaire: string, privacy: string, { round = 'null', key = known } = {}) =>
  `select app.begin_answers('${id}', '${idOf('waterstad')}', '${questionnaire}', 1, '${privacy}', false, ${round}, '${key}', 'wrapped', 'sealed') as done`
