import { sql } from 'kysely'
import { auditEntry } from '../engines/access/audit.ts'
import type { Tx } from '../platform/db.ts'
import { newOrganisationKey, organisationKeyName, personalKeyName, providerKeyName } from '../platform/keys.ts'
import { SealBroken, unwrapKey, wrapKey, type MasterKeys } from '../platform/vault.ts'

// Rotation while everything runs. Each step is a transaction of its own and can be the last one: nothing is unreadable between
// two of them, and the next run goes on. Done as the owner of the tables.

/** Runs work in one transaction as the owner. */
type InOneGo = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

const atOnce = 500

/** What organisations' keys wrap. */
const holders = [
  { table: 'case_key', id: 'case_id', kind: 'case' },
  { table: 'incident_key', id: 'incident_id', kind: 'incident' },
  { table: 'told_key', id: 'told_id', kind: 'told' },
  { table: 'rights_key', id: 'request_id', kind: 'request' },
  { table: 'protocol_key', id: 'version_id', kind: 'protocol' },
  { table: 'round_key', id: 'round_id', kind: 'round' },
] as const

interface Version {
  version: number
  master_key_id: string
  wrapped: Buffer
  retired_at: Date | null
}

function find(master: MasterKeys, id: string): Buffer {
  const key = master.find(id)
  if (!key) throw new Error(`The master key ${id} is not known here`)
  return key
}

const unwrap = (master: MasterKeys, organisation: string, it: Version): Buffer =>
  unwrapKey(find(master, it.master_key_id), organisationKeyName(organisation, it.version), it.wrapped)

/** Wrapped anew. What never opened stays as it is: nobody holds a rotation up by putting something there that is no key. */
function wrappedAnew(from: Buffer, to: Buffer, name: string, wrapped: Buffer, say: Say): Buffer {
  try {
    return wrapKey(to, name, unwrapKey(from, name, wrapped))
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    say(`The key of ${name} does not open, and did not before`)
    return wrapped
  }
}

type Say = (line: string) => void

// One rotation at a time; a second one waits at each of its steps.
const alone = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('weerbaar.rotation'))`.execute(tx)

const versionsOf = (tx: Tx, organisation: string): Promise<Version[]> =>
  tx
    .selectFrom('organisation_key')
    .select(['version', 'master_key_id', 'wrapped', 'retired_at'])
    .where('organisation_id', '=', organisation)
    .orderBy('version')
    .forUpdate()
    .execute()

/** Retires the key of an organisation and makes the next one. Waits for who is sealing under it, and holds up who begins. */
export const beginRotation = (inOneGo: InOneGo, master: MasterKeys, organisation: string, now: Date): Promise<void> =>
  inOneGo(async tx => {
    await alone(tx)
    const last = (await versionsOf(tx, organisation)).at(-1)
    if (!last) throw new Error('This organisation has no key')
    // Under another master key than that of the servers, nobody could report any more.
    unwrap(master, organisation, last)
    await tx
      .updateTable('organisation_key')
      .set({ retired_at: now })
      .where('organisation_id', '=', organisation)
      .where('retired_at', 'is', null)
      .execute()
    const next = newOrganisationKey(master, organisation, last.version + 1)
    await tx
      .insertInto('organisation_key')
      .values({ ...next, organisation_id: organisation, created_at: now })
      .execute()
    const facts = { action: 'keys.rotated' as const, actor: null, organisation, object: `key:${next.version}` }
    await tx
      .insertInto('audit_entry')
      .values(auditEntry(tx, { ...facts, origin: 'command' }, now))
      .execute()
  })

/**
 * Takes one step of the rotations that were begun: wraps so many keys under the new key, or deletes an old one that wraps
 * nothing any more. @returns false when there is nothing left to do
 */
export const continueRotation = (
  inOneGo: InOneGo,
  master: MasterKeys,
  organisation: string,
  say: Say = console.error,
): Promise<boolean> =>
  inOneGo(async tx => {
    await alone(tx)
    const versions = await versionsOf(tx, organisation)
    const next = versions.find(it => it.retired_at === null)
    const old = versions.find(it => it.retired_at !== null)
    if (!next || !old) return false
    const [from, to] = [unwrap(master, organisation, old), unwrap(master, organisation, next)]
    for (const { table, id, kind } of holders) {
      const { rows } = await sql<{ id: string; wrapped: Buffer }>`
        select ${sql.ref(id)} as id, wrapped from ${sql.table(table)}
        where organisation_id = ${organisation}::uuid and key_version = ${old.version} limit ${atOnce} for update`.execute(
        tx,
      )
      if (rows.length === 0) continue
      const wrapped = rows.map(row => wrappedAnew(from, to, `${kind}:${row.id}`, row.wrapped, say))
      await sql`update ${sql.table(table)} k set wrapped = n.wrapped, key_version = ${next.version}
        from unnest(${rows.map(row => row.id)}::uuid[], ${wrapped}::bytea[]) as n (id, wrapped)
        where k.${sql.ref(id)} = n.id`.execute(tx)
      return true
    }
    await tx
      .deleteFrom('organisation_key')
      .where('organisation_id', '=', organisation)
      .where('version', '=', old.version)
      .execute()
    return true
  })

/** Wraps every organisation's key under the current master key; those before are of no use then. @returns how many it was */
export const rotateMaster = (inOneGo: InOneGo, master: MasterKeys, organisation: string): Promise<number> =>
  inOneGo(async tx => {
    await alone(tx)
    const stale = (await versionsOf(tx, organisation)).filter(it => it.master_key_id !== master.current.id)
    for (const it of stale)
      await tx
        .updateTable('organisation_key')
        .set({
          master_key_id: master.current.id,
          wrapped: wrapKey(
            master.current.key,
            organisationKeyName(organisation, it.version),
            unwrap(master, organisation, it),
          ),
        })
        .where('organisation_id', '=', organisation)
        .where('version', '=', it.version)
        .execute()
    await rewrapProvider(tx, master, organisation)
    return stale.length
  })

/** The secret with which an organisation is known at its own provider, if it has one. */
async function rewrapProvider(tx: Tx, master: MasterKeys, organisation: string): Promise<void> {
  const kept = await tx
    .selectFrom('identity_provider')
    .select(['master_key_id', 'wrapped'])
    .where('organisation_id', '=', organisation)
    .where('master_key_id', '<>', master.current.id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) return
  const name = personalKeyName(providerKeyName(organisation))
  const wrapped = wrapKey(master.current.key, name, unwrapKey(find(master, kept.master_key_id), name, kept.wrapped))
  await tx
    .updateTable('identity_provider')
    .set({ master_key_id: master.current.id, wrapped })
    .where('organisation_id', '=', organisation)
    .execute()
}

/** What the master key itself wraps, as it belongs to a person and to no organisation. */
const personal = [
  { table: 'authenticator', id: 'id', kind: 'authenticator' },
  { table: 'answer_key', id: 'set_id', kind: 'answers' },
] as const

/**
 * Wraps so many secrets of authenticator apps, and keys of answers to scans, under the current master key.
 * @returns false when there were none left
 */
export const rotatePersonal = (inOneGo: InOneGo, master: MasterKeys, say: Say = console.error): Promise<boolean> =>
  inOneGo(async tx => {
    await alone(tx)
    let found = false
    for (const { table, id, kind } of personal) {
      const { rows } = await sql<{ id: string; master_key_id: string; wrapped: Buffer }>`
        select ${sql.ref(id)} as id, master_key_id, wrapped from ${sql.table(table)}
        where master_key_id <> ${master.current.id} limit ${atOnce} for update`.execute(tx)
      for (const row of rows) {
        const name = personalKeyName(`${kind}:${row.id}`)
        const anew = wrappedAnew(find(master, row.master_key_id), master.current.key, name, row.wrapped, say)
        await sql`update ${sql.table(table)} set master_key_id = ${master.current.id}, wrapped = ${anew}
          where ${sql.ref(id)} = ${row.id}`.execute(tx)
      }
      found ||= rows.length > 0
    }
    return found
  })
