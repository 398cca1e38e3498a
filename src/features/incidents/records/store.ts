import { z } from 'zod'
import type { Actor } from '../../../engines/access/actor.ts'
import { openDossier, type Dossier } from '../../../engines/cases/dossier.ts'
import { listPieces } from '../../../engines/cases/evidence.ts'
import { readTexts } from '../../../engines/cases/organisation-texts.ts'
import { protocolOf } from '../../../engines/cases/protocol-settings.ts'
import { addWords } from '../../../engines/cases/words.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { openJson, sealJson } from '../../../platform/vault.ts'
import { actOrUndo, type Acting, type Done } from '../acting.ts'
import { readCase, type CaseFacts } from '../case.ts'
import { asNamed, readReadings } from '../evidence/reading.ts'
import { recordKinds, type RecordKindId } from './kinds.ts'
import { errorsIn, type Around, type CaseRecord, type RecordKind, type Values } from './record.ts'

const Kept = z.record(z.string(), z.string())
const sealName = (id: string) => `record:${id}`
const kindOf = (code: string): RecordKindId | undefined => recordKinds.find(it => it === code)

/** The records of a case that this viewer may read, each as it now stands, oldest first. */
export async function readRecords(tx: Tx, dossier: Dossier): Promise<CaseRecord[]> {
  const rows = await tx
    .selectFrom('case_record')
    .selectAll()
    .where('case_id', '=', dossier.caseId)
    .orderBy('written_at')
    .orderBy('version')
    .execute()
  const latest = new Map<string, CaseRecord>()
  for (const row of rows) {
    const kind = kindOf(row.kind)
    if (kind === undefined) continue
    latest.set(row.record_id, {
      id: row.record_id,
      kind,
      state: row.state,
      version: row.version,
      author: row.author_id,
      at: row.written_at,
      values: openJson(dossier.caseKey, sealName(row.id), row.sealed, Kept),
    })
  }
  return [...latest.values()]
}

/** Everything around the records of a case. */
export async function readAround(tx: Tx, now: Date, facts: CaseFacts, dossier: Dossier): Promise<Around> {
  const [records, pieces, settings, texts] = await Promise.all([
    readRecords(tx, dossier),
    listPieces(tx, dossier),
    protocolOf(tx, facts),
    readTexts(tx, facts.organisation_id),
  ])
  return { facts, now, records, pieces, settings, texts }
}

/** Opens the case for its records, for who handles it and whose case it is; the look is in the audit trail. */
export const openRecords = (house: House, actor: Actor, caseId: string): Promise<Around | undefined> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const facts = await readCase(tx, actor, caseId)
    if (!facts || facts.state === 'draft' || (facts.part !== 'handler' && facts.part !== 'own')) return undefined
    const look = { actor: actor.id, organisation: facts.organisation_id, caseId, action: 'case.open' as const }
    const dossier = await openDossier(tx, now, house.keys, look)
    if (!dossier) return undefined
    const [around, readings] = await Promise.all([readAround(tx, now, facts, dossier), readReadings(tx, dossier)])
    return { ...around, pieces: asNamed(around.pieces, readings, actor.id) }
  })

interface Sent {
  record: string
  /** The version that the form began with; '' for whichever there is. */
  version: string
  /** Which sending of the form: what is sent twice is kept once. */
  entry: string
}

/** Keeps a record as one who handles the case, or says what is wrong with it. */
export async function keepRecord(
  house: House,
  actor: Actor,
  caseId: string,
  kind: RecordKind,
  { shows, ...sent }: Sent & { shows: (facts: CaseFacts) => boolean },
  values: Values,
): Promise<Done | { invalid: Record<string, string> }> {
  let invalid: Record<string, string> = {}
  const done = await actOrUndo(house, actor, caseId, async acting => {
    if (acting.it.part !== 'handler' || !shows(acting.it)) return 'gone'
    const around = await readAround(acting.tx, acting.now, acting.it, acting.dossier)
    if (!(await isKept(acting.tx, caseId, sent.entry)))
      invalid = { ...changedMeanwhile(around, sent), ...errorsIn(kind, values, around, sent.record) }
    return Object.keys(invalid).length > 0 ? 'late' : addVersion(acting, kind, sent, values, around.records)
  })
  return Object.keys(invalid).length > 0 ? { invalid } : done
}

/** What somebody else kept in the meantime is not written over unseen. */
function changedMeanwhile({ records }: Around, { record, version }: Sent): Record<string, string> {
  const now = records.find(it => it.id === record)?.version ?? 0
  return version === '' || Number(version) === now ? {} : { '': overtaken }
}
const overtaken =
  'Iemand anders heeft dit gewijzigd terwijl u bezig was. Kijk eerst wat er nu staat. Bewaart u daarna dit formulier, dan komt het in de plaats daarvan.'

/** Adds the next version of a record, and does what goes with it. */
export async function addVersion(
  acting: Acting,
  kind: RecordKind,
  { record: id, entry }: Pick<Sent, 'record' | 'entry'>,
  values: Values,
  records: readonly CaseRecord[],
): Promise<Done> {
  const { tx, now, actor, it, dossier } = acting
  if (await isKept(tx, it.id, entry)) return 'done'
  const before = records.find(one => one.id === id)
  if (before && before.kind !== kind.kind) return 'late'
  const state = kind.stateOf(values)
  const version = (before?.version ?? 0) + 1
  const added = await tx
    .insertInto('case_record')
    .values({
      id: entry,
      record_id: id,
      version,
      case_id: it.id,
      organisation_id: it.organisation_id,
      kind: kind.kind,
      audience: kind.audience,
      state,
      author_id: actor.id,
      written_at: now,
      sealed: sealJson(dossier.caseKey, sealName(entry), values),
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) return 'late'
  await addWords(tx, dossier, `record:${(kind.audience === 'all' && it.hit_id) || ''}`, wordsIn(kind, values))
  const record = { id, kind: kind.kind, state, version, author: actor.id, at: now, values }
  return (await kind.kept?.(acting, record)) ?? 'done'
}

const isKept = async (tx: Tx, caseId: string, entry: string): Promise<boolean> =>
  (await tx
    .selectFrom('case_record')
    .select('id')
    .where('id', '=', entry)
    .where('case_id', '=', caseId)
    .executeTakeFirst()) !== undefined

/** What somebody wrote in it, for searching. */
const wordsIn = ({ fields }: RecordKind, values: Values): string =>
  fields.flatMap(({ type, name }) => (type === 'line' || type === 'text' ? [values[name] ?? ''] : [])).join('\n')
