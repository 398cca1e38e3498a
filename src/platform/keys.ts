import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { unwrapKey, wrapKey, newKey, type MasterKeys } from './vault.ts'

export interface OrganisationKey {
  version: number
  key: Buffer
}

/** The keys of organisations, unwrapped with the master key and kept in memory only. */
export interface KeyRing {
  /** The key that new cases of this organisation are sealed under. Throws when the viewer has no business there. */
  current(tx: Tx, organisation: string): Promise<OrganisationKey>
  /** An earlier or current version. */
  version(tx: Tx, organisation: string, version: number): Promise<OrganisationKey>
  /** A new key for something of a person, who belongs to no organisation: wrapped by the master key itself. */
  makePersonal(context: string): WrappedByMaster & { key: Buffer }
  openPersonal(context: string, kept: WrappedByMaster): Buffer
}

/** A key as it is stored. */
export interface WrappedByMaster {
  master_key_id: string
  wrapped: Buffer
}

const context = (organisation: string, version: number) => `organisation:${organisation}:${version}`

/** Reads organisation keys through the database and remembers them: unwrapped keys never leave the process. */
export function createKeyRing(master: MasterKeys): KeyRing {
  const known = new Map<string, Buffer>()

  const load = async (tx: Tx, organisation: string, wanted: number | null): Promise<OrganisationKey> => {
    const { rows } = await sql<{ version: number; master_key_id: string; wrapped: Buffer }>`
      select version, master_key_id, wrapped from app.organisation_key(${organisation}::uuid, ${wanted}::integer)`.execute(
      tx,
    )
    const row = rows[0]
    if (!row) throw new Error('This organisation has no key for this viewer')
    const name = context(organisation, row.version)
    const key = known.get(name) ?? unwrap(row.master_key_id, name, row.wrapped)
    known.set(name, key)
    return { version: row.version, key }
  }

  const unwrap = (masterKeyId: string, name: string, wrapped: Buffer) => {
    const key = master.find(masterKeyId)
    if (!key) throw new Error(`The master key ${masterKeyId} is not known here`)
    return unwrapKey(key, name, wrapped)
  }

  return {
    makePersonal: name => {
      const key = newKey()
      const { id, key: wrapping } = master.current
      return { key, master_key_id: id, wrapped: wrapKey(wrapping, `personal:${name}`, key) }
    },
    openPersonal: (name, kept) => unwrap(kept.master_key_id, `personal:${name}`, kept.wrapped),
    current: (tx, organisation) => load(tx, organisation, null),
    version: async (tx, organisation, version) => {
      const key = known.get(context(organisation, version))
      return key ? { version, key } : load(tx, organisation, version)
    },
  }
}

/** A new first key for an organisation, wrapped by the master key: to be stored by the owner of the database. */
export function newOrganisationKey(master: MasterKeys, organisation: string, version = 1) {
  return {
    version,
    master_key_id: master.current.id,
    wrapped: wrapKey(master.current.key, context(organisation, version), newKey()),
  }
}
