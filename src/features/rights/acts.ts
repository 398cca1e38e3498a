import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import { found, type Desk } from '../../engines/access/desk.ts'
import type { House } from '../../platform/house.ts'
import { newWords, openWords, type RequestWords } from './dossier.ts'
import { atRightsDesk, saidText, type Said } from './requests.ts'
import type { RightsEvent } from './rights.chart.ts'
import { keepMonths } from './words.ts'

// What is done with a request. Whether it may be done, and by whom, is said by the functions of migration 0036.

const record = ({ tx, now, actor, organisation }: Desk, action: ActionOf<'rights'>, object: string) =>
  audit(tx, { action, actor, organisation, object }, now)

/** The words of a request, for who handles it here. */
async function wordsAtDesk(desk: Desk, house: House, id: string): Promise<RequestWords> {
  const { tx, now, actor, organisation } = desk
  await atRightsDesk(desk, id)
  return found(await openWords(tx, now, house, { actor, organisation, id }))
}

/** Begins a request: the own one, or for somebody else, with or without an account. Returns its id; undefined when too many own ones go on. */
export async function beginRequest(
  desk: Desk,
  house: House,
  it: { about: string | null; kind: string; day: string; said: Said },
): Promise<string | undefined> {
  const { tx, organisation } = desk
  const id = randomUUID()
  const { words, version, wrapped } = await newWords(tx, house, organisation, id)
  const { rows } = await sql<{
    number: string | null
  }>`select app.begin_request(${id}::uuid, ${organisation}::uuid, ${it.about}::uuid, ${it.kind}, ${it.day}::date,
    ${words.seal(`said:${id}`, saidText(it.said))}, ${version}, ${wrapped}, ${randomUUID()}::uuid) as number`.execute(
    tx,
  )
  if (!rows[0]?.number) return undefined
  await record(desk, 'rights.begun', `request:${id} rights:${it.kind}`)
  return id
}

/** One step of the chart, with a code and a note. False when it cannot be taken now. */
export async function takeStep(
  desk: Desk,
  house: House,
  it: { id: string; event: RightsEvent; code: string | null; note: string },
): Promise<boolean> {
  const { tx } = desk
  const words = await wordsAtDesk(desk, house, it.id)
  const step = randomUUID()
  const note = it.note === '' ? null : words.seal(`step:${step}`, it.note)
  const { rows } = await sql<{ taken: boolean }>`
    select app.step_request(${it.id}::uuid, ${it.event}, ${step}::uuid, ${it.code}, ${note}, ${keepMonths}) as taken`.execute(
    tx,
  )
  if (rows[0]?.taken !== true) return false
  await record(desk, `rights.${it.event}`, `request:${it.id}${it.code === null ? '' : ` rights:${it.code}`}`)
  return true
}

/** Asks somebody who handles cases. False when they cannot be asked. */
export async function askAbout(
  desk: Desk,
  house: House,
  it: { id: string; whom: string; asks: string },
): Promise<boolean> {
  const { tx } = desk
  const words = await wordsAtDesk(desk, house, it.id)
  const question = randomUUID()
  const { rows } = await sql<{
    asked: boolean
  }>`select app.ask_about(${it.id}::uuid, ${question}::uuid, ${it.whom}::uuid,
    ${words.seal(`question:${question}`, it.asks)}, ${randomUUID()}::uuid) as asked`.execute(tx)
  if (rows[0]?.asked !== true) return false
  await record(desk, 'rights.ask', `request:${it.id} person:${it.whom}`)
  return true
}

/** Answers what was asked. False when it was answered already, or the request is finished. */
export async function answerAbout(
  desk: Desk,
  house: House,
  it: { request: string; question: string; outcome: string; answer: string },
): Promise<boolean> {
  const { tx, now, actor, organisation } = desk
  const words = found(await openWords(tx, now, house, { actor, organisation, id: it.request }))
  const { rows } = await sql<{ answered: boolean }>`select app.answer_about(${it.question}::uuid, ${it.outcome},
    ${words.seal(`answer:${it.question}`, it.answer)}) as answered`.execute(tx)
  if (rows[0]?.answered !== true) return false
  await record(desk, 'rights.asked_answered', `request:${it.request} rights:${it.outcome}`)
  return true
}

/** Leaves a request to another privacy officer: from then on it is not there for this one. */
export async function leaveRequest(desk: Desk, id: string): Promise<void> {
  await atRightsDesk(desk, id)
  const { rows } = await sql<{ left: boolean }>`select app.leave_request(${id}::uuid) as left`.execute(desk.tx)
  found(rows[0]?.left ? rows[0] : undefined)
  await record(desk, 'rights.left', `request:${id}`)
}
