import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { KeyRing, OrganisationKey } from '../../platform/keys.ts'
import { newKey, openText, seal, unwrapKey, wrapKey } from '../../platform/vault.ts'
import type { Action } from '../access/actions.ts'
import { audit, auditEntry } from '../access/audit.ts'
import { addWords, type Readers } from './words.ts'

/** How often a case is opened for what is written in its incident, while others join it and take it out again. */
export const attempts = 5

/** An opened case: its keys, in memory for as long as the request lasts. */
export interface Dossier {
  caseId: string
  incidentId: string
  organisationId: string
  caseKey: Buffer
  incidentKey: Buffer
}

interface Look {
  /** Who looks. */
  actor: string
  /** The organisation of the case when it is known, else the one that the looker works for: for a refusal. */
  organisation: string | null
  /** That of the case, when it was just read under row-level security. */
  organisationOfCase?: string
  caseId: string
  /** Why: the action in the audit trail, such as case.open. */
  action: Action
  object?: string
}

interface Wrapped {
  organisation_id: string
  incident_id: string
  case_wrapped: Buffer
  case_key_version: number
  case_master_key_id: string
  case_organisation_key: Buffer
  incident_wrapped: Buffer
  incident_key_version: number
  incident_master_key_id: string
  incident_organisation_key: Buffer
}

/**
 * Opens a case. The database checks the right to its content, writes the look down, and only then hands out the keys.
 * @returns undefined when this person may not; the caller then answers as if the case did not exist, after `refuseLook`
 */
export async function openDossier(tx: Tx, now: Date, keys: KeyRing, look: Look): Promise<Dossier | undefined> {
  // The session may be for another organisation than the case: who wrote a draft there, reads it on from here.
  const organisation = look.organisationOfCase ?? (await organisationOf(tx, look.caseId))
  if (organisation === undefined) return undefined
  const { entry, salt } = auditEntry(
    tx,
    {
      action: look.action,
      actor: look.actor,
      organisation,
      case: look.caseId,
      object: look.object ?? null,
    },
    now,
  )
  const { rows } = await sql<Wrapped>`select * from app.open_case(${look.caseId}::uuid, ${entry}, ${salt})`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const { organisation_id: organisationId, incident_id: incidentId } = row
  const forCase = keys.opened(organisationId, {
    version: row.case_key_version,
    masterKeyId: row.case_master_key_id,
    wrapped: row.case_organisation_key,
  })
  const forIncident = keys.opened(organisationId, {
    version: row.incident_key_version,
    masterKeyId: row.incident_master_key_id,
    wrapped: row.incident_organisation_key,
  })
  return {
    caseId: look.caseId,
    incidentId,
    organisationId,
    caseKey: unwrapKey(forCase.key, `case:${look.caseId}`, row.case_wrapped),
    incidentKey: unwrapKey(forIncident.key, `incident:${incidentId}`, row.incident_wrapped),
  }
}

async function organisationOf(tx: Tx, caseId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('incident_case').select('organisation_id').where('id', '=', caseId).executeTakeFirst()
  return row?.organisation_id
}

/** Writes down that somebody tried to look and was refused: in a transaction of its own, because the request ends there. */
export async function refuseLook(house: House, look: Look): Promise<void> {
  await house.db.as({ person: look.actor }, (tx, now) =>
    audit(
      tx,
      {
        action: look.action,
        actor: look.actor,
        organisation: look.organisation,
        case: look.caseId,
        object: look.object ?? null,
        result: 'refused',
      },
      now,
    ),
  )
}

/** Makes the key of a new case, and that of its incident when that is new too, and stores them wrapped. The rows must exist. */
export async function createKeys(
  tx: Tx,
  keys: KeyRing,
  ids: Pick<Dossier, 'caseId' | 'incidentId' | 'organisationId'>,
  beside?: Dossier,
): Promise<Dossier> {
  const wrapping = await keys.current(tx, ids.organisationId)
  const dossier: Dossier = { ...ids, caseKey: newKey(), incidentKey: beside?.incidentKey ?? newKey() }
  await tx
    .insertInto('case_key')
    .values({
      case_id: ids.caseId,
      organisation_id: ids.organisationId,
      key_version: wrapping.version,
      wrapped: wrapKey(wrapping.key, `case:${ids.caseId}`, dossier.caseKey),
    })
    .execute()
  if (!beside) await addIncidentKey(tx, wrapping, dossier)
  return dossier
}

/** Stores the key of a new incident, wrapped. */
export async function addIncidentKey(
  tx: Tx,
  wrapping: OrganisationKey,
  it: Pick<Dossier, 'incidentId' | 'incidentKey' | 'organisationId'>,
): Promise<void> {
  await tx
    .insertInto('incident_key')
    .values({
      incident_id: it.incidentId,
      organisation_id: it.organisationId,
      key_version: wrapping.version,
      wrapped: wrapKey(wrapping.key, `incident:${it.incidentId}`, it.incidentKey),
    })
    .execute()
}

export type EntryKind =
  | 'message'
  | 'note'
  | 'talk'
  | 'closing'
  | 'reopen_request'
  | 'correction'
  | 'occurrence'
  | 'evaluation'
  | 'withdrawal'
  | 'waiting'

/** Who reads it besides those who handle the case: the person hit, nobody, or one who only helps. */
export type Audience = 'all' | 'handlers' | 'helper'

const audienceOf = (entry: NewEntry): Audience =>
  entry.with !== undefined ? 'helper' : entry.kind === 'note' ? 'handlers' : 'all'

export interface NewEntry {
  /** Made with the form, so that a form that is sent twice writes once. */
  id: string
  kind: EntryKind
  author: string
  /** A code that belongs to the text, such as the outcome. */
  code?: string | null
  text: string
  /** Who only helps, when the text is between them and those who handle the case. */
  with?: string | undefined
}

/**
 * Seals a text under the key of its case and adds it. What handlers write for each other is not for the person hit.
 * @returns its id; undefined when this very text was there already: a form that was sent twice
 */
export async function addEntry(tx: Tx, now: Date, dossier: Dossier, entry: NewEntry): Promise<string | undefined> {
  const added = await insertEntry(tx, now, dossier, entry)
  if (added !== undefined) return added
  const before = await tx
    .selectFrom('case_entry')
    .select(['id', 'sealed'])
    .where('id', '=', entry.id)
    .where('case_id', '=', dossier.caseId)
    .executeTakeFirst()
  if (before && entryText(dossier, before) === entry.text) return undefined
  // Another text from the same form, such as after the back button of the browser: it must not get lost.
  return insertEntry(tx, now, dossier, { ...entry, id: randomUUID() })
}

async function insertEntry(tx: Tx, now: Date, dossier: Dossier, entry: NewEntry): Promise<string | undefined> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('case_entry')
    .values({
      id: entry.id,
      case_id: dossier.caseId,
      organisation_id: dossier.organisationId,
      kind: entry.kind,
      audience: audienceOf(entry),
      with_id: entry.with ?? null,
      code: entry.code ?? null,
      author_id: entry.author,
      written_at: now,
      sealed: seal(dossier.caseKey, `entry:${entry.id}`, entry.text),
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return undefined
  await addWords(tx, dossier, readersOf(entry), entry.text)
  return entry.id
}

const readersOf = (entry: NewEntry): Readers =>
  entry.with !== undefined ? `helper:${entry.with}` : audienceOf(entry) === 'handlers' ? 'handlers' : 'all'

/** The text of an entry. */
export const entryText = (dossier: Dossier, entry: { id: string; sealed: Buffer }): string =>
  openText(dossier.caseKey, `entry:${entry.id}`, entry.sealed)

export const newEntryId = (): string => randomUUID()
