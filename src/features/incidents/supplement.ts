import { randomUUID } from 'node:crypto'
import type { Actor } from '../../engines/access/actor.ts'
import { openDossier, type Dossier } from '../../engines/cases/dossier.ts'
import { draftKeptUntil } from '../../engines/cases/draft-term.ts'
import { addWords } from '../../engines/cases/words.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import { checkAll } from '../../engines/questionnaires/answers.ts'
import { walk, type Setting, type Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { openJson, sealJson } from '../../platform/vault.ts'
import { isoDay } from '../../ui/dates.ts'
import { actOrUndo, ask, type Done } from './acting.ts'
import { readCase, type CaseFacts } from './case.ts'
import { Answers } from './draft.ts'
import { fullReport, fullVersion, split, toAnswers, toValues, writtenIn } from './full-report.ts'
import { notYet, settingForLater } from './full-setting.ts'
import { dropUnsent, keepUnsent, readUnsent, sendPerpetrator } from './perpetrator.ts'
import { tellHandlers } from './own-acts.ts'
import { readTold } from './told.ts'

// What is told later, by the same questions: a report of its own beside the first one, which is never changed.

/** An addition as far as it was filled in. */
export interface Supplement {
  it: CaseFacts
  dossier: Dossier
  setting: Setting
  values: Values
  /** The page where this person stopped, if anything was kept. */
  stoppedAt: string | null
  /** Until when it is kept as it is, when it was begun. */
  keptUntil: Date | undefined
}

const unsent = (tx: Tx, dossier: Dossier, author: string) =>
  tx
    .selectFrom('case_report')
    .select(['id', 'sealed', 'stopped_at'])
    .where('case_id', '=', dossier.caseId)
    .where('author_id', '=', author)
    .where('sent_at', 'is', null)
    // Held, so that two pages that arrive at the same moment come one after the other, and it is sent once.
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Opens the own case to add to it; undefined when it is not this person's. */
export async function openSupplement(
  tx: Tx,
  now: Date,
  house: House,
  actor: Actor,
  id: string,
): Promise<Supplement | undefined> {
  const it = await readCase(tx, actor, id)
  if (it?.part !== 'own' || it.reported_at === null) return undefined
  const look = { actor: actor.id, organisation: it.organisation_id, caseId: id, action: 'case.write' as const }
  const dossier = await openDossier(tx, now, house.keys, look)
  return dossier && readKept(tx, it, dossier, actor)
}

async function readKept(tx: Tx, it: CaseFacts, dossier: Dossier, actor: Actor): Promise<Supplement> {
  const row = await unsent(tx, dossier, actor.id)
  const before = row ? toValues(openJson(dossier.caseKey, `report:${row.id}`, row.sealed, Answers)) : {}
  const { what: _, reach: __, ...given } = before
  const values = { ...given, ...(await readUnsent(tx, dossier, actor.id)) }
  const keptUntil = row && (await draftKeptUntil(tx, it.id))
  return {
    it,
    dossier,
    ...(await withAnswers(tx, { it, dossier }, values)),
    stoppedAt: row?.stopped_at ?? null,
    keptUntil,
  }
}

/** What is asked when these are the answers: not what was told before. */
export async function withAnswers(tx: Tx, { it, dossier }: Pick<Supplement, 'it' | 'dossier'>, values: Values) {
  const told = new Set(
    (await readTold(tx, dossier)).flatMap(one => Object.keys(one.values).filter(name => one.values[name])),
  )
  told.delete('more')
  const asked = { organisation: it.organisation_id, function: it.function, values, told, own: it.part === 'own' }
  return { values, setting: await settingForLater(tx, asked) }
}

/** Keeps what was filled in so far. */
export async function keepSupplement(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  author: string,
  values: Values,
  stoppedAt: string,
) {
  const { apart, rest } = split(values, 'perpetrator')
  const row = await unsent(tx, dossier, author)
  const id = row?.id ?? randomUUID()
  const kept = {
    questions: fullVersion,
    sealed: sealJson(dossier.caseKey, `report:${id}`, toAnswers(rest)),
    saved_at: now,
    stopped_at: stoppedAt,
  }
  if (row) await tx.updateTable('case_report').set(kept).where('id', '=', id).execute()
  else
    await tx
      .insertInto('case_report')
      .values({
        ...kept,
        id,
        case_id: dossier.caseId,
        organisation_id: dossier.organisationId,
        author_id: author,
        sent_at: null,
      })
      .execute()
  await keepUnsent(tx, now, dossier, author, apart)
}

const hasAdded = async (tx: Tx, dossier: Dossier, author: string) =>
  (await readTold(tx, dossier)).some(it => it.author === author && it.id !== dossier.caseId)

/** Sends an addition: who handles the case is asked to read it. Errors are by field. */
export async function sendSupplement(house: House, actor: Actor, id: string): Promise<Done | { errors: Values }> {
  let errors: Values = {}
  const done = await actOrUndo(house, actor, id, async acting => {
    const { tx, now, it, dossier } = acting
    if (it.part !== 'own' || it.owner_id === null) return 'gone'
    const { values, setting, stoppedAt } = await readKept(tx, it, dossier, actor)
    errors = { ...checkAll(fullReport, values, setting, isoDay(now)), ...notYet(values, now) }
    const onWay = walk(fullReport, values, setting).kept
    if (Object.keys(onWay).length === 0) {
      // The button pressed twice.
      if (stoppedAt === null && (await hasAdded(tx, dossier, actor.id))) return 'done'
      errors = { '': 'U heeft nog niets aangevuld.' }
    }
    if (Object.keys(errors).length > 0) return 'late'
    await keepSupplement(tx, now, dossier, actor.id, onWay, 'klaar')
    await tx
      .updateTable('case_report')
      .set({ sent_at: now, stopped_at: null })
      .where('case_id', '=', it.id)
      .where('author_id', '=', actor.id)
      .where('sent_at', 'is', null)
      .execute()
    await addWords(tx, dossier, `report:${actor.id}`, writtenIn(split(onWay, 'perpetrator').rest))
    if (setting.facts['perpetrator'] === 'yes') await sendPerpetrator(tx, now, dossier, actor.id)
    else await dropUnsent(tx, dossier, actor.id)
    await ask(acting, 'answer')
    await addJobs(tx, now, tellHandlers(it, it.owner_id))
    return 'done'
  })
  return Object.keys(errors).length > 0 ? { errors } : done
}
