import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { followProtocol, planRoutes, readRouteState } from '../../engines/cases/protocol-routes.ts'
import {
  modelSettings,
  protocolParts,
  settingsOf,
  type ProtocolPart,
  type ProtocolSettings,
  type StoredSettings,
} from '../../engines/cases/protocol-settings.ts'
import type { Tx } from '../../platform/db.ts'
import { mediaType, type MediaType } from '../../platform/media-types.ts'
import { isoDay } from '../../ui/dates.ts'
import { model, StoredWords, type Words } from './model.ts'

/** A text of the organisation's own, and what file it is when it is here. */
export interface OwnDocument {
  name: string
  file: { type: MediaType; size: number } | undefined
}

export interface Version {
  id: string
  number: number
  model: number
  settings: ProtocolSettings
  words: Words
  document: OwnDocument | undefined
  made_at: Date
}

/** That a version holds for a part, since when, and who said so. */
export interface Adoption {
  part: ProtocolPart
  version_id: string
  number: number
  adopted_on: string
  consent_on: string | null
  recorded_at: Date
}

const selectVersions = ({ tx, organisation }: Pick<Desk, 'tx' | 'organisation'>) =>
  tx
    .selectFrom('protocol_version as v')
    .leftJoin('protocol_document as d', 'd.version_id', 'v.id')
    .selectAll('v')
    .select(['d.media_type', 'd.size'])
    .where('v.organisation_id', '=', organisation)

type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>

const versionOf = (row: Row): Version => ({
  id: row.id,
  number: row.number,
  model: row.model,
  settings: settingsOf(row.id, row.settings),
  words: StoredWords.parse(row.words),
  document: row.document_name === null ? undefined : { name: row.document_name, file: fileOf(row) },
  made_at: row.made_at,
})

function fileOf({ media_type, size }: Row): OwnDocument['file'] {
  const type = mediaType(media_type ?? '')
  return type && size !== null ? { type, size } : undefined
}

/** The versions that this person may see, the newest first. */
export const readVersions = async (desk: Desk): Promise<Version[]> =>
  (await selectVersions(desk).orderBy('v.number', 'desc').execute()).map(versionOf)

export async function readVersion(desk: Desk, id: string): Promise<Version | undefined> {
  const row = await selectVersions(desk).where('v.id', '=', id).executeTakeFirst()
  return row && versionOf(row)
}

/** Every adoption, the newest first. */
export async function readAdoptions({ tx, organisation }: Desk): Promise<Adoption[]> {
  const rows = await tx
    .selectFrom('protocol_adoption as a')
    .innerJoin('protocol_version as v', 'v.id', 'a.version_id')
    .select(['a.part', 'a.version_id', 'v.number', 'a.recorded_at'])
    .select([sql<string>`a.adopted_on::text`.as('adopted_on'), sql<string | null>`a.consent_on::text`.as('consent_on')])
    .where('a.organisation_id', '=', organisation)
    .orderBy('a.recorded_at', 'desc')
    .execute()
  return rows.flatMap(row => protocolParts.filter(it => it === row.part).map(part => ({ ...row, part })))
}

/** What holds for each part now; nothing where nobody adopted anything. */
export const holding = (adoptions: readonly Adoption[], part: ProtocolPart): Adoption | undefined =>
  adoptions.find(it => it.part === part)

export async function organisationKind(tx: Tx, organisation: string): Promise<string> {
  const row = await tx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst()
  return row?.kind ?? ''
}

export interface NewVersion {
  id: string
  settings: StoredSettings
  words: Words
  /** How a text of the organisation's own is called: its file comes after it. */
  documentName: string | undefined
}

/** Keeps a version as the next one. The same form sent twice makes one. */
export async function addVersion(desk: Desk, it: NewVersion): Promise<void> {
  const { tx, now, actor, organisation } = desk
  // Of two at once, the second waits and gets the next number.
  await tx.selectFrom('organisation').select('id').where('id', '=', organisation).forUpdate().execute()
  const [latest] = await readVersions(desk)
  const number = (latest?.number ?? 0) + 1
  const added = await tx
    .insertInto('protocol_version')
    .values({
      id: it.id,
      organisation_id: organisation,
      number,
      model: model.version,
      settings: JSON.stringify(it.settings),
      words: JSON.stringify(it.words),
      document_name: it.documentName ?? null,
      made_by: actor,
      made_at: now,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 1n)
    await audit(tx, { action: 'protocol.version_made', actor, organisation, object: `version:${number}` }, now)
}

/** Removes a version that nobody adopted; false when somebody did, as its row cannot go then. */
export async function removeVersion({ tx, now, actor, organisation }: Desk, it: Version): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('protocol_version')
    .where('id', '=', it.id)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await audit(tx, { action: 'protocol.version_removed', actor, organisation, object: `version:${it.number}` }, now)
  return true
}

export interface NewAdoption {
  part: ProtocolPart
  adoptedOn: string
  consentOn: string | null
}

/** Writes down that a part was adopted: from this moment on new cases follow it. Says why not, by field. */
export async function adopt(
  desk: Desk,
  version: Version,
  { part, adoptedOn, consentOn }: NewAdoption,
): Promise<Record<string, string> | undefined> {
  const { tx, now, actor, organisation } = desk
  const today = isoDay(now)
  const before = holding(await readAdoptions(desk), part)
  if (version.document && !version.document.file)
    return { document: 'Voeg eerst het document toe. Daarna kunt u deze versie laten vaststellen.' }
  if (adoptedOn > today) return { vastgesteld: 'Vul de dag van het besluit in. Die kan niet in de toekomst liggen.' }
  if (before && adoptedOn < before.adopted_on)
    return { vastgesteld: 'Er is al een versie vastgesteld op een latere dag. Vul een dag in vanaf dat besluit.' }
  if (consentOn !== null && consentOn > today)
    return { instemming: 'Vul in wanneer de ondernemingsraad instemde. Die dag kan niet in de toekomst liggen.' }
  if (before?.version_id === version.id && before.adopted_on === adoptedOn) return undefined
  await tx
    .insertInto('protocol_adoption')
    .values({
      id: crypto.randomUUID(),
      organisation_id: organisation,
      version_id: version.id,
      part,
      adopted_on: adoptedOn,
      consent_on: consentOn,
      recorded_by: actor,
      recorded_at: now,
    })
    .execute()
  const object = `version:${version.number} part:${part}`
  await audit(tx, { action: 'protocol.adopted', actor, organisation, object }, now)
  const state = await readRouteState(desk, await organisationKind(tx, organisation))
  await followProtocol(desk, planRoutes(state, version.settings.routes, part), version.number)
  return undefined
}

/** What the model says, as if it were a version. */
export const modelVersion: Omit<Version, 'id' | 'number' | 'made_at'> = {
  model: model.version,
  settings: modelSettings,
  words: {},
  document: undefined,
}
