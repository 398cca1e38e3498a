import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { unwrapKey, wrapKey, newKey, type MasterKey, type MasterKeys } from './vault.ts'

export interface OrganisationKey {
  version: number
  key: Buffer
}

/** The keys of organisations, unwrapped with the master key and kept in memory only. */
export interface KeyRing {
  /** The key that new cases of this organisation are sealed under. Throws when the viewer has no business there. */
  current(tx: Tx, organisation: string): Promise<OrganisationKey>
  /** The key of a version that came along with what it wraps. */
  opened(organisation: string, wrapped: WrappedKey): OrganisationKey
  /** The master key for what is wrapped now: while a new one is coming, the one that organisations' keys are still under. */
  masterFor(tx: Tx): Promise<MasterKey>
  /** A new key for something of a person, who belongs to no organisation: wrapped by the master key itself. */
  makePersonal(context: string, by: MasterKey): WrappedByMaster & { key: Buffer }
  openPersonal(context: string, kept: WrappedByMaster): Buffer
}

/** A key as it is stored. */
export interface WrappedByMaster {
  master_key_id: string
  wrapped: Buffer
}

/** An organisation's key as it is stored. */
export interface WrappedKey {
  version: number
  masterKeyId: string
  wrapped: Buffer
}

/** What the key of an organisation is bound to. */
export const organisationKeyName = (organisation: string, version: number): string =>
  `organisation:${organisation}:${version}`

/** What a key for something of a person is bound to. */
export const personalKeyName = (context: string): string => `personal:${context}`

/** What the key of the secret for an organisation's provider is for. */
export const providerKeyName = (organisation: string): string => `provider:${organisation}`

/** Reads organisation keys through the database and remembers them: unwrapped keys never leave the process. */
export function createKeyRing(master: MasterKeys): KeyRing {
  const known = new Map<string, Buffer>()

  const opened = (organisation: string, { version, masterKeyId, wrapped }: WrappedKey): OrganisationKey => {
    const name = organisationKeyName(organisation, version)
    const key = known.get(name) ?? unwrap(masterKeyId, name, wrapped)
    known.set(name, key)
    return { version, key }
  }

  const unwrap = (masterKeyId: string, name: string, wrapped: Buffer) => {
    const key = master.find(masterKeyId)
    if (!key) throw new Error(`The master key ${masterKeyId} is not known here`)
    return unwrapKey(key, name, wrapped)
  }

  return {
    opened,
    masterFor: async tx => {
      const { rows } = await sql<{ id: string }>`select app.known_master_keys() as id`.execute(tx)
      const ids = rows.map(row => row.id).filter(id => master.find(id) !== undefined)
      const id = ids.includes(master.current.id) ? undefined : ids[0]
      const key = id === undefined ? undefined : master.find(id)
      return id !== undefined && key ? { id, key } : master.current
    },
    makePersonal: (name, { id, key: wrapping }) => {
      const key = newKey()
      return { key, master_key_id: id, wrapped: wrapKey(wrapping, personalKeyName(name), key) }
    },
    openPersonal: (name, kept) => unwrap(kept.master_key_id, personalKeyName(name), kept.wrapped),
    current: async (tx, organisation) => {
      const { rows } = await sql<WrappedKey>`
        select version, master_key_id as "masterKeyId", wrapped from app.organisation_key(${organisation}::uuid, null)`.execute(
        tx,
      )
      const row = rows[0]
      if (!row) throw new Error('This organisation has no key for this viewer')
      return opened(organisation, row)
    },
  }
}

/** A new first key for an organisation, wrapped by the master key: to be stored by the owner of the database. */
export function newOrganisationKey(master: MasterKeys, organisation: string, version = 1) {
  return {
    version,
    master_key_id: master.current.id,
    wrapped: wrapKey(master.current.key, organisationKeyName(organisation, version), newKey()),
  }
}
