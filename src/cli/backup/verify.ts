import { createHash, randomBytes } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { organisationKeyName, personalKeyName } from '../../platform/keys.ts'
import { SealBroken, unwrapKey, type MasterKeys } from '../../platform/vault.ts'
import { CommandError } from '../owner.ts'
import { connected } from './connected.ts'
import type { Written } from './content.ts'
import { restoreWithin, type Restored, type Source } from './restore.ts'
import { copyOut } from './tables.ts'

export interface Verified extends Restored {
  /** How many keys opened; undefined when no master key was given to try. */
  opened: number | undefined
  /** How many keys of answers do not open, and did not before either. */
  broken: number
}

/**
 * Restores a backup into a scratch database, compares every row with what was written, opens every key if there is a
 * master key, and undoes it all. Throws when anything is not right.
 * @param scratchUrl an empty database of its own; without it one is made beside that of the owner, and removed
 */
export async function verifyBackup(
  source: Source,
  where: { ownerUrl: string; scratchUrl: string | undefined },
  master: MasterKeys | undefined,
): Promise<Verified> {
  if (where.scratchUrl !== undefined) return tryIn(where.scratchUrl, source, master)
  const name = `weerbaar_verify_${randomBytes(6).toString('hex')}`
  await administer(where.ownerUrl, `create database ${name} template template0 encoding 'UTF8'`).catch(explainScratch)
  try {
    return await tryIn(databaseBeside(where.ownerUrl, name), source, master)
  } finally {
    await administer(where.ownerUrl, `drop database if exists ${name} with (force)`)
  }
}

function explainScratch(cause: unknown): never {
  if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') throw cause
  throw new CommandError(
    'To verify a backup it is restored into a scratch database, and this owner may not make one. Let it ' +
      '("alter role … createdb"), or set WEERBAAR_SCRATCH_URL to the address of an empty database.',
    { cause },
  )
}

function databaseBeside(url: string, name: string): string {
  const beside = new URL(url)
  beside.pathname = `/${name}`
  return beside.href
}

const administer = (url: string, statement: string) => connected(url, client => client.query(statement))

/** All in one transaction that is never kept. */
const tryIn = (url: string, source: Source, master: MasterKeys | undefined): Promise<Verified> =>
  connected(url, async client => {
    await client.query('begin')
    const restored = await restoreWithin(client, {
      ...source,
      replace: false,
      upgrade: false,
      destroyed: [],
      acceptMissingKeys: false,
    })
    // Keys of another backup than the content are not put back as they were written: some belong to nothing in it.
    const comparable = restored.keys.backup === restored.content.backup
    const different = comparable ? await differences(client, restored.tables) : []
    if (different.length > 0) throw new CommandError(`Not restored as it was written: ${different.join(', ')}`)
    const tried = master && (await openKeys(client, master))
    await client.query('rollback')
    return { ...restored, opened: tried?.opened, broken: tried?.broken ?? 0 }
  })

/** The tables in which something is not, byte by byte, what was written. */
async function differences(client: pg.Client, written: readonly Written[]): Promise<string[]> {
  await client.query('set local synchronize_seqscans = off')
  const different: string[] = []
  for (const table of written) {
    const hash = createHash('sha256')
    await pipeline(client.query(copyTo(copyOut(table))), hash)
    if (hash.digest('hex') !== table.sha256) different.push(table.name)
  }
  return different
}

interface WrappedKey {
  organisation_id: string
  key_version: number
  context: string
  wrapped: Buffer
}

/** Opens every key, as reading would. Throws SealBroken for one of cases, or when a master key is not among those given. */
async function openKeys(client: pg.Client, master: MasterKeys): Promise<{ opened: number; broken: number }> {
  const { rows: organisations } = await client.query<{
    organisation_id: string
    version: number
    master_key_id: string
    wrapped: Buffer
  }>('select organisation_id, version, master_key_id, wrapped from weerbaar.organisation_key')
  const unwrapped = new Map(
    organisations.map(it => {
      const key = master.find(it.master_key_id)
      if (!key) throw new CommandError(`This backup needs the master key ${it.master_key_id}, which was not given`)
      const context = organisationKeyName(it.organisation_id, it.version)
      return [context, unwrapKey(key, context, it.wrapped)] as const
    }),
  )
  const { rows } = await client.query<WrappedKey>(`
    select organisation_id, key_version, 'case:' || case_id as context, wrapped from weerbaar.case_key
    union all select organisation_id, key_version, 'incident:' || incident_id, wrapped from weerbaar.incident_key
    union all select organisation_id, key_version, 'told:' || told_id, wrapped from weerbaar.told_key
    union all select organisation_id, key_version, 'protocol:' || version_id, wrapped from weerbaar.protocol_key
    union all select organisation_id, key_version, 'round:' || round_id, wrapped from weerbaar.round_key`)
  for (const it of rows) {
    const key = unwrapped.get(organisationKeyName(it.organisation_id, it.key_version))
    if (!key) throw new CommandError(`A key in this backup is wrapped under a key that is not in it`)
    unwrapKey(key, it.context, it.wrapped)
  }
  const { rows: personal } = await client.query<{ set_id: string; master_key_id: string; wrapped: Buffer }>(
    'select set_id, master_key_id, wrapped from weerbaar.answer_key',
  )
  for (const it of personal) {
    if (!master.find(it.master_key_id))
      throw new CommandError(`This backup needs the master key ${it.master_key_id}, which was not given`)
  }
  const broken = personal.filter(it => !opens(master, it))
  return { opened: rows.length + personal.length - broken.length, broken: broken.length }
}

/** Whether the key of somebody's answers opens. Who has it is able to put something else there, and must not hold up a backup by that. */
function opens(master: MasterKeys, it: { set_id: string; master_key_id: string; wrapped: Buffer }): boolean {
  const key = master.find(it.master_key_id)
  try {
    return key !== undefined && unwrapKey(key, personalKeyName(`answers:${it.set_id}`), it.wrapped).length > 0
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}
