import { z } from 'zod'
import { found, type Desk } from '../../engines/access/desk.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { openWords, type RequestWords } from './dossier.ts'

/** What is known of a request without opening it. */
export interface RequestRow {
  id: string
  organisation_id: string
  number: string
  kind: string
  state: string
  received_on: string
  due_on: string
  extended_on: string | null
  decision: string | null
  finished_on: string | null
  person_id: string | null
}

export interface StepRow {
  event: string
  code: string | null
  note: string
  at: Date
  by: string
}

export interface QuestionRow {
  id: string
  of: string
  asked: string
  askedAt: Date
  outcome: string | null
  answer: string
  answeredAt: Date | null
}

/** Who asks and what, as it was written down. */
const Said = z.object({ who: z.string(), reach: z.string(), asks: z.string() })
export type Said = z.infer<typeof Said>

export interface OpenRequest {
  row: RequestRow
  said: Said
  steps: StepRow[]
  questions: QuestionRow[]
}

const requests = (tx: Tx) =>
  tx
    .selectFrom('rights_request')
    .select(eb => [
      'id',
      'organisation_id',
      'number',
      'kind',
      'state',
      'decision',
      'person_id',
      eb.cast<string>('received_on', 'text').as('received_on'),
      eb.cast<string>('due_on', 'text').as('due_on'),
      eb.cast<string | null>('extended_on', 'text').as('extended_on'),
      eb.cast<string | null>('finished_on', 'text').as('finished_on'),
    ])

/** The requests that this privacy officer handles here: what goes on first, by when it is due. */
export const readDesk = (tx: Tx, actor: string, organisation: string): Promise<RequestRow[]> =>
  requests(tx)
    .where('organisation_id', '=', organisation)
    .where('person_id', 'is distinct from', actor)
    .orderBy(eb => eb('finished_on', 'is not', null))
    .orderBy('due_on')
    .orderBy('id')
    .limit(200)
    .execute()

/** The own requests of somebody, the newest first. */
export const readOwn = (tx: Tx, actor: string): Promise<RequestRow[]> =>
  requests(tx).where('person_id', '=', actor).orderBy('received_on', 'desc').orderBy('id').limit(200).execute()

export const saidText = (it: Said): string => JSON.stringify(it)

/** A request that this privacy officer handles, in the organisation of the session; else the page that says that there is none. */
export async function atRightsDesk({ tx, actor, organisation }: Desk, id: string): Promise<RequestRow> {
  const row = await requests(tx)
    .where('id', '=', id)
    .where('organisation_id', '=', organisation)
    .where('person_id', 'is distinct from', actor)
    .executeTakeFirst()
  return found(row)
}

/** One request with its words, for who handles it here. */
export const readRequest = async (desk: Desk, house: House, id: string): Promise<OpenRequest> =>
  openRequest(desk, house, await atRightsDesk(desk, id))

/** An own request with its words. */
export async function readOwnRequest(looker: Looker, house: House, id: string): Promise<OpenRequest> {
  const row = await requests(looker.tx).where('id', '=', id).where('person_id', '=', looker.actor).executeTakeFirst()
  return openRequest(looker, house, found(row))
}

type Looker = Pick<Desk, 'tx' | 'now' | 'actor'>

async function openRequest({ tx, now, actor }: Looker, house: House, row: RequestRow): Promise<OpenRequest> {
  const { id } = row
  const words = found(await openWords(tx, now, house, { actor, organisation: row.organisation_id, id }))
  const { sealed } = await tx
    .selectFrom('rights_request')
    .select('sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    row,
    said: Said.parse(JSON.parse(words.open(`said:${id}`, sealed))),
    steps: await readSteps(tx, words, id),
    questions: await readQuestions(tx, words, id),
  }
}

async function readSteps(tx: Tx, words: RequestWords, id: string): Promise<StepRow[]> {
  const rows = await tx
    .selectFrom('rights_step as s')
    .leftJoin('person as p', 'p.id', 's.done_by')
    .select(['s.id', 's.event', 's.code', 's.sealed', 's.done_at', 'p.name'])
    .where('s.request_id', '=', id)
    .orderBy('s.done_at')
    .orderBy('s.id')
    .execute()
  return rows.map(it => ({
    event: it.event,
    code: it.code,
    note: it.sealed === null ? '' : words.open(`step:${it.id}`, it.sealed),
    at: it.done_at,
    by: it.name ?? 'Iemand',
  }))
}

async function readQuestions(tx: Tx, words: RequestWords, id: string): Promise<QuestionRow[]> {
  const rows = await tx
    .selectFrom('rights_question as q')
    .leftJoin('person as p', 'p.id', 'q.asked_of')
    .select(['q.id', 'q.asked_at', 'q.sealed', 'q.outcome', 'q.answered_at', 'q.sealed_answer', 'p.name'])
    .where('q.request_id', '=', id)
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .execute()
  return rows.map(it => ({
    id: it.id,
    of: it.name ?? 'Iemand',
    asked: words.open(`question:${it.id}`, it.sealed),
    askedAt: it.asked_at,
    outcome: it.outcome,
    answer: it.sealed_answer === null ? '' : words.open(`answer:${it.id}`, it.sealed_answer),
    answeredAt: it.answered_at,
  }))
}
